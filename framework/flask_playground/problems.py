"""What went wrong with a project, in the words and at the place that the user needs."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Iterator
from pathlib import Path

from .messages import Place, Problem, ProblemKind

#: Frames of these files are the machinery around the project, which no user has written.
OWN_FOLDER = str(Path(__file__).parent)


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


def is_below(filename: str, root: Path) -> bool:
    return filename.startswith(f"{root}/")


def make(
    kind: ProblemKind,
    message: str,
    hint: str = "",
    *,
    traceback: str = "",
    place: Place | None = None,
) -> Problem:
    problem = Problem(kind=kind, message=message, hint=hint, traceback=traceback)
    if place is not None:
        problem["place"] = place
    return problem


def from_exception(error: BaseException, root: Path) -> Problem:
    """Make the problem that an exception, raised while the project was imported, comes to."""
    kind: ProblemKind = "import"
    hint = import_hint(error, root)
    if isinstance(error, SyntaxError) and is_below(error.filename or "", root):
        kind, hint = "syntax", syntax_hint(error)
    return make(
        kind,
        summary(error),
        hint,
        traceback=format_exception(error, root),
        place=place_of(error, root),
    )


def summary(error: BaseException) -> str:
    """Give the error's type and message on one line, with Python's own suggestion where it has one."""
    if isinstance(error, SyntaxError):
        return f"{type(error).__name__}: {error.msg}"
    lines = traceback.TracebackException.from_exception(error).format_exception_only()
    return " ".join(next(lines, type(error).__name__).split())


def syntax_hint(error: SyntaxError) -> str:
    if isinstance(error, TabError):
        return "Tabs and spaces are mixed: indent with four spaces throughout."
    if isinstance(error, IndentationError):
        return "Check the spaces at the beginning of this line and of the line above it."
    return "Python stopped reading here; the mistake is here or shortly before."


def import_hint(error: BaseException, root: Path) -> str:
    """Tell what to do about an exception at import, for those whose cause is known."""
    if isinstance(error, KeyboardInterrupt):
        return "Importing the project took long and was stopped. Is there an endless loop in it?"
    if isinstance(error, SystemExit):
        return "The program ends itself while it is imported. Leave out the call of exit()."
    if isinstance(error, ModuleNotFoundError) and error.name:
        name = error.name.partition(".")[0]
        if (root / name).exists() or (root / f"{name}.py").exists():
            return f"The project has {name!r}, but there is no {error.name!r} in it."
        return (
            f"The project has no {name}.py, and no package of that name is installed. To have a "
            f"package installed, write its name into requirements.txt and end the line."
        )
    if isinstance(error, ImportError) and "circular import" in str(error):
        return "Two modules import each other: move one import into the function that needs it."
    return ""


def place_of(error: BaseException, root: Path) -> Place | None:
    """Tell where in the project the error stands.

    That is a syntax error's own place, or else the deepest line of the project that the exception
    passed.
    """
    if isinstance(error, SyntaxError) and is_below(error.filename or "", root):
        return place_of_syntax_error(error, root)
    for frame in reversed(traceback.TracebackException.from_exception(error).stack):
        if is_below(frame.filename, root):
            return place_of_frame(frame, root)
    return None


def place_of_syntax_error(error: SyntaxError, root: Path) -> Place:
    filename = error.filename or ""
    place = Place(path=relative(filename, root), line=error.lineno or 1)
    if error.lineno and error.offset and error.offset > 0:
        text = source_line(filename, error.lineno)
        place["column"] = utf16_length(text[: error.offset - 1]) + 1
        end_line, end = error.end_lineno or 0, error.end_offset or 0
        if (end_line, end) > (error.lineno, error.offset):
            place["endLine"] = end_line
            place["endColumn"] = utf16_length(source_line(filename, end_line)[: end - 1]) + 1
    return place


def place_of_frame(frame: traceback.FrameSummary, root: Path) -> Place:
    place = Place(path=relative(frame.filename, root), line=frame.lineno or 1)
    if frame.lineno and frame.colno is not None:
        place["column"] = column_of_byte(source_line(frame.filename, frame.lineno), frame.colno)
        if frame.end_lineno and frame.end_colno is not None:
            place["endLine"] = frame.end_lineno
            last = source_line(frame.filename, frame.end_lineno)
            place["endColumn"] = column_of_byte(last, frame.end_colno)
    return place


def relative(filename: str, root: Path) -> str:
    return filename.removeprefix(f"{root}/")


def source_line(filename: str, line: int) -> str:
    return linecache.getline(filename, line)


def column_of_byte(text: str, offset: int) -> int:
    return utf16_length(text.encode()[:offset].decode(errors="replace")) + 1


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
