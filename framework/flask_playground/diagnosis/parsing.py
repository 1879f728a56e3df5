"""Whether a file is read further once it is changed: a syntax error is mended only if Python says so."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable

from ..columns import character_of_column
from ..messages import Fix, FixChange, Place
from .case import Case, fix
from .places import is_below
from .sources import Source


def broken(case: Case) -> tuple[SyntaxError, Source, Place] | None:
    """Give the syntax error of a file of the project, with the file and the place."""
    error = case.error
    if not isinstance(error, SyntaxError) or not is_below(error.filename or "", case.root):
        return None
    return (error, case.source, case.place) if case.source and case.place else None


def error_line(text: str) -> float:
    """Give the line at which Python stops reading; infinity where it reads all of it."""
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(text, "<changed>", "exec", dont_inherit=True)
    except SyntaxError as error:
        # A block that is missing at the end of a file is told at the line that opens it, which Python has read.
        opened = re.match(r"expected an indented block after .* on line (\d+)$", error.msg or "")
        return max(error.lineno or 1, float(opened[1]) + 0.5 if opened else 0)
    except (ValueError, RecursionError, MemoryError, OverflowError):
        return 0
    return float("inf")


def gets_further(source: Source, text: str) -> bool:
    """Tell whether Python reads another text further than the file's own."""
    return error_line(text) > error_line(source.text)


def with_line(source: Source, number: int, line: str) -> str:
    """Give the file's text with another line."""
    lines = list(source.lines)
    lines[number - 1] = line
    return "\n".join(lines)


def new_line(source: Source, number: int, line: str) -> FixChange:
    """Have another text in a line's place."""
    return source.replace(source.span(number, 0, len(source.line(number))), line)


def line_fix(label: str, source: Source, number: int, candidates: Iterable[str]) -> list[Fix]:
    """Change a line to the only candidate that Python reads; no fix where there are several or none."""
    read = {
        line for line in candidates if error_line(with_line(source, number, line)) == float("inf")
    }
    if not read:
        read = {
            line for line in candidates if gets_further(source, with_line(source, number, line))
        }
    return fix(label, new_line(source, number, read.pop())) if len(read) == 1 else []


def lines_fix(label: str, source: Source, changed: dict[int, str]) -> list[Fix]:
    """Change several lines, if Python then reads further."""
    lines = list(source.lines)
    for number, line in changed.items():
        lines[number - 1] = line
    if not changed or not gets_further(source, "\n".join(lines)):
        return []
    return fix(label, *(new_line(source, number, line) for number, line in changed.items()))


def offset_in(source: Source, place: Place) -> int:
    """Give the index of a place in its line."""
    return character_of_column(source.line(place["line"]), place.get("column", 1))


def indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
