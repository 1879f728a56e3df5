"""The rules by which ``flask --app`` finds an application.

Nothing here needs a command line: whoever has to load an application by name uses the same rules.
"""

from __future__ import annotations

import ast
import difflib
import inspect
import os
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, TypeGuard, overload

import click

if TYPE_CHECKING:
    from ..app import Flask

APP_NAMES = ("app", "application")
FACTORY_NAMES = ("create_app", "make_app")
DEFAULT_FILES = ("wsgi.py", "app.py")

# A module or file, then perhaps a colon and a name. The colon of a Windows drive is not that colon.
_REFERENCE = re.compile(r"((?:[A-Za-z]:(?=[\\/]))?[^:]*)(?::(.*))?", re.DOTALL)


class NoAppException(click.UsageError):
    """No application could be found or loaded; the message says why, and what to do."""


class AppImportError(NoAppException):
    """The module that should hold the application cannot be imported. ``__cause__`` is the import's error."""


class SeveralAppsError(NoAppException):
    """The module holds several applications, and nothing says which one is meant."""


class AppFactoryError(NoAppException):
    """The function that should make the application cannot be called so, or does not give one."""


def load_app(import_path: str | None = None) -> Flask:
    """Find the application as ``flask --app IMPORT`` does, its folder put first on the import path.

    :param import_path: ``hello``, ``hello.py``, ``package.module``, ``path/to/app.py``, each with or without ``:name`` or
        ``:factory("argument")``. ``None`` or empty: try ``wsgi.py``, then ``app.py``, in the working directory.
    :raises NoAppException: if there is no such module, no application in it, or more than one.
    :raises Exception: whatever the module raises when imported, an :exc:`ImportError` excepted.
    """
    if import_path:
        path, name = split_reference(import_path)
        return locate_app(prepare_import(path), name)
    for path in DEFAULT_FILES:
        app = locate_app(prepare_import(path), None, raise_if_not_found=False)
        if app is not None:
            return app
    raise NoAppException(
        "Could not locate a Flask application: none was named, and the folder "
        f"{os.getcwd()!r} has no {' or '.join(DEFAULT_FILES)}. Name one with the 'flask --app' option or the "
        "'FLASK_APP' environment variable, as in 'flask --app hello run'."
    )


def split_reference(import_path: str) -> tuple[str, str | None]:
    """Split ``module:name`` into its parts; the name is ``None`` where there is none."""
    match = _REFERENCE.fullmatch(import_path)
    assert match is not None, "the expression matches any text"
    return match[1], match[2]


def prepare_import(path: str) -> str:
    """Give the import name of a file or module, and put the folder it is imported from first on ``sys.path``.

    :param path: a Python file, a package's folder, or a dotted name, relative to the working directory.
    """
    target = Path(os.path.realpath(path))
    if target.suffix == ".py":
        target = target.with_suffix("")
    if target.name == "__init__":
        target = target.parent
    folder, name = target.parent, target.name
    while folder.name and (folder / "__init__.py").exists():
        folder, name = folder.parent, f"{folder.name}.{name}"
    if sys.path[:1] != [str(folder)]:
        sys.path.insert(0, str(folder))
    return name


@overload
def locate_app(
    module_name: str, app_name: str | None, raise_if_not_found: Literal[True] = True
) -> Flask: ...


@overload
def locate_app(
    module_name: str, app_name: str | None, raise_if_not_found: bool
) -> Flask | None: ...


def locate_app(
    module_name: str, app_name: str | None, raise_if_not_found: bool = True
) -> Flask | None:
    """Import a module and find the application in it.

    :param module_name: the module's import name.
    :param app_name: what to take from it: a name, or a call with literal arguments. ``None``: the best one.
    :param raise_if_not_found: with ``False``, a module that does not exist gives ``None``.
    :raises NoAppException: if the module cannot be imported, or has no such application.
    """
    try:
        __import__(module_name)
    except ImportError as error:
        if not _is_missing(module_name, error):
            raise AppImportError(_explain_import_error(module_name, error)) from error
        if not raise_if_not_found:
            return None
        raise AppImportError(_explain_missing_module(module_name)) from error
    module = sys.modules[module_name]
    return find_best_app(module) if app_name is None else find_app_by_string(module, app_name)


def find_best_app(module: ModuleType) -> Flask:
    """Find the application in a module: one by a usual name, the only one, or what a factory makes.

    :raises NoAppException: if there is none, there are several, or the factory needs arguments.
    """
    for name in APP_NAMES:
        app = getattr(module, name, None)
        if _is_app(app):
            return app
    apps = _apps_by_name(module)
    # One application under two names is still one.
    if len({id(app) for app in apps.values()}) > 1:
        raise SeveralAppsError(
            f"Detected multiple Flask applications in module {module.__name__!r}: {', '.join(apps)}. "
            f"Say which one is meant, as in '{module.__name__}:{next(iter(apps))}'."
        )
    for app in apps.values():
        return app
    return _app_from_usual_factory(module)


