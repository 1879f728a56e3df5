"""The shapes that cross to the page, as ``web/protocol/language.ts`` has them."""

from __future__ import annotations

from typing import Literal, TypedDict


class Option(TypedDict):
    """Something to complete. ``kind`` is jedi's: ``function``, ``class``, ``instance``, ``module``, ``keyword``, ..."""

    name: str
    kind: str


class Documentation(TypedDict):
    #: As it is called or declared; one line.
    signature: str
    #: The docstring, its indentation removed; may be empty.
    text: str


class Parameter(TypedDict):
    #: Where it stands in the label, in UTF-16 code units from 0.
    start: int
    end: int


class Signature(TypedDict):
    label: str
    parameters: list[Parameter]
    #: Index of the parameter that is being written; None where there is none for it.
    active: int | None
    text: str


class Mark(TypedDict):
    """Something wrong in a file, at a place counted as in ``Place``."""

    line: int
    column: int
    endLine: int
    endColumn: int
    severity: Literal["error", "warning"]
    message: str


class Formatted(TypedDict):
    """The file in its usual form, or why it has none."""

    text: str | None
    problem: str
