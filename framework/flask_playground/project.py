"""The project's files below a folder of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from .messages import FileContent, Files

MAX_NAME_LENGTH = 255


class FileNameError(ValueError):
    """A file name that cannot stand in a project."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The file name {name!r} {why}.")
        self.name = name


class ProjectFiles:
    """The files below a folder that holds nothing else.

    :param root: the folder; it need not exist.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._refused: dict[str, FileContent] = {}

    def replace(self, files: Files) -> set[str]:
        """Write a whole project; what was there before goes. Otherwise as ``apply``."""
        if self.root.exists():
            for entry in self.root.iterdir():
                remove(entry)
        self._refused.clear()
        return self.apply(files, ())

    def apply(self, files: Files, removed: Iterable[str]) -> set[str]:
        """Remove and write files.

        A file whose name is refused is kept aside while the others are written, and tried again
        with each change until it is removed.

        :returns: the names of those that differ from what was there.
        :raises FileNameError: as long as there is one with such a name.
        """
        changed = set()
        for name in removed:
            self._refused.pop(name, None)
            if not validation_error(name) and self._remove(name):
                changed.add(name)
        waiting = {**self._refused, **files}
        self._refused.clear()
        errors = []
        for name, content in waiting.items():
            try:
                if self._write(name, as_bytes(content)):
                    changed.add(name)
            except FileNameError as error:
                self._refused[name] = content
                errors.append(error)
        if errors:
            raise errors[0]
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
        if why := validation_error(name):
            raise FileNameError(name, why)
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


def validation_error(name: str) -> str:
    """Tell why ``name`` cannot be a file of a project; empty if it can."""
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
    if any(len(part.encode(errors="replace")) > MAX_NAME_LENGTH for part in parts):
        return f"has a part of more than {MAX_NAME_LENGTH} bytes"
    return ""
