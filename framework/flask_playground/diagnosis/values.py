"""Values of another kind than the line takes them for."""

from __future__ import annotations

import ast
import re

from ..messages import Fix, Place
from .case import Advice, Case, fix
from .sources import Source
from .spelling import either, meant, nearest


def placeholder(case: Case) -> Advice | None:
    """Three dots that documentation has in a value's place."""
    error, source, place = case.error, case.source, case.place
    if not isinstance(error, TypeError | AttributeError) or "ellipsis" not in str(error):
        return None
    if not source or not place:
        return None
    found = [
        node
        for node in source.nodes
        if isinstance(node, ast.Constant) and node.value is ... and node.lineno == place["line"]
    ]
    return Advice(
        "Three dots stand where a value belongs",
        'In documentation they mean “something of yours”: put it there, such as the name of a template, "hello.html".',
        place=source.place(found[0]) if len(found) == 1 else place,
    )


def nothing_there(case: Case) -> Advice | None:
    """Something is asked of ``None``."""
    message = str(case.error)
    match = re.match(r"'NoneType' object (?:has no attribute '(\w+)'|is not (\w+))", message)
    if not isinstance(case.error, AttributeError | TypeError) or match is None or not case.frame:
        return None
    what = f"“{match[1]}” is asked of it" if match[1] else "it is used as if it were something"
    return Advice(
        "There is nothing here: the value is None",
        f"It is None, and {what}. Look where it comes from: a function without return gives None, and so does get().",
    )


def misspelt_attribute(case: Case) -> Advice | None:
    """An attribute that its object does not have, and another that resembles it."""
    error, source = case.error, case.source
    if not isinstance(error, AttributeError) or not error.name or not source or not case.place:
        return None
    name = error.name
    node = attribute_at(source, case, name)
    owner = source.segment(node.value) if node else type(error.obj).__name__
    title = f"“{owner}” has no “{name}”"
    known = {each for each in dir(error.obj) if not each.startswith("_")}
    place = name_of(source, node) if node else None
    if choice := meant(name, known):
        fixes: list[Fix] = []
        if place:
            fixes = fix(f"Change it to {choice}", source.replace(place, choice))
        return Advice(title, f"Did you mean “{choice}”?", fixes, place)
    if close := nearest(name, known):
        return Advice(title, f"Did you mean {either(close)}?", place=place)
    return Advice(
        title, f"It is {described(error.obj)}, and has no attribute of that name.", place=place
    )


def described(value: object) -> str:
    kind = type(value).__name__
    return {"str": "a text", "dict": "a dictionary", "list": "a list", "int": "a number"}.get(
        kind, f"an object of type {kind}"
    )


def attribute_at(source: Source, case: Case, name: str) -> ast.Attribute | None:
    """Give the one attribute of a name in the lines of the case's place."""
    place = case.place
    if place is None:
        return None
    last = place.get("endLine", place["line"])
    found = [
        node
        for node in source.nodes
        if isinstance(node, ast.Attribute)
        and node.attr == name
        and place["line"] <= node.lineno <= last
    ]
    return found[0] if len(found) == 1 else None


def name_of(source: Source, node: ast.Attribute) -> Place:
    """Give the place of an attribute's name."""
    place = source.place(node)
    return Place(
        path=place["path"],
        line=place["endLine"],
        column=place["endColumn"] - len(node.attr),
        endLine=place["endLine"],
        endColumn=place["endColumn"],
    )


def text_and_number(case: Case) -> Advice | None:
    """A text and a number put together by ``+``."""
    message = str(case.error)
    joined = re.search(r'can only concatenate str \(not "(\w+)"\) to str', message)
    added = re.search(r"unsupported operand type\(s\) for \+: '(int|float)' and 'str'", message)
    if not isinstance(case.error, TypeError) or not (joined or added):
        return None
    kind = joined[1] if joined else "str"
    hint = 'Make a text of the other with str(...), or write both into an f-string: f"{name} is {age}".'
    return Advice(
        "A text and something else cannot be added",
        hint,
        wrap(case, kind) if joined else (),
    )


def wrap(case: Case, kind: str) -> list[Fix]:
    """Put ``str(...)`` around the right side of the sum."""
    source, place = case.source, case.place
    if not source or not place or kind not in ("int", "float"):
        return []
    for node in source.nodes:
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Add)
            and source.place(node) == place
        ):
            right = source.segment(node.right)
            return fix(
                "Make a text of it", source.replace(source.place(node.right), f"str({right})")
            )
    return []


def division_by_zero(case: Case) -> Advice | None:
    if not isinstance(case.error, ZeroDivisionError) or not case.frame:
        return None
    return Advice(
        "Something is divided by zero here",
        "Test the divisor before: if it is zero, there is no result to show.",
    )
