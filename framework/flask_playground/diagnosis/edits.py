"""Changes to the project's files that a fix is made of."""

from __future__ import annotations

import ast

from ..messages import Fix, Place, Replace
from .case import fix
from .scopes import is_call_of, is_main_guard, literal_place
from .sources import Source


def import_names(source: Source, module: str, names: list[str]) -> Replace:
    """Have names imported from a module: in the line that imports from it already, or in one of its own."""
    for node in source.tree.body:
        if isinstance(node, ast.ImportFrom) and node.module == module and node.level == 0:
            last = node.names[-1]
            if last.name != "*":
                return source.append(source.place(last), "".join(f", {name}" for name in names))
    return add_line(source, f"from {module} import {', '.join(names)}")


def import_module(source: Source, module: str) -> Replace:
    """Have a module imported, in a line in front of the other imports."""
    return source.insert_lines(line_before_imports(source), f"import {module}\n")


def add_line(source: Source, line: str) -> Replace:
    """Have a line behind the imports at the file's beginning."""
    return source.insert_lines(line_behind_imports(source), f"{line}\n")


def line_before_imports(source: Source) -> int:
    """Give the number of the line in front of which an import belongs: behind docstring and ``__future__``."""
    number = 1
    for node in source.tree.body:
        if not (is_docstring(node) or is_future(node)):
            return node.lineno if is_import(node) else number
        number = (node.end_lineno or node.lineno) + 1
    return number


def line_behind_imports(source: Source) -> int:
    """Give the number of the line behind the imports at the file's beginning."""
    number = line_before_imports(source)
    for node in source.tree.body:
        if is_import(node) or is_docstring(node):
            number = max(number, (node.end_lineno or node.lineno) + 1)
        else:
            break
    return number


def is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def add_at_end(source: Source, text: str) -> Replace:
    """Have lines at the end of a module, in front of ``if __name__ == "__main__":`` or a call of ``run()``.

    :param text: the lines, without the empty ones around them.
    """
    for node in source.tree.body:
        if is_main_guard(node) or (isinstance(node, ast.Expr) and is_call_of(node.value, "run")):
            return source.insert_lines(node.lineno, f"{text}\n\n\n")
    lines = source.lines
    last = len(lines)
    while last > 1 and not lines[last - 1].strip():
        last -= 1
    end = source.span(last, len(lines[last - 1]), len(lines[last - 1]))
    return source.replace(end, f"\n\n\n{text}" + ("" if last < len(lines) else "\n"))


def respell(source: Source, place: Place, text: str, other: str, label: str = "") -> list[Fix]:
    """Change a text to another at the one place where it stands in some lines."""
    exact = literal_place(source, place, text)
    return fix(label or f"Change it to {other}", source.replace(exact, other)) if exact else []
