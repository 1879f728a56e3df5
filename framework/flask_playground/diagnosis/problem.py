"""The problem that an error comes to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateSyntaxError
from werkzeug.exceptions import HTTPException

from ..columns import column_of_character
from ..messages import Place, Problem, ProblemKind
from . import applications, browser, decorators
from .case import Advice, Case
from .frames import Frame, frames_of, to_page
from .places import is_below, relative
from .rules import RULES
from .sources import Sources
from .tracebacks import format_exception, summary

if TYPE_CHECKING:
    from flask import Flask
    from flask.wrappers import Request

#: What is said of an error that no rule knows.
TITLES: dict[ProblemKind, str] = {
    "syntax": "Python cannot read this line",
    "import": "The project stopped while it was imported",
    "no-app": "There is no application here",
    "several-apps": "There is more than one application here",
    "factory": "The application could not be made",
    "file-name": "A file has a name that cannot be used",
    "packages": "A package could not be installed",
    "request": "The application stopped while it answered",
    "template": "The template could not be rendered",
    "refused": "The application turned the request down",
}


def of_load(error: BaseException, root: Path, setting: str = "") -> Problem:
    """Make the problem of a project that gave no application.

    :param error: what its import, or the search for the application in it, has raised.
    :param root: the folder of its files.
    :param setting: its app setting, possibly empty.
    """
    try:
        error = applications.cause_of(error, root)
        case = case_of(error, root, setting=setting)
        kind = applications.kind_of(error, root)
        return told(case, kind, advise(case), format_exception(error, root))
    except Exception:
        return plain("import", error)


def of_request(
    error: BaseException, root: Path, app: Flask | None = None, request: Request | None = None
) -> Problem | None:
    """Make the problem of a request that ended in an error.

    :param error: the exception; one that the application has turned into its response included.
    :param root: the folder of the project's files.
    :param app: the application.
    :param request: the request, as far as there is one.
    :returns: the problem; None for an HTTP error that the application means.
    """
    refused = isinstance(error, HTTPException)
    try:
        case = case_of(error, root, app=app, request=request)
        advice = advise(case)
        if refused:
            trace = format_exception(error) if case.frames else ""
            return told(case, "refused", advice, trace) if advice else None
        in_template = isinstance(error, TemplateError) or (case.frame and case.frame.is_template)
        kind: ProblemKind = "template" if in_template else "request"
        return told(case, kind, advice, format_exception(error))
    except Exception:
        return None if refused else plain("request", error)


def of_module(path: Path, root: Path) -> list[Problem]:
    """Make a problem of what does not keep a module from running: calls of ``app.run()``, decorators without ``@``.

    :param path: the module's file.
    :param root: the folder of the project's files.
    """
    sources = Sources(root)
    source = sources[relative(str(path), root)]
    bare = decorators.without_sign(source, sources)
    advice = [decorators.missing_sign(source, *each) for each in bare]
    advice += [browser.run_advice(source, node) for node in browser.running_itself(source)]
    problems = [make("import", each.title, "", each.hint, place=each.place) for each in advice]
    for problem, each in zip(problems, advice, strict=True):
        problem["fixes"], problem["docs"] = list(each.fixes), each.docs
    return problems


def case_of(
    error: BaseException,
    root: Path,
    *,
    app: Flask | None = None,
    request: Request | None = None,
    setting: str = "",
) -> Case:
    """Gather what is known of an error."""
    sources = Sources(root)
    frames = frames_of(error, sources)
    place = place_of(error, frames, sources)
    return Case(error, sources, frames, place, app, request, setting)


def advise(case: Case) -> Advice | None:
    """Give what the first rule that knows the error says of it."""
    for rule in RULES:
        try:
            if advice := rule(case):
                return advice
        except Exception:
            # Asked, an object of the project's may do anything; that is no reason to say nothing.
            continue
    return None


def told(case: Case, kind: ProblemKind, advice: Advice | None, traceback: str) -> Problem:
    """Put together what the page shows of an error."""
    advice = advice or Advice(TITLES[kind])
    problem = Problem(
        kind=kind,
        title=advice.title,
        message=summary(case.error),
        hint=advice.hint,
        traceback=traceback,
        frames=to_page(case.frames),
        fixes=list(advice.fixes),
    )
    if place := advice.place or case.place:
        problem["place"] = place
    if advice.docs:
        problem["docs"] = advice.docs
    return problem


def plain(kind: ProblemKind, error: BaseException) -> Problem:
    """Make the problem of an error that cannot be looked into."""
    return make(kind, TITLES[kind], type(error).__name__)


def make(
    kind: ProblemKind, title: str, message: str, hint: str = "", *, place: Place | None = None
) -> Problem:
    """Make a problem that no exception stands for."""
    problem = Problem(
        kind=kind, title=title, message=message, hint=hint, traceback="", frames=[], fixes=[]
    )
    if place is not None:
        problem["place"] = place
    return problem


def place_of(error: BaseException, frames: list[Frame], sources: Sources) -> Place | None:
    """Tell where in the project the error stands.

    That is a syntax error's own place, or else the innermost line of the project that the exception has passed.
    """
    filename = getattr(error, "filename", None)
    if isinstance(filename, str) and is_below(filename, sources.root):
        if isinstance(error, SyntaxError):
            return place_of_syntax_error(error, sources)
        if isinstance(error, TemplateSyntaxError):
            return Place(path=relative(filename, sources.root), line=error.lineno)
    return frames[-1].place if frames else None


def place_of_syntax_error(error: SyntaxError, sources: Sources) -> Place:
    source = sources[relative(error.filename or "", sources.root)]
    place = Place(path=source.path, line=error.lineno or 1)
    if error.lineno and error.offset and error.offset > 0:
        place["column"] = column_of_character(source.line(error.lineno), error.offset - 1)
        end_line, end = error.end_lineno or 0, error.end_offset or 0
        if (end_line, end) > (error.lineno, error.offset):
            place["endLine"] = end_line
            place["endColumn"] = column_of_character(source.line(end_line), end - 1)
    return place
