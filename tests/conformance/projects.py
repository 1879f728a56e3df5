"""The examples as projects to run: their files, and copies of them in which time stands still."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "examples"

ENTRY = "entry.py"

#: Stands before the application in all three runs, so that no file is older in one than in another.
ENTRY_SOURCE = """
import os
from pathlib import Path

from {module} import app

PLACES = [Path(__file__).parent, Path(app.instance_path)]


def date_files(wsgi_app):
    def dated(environ, start_response):
        for place in PLACES:
            for path in place.rglob("*"):
                os.utime(path, (1_700_000_000, 1_700_000_000))
        return wsgi_app(environ, start_response)

    return dated


app.wsgi_app = date_files(app.wsgi_app)
"""


@dataclass(frozen=True)
class Example:
    """One table of examples.toml."""

    slug: str
    title: str
    section: str
    app: str
    path: str
    description: str
    debug: bool = False

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Contents by path, the path with `/` between its parts."""
        folder = FOLDER / self.slug
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in found
            if "__pycache__" not in path.parts and "instance" not in path.parts
        }


def read_examples() -> list[Example]:
    """All examples in their order."""
    tables = tomllib.loads((FOLDER / "examples.toml").read_text(encoding="utf-8"))["example"]
    return [Example(**table) for table in tables]


EXAMPLES = {example.slug: example for example in read_examples()}


def dated_files(example: Example) -> dict[str, bytes]:
    """The example's files and an `entry.py` that gives its application after dating them."""
    entry = ENTRY_SOURCE.format(module=example.app.removesuffix(".py"))
    return {**example.files, ENTRY: entry.encode()}


def write_files(files: dict[str, bytes], folder: Path) -> Path:
    """Write a project's files below `folder`, and give it back."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
