"""The packages that are mutated, the tests that answer for each, and a copy of both packages to work on."""

from __future__ import annotations

import compileall
import os
import py_compile
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import cache_from_source
from pathlib import Path

ROOT = Path(__file__).parents[2]
FRAMEWORK = ROOT / "framework"
BUILD = ROOT / "build" / "mutation"

#: Package, and the folder of its tests.
SUITES = {"flask": "tests/framework", "flask_playground": "tests/playground"}


def modules() -> list[str]:
    """Give the dotted names of all modules of the packages, in the order of their files' names."""
    return [
        ".".join(path.relative_to(FRAMEWORK).with_suffix("").parts).removesuffix(".__init__")
        for package in SUITES
        for path in sorted(FRAMEWORK.glob(f"{package}/**/*.py"))
    ]


def path_of(module: str) -> str:
    """Give the path of a module's file from the folder of its package.

    :param module: its dotted name.
    """
    path = module.replace(".", "/")
    return f"{path}/__init__.py" if (FRAMEWORK / path).is_dir() else f"{path}.py"


class Copy:
    """A copy of the packages, imported in their place by processes that run in its environment.

    :param folder: where it is made; the folder itself must not exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(FRAMEWORK, folder, ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(folder, quiet=1)
        # Nothing writes bytecode: it might be that of a mutant, and taken for the module's.
        self.environ = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}

    @contextmanager
    def changed(self, module: str, source: str) -> Iterator[None]:
        """Have another source in a module's place, for a ``with`` block.

        :param module: the module's dotted name.
        :param source: the source.
        """
        path = self.folder / path_of(module)
        original = path.read_text()
        Path(cache_from_source(str(path))).unlink()
        path.write_text(source)
        yield
        path.write_text(original)
        py_compile.compile(str(path))


def python(*arguments: str) -> list[str]:
    """Give the command that runs one of these modules with this Python.

    :param arguments: the module's name, and its arguments.
    """
    module, *rest = arguments
    return [sys.executable, "-m", f"tests.mutation.{module}", *rest]
