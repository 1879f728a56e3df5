"""Lines that would be decorators, had they their ``@``: Python runs them, and nothing comes of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ..messages import FixChange
from .case import Advice, fix
from .scopes import FunctionNode, bound_names, is_call_of
from .sources import Source, Sources

#: What applications and blueprints decorate functions by: with brackets, and without.
CALLED = {
    *("route", "get", "post", "put", "patch", "delete", "errorhandler", "app_errorhandler"),
    *("template_filter", "template_test", "template_global", "endpoint"),
}
NAMED = {
    *("before_request", "after_request", "teardown_request", "teardown_appcontext"),
    *("before_app_request", "after_app_request", "context_processor", "app_context_processor"),
    *("url_defaults", "url_value_preprocessor", "shell_context_processor"),
}


def registrars(sources: Sources) -> set[str]:
    """Give the names under which the project's files make applications and blueprints."""
    return {
        target.id
        for source in sources.python
        for node in source.nodes
        if isinstance(node, ast.Assign) and is_call_of(node.value, "Flask", "Blueprint")
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def without_sign(source: Source, sources: Sources) -> Iterator[tuple[list[ast.Expr], FunctionNode]]:
    """Give the lines of a file that lack their ``@``, those of one function together, with that function."""
    owners = registrars(sources) & bound_names(source)
    for node in source.nodes:
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            above: list[ast.Expr] = []
            for statement in body if isinstance(body, list) else ():
                if isinstance(statement, FunctionNode) and above:
                    yield above, statement
                bare = isinstance(statement, ast.Expr) and is_registration(statement.value, owners)
                above = [*above, statement] if bare else []


def is_registration(value: ast.expr, owners: set[str]) -> bool:
    """Tell whether an expression does nothing unless it decorates a function."""
    match value:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)):
            return owner in owners and name in CALLED
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return owner in owners and name in NAMED
        case _:
            return False


def missing_sign(source: Source, lines: list[ast.Expr], function: FunctionNode) -> Advice:
    """Explain that lines above a function lack their ``@``."""
    first = lines[0]
    called = first.value.func if isinstance(first.value, ast.Call) else first.value
    changes: list[FixChange] = [source.insert(source.place(each), "@") for each in lines]
    return Advice(
        f"There is no @ before {source.segment(called)} in line {first.lineno}",
        f"Only with an @ in front does the line tell the application of the function below it, “{function.name}”.",
        fix("Add the @", *changes),
        source.place(first),
        "quickstart.html#routing",
    )
