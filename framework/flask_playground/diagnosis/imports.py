"""Imports that fail: of modules that are not there, of names that a module does not have, in a circle."""

from __future__ import annotations

import ast
import sys

from ..messages import Fix, FixChange, Place, Write
from .case import Advice, Case, fix
from .places import is_below, relative
from .sources import Source
from .spelling import either, meant, nearest
from .vocabulary import home_of

REQUIREMENTS = "requirements.txt"

#: Packages for Flask that run in a page, by the module that a program imports.
PACKAGES = {
    "bs4": "beautifulsoup4",
    "dotenv": "python-dotenv",
    "flask_bcrypt": "Flask-Bcrypt",
    "flask_caching": "Flask-Caching",
    "flask_httpauth": "Flask-HTTPAuth",
    "flask_login": "Flask-Login",
    "flask_migrate": "Flask-Migrate",
    "flask_restful": "Flask-RESTful",
    "flask_session": "Flask-Session",
    "flask_sqlalchemy": "Flask-SQLAlchemy",
    "flask_wtf": "Flask-WTF",
    "markdown": "Markdown",
    "wtforms": "WTForms",
}


def missing(case: Case) -> tuple[str, str] | None:
    """Give the module that was not found, and the first part of its name."""
    error = case.error
    if not isinstance(error, ModuleNotFoundError) or not error.name:
        return None
    return error.name, error.name.partition(".")[0]


def part_of_module(case: Case) -> Advice | None:
    """A module that is there has no such part."""
    if not (found := missing(case)):
        return None
    name, first = found
    own = (case.root / first).is_dir() or (case.root / f"{first}.py").is_file()
    if name == first or not (own or first in sys.modules):
        return None
    where = f"The project has “{first}”" if own else f"The package “{first}” is there"
    return Advice(f"There is no module “{name}”", f"{where}, but no “{name}” in it.")


def misspelt_module(case: Case) -> Advice | None:
    if not (found := missing(case)):
        return None
    first = found[1]
    own = {
        path.removesuffix(".py").partition("/")[0]
        for path in case.sources.paths
        if path.endswith(".py")
    }
    known = own | {"flask", "jinja2", "werkzeug", "click"} | sys.stdlib_module_names
    title = f"There is no module “{first}”"
    if choice := meant(first, {each for each in known if not each.startswith("_")}):
        return Advice(title, f"Did you mean “{choice}”?", respelt_import(case, first, choice))
    if close := nearest(first, own):
        return Advice(title, f"The project has {either(close)}. Is one of them meant?")
    return None


def respelt_import(case: Case, name: str, choice: str) -> list[Fix]:
    """Change a module's name in the line that imports it."""
    source, place = case.source, case.place
    if not source or not place:
        return []
    line = source.line(place["line"])
    if line.count(name) != 1:
        return []
    start = line.index(name)
    span = source.span(place["line"], start, start + len(name))
    return fix(f"Change it to {choice}", source.replace(span, choice))


def missing_package(case: Case) -> Advice | None:
    if not (found := missing(case)):
        return None
    _, first = found
    hint = (
        f"The project has no {first}.py, and no package of that name is installed. "
        f"The packages that a project needs stand in {REQUIREMENTS}, one a line."
    )
    package = PACKAGES.get(first)
    fixes = fix(f"Add {package} to {REQUIREMENTS}", require(case, package)) if package else []
    return Advice(f"There is no module “{first}”", hint, fixes)


def require(case: Case, package: str) -> FixChange:
    """Add a package to the project's requirements."""
    if REQUIREMENTS not in case.sources.paths:
        return Write(type="write", path=REQUIREMENTS, content=f"{package}\n")
    source = case.sources[REQUIREMENTS]
    return source.insert_lines(len(source.lines), f"{package}\n")


def circular_import(case: Case) -> Advice | None:
    """Two modules of the project import each other."""
    error = case.error
    circular = isinstance(error, ImportError | AttributeError) and "circular import" in str(error)
    if not circular:
        return None
    passed = list(dict.fromkeys(frame.path for frame in case.frames))
    files = f"{passed[0]} and {passed[-1]}" if len(passed) > 1 else "Two files"
    return Advice(
        "Two files import each other",
        f"{files} each wait for the other to be read to its end. Move one of the imports to the end of its file, "
        "or into the function that needs it.",
    )


def shadowed_import(case: Case) -> Advice | None:
    """A file of the project stands in the place of a module of the same name."""
    error = case.error
    if not isinstance(error, ImportError | AttributeError) or not case.source:
        return None
    module = error.name if isinstance(error, ImportError) else getattr(error.obj, "__name__", None)
    loaded = sys.modules.get(module or "")
    path = getattr(loaded, "__file__", None) or ""
    if not module or not is_below(path, case.root) or module not in sys.stdlib_module_names:
        return None
    own = relative(path, case.root)
    free = f"my_{own}"
    return Advice(
        f"The file {own} stands in the place of Python's “{module}”",
        f"A file of the project is found before the module of the same name. Call it something else, such as {free}.",
    )


def missing_name(case: Case) -> Advice | None:
    """A module does not have the name that is imported from it."""
    error = case.error
    if not isinstance(error, ImportError) or not error.name or not case.source or not case.place:
        return None
    name = getattr(error, "name_from", None) or imported_name(str(error))
    module = sys.modules.get(error.name)
    if module is None or not name:
        return None
    place = alias_place(case.source, case.place, name) or case.place
    title = f"“{error.name}” has no “{name}”"
    known = {each for each in dir(module) if not each.startswith("_")}
    if choice := meant(name, known):
        fixes: list[Fix] = []
        if case.source.text_at(place) == name:
            fixes = fix(f"Change it to {choice}", case.source.replace(place, choice))
        if choice.lower() == name.lower():
            return Advice(
                f"In {error.name} there is {choice}, {how_written(name, choice)}",
                f"Capital and small letters are different ones to Python: “{name}” is another name.",
                fixes,
                place,
            )
        return Advice(title, f"Did you mean “{choice}”?", fixes, place)
    if home := home_of(name):
        return Advice(title, f"It is imported from {home}: from {home} import {name}", place=place)
    if close := nearest(name, known):
        return Advice(title, f"Did you mean {either(close)}?", place=place)
    own = is_below(getattr(module, "__file__", None) or "", case.root)
    hint = (
        "Nothing in that file makes it."
        if own
        else "Look for its name in the module's documentation."
    )
    return Advice(title, hint, place=place)


def how_written(name: str, choice: str) -> str:
    """Say in which letters two names differ that are the same but for capital letters."""
    other = [right for wrong, right in zip(name, choice, strict=True) if wrong != right]
    if len(other) > 1:
        return "in other letters"
    return f"with a {'capital' if other[0].isupper() else 'small'} {other[0]}"


def imported_name(message: str) -> str:
    """Give the name that could not be imported, which Python 3.11 has in the message alone."""
    return message.split("'")[1] if message.startswith("cannot import name '") else ""


def alias_place(source: Source, place: Place, name: str) -> Place | None:
    """Give the place of a name in an import of the lines of another place."""
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and node.lineno == place["line"]:
            for alias in node.names:
                if alias.name == name:
                    start = source.place(alias)
                    if source.text_at(start) == name:
                        return start
    return None
