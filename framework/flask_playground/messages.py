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
    "request",
    "template",
    "refused",
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


class Write(TypedDict):
    """A new file."""

    type: Literal["write"]
    path: str
    content: str


class Replace(TypedDict):
    """Another text in place of a range; an empty range stands before its column."""

    type: Literal["replace"]
    path: str
    line: int
    column: int
    endLine: int
    endColumn: int
    text: str


class Move(TypedDict):
    type: Literal["move"]
    path: str
    to: str


class Setting(TypedDict):
    type: Literal["setting"]
    name: Literal["app", "debug"]
    value: str | bool


FixChange = Write | Replace | Move | Setting


class Fix(TypedDict):
    """A change that mends a problem; ``label`` is what its button says."""

    label: str
    changes: list[FixChange]


class ProblemFrame(TypedDict):
    """A line of the user's own that an error has passed, and its function."""

    place: Place
    function: str


class Problem(TypedDict):
    kind: ProblemKind
    title: str
    message: str
    hint: str
    traceback: str
    frames: list[ProblemFrame]
    place: NotRequired[Place]
    fixes: list[Fix]
    docs: NotRequired[str]


class Rule(TypedDict):
    rule: str
    endpoint: str
    methods: list[str]


class Loaded(TypedDict):
    ok: Literal[True]
    app: str
    rules: list[Rule]
    warnings: list[Problem]


class NotLoaded(TypedDict):
    ok: Literal[False]
    problem: Problem


LoadOutcome = Loaded | NotLoaded


class TrialOutcome(TypedDict):
    """What came of loading a project beside the one that runs, and what it said meanwhile."""

    outcome: LoadOutcome
    console: list[dict[str, Any]]


class TrialResponse(TypedDict):
    """A whole response, and what the application said while it made it."""

    status: int
    statusText: str
    headers: list[tuple[str, str]]
    body: bytes
    console: list[dict[str, Any]]


#: Takes messages of `FromRuntime` as plain dictionaries.
Emit = Callable[[dict[str, Any]], None]
Files = Mapping[str, FileContent]
