"""Print, as JSON, every name that Flask's modules hold, and the underscore names and the methods that its classes define.

What a program that looks can find, whether it was meant to be found or not. Where a name of a module stands for something
that is not Flask's, it is told what it is.

    {
        "modules": {"flask.cli": {"AppGroup": null, "click": "module click", ...}},
        "members": {"flask.testing.FlaskClient": ["_context_stack", ...]},
        "methods": {"flask.testing.FlaskClient": ["_copy_environ", "open", ...]}
    }

Run as a program, with Flask from PyPI in front on the import path.
"""

import ast
import importlib
import inspect
import json
import pkgutil
import textwrap
import warnings
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

import flask


def modules() -> Iterator[str]:
    """The names of the package's modules."""
    yield "flask"
    # A folder without __init__.py is a package too, and is not walked.
    for prefix, folder in (("flask.", ""), ("flask.sansio.", "/sansio")):
        for module in pkgutil.walk_packages([path + folder for path in flask.__path__], prefix):
            if not module.name.endswith("__main__"):
                yield module.name


def held(module: str) -> dict[str, str | None]:
    """The names that a module holds, except those that Python gives every module, with what they are."""
    items = sorted(vars(importlib.import_module(module)).items())
    return {name: identity(value) for name, value in items if name[:2] != "__"}


def identity(value: object) -> str | None:
    """What a value is: a module, or a class or function by its home. `None` for Flask's own, and for other objects."""
    if isinstance(value, ModuleType):
        return f"module {value.__name__}"
    home = getattr(value, "__module__", None)
    if isinstance(value, type | FunctionType) and not home.startswith("flask"):
        return f"{home}.{value.__qualname__}"
    return None


def underscore_names(cls: type) -> list[str]:
    """The underscore names that a class defines, or sets on ``self``, as do its bases in the package."""
    found: set[str] = set()
    for base in cls.__mro__:
        if base.__module__.startswith("flask"):
            found.update(vars(base))
            source = textwrap.dedent(inspect.getsource(base))
            found.update(
                node.attr
                for node in ast.walk(ast.parse(source))
                if isinstance(node, ast.Attribute)
                and isinstance(node.ctx, ast.Store)
                and ast.unparse(node.value) == "self"
            )
    return sorted(
        name for name in found if name[0] == "_" and name[:2] != "__" and name != "_abc_impl"
    )


def methods(cls: type) -> list[str]:
    """The methods that a class or one of its bases in the package defines, special ones excepted."""
    return sorted(
        {
            name
            for base in cls.__mro__
            if base.__module__.startswith("flask")
            for name, value in vars(base).items()
            if isinstance(value, FunctionType) and not name.startswith("__")
        }
    )


def names() -> dict[str, dict[str, Any]]:
    """What is printed."""
    by_module = {module: held(module) for module in sorted(set(modules()))}
    classes = {
        f"{module}.{name}": value
        for module in by_module
        for name, value in vars(importlib.import_module(module)).items()
        if isinstance(value, type) and value.__module__ == module
    }
    members = {name: underscore_names(cls) for name, cls in classes.items()}
    return {
        "modules": by_module,
        "members": {name: found for name, found in members.items() if found},
        "methods": {name: methods(cls) for name, cls in classes.items()},
    }


if __name__ == "__main__":
    with warnings.catch_warnings(action="ignore"):
        print(json.dumps(names()))
