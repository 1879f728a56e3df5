"""The shapes that cross to the page, as ``web/protocol`` has them.

(Problems of the kind "internal" are made by the worker alone.)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NotRequired, TypedDict

ProblemKind = Literal[
    "syntax",
    "import",
    "no-app",
    "several-apps",
    "factory",
    "file-name",
    "packages",
]

#: Text, or anything that `bytes()` takes where the file is not UTF-8 text.
FileContent = str | bytes | bytearray | memoryview


class RequestHead(TypedDict):
    method: str
    #: Absolute, without a fragment.
    url: str
    headers: Sequence[Sequence[str]]


class Place(TypedDict):
    """A position in a project's file, counted from 1; columns in UTF-16 code units."""

    path: str
    line: int
    column: NotRequired[int]
    endLine: NotRequired[int]
    endColumn: NotRequired[int]


class Problem(TypedDict):
    kind: ProblemKind
    message: str
    hint: str
    traceback: str
    place: NotRequired[Place]


class Rule(TypedDict):
    rule: str
    endpoint: str
    methods: list[str]


class Loaded(TypedDict):
    ok: Literal[True]
    app: str
    rules: list[Rule]


class NotLoaded(TypedDict):
    ok: Literal[False]
    problem: Problem


LoadOutcome = Loaded | NotLoaded

#: Takes messages of `FromRuntime` as plain dictionaries.
Emit = Callable[[dict[str, Any]], None]
Files = Mapping[str, FileContent]
