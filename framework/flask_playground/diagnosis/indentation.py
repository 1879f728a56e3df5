"""Lines whose indentation does not say where they belong."""

from __future__ import annotations

import re
import textwrap

from ..messages import Fix
from .case import Advice, Case
from .parsing import (
    broken,
    gets_further,
    indentation,
    line_fix,
    lines_fix,
)
from .sources import Source


def mixed_tabs(case: Case) -> Advice | None:
    if not (found := broken(case)) or not isinstance(found[0], TabError):
        return None
    source = found[1]
    changed = {
        number: indentation(line).expandtabs(4) + line.lstrip()
        for number, line in enumerate(source.lines, 1)
        if "\t" in indentation(line)
    }
    return Advice(
        "Tabs and spaces are mixed here",
        "They look alike and are not the same to Python. Indent with four spaces everywhere.",
        lines_fix("Make them spaces", source, changed),
    )


def missing_block(case: Case) -> Advice | None:
    """The line below one that ends in a colon is not indented, or is not there."""
    if not (found := broken(case)) or not isinstance(found[0], IndentationError):
        return None
    error, source, place = found
    match = re.match(
        r"expected an indented block(?: after (.*?))?(?: on line (\d+))?$", error.msg or ""
    )
    if match is None:
        return None
    above = int(match[2] or place["line"] - 1)
    number = place["line"]
    if (
        number <= above
        or not source.line(number).strip()
        or source.line(number).lstrip().startswith("@")
    ):
        return Advice(
            "Something has to follow this line",
            f"Line {above} ends in a colon, and the lines that belong to it are indented below. "
            "For nothing at all, write pass.",
            place=source.line_place(above),
        )
    return Advice(
        "This line has to be indented",
        f"It belongs to line {above}, which ends in a colon. Put four spaces in front of it.",
        lines_fix("Indent it", source, indented(source, number, indentation(source.line(above)))),
        source.line_place(number),
    )


def indented(source: Source, number: int, outer: str) -> dict[int, str]:
    """Indent a line and those below it that stand as far left, up to an empty line or another definition."""
    changed = {}
    for current in range(number, len(source.lines) + 1):
        line = source.line(current)
        starts_other = line.lstrip().startswith(("@", "def ", "class ", "async def "))
        if not line.strip() or (starts_other and current > number):
            break
        changed[current] = (
            f"{outer}    {line.lstrip() if indentation(line) == outer else line[len(outer) :]}"
        )
    return changed


def too_far(case: Case) -> Advice | None:
    """A line is indented, and nothing above says why."""
    if not (found := broken(case)) or (found[0].msg or "") != "unexpected indent":
        return None
    _, source, place = found
    number = place["line"]
    if fixes := moved_left(source):
        return Advice(
            "Everything here is indented",
            "The lines were probably copied out of a page. The outermost lines of a program begin at the left edge.",
            fixes,
            source.line_place(number),
        )
    before = next((line for line in reversed(source.lines[: number - 1]) if line.strip()), "")
    return Advice(
        "This line is indented too far",
        "The lines of one block begin at the same column. Begin this one where the line above begins.",
        line_fix(
            "Move it to the left",
            source,
            number,
            [indentation(before) + source.line(number).lstrip()],
        ),
        source.line_place(number),
    )


def moved_left(source: Source) -> list[Fix]:
    """Move all lines to the left edge, if they have a common indentation."""
    text = textwrap.dedent(source.text.expandtabs(4))
    if text.partition("\n")[0] == source.line(1) or not gets_further(source, text):
        return []
    lines = text.split("\n")
    changed = {
        number: line
        for number, line in enumerate(lines, 1)
        if line.strip() and line != source.line(number)
    }
    return lines_fix("Move it all to the left", source, changed)


def between_columns(case: Case) -> Advice | None:
    """A line is indented like no line that it could belong to."""
    if not (found := broken(case)) or "unindent does not match" not in (found[0].msg or ""):
        return None
    _, source, place = found
    number = place["line"]
    above = {indentation(line) for line in source.lines[: number - 1] if line.strip()}
    candidates = [space + source.line(number).lstrip() for space in above]
    return Advice(
        "This line is indented like no line above it",
        "Lines that belong together begin at the same column. Put as many spaces in front of it as the lines have "
        "that it belongs to.",
        line_fix("Put it in line", source, number, candidates),
        source.line_place(number),
    )
