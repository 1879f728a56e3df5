"""Every public name of Flask 3.1.3 is there, takes the same arguments, and is documented.

`public_names.json` lists the names: those of modules, those of classes (inherited ones of Flask's own classes too), and
the parameters of functions and methods.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

import flask

NAMES: dict[str, dict[str, list[str]]] = json.loads(
    Path(__file__).with_name("public_names.json").read_text("utf-8")
)
PACKAGE = Path(flask.__file__).parent
PREFIXES = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}

# Also here: a keyword argument of Flask's that is not in its signature.
WIDER_SIGNATURES = {
    "flask.cli.AppGroup.command": ["self", "*args", "with_appcontext", "**kwargs"],
    "flask.cli.FlaskGroup.command": ["self", "*args", "with_appcontext", "**kwargs"],
}


def found(path: str) -> Any:
    """The object of a dotted path."""
    module, _, name = path.rpartition(".")
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            return getattr(found(module), name)


@pytest.mark.parametrize("module", NAMES["modules"])
def test_no_name_of_a_module_is_missing(module: str) -> None:
    missing = []
    for name in NAMES["modules"][module]:
        try:
            found(f"{module}.{name}")
        except AttributeError:
            missing.append(name)
    assert missing == []


@pytest.mark.parametrize("cls", NAMES["members"])
def test_no_attribute_of_a_class_is_missing(cls: str) -> None:
    mro = found(cls).__mro__
    there = {name for base in mro for name in (*vars(base), *getattr(base, "__annotations__", ()))}
    assert [name for name in NAMES["members"][cls] if name not in there] == []


@pytest.mark.parametrize("function", NAMES["signatures"])
def test_parameters_are_the_same(function: str) -> None:
    parameters = inspect.signature(found(function)).parameters.values()
    taken = [f"{PREFIXES.get(each.kind, '')}{each.name}" for each in parameters]
    assert taken == WIDER_SIGNATURES.get(function, NAMES["signatures"][function])


def documented_objects() -> Iterator[tuple[str, object]]:
    """Our own public classes and functions, with the methods and properties of the classes."""
    seen: set[object] = set()
    for module, names in NAMES["modules"].items():
        for name in names:
            value = found(f"{module}.{name}")
            if not isinstance(value, type | FunctionType) or value in seen:
                continue
            if not value.__module__.startswith("flask"):
                continue
            seen.add(value)
            yield f"{module}.{name}", value
            if isinstance(value, type):
                for member, inner in vars(value).items():
                    inner = getattr(inner, "__func__", inner)
                    if not member.startswith("_") and isinstance(inner, FunctionType | property):
                        yield f"{module}.{name}.{member}", inner


def test_every_public_class_and_function_has_a_docstring() -> None:
    assert [path for path, value in documented_objects() if not value.__doc__] == []


def imports(file: Path) -> Iterator[str]:
    """The modules of the package that a file imports at run time, wherever in it."""
    name = ".".join(("flask", *file.relative_to(PACKAGE).with_suffix("").parts))
    package = name.removesuffix(".__init__") if file.stem == "__init__" else name.rpartition(".")[0]
    stack: list[ast.AST] = [ast.parse(file.read_text("utf-8"))]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) in (
            "t.TYPE_CHECKING",
            "TYPE_CHECKING",
        ):
            stack += node.orelse
            continue
        stack += ast.iter_child_nodes(node)
        if isinstance(node, ast.ImportFrom) and node.level:
            parts = package.split(".")
            base = ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield inner if module_file(inner) else base


def module_file(name: str) -> Path | None:
    path = PACKAGE.joinpath(*name.split(".")[1:])
    candidates = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in candidates if file.is_file()), None)


def test_no_module_imports_another_in_a_circle_not_even_lazily() -> None:
    files = [file for file in PACKAGE.rglob("*.py") if file.stem != "__main__"]
    graph: dict[Path, set[Path]] = {
        file: {target for name in imports(file) if (target := module_file(name))} - {file}
        for file in files
    }
    # Take away what imports nothing that is left, until nothing is left or only circles are.
    while removable := [file for file, targets in graph.items() if not targets & graph.keys()]:
        for file in removable:
            del graph[file]
    assert sorted(str(file.relative_to(PACKAGE)) for file in graph) == []
