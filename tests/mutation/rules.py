"""What of a module is not changed, for no test should hold it.

- docstrings, annotations and what else is for type checkers: ``overload``, ``TYPE_CHECKING``, type aliases and variables,
  the type that ``cast`` is given, ``__slots__``;
- wording: text that is raised, warned of, logged, or given as ``help``, and any text of three words or more;
- ``__all__``; what only says that something cannot be otherwise (``assert``, the ``strict`` of ``zip``); whether a function's
  results are kept, and how many; colours, and how many columns a formatted value takes.
"""

from __future__ import annotations

import ast
import re
from typing import Any

LISTS_OF_NAMES = {"__all__", "__slots__"}
ARGUMENTS = {"fg", "help", "maxsize", "strict"}
CACHES = {"cache", "lru_cache"}
TYPING_CALLS = {"TypeVar", "ParamSpec", "NewType"}
TYPE_NAME = re.compile(r"_?[A-Z][A-Za-z]*[a-z][A-Za-z]*")
#: Methods of a logger, and what warns.
TELLING = {"debug", "info", "warning", "error", "exception", "critical", "log", "warn"}
EXCEPTION = re.compile(r"\w*(Error|Exception|Warning|Exit|Parameter)")
THREE_WORDS = re.compile(r"\w\W*\s\W*\w+\W*\s\W*\w")


def is_left_out(owner: ast.AST, field: str, node: ast.AST) -> bool:
    """Tell whether a node is not changed, and nothing in it.

    :param owner: the node's parent.
    :param field: the parent's field that holds it.
    :param node: the node.
    """
    if field in ("annotation", "returns", "format_spec", "pattern"):
        return True
    if field in ("func", "bases") and isinstance(node, ast.Subscript):
        # A generic class, with types in its brackets.
        return True
    if isinstance(owner, ast.If) and field in ("test", "body"):
        test = ast.unparse(owner.test)
        return test == "TYPE_CHECKING" or (field == "test" and test == "not TYPE_CHECKING")
    if isinstance(owner, ast.Call) and _name(owner.func) == "cast":
        return node is owner.args[0]
    match node:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.FunctionDef(decorator_list=decorators):
            return any(_name(decorator) == "overload" for decorator in decorators)
        case ast.Assign():
            return _is_for_type_checkers(node)
        case ast.keyword(arg=argument):
            return argument in ARGUMENTS
        case ast.Assert():
            return True
    return False


def only_saves_time(decorator: ast.expr) -> bool:
    """Tell whether a function does the same without a decorator, only later."""
    return _name(decorator.func if isinstance(decorator, ast.Call) else decorator) in CACHES


def _is_for_type_checkers(node: ast.Assign) -> bool:
    name = getattr(node.targets[0], "id", "")
    if isinstance(node.value, ast.Call):
        return _name(node.value.func) in TYPING_CALLS
    return name in LISTS_OF_NAMES or TYPE_NAME.fullmatch(name) is not None


def tells(node: ast.AST) -> bool:
    """Tell whether what text there is in a node is for people: it raises, warns or logs."""
    if isinstance(node, ast.Call):
        name = _name(node.func)
        return name in TELLING or EXCEPTION.fullmatch(name) is not None
    return isinstance(node, ast.Raise)


def is_wording(node: ast.AST, telling: bool) -> bool:
    """Tell whether a node is wording.

    :param node: the node.
    :param telling: whether it stands in one that :func:`tells`.
    """
    text = _text(node)
    return text is not None and (telling or THREE_WORDS.search(text) is not None)


def _text(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=parts):
            # A value counts as a word.
            return "".join(_text(part) or " x " for part in parts)
    return None


def _name(node: Any) -> str:
    return ast.unparse(node).rpartition(".")[2]
