"""Files and folders that are not there."""

from __future__ import annotations

import posixpath
from sqlite3 import OperationalError

from ..messages import Fix, FixChange, Write
from .case import Advice, Case, fix
from .edits import respell
from .scopes import literal_place
from .spelling import listed, meant

#: A project has no folder without a file in it.
PLACEHOLDER = ".gitkeep"


def missing_folder(case: Case) -> Advice | None:
    """A file cannot be written, for its folder is not there."""
    if not (path := not_found(case)):
        return None
    folder = posixpath.dirname(path)
    if not folder or (case.root / folder).is_dir():
        return None
    title = f"There is no folder {folder}"
    if folder.startswith("/"):
        own = posixpath.basename(folder)
        return Advice(
            title,
            f"A project writes below its own folder here. Take one of its own, such as {own}.",
            own_folder(case, folder, own),
        )
    there = [path.rpartition("/")[0] for path in case.sources.paths if "/" in path]
    hint = "A file can be written into a folder only once that exists."
    if choice := meant(folder, there):
        hint = f"The project has {choice}. Is that meant?"
    return Advice(title, hint, fix(f"Create the folder {folder}", placeholder(folder)))


def not_found(case: Case) -> str | None:
    """Give the path that was not found, as the project names it; None for other errors."""
    error = case.error
    if not isinstance(error, FileNotFoundError) or not case.frames:
        return None
    name = error.filename
    if isinstance(name, bytes):
        name = name.decode(errors="replace")
    return name.removeprefix(f"{case.root}/") if isinstance(name, str) and name else None


def placeholder(folder: str) -> FixChange:
    return Write(type="write", path=f"{folder}/{PLACEHOLDER}", content="")


def own_folder(case: Case, folder: str, own: str) -> list[Fix]:
    """Have the program use a folder of the project's."""
    if not case.source or not case.place:
        return []
    changes: list[FixChange] = []
    whole = case.error.filename if isinstance(case.error, OSError) else ""
    for old in (f"{folder}/", folder, str(whole)):
        if place := literal_place(case.source, case.place, old):
            changes = [case.source.replace(place, old.replace(folder, own))]
            break
    if not changes:
        return []
    if not (case.root / own).is_dir():
        changes.append(placeholder(own))
    return fix(f"Use a folder {own} of the project", *changes)


def missing_file(case: Case) -> Advice | None:
    if not (path := not_found(case)):
        return None
    folder = posixpath.dirname(path)
    there = [each for each in case.sources.paths if posixpath.dirname(each) == folder]
    title = f"There is no file {path}"
    if choice := meant(path, there):
        fixes = respell(case.source, case.place, path, choice) if case.source and case.place else []
        return Advice(title, f"Did you mean “{choice}”?", fixes)
    hint = f"The project has {listed(case.sources.paths, 6)}. A file is added beside them."
    fixes = []
    if not path.startswith(("/", ".")):
        fixes = fix(f"Create {path}", Write(type="write", path=path, content=""))
    return Advice(title, hint, fixes)


def database_without_folder(case: Case) -> Advice | None:
    """A database in a folder that is not there."""
    if not isinstance(case.error, OperationalError) or "unable to open" not in str(case.error):
        return None
    return Advice(
        "The database cannot be opened",
        "Its folder is not there, or may not be written to. Take a file of the project's own folder, such as data.db.",
    )
