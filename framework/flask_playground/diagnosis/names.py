"""Names that Python does not know: misspelt, not imported, used too early, never made."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable

from ..messages import Fix, FixChange, Place
from .case import Advice, Case, fix
from .edits import add_line, import_module, import_names
from .scopes import (
    MODULE_NAMES,
    assignments,
    first_line,
    function_at,
    is_call_of,
    name_place,
    statement_at,
)
from .sources import Source
from .spelling import either, meant, nearest
from .vocabulary import flask_names, home_of, library_module

#: Names of Python 2, and what they are called today.
PYTHON_2 = {
    "basestring": "str",
    "long": "int",
    "raw_input": "input",
    "unichr": "chr",
    "unicode": "str",
    "xrange": "range",
}


def unknown(case: Case) -> tuple[str, Source, Place] | None:
    """Give the name that a Python file uses and nothing has made, with its file and place."""
    error, source = case.error, case.source
    if not isinstance(error, NameError) or isinstance(error, UnboundLocalError):
        return None
    if not error.name or not source or not case.place or not source.path.endswith(".py"):
        return None
    return error.name, source, name_place(source, case.place, error.name) or case.place


def lacking_underscores(case: Case) -> Advice | None:
    """``_name_`` in place of ``__name__``, or ``Flask(name)``."""
    if not (found := unknown(case)):
        return None
    name, source, place = found
    dunder = f"__{name.strip('_')}__"
    # Without any underscore it may be a variable, except where Flask takes the module's name.
    certain = name.startswith("_") or name.endswith("_")
    certain = certain or (dunder == "__name__" and is_import_name(source, place))
    if dunder not in MODULE_NAMES or not certain:
        return None
    return Advice(
        f"It is written {dunder}, with two underscores on each side",
        f"Names that Python gives of its own accord begin and end with two, and “{name}” is another one.",
        rename(source, place, name, dunder),
        place,
    )


def is_import_name(source: Source, place: Place) -> bool:
    """Tell whether the name at a place is what tells an application or a blueprint its module."""
    return any(
        isinstance(node, ast.Call)
        and is_call_of(node, "Flask", "Blueprint")
        and any(source.place(each) == place for each in node.args[:2])
        for node in source.nodes
    )


def python_2_name(case: Case) -> Advice | None:
    if not (found := unknown(case)) or found[0] not in PYTHON_2:
        return None
    name, source, place = found
    today = PYTHON_2[name]
    return Advice(
        f"“{name}” is a name of Python 2",
        f"What it stood for is called “{today}” today.",
        rename(source, place, name, today),
        place,
    )


def name_to_import(case: Case) -> Advice | None:
    """A name that Flask or a package below it has, and that is not imported."""
    if not (found := unknown(case)) or not (module := home_of(found[0])):
        return None
    name, source, place = found
    return Advice(
        f"The name “{name}” has not been imported",
        f"It comes from {module}. A name is imported at the top of the file that uses it.",
        fix(f"Import {name}", import_names(source, module, [name])),
        place,
    )


def module_to_import(case: Case) -> Advice | None:
    """A module of the standard library that is used and not imported."""
    if not (found := unknown(case)):
        return None
    name, source, place = found
    attributes = [
        node.attr
        for node in source.nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and source.place(node.value) == place
    ]
    line = library_module(name, attributes[0]) if attributes else None
    if line is None:
        return None
    change = import_module(source, name) if line.startswith("import") else add_line(source, line)
    return Advice(
        f"The module “{name}” has not been imported",
        f"It is part of Python, and each file that uses it has to say so: {line}",
        fix(f"Import {name}", change),
        place,
    )


def name_made_later(case: Case) -> Advice | None:
    """A name that is used above the line that makes it."""
    if not (found := unknown(case)) or not case.frame or not case.frame.is_module:
        return None
    name, source, place = found
    later = [node for node in assignments(source, name) if first_line(node) > place["line"]]
    if not later:
        return None
    line = first_line(later[0])
    return Advice(
        f"“{name}” is used before it is made",
        f"Python reads a file from top to bottom, and “{name}” is made on line {line} only. "
        "Move that above this line.",
        place=place,
    )


def misspelt_name(case: Case) -> Advice | None:
    if not (found := unknown(case)) or not case.frame:
        return None
    name, source, place = found
    here = {*case.frame.locals, *case.frame.globals, *dir(builtins)}
    importable = flask_names() - here
    title = f"Python does not know the name “{name}”"
    if choice := meant(name, here | importable):
        changes: list[FixChange] = [source.replace(place, choice)]
        if choice in importable:
            changes.append(import_names(source, home_of(choice) or "flask", [choice]))
        fixes = fix(f"Change it to {choice}", *changes) if source.text_at(place) == name else []
        return Advice(title, f"Did you mean “{choice}”?", fixes, place)
    if close := nearest(name, public(here) | importable):
        return Advice(title, f"Did you mean {either(close)}?", place=place)
    return None


def function_to_write(case: Case) -> Advice | None:
    """A function that is called and that nobody has written, as in a part of a program."""
    if not (found := unknown(case)):
        return None
    name, source, place = found
    calls = [
        node
        for node in source.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and source.place(node.func) == place
    ]
    if not calls:
        return None
    return Advice(
        f"Nothing here defines the function “{name}”",
        "The program calls it, and somebody has to write it: a def of that name, above the line that calls it.",
        fix(f"Write a function {name}", stub(source, place["line"], calls[0], name)),
        place,
    )


def unknown_name(case: Case) -> Advice | None:
    if not (found := unknown(case)):
        return None
    name, _, place = found
    return Advice(
        f"Python does not know the name “{name}”",
        f"Nothing above this line makes it. If it is to be text, put it in quotes: '{name}'.",
        place=place,
    )


def unbound_local(case: Case) -> Advice | None:
    """A variable of a function that is read before the function gives it a value."""
    error = case.error
    if not isinstance(error, UnboundLocalError) or not case.source or not case.frame:
        return None
    name = error.name or name_in(str(error))
    place = name_place(case.source, case.frame.place, name) or case.frame.place
    outside = name in case.frame.globals
    node = function_at(case.source, place["line"])
    title = f"“{name}” has no value here yet"
    if not outside or node is None:
        return Advice(
            title,
            "This function gives it a value on some ways through it, and not on the one that was taken. "
            "Give it one at the beginning.",
            place=place,
        )
    first = node.body[0]
    line = f"{' ' * first.col_offset}global {name}\n"
    return Advice(
        title,
        f"The function assigns to “{name}”, which makes it a variable of its own. "
        "To change the one outside, declare it global.",
        fix("Declare it global", case.source.insert_lines(first.lineno, line)),
        place,
    )


def name_in(message: str) -> str:
    """Give what a message names in quotes first."""
    return message.split("'")[1] if message.count("'") > 1 else ""


def rename(source: Source, place: Place, name: str, other: str) -> list[Fix]:
    """Change a name at its place, if it is what stands there."""
    if source.text_at(place) != name:
        return []
    return fix(f"Change it to {other}", source.replace(place, other))


def public(names: Iterable[str]) -> set[str]:
    return {name for name in names if not name.startswith("_")}


def stub(source: Source, line: int, call: ast.Call, name: str) -> FixChange | None:
    """Write a function above the one that calls it."""
    statement = statement_at(source, line)
    if statement is None or any(isinstance(each, ast.Starred) for each in call.args):
        return None
    parameters = [parameter(argument, number) for number, argument in enumerate(call.args, 1)]
    parameters += [keyword.arg for keyword in call.keywords if keyword.arg]
    if len(set(parameters)) < len(parameters):
        parameters = [f"value_{number}" for number, _ in enumerate(parameters, 1)]
    text = f'def {name}({", ".join(parameters)}):\n    return "{name}"\n\n\n'
    return source.insert_lines(first_line(statement), text)


def parameter(argument: ast.expr, number: int) -> str:
    """Give a name to a parameter after what is given for it."""
    match argument:
        case ast.Name(id=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str(key))) if key.isidentifier():
            return key
        case _:
            return f"value_{number}"
