"""The mutants of a module: its source with one thing changed in each."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests.mutation.operators import replacements
from tests.mutation.rules import is_left_out, is_wording, tells

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
#: Fields that hold statements, or what has a head and statements of its own.
BLOCKS = ("body", "handlers", "cases", "orelse", "finalbody")
#: How many characters before and after a change are shown.
NEAR = 30


@dataclass(frozen=True)
class Mutant:
    """A module with one change.

    :param module: its dotted name.
    :param scope: the class and function in which the change is, joined by dots; empty for the module itself.
    :param operator: what kind of change it is.
    :param line: where in the module's file.
    :param was: the statement, or its head, on one line, so that it stays the same when the file is laid out anew; of a
        long one, what is near the change.
    :param becomes: the same after the change; empty if nothing is left.
    :param nth: counts those that are alike in scope, ``was`` and ``becomes``, from 1.
    :param names: the module, and what the changed statement makes or belongs to when the module is imported: whatever names
        one of these can notice the change without running a line of it.
    :param in_function: whether what changes is the code of a function, and not what runs at import.
    :param lines: a test that is to notice the change has to run one of these.
    :param source: gives the whole module after the change.
    """

    module: str
    scope: str
    operator: str
    line: int
    was: str
    becomes: str
    nth: int
    names: frozenset[str]
    in_function: bool
    lines: range = field(repr=False)
    source: Callable[[], str] = field(repr=False)


def mutants_of(module: str, source: str) -> list[Mutant]:
    """Give all mutants of a module, in the order of its file.

    :param module: its dotted name.
    :param source: its text.
    """
    tree = ast.parse(source)
    alike: Counter[tuple[str, str, str]] = Counter()
    mutants = []
    for place in _places(tree, ()):
        for operator, other in replacements(place.owner, place.field, place.node):
            was = _head(place.statement)
            with place.holding(other):
                becomes = _head(other if place.node is place.statement else place.statement)
            was, becomes = _near_the_change(was, becomes)
            scope = ".".join(node.name for node in place.scope)
            alike[scope, was, becomes] += 1
            mutants.append(
                Mutant(
                    module=module,
                    scope=scope,
                    operator=operator,
                    line=getattr(place.node, "lineno", place.statement.lineno),
                    was=was,
                    becomes=becomes,
                    nth=alike[scope, was, becomes],
                    names=frozenset({module, *_names(place)}),
                    in_function=place.in_function,
                    lines=_lines(tree, place),
                    source=partial(_source, tree, place, other),
                )
            )
    return mutants


def _source(tree: ast.Module, place: _Place, other: ast.AST) -> str:
    with place.holding(other):
        return ast.unparse(tree) + "\n"


@dataclass(frozen=True)
class _Place:
    """Where in the tree a node stands: in a field of its owner, or at an index of a list there."""

    owner: ast.AST
    field: str
    index: int | None
    node: ast.AST
    statement: Any
    scope: tuple[Any, ...]

    @property
    def in_function(self) -> bool:
        return any(isinstance(node, FUNCTIONS) for node in self.scope)

    @contextmanager
    def holding(self, other: ast.AST) -> Iterator[None]:
        """Have another node in the place, for a ``with`` block."""
        self._put(other)
        yield
        self._put(self.node)

    def _put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.owner, self.field, node)
        else:
            getattr(self.owner, self.field)[self.index] = node


def _children(owner: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for name, value in ast.iter_fields(owner):
        if isinstance(value, ast.AST):
            yield name, None, value
        elif isinstance(value, list):
            for index, child in enumerate(value):
                if isinstance(child, ast.AST):
                    yield name, index, child


def _places(owner: Any, scope: tuple[Any, ...]) -> Iterator[_Place]:
    """Give the places in the blocks of a module or statement."""
    for name, index, node in _children(owner):
        if name not in BLOCKS or is_left_out(owner, name, node):
            continue
        yield _Place(owner, name, index, node, node, scope)
        yield from _places_in_head(node, node, scope, tells(node))
        inner = isinstance(node, (*FUNCTIONS, ast.ClassDef))
        yield from _places(node, (*scope, node) if inner else scope)


def _places_in_head(
    owner: Any, statement: Any, scope: tuple[Any, ...], telling: bool
) -> Iterator[_Place]:
    for name, index, node in _children(owner):
        in_block = owner is statement and name in BLOCKS
        if in_block or is_left_out(owner, name, node) or is_wording(node, telling):
            continue
        yield _Place(owner, name, index, node, statement, scope)
        yield from _places_in_head(node, statement, scope, telling or tells(node))


def _head(statement: ast.AST) -> str:
    shown: Any = copy.copy(statement)
    for name in BLOCKS:
        if hasattr(shown, name):
            setattr(shown, name, [])
    if not hasattr(shown, "body"):
        return ast.unparse(shown)
    shown.body = [ast.Pass()]
    return ast.unparse(shown).strip().removesuffix("pass").rstrip()


def _near_the_change(was: str, becomes: str) -> tuple[str, str]:
    # One of several lines, if there are decorators.
    before, after = was.splitlines(), becomes.splitlines()
    if len(before) != len(after):
        return "\n".join(line for line in before if line not in after), ""
    was, becomes = next((a, b) for a, b in zip(before, after, strict=True) if a != b)
    start = max(_alike(was, becomes) - NEAR, 0)
    end = max(_alike(was[start:][::-1], becomes[start:][::-1]) - NEAR, 0)
    return _between(was, start, end), _between(becomes, start, end)


def _alike(one: str, other: str) -> int:
    # How many characters at the beginning.
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _between(text: str, start: int, end: int) -> str:
    return f"{'… ' if start else ''}{text[start : len(text) - end]}{' …' if end else ''}"


def _names(place: _Place) -> Iterator[str]:
    if not place.in_function:
        yield from (node.name for node in place.scope)
        made = [place.statement, *getattr(place.statement, "targets", ())]
        made.append(getattr(place.statement, "target", None))
        for node in made:
            name = getattr(node, "name", getattr(node, "id", None))
            if name is not None:
                yield name


def _lines(tree: ast.Module, place: _Place) -> range:
    statement = place.statement
    if place.in_function:
        decorators = getattr(statement, "decorator_list", [])
        first = min(node.lineno for node in (statement, *decorators))
        body = getattr(statement, "body", None)
        return range(first, max(body[0].lineno, first + 1) if body else statement.end_lineno + 1)
    # What runs at import is of consequence where something uses what it makes.
    if isinstance(statement, FUNCTIONS):
        return range(statement.body[0].lineno, statement.body[-1].end_lineno + 1)  # type: ignore[operator]
    if place.scope:
        return range(place.scope[-1].lineno, place.scope[-1].end_lineno + 1)
    return range(1, tree.body[-1].end_lineno + 1)  # type: ignore[operator]