def find_app_by_string(module: ModuleType, app_name: str) -> Flask:
    """Find the application that a text names in a module: a variable, or a factory with its arguments.

    :param module: the module.
    :param app_name: ``name``, or ``name("argument", key=1)`` with literals for arguments.
    :raises NoAppException: if the text is neither, the name is missing, or does not give an application.
    """
    name, args, kwargs = _parse_call(app_name)
    try:
        value = getattr(module, name)
    except AttributeError as error:
        apps = ", ".join(_apps_by_name(module))
        hint = f"Applications in it: {apps}." if apps else "There is no application in it."
        raise NoAppException(
            f"Failed to find attribute {name!r} in {module.__name__!r}. {hint}"
        ) from error
    made = inspect.isfunction(value)
    if made:
        value = _call_factory(module, app_name, value, args, kwargs)
    if _is_app(value):
        return value
    raise (AppFactoryError if made else NoAppException)(
        f"A valid Flask application was not obtained from '{module.__name__}:{app_name}': "
        f"it gives {_describe(value)}."
    )


def _is_app(value: object) -> TypeGuard[Flask]:
    # By what it can do: the class is above this module. Asked of the class, since an instance may be a proxy
    # of the current application (`from flask import current_app`), which fails outside a context.
    needed = ("wsgi_app", "app_context", "test_request_context")
    return all(hasattr(value.__class__, name) for name in needed)


def _apps_by_name(module: ModuleType) -> dict[str, Flask]:
    return {name: value for name, value in vars(module).items() if _is_app(value)}


def _app_from_usual_factory(module: ModuleType) -> Flask:
    fruitless = ""
    for name in FACTORY_NAMES:
        factory = getattr(module, name, None)
        if inspect.isfunction(factory):
            app = _call_factory(module, name, factory, [], {})
            if _is_app(app):
                return app
            fruitless += f" Its function {name}() gives {_describe(app)}."
    raise (AppFactoryError if fruitless else NoAppException)(
        f"Failed to find Flask application or factory in module {module.__name__!r}.{fruitless} "
        f"Use '{module.__name__}:name' to specify one."
    )


def _call_factory(
    module: ModuleType,
    reference: str,
    factory: Callable[..., object],
    args: list[Any],
    kwargs: dict[str, Any],
) -> object:
    # Checked beforehand, so that a TypeError from within the factory is not taken for a wrong call.
    try:
        signature = inspect.signature(factory, follow_wrapped=False)
        signature.bind(*args, **kwargs)
    except TypeError as error:
        raise AppFactoryError(
            f"The factory {reference!r} in module {module.__name__!r} could not be called "
            f"{'with the specified arguments' if args or kwargs else 'without arguments'}: {error}. "
            f"Its signature is {factory.__name__}{signature}. "
            f"Use '{module.__name__}:{factory.__name__}(args)' to specify arguments."
        ) from error
    return factory(*args, **kwargs)


def _parse_call(text: str) -> tuple[str, list[Any], dict[str, Any]]:
    try:
        expression = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        expression = None
    match expression:
        case ast.Name(id=name):
            return name, [], {}
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
            try:
                return (
                    name,
                    [ast.literal_eval(arg) for arg in args],
                    {_keyword_name(word): ast.literal_eval(word.value) for word in keywords},
                )
            except ValueError:
                raise AppFactoryError(
                    f"Failed to parse arguments as literal values: {text!r}. Strings need quotes, and variables "
                    "cannot be used."
                ) from None
        case ast.Call():
            raise NoAppException(f"Function reference must be a simple name: {text!r}.")
    raise NoAppException(f"Failed to parse {text!r} as an attribute name or function call.")


def _keyword_name(word: ast.keyword) -> str:
    if word.arg is None:
        raise ValueError("a mapping is unpacked")
    return word.arg


def _is_missing(module_name: str, error: ImportError) -> bool:
    """Tell whether the module itself, or a package it should be in, is what was not found."""
    missing = error.name if isinstance(error, ModuleNotFoundError) else None
    return missing is not None and f"{module_name}.".startswith(f"{missing}.")


def _explain_import_error(module_name: str, error: ImportError) -> str:
    # From the module's own first frame on: those before it are the import's.
    frames = error.__traceback__ and error.__traceback__.tb_next
    shown = "".join(traceback.format_exception(type(error), error, frames))
    return f"While importing {module_name!r}, an ImportError was raised:\n\n{shown}"


def _explain_missing_module(module_name: str) -> str:
    folder = Path(sys.path[0] or ".")
    first = module_name.partition(".")[0]
    if (folder / first).exists() or (folder / f"{first}.py").exists():
        hint = f"{first!r} is there, but {module_name!r} is no module in it."
    else:
        hint = f"There is no {first}.py and no package {first!r} in {str(folder)!r}."
        modules = [file.stem for file in folder.glob("*.py")]
        if similar := difflib.get_close_matches(first, modules, n=1):
            hint += f" Did you mean {similar[0]!r}?"
    return f"Could not import {module_name!r}. {hint}"


def _describe(value: object) -> str:
    if value is None:
        return "None (does it return the application?)"
    return f"an object of type {type(value).__qualname__!r}"
