"""What can be known to be wrong without running it: syntax, names that nothing defines, templates that Jinja cannot read."""

from __future__ import annotations

import ast
import builtins
import difflib
import warnings
from collections.abc import Iterable, Iterator

import jinja2
from pyflakes import messages
from pyflakes.checker import Checker

import flask

from ..columns import column_of_byte, column_of_character, utf16_length
from .messages import Mark


def check_python(text: str) -> list[Mark]:
    """Give what is wrong in ``text``, a Python module: the first syntax error alone, else every undefined name."""
    lines = text.split("\n")
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(text)
            # Finds what is wrong beyond the grammar, such as a `return` outside of a function.
            compile(tree, "<checked>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return [syntax_mark(error, lines)]
    except ValueError as error:  # a null byte
        return [line_mark(lines, 1, str(error))]
    checker = Checker(tree)
    bound = {name for scope in checker.deadScopes for name in scope}
    return [name_mark(each, lines, bound) for each in undefined_names(checker.messages)]


def check_template(text: str) -> list[Mark]:
    """Give the error that keeps Jinja from reading ``text``."""
    try:
        jinja2.Environment().parse(text)
    except jinja2.TemplateSyntaxError as error:
        return [line_mark(text.split("\n"), error.lineno, error.message or "")]
    return []


def undefined_names(found: Iterable[messages.Message]) -> Iterator[messages.Message]:
    kinds = (messages.UndefinedName, messages.UndefinedLocal)
    yield from sorted(
        (each for each in found if isinstance(each, kinds)),
        key=lambda each: (each.lineno, each.col),
    )


def name_mark(found: messages.Message, lines: list[str], bound: Iterable[str]) -> Mark:
    name = str(found.message_args[0])
    line = lines[found.lineno - 1]
    column = column_of_byte(line, found.col)
    return Mark(
        line=found.lineno,
        column=column,
        endLine=found.lineno,
        endColumn=column + utf16_length(name),
        severity="warning",
        message=f"Nothing here has the name “{name}”.{advice(name, bound)}",
    )


def advice(name: str, bound: Iterable[str]) -> str:
    """Say what may be meant by a name that is not defined."""
    if name in dir(flask) and not name.startswith("_"):
        return f" Flask has it: from flask import {name}"
    known = {*bound, *dir(builtins)}
    close = difflib.get_close_matches(name, sorted(known), 1, 0.75)
    return f" Is “{close[0]}” meant?" if close else ""


def syntax_mark(error: SyntaxError, lines: list[str]) -> Mark:
    number = min(max(error.lineno or 1, 1), len(lines))
    line = lines[number - 1]
    start = min(max((error.offset or 1) - 1, 0), len(line))
    end_number = min(max(error.end_lineno or number, number), len(lines))
    end_offset = error.end_offset or 0
    column = column_of_character(line, start)
    if end_number == number and end_offset <= start + 1:
        end_column = max(utf16_length(line) + 1, column + 1)
    else:
        end_column = column_of_character(lines[end_number - 1], max(end_offset - 1, 0))
    return Mark(
        line=number,
        column=column,
        endLine=end_number,
        endColumn=end_column,
        severity="error",
        message=f"{type(error).__name__}: {error.msg}",
    )


def line_mark(lines: list[str], number: int, message: str) -> Mark:
    """Mark a whole line, its indentation left out."""
    number = min(max(number, 1), len(lines))
    line = lines[number - 1]
    return Mark(
        line=number,
        column=column_of_character(line, len(line) - len(line.lstrip())),
        endLine=number,
        endColumn=utf16_length(line) + 1,
        severity="error",
        message=message,
    )
