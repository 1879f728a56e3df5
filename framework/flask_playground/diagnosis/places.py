"""Files, named as the project names them."""

from __future__ import annotations

from pathlib import Path


def is_below(filename: str, root: Path) -> bool:
    """Tell whether a file is one of the project's."""
    return filename.startswith(f"{root}/")


def relative(filename: str, root: Path) -> str:
    """Give a file's path as the project names it."""
    return filename.removeprefix(f"{root}/")
