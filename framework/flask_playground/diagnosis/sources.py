"""The project's files as text: their lines, their syntax trees, and changes to them."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from ..columns import character_of_column, column_of_byte, column_of_character
from ..messages import Place, Replace

LINE_END = re.compile(r"\r\n|\r|\n")

#: Files that are looked at when one is searched for; a project that has more is not searched to its end.
MAX_FILES = 2000


class Source:
    """A file of the project.

    :param path: as the project names it.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def lines(self) -> list[str]:
        return LINE_END.split(self.text)

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree; an empty one where the file cannot be parsed."""
        try:
            with warnings.catch_warnings(action="ignore"):
                return ast.parse(self.text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ast.Module(body=[], type_ignores=[])

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    def line(self, number: int) -> str:
        """Give a line by its number; empty where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def place(self, node: ast.expr | ast.stmt | ast.alias | ast.keyword | ast.arg) -> Place:
        """Give the range of a node."""
        last = node.end_lineno or node.lineno
        return Place(
            path=self.path,
            line=node.lineno,
            column=column_of_byte(self.line(node.lineno), node.col_offset),
            endLine=last,
            endColumn=column_of_byte(self.line(last), node.end_col_offset or 0),
        )

    def line_place(self, number: int) -> Place:
        """Give the range of a line, its indentation left out."""
        line = self.line(number)
        indentation = len(line) - len(line.lstrip())
        return self.span(number, indentation, len(line.rstrip()))

    def span(self, number: int, start: int, end: int) -> Place:
        """Give the range of the characters ``start`` to ``end`` of a line."""
        line = self.line(number)
        return Place(
            path=self.path,
            line=number,
            column=column_of_character(line, start),
            endLine=number,
            endColumn=column_of_character(line, end),
        )

    def text_at(self, place: Place) -> str:
        """Give the text of a range; empty where the place is none."""
        if "column" not in place or "endColumn" not in place:
            return ""
        first, last = place["line"], place["endLine"]
        start = character_of_column(self.line(first), place["column"])
        end = character_of_column(self.line(last), place["endColumn"])
        if first == last:
            return self.line(first)[start:end]
        between = [self.line(number) for number in range(first + 1, last)]
        return "\n".join([self.line(first)[start:], *between, self.line(last)[:end]])

    def segment(self, node: ast.expr | ast.stmt | ast.keyword) -> str:
        """Give the text of a node."""
        return self.text_at(self.place(node))

    def whole_lines(self, node: ast.stmt) -> Place:
        """Give the range of a statement's lines, with the end of the last one."""
        last = node.end_lineno or node.lineno
        place = self.span(node.lineno, 0, 0)
        if last < len(self.lines):
            place["endLine"] = last + 1
        else:
            end = self.span(last, len(self.line(last)), len(self.line(last)))
            place["endLine"], place["endColumn"] = last, end["endColumn"]
        return place

    def replace(self, place: Place, text: str) -> Replace:
        """Have ``text`` in place of a range."""
        return Replace(
            type="replace",
            path=self.path,
            line=place["line"],
            column=place["column"],
            endLine=place["endLine"],
            endColumn=place["endColumn"],
            text=text,
        )

    def insert(self, place: Place, text: str) -> Replace:
        """Have ``text`` in front of a place."""
        column = place.get("column", 1)
        empty = Place(
            path=self.path,
            line=place["line"],
            column=column,
            endLine=place["line"],
            endColumn=column,
        )
        return self.replace(empty, text)

    def append(self, place: Place, text: str) -> Replace:
        """Have ``text`` behind a range."""
        return self.insert(
            Place(path=self.path, line=place["endLine"], column=place["endColumn"]), text
        )

    def insert_lines(self, number: int, text: str) -> Replace:
        """Have the lines of ``text``, each with its end, in front of a line; at the end behind the last one."""
        if number <= len(self.lines):
            return self.insert(Place(path=self.path, line=number, column=1), text)
        last = len(self.lines)
        end = self.span(last, len(self.line(last)), len(self.line(last)))
        return self.replace(end, text if not self.line(last) else f"\n{text.removesuffix(chr(10))}")


class Sources:
    """The project's files, each read when it is first asked for.

    :param root: the project's folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[str, Source] = {}

    def __getitem__(self, path: str) -> Source:
        """Give a file; an empty one where it cannot be read."""
        if path not in self._read:
            self._read[path] = Source(path, read(self.root / path))
        return self._read[path]

    @cached_property
    def paths(self) -> list[str]:
        """The paths of the project's files, in alphabetical order."""
        return sorted(self._find())

    def _find(self) -> Iterator[str]:
        found = 0
        for path in self.root.rglob("*"):
            if path.is_file():
                found += 1
                yield path.relative_to(self.root).as_posix()
            if found >= MAX_FILES:
                return

    @property
    def python(self) -> list[Source]:
        """The project's Python files."""
        return [self[path] for path in self.paths if path.endswith(".py")]


def read(path: Path) -> str:
    try:
        return path.read_bytes().decode(errors="replace").removeprefix("\ufeff")
    except OSError:
        return ""
