"""Tracebacks as Python prints them, without the machinery around the project."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from click import ClickException

from .places import is_below

#: Frames of these files are that machinery, which no user has written.
OWN_FOLDER = str(Path(__file__).parents[1])


def format_exception(error: BaseException, root: Path | None = None) -> str:
    """Give the traceback as Python prints it, without this package's frames.

    :param root: the project's folder; with it, frames before the first of the project are left out.
    """
    report = traceback.TracebackException.from_exception(error)
    for part in chain(report):
        part.stack = traceback.StackSummary.from_list(trimmed(part.stack, root))
    return "".join(report.format())


def chain(report: traceback.TracebackException) -> Iterator[traceback.TracebackException]:
    """Give the report with those of its causes and contexts."""
    seen: list[traceback.TracebackException] = []
    waiting = [report]
    while waiting:
        part = waiting.pop()
        if part not in seen:
            seen.append(part)
            waiting += [linked for linked in (part.__cause__, part.__context__) if linked]
            waiting += part.exceptions or []
    yield from seen


def trimmed(stack: traceback.StackSummary, root: Path | None) -> list[traceback.FrameSummary]:
    frames = [frame for frame in stack if not frame.filename.startswith(OWN_FOLDER)]
    if root is None:
        return frames
    inside = [index for index, frame in enumerate(frames) if is_below(frame.filename, root)]
    return frames[inside[0] :] if inside else []


def summary(error: BaseException) -> str:
    """Give the error's type and message on one line, with Python's own suggestion where it has one."""
    if isinstance(error, SyntaxError) and error.msg:
        return f"{type(error).__name__}: {error.msg}"
    if isinstance(error, ClickException):
        return " ".join(error.message.split())
    lines = list(traceback.TracebackException.from_exception(error).format_exception_only())
    return " ".join((lines[0] if lines else type(error).__name__).split())
