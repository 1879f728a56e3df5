"""The project's files below a folder of their own."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from .messages import FileContent, Files

LONGEST_NAME = 255


class FileNameError(ValueError):
    """A file name that cannot stand in a project."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The file name {name!r} {why}.")
        self.name = name


class ProjectFiles:
    """The files below `root`, which holds nothing else."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def replace(self, files: Files) -> None:
        """Write a whole project; what was there before goes. Raises `FileNameError`, all kept."""
        check_names(files)
        if self.root.exists():
            for entry in self.root.iterdir():
                remove(entry)
        self.apply(files, ())

    def apply(self, files: Files, removed: tuple[str, ...] | list[str]) -> set[str]:
        """Remove and write files; gives the names of those that differ from what was there.

        Raises `FileNameError` before anything is touched.
        """
        check_names(files)
        check_names(removed)
        changed = {name for name in removed if self._remove(name)}
        for name, content in files.items():
            if self._write(name, as_bytes(content)):
                changed.add(name)
        return changed

    def _remove(self, name: str) -> bool:
        path = self.root / name
        existed = path.exists()
        if existed:
            remove(path)
        for folder in path.parents:
            if folder == self.root or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
        return existed

    def _write(self, name: str, content: bytes) -> bool:
        path = self.root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_file() and path.read_bytes() == content:
                return False
            path.write_bytes(content)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            raise FileNameError(name, "is used both for a file and for a folder") from None
        return True


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def as_bytes(content: FileContent) -> bytes:
    return content.encode(errors="replace") if isinstance(content, str) else bytes(content)


def check_names(names: Files | tuple[str, ...] | list[str]) -> None:
    """Raise `FileNameError` for the first name that leaves the project or that no file can have."""
    for name in names:
        if why := objection(name):
            raise FileNameError(name, why)
    inside = set(names)
    for name in names:
        for folder in PurePosixPath(name).parents:
            if str(folder) in inside:
                raise FileNameError(str(folder), "is used both for a file and for a folder")


def objection(name: str) -> str:
    """Why `name` cannot be a project's file; empty if it can."""
    parts = name.split("/")
    if not name:
        return "is empty"
    if name.startswith("/"):
        return "begins with a slash; names are relative to the project"
    if "\\" in name:
        return "has a backslash; write / between folders"
    if any(ord(character) < 32 or ord(character) == 127 for character in name):
        return "has a control character"
    if ".." in parts:
        return "has a part '..', which would lead out of the project"
    if "" in parts or "." in parts:
        return "has an empty part or a part '.'"
    if any(len(part.encode(errors="replace")) > LONGEST_NAME for part in parts):
        return f"has a part of more than {LONGEST_NAME} bytes"
    return ""
