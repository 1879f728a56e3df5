"""What names a file binds and uses, found in its syntax tree."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from ..messages import Place
from .sources import Source

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef

#: What every module has beside what it binds.
MODULE_NAMES = {"__name__", "__file__", "__doc__", "__package__", "__spec__", "__builtins__"}


def bound_names(source: Source) -> set[str]:
    """Give every name that something in the file binds, whichever scope it is in."""
    names: set[str] = set()
    for node in source.nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                names.add(name)
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                names.add(name)
            case ast.arg(arg=name):
                names.add(name)
            case ast.alias(name=name, asname=other):
                names.add(other or name.partition(".")[0])
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                names.add(name)
            case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                names.add(name)
            case _:
                pass
    return names


def undefined_names(source: Source) -> list[str]:
    """Give the names that the file uses and nothing binds, in the order of their first use."""
    known = bound_names(source) | set(dir(builtins)) | MODULE_NAMES
    used = [node for node in source.nodes if isinstance(node, ast.Name)]
    used.sort(key=lambda node: (node.lineno, node.col_offset))
    return list(dict.fromkeys(node.id for node in used if node.id not in known))


def functions(source: Source) -> Iterator[FunctionNode]:
    """Give the functions that the file defines."""
    for node in source.nodes:
        if isinstance(node, FunctionNode):
            yield node


def function_at(source: Source, line: int) -> FunctionNode | None:
    """Give the innermost function that has a line, its decorators included."""
    around = [
        node for node in functions(source) if first_line(node) <= line <= (node.end_lineno or 0)
    ]
    return max(around, key=first_line, default=None)


def first_line(node: ast.stmt) -> int:
    """Give the line on which a statement begins, with its decorators."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def definition_place(source: Source, node: FunctionNode) -> Place:
    """Give the range of a function's ``def`` line."""
    return source.line_place(node.lineno)


def node_at(source: Source, place: Place, kind: type[ast.expr]) -> ast.expr | None:
    """Give the expression of a kind that stands exactly at a place."""
    for node in source.nodes:
        if isinstance(node, kind) and source.place(node) == place:
            return node
    return None


def name_place(source: Source, place: Place, name: str) -> Place | None:
    """Give the one place where a name is used in the lines of another place; None where there are several.

    An exception's own place may be that of the whole expression.
    """
    if source.text_at(place) == name:
        return place
    last = place.get("endLine", place["line"])
    found = [
        node
        for node in source.nodes
        if isinstance(node, ast.Name) and node.id == name and place["line"] <= node.lineno <= last
    ]
    if len(found) == 1 and source.text_at(exact := source.place(found[0])) == name:
        return exact
    return None


def assignments(source: Source, name: str) -> list[ast.stmt]:
    """Give the statements at the file's top level that bind a name, in their order."""
    found: list[ast.stmt] = []
    for node in source.tree.body:
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets = [node.target]
        named = isinstance(node, FunctionNode | ast.ClassDef) and node.name == name
        if named or any(isinstance(each, ast.Name) and each.id == name for each in targets):
            found.append(node)
    return found


def statement_at(source: Source, line: int) -> ast.stmt | None:
    """Give the statement at the file's top level that has a line, its decorators included."""
    for node in source.tree.body:
        if first_line(node) <= line <= (node.end_lineno or node.lineno):
            return node
    return None


def is_main_guard(node: ast.stmt) -> bool:
    """Tell whether a statement is ``if __name__ == "__main__":``."""
    if not (isinstance(node, ast.If) and isinstance(node.test, ast.Compare)):
        return False
    compared = [node.test.left, *node.test.comparators]
    return any(isinstance(each, ast.Name) and each.id == "__name__" for each in compared)


def is_call_of(node: ast.AST, *names: str) -> bool:
    """Tell whether a node calls a function by one of these names, or an attribute so named."""
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)
    return name in names


def text_of(node: ast.expr | None) -> str | None:
    """Give the value of a string literal; None for any other expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def literal_place(source: Source, place: Place, text: str) -> Place | None:
    """Give the one place of a text in the lines of another place, without its quotes; None where there are several."""
    last = place.get("endLine", place["line"])
    if not source.path.endswith(".py"):
        line = source.line(place["line"])
        start = line.find(text)
        whole = re.findall(rf"(?<![\w.-]){re.escape(text)}(?![\w-])", line)
        return source.span(place["line"], start, start + len(text)) if len(whole) == 1 else None
    found = [
        source.place(node)
        for node in source.nodes
        if isinstance(node, ast.Constant)
        and node.value == text
        and place["line"] <= node.lineno <= last
    ]
    if len(found) != 1 or source.text_at(found[0])[1:-1] != text:
        return None
    inner = found[0]
    inner["column"] += 1
    inner["endColumn"] -= 1
    return inner
