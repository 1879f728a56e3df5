"""Explanations that debug mode gives for mistakes that are hard to see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from .globals import _cv_request
from .held import hold

if TYPE_CHECKING:
    from jinja2.loaders import BaseLoader
    from werkzeug.routing import RequestRedirect

    from .app import Flask
    from .wrappers import Request

hold(__name__)

_Found = tuple[str, str | None, Callable[[], bool] | None]


class UnexpectedUnicodeError(AssertionError, UnicodeError):
    """Text was given where bytes are needed, or the other way round."""


class DebugFilesKeyError(KeyError, AssertionError):
    """A file was looked up that the browser could not send, for the form was not multipart.

    :param request: the request.
    :param key: the name that was looked up in ``request.files``.
    """

    def __init__(self, request: Request, key: str) -> None:
        super().__init__(key)
        sent = ", ".join(map(repr, request.form.getlist(key)))
        self.msg = (
            f"No file {key!r} is in request.files: the request's mimetype is {request.mimetype!r}, not "
            "'multipart/form-data', so no file contents were transmitted. Put "
            'enctype="multipart/form-data" on the <form> tag.'
            + (f" The browser sent the name alone. This was submitted: {sent}" if sent else "")
        )

    def __str__(self) -> str:
        # KeyError shows its argument's repr, which is no text to read.
        return self.msg


class FormDataRoutingRedirect(AssertionError):
    """A redirect to the canonical URL would lose the request's method and body.

    :param request: the request, whose ``routing_exception`` is the redirect.
    """

    def __init__(self, request: Request) -> None:
        target = cast("RequestRedirect", request.routing_exception).new_url
        slash = target.partition("?")[0] == f"{request.base_url}/"
        super().__init__(
            f"The {request.method} request to {request.url!r} would be redirected to the canonical URL {target!r}, "
            "and a browser follows with a GET and without the form's data. "
            + ("The rule ends in a slash, and the request's URL does not. " if slash else "")
            + "Send the request to the canonical URL (url_for() gives it), or use status 307 or 308 for the "
            "redirect. Only debug mode raises this error."
        )


def attach_enctype_error_multidict(request: Request) -> None:
    """Make ``request.files[key]`` explain itself where ``key`` came as an ordinary form field.

    :param request: the request whose ``files`` are changed, unless it was sent in the way that files are.
    """
    if request.files or request.mimetype == "multipart/form-data":
        return
    files: Any = request.files
    files_class: Any = type(files)

    def explain_missing_file(self: Any, key: str) -> Any:
        try:
            return files_class.__getitem__(self, key)
        except KeyError as error:
            if key in request.form:
                raise DebugFilesKeyError(request, key) from error
            raise

    members = {"__getitem__": explain_missing_file, "__module__": files_class.__module__}
    files.__class__ = type(files_class.__name__, (files_class,), members)


def explain_template_loading_attempts(
    app: Flask, template: str, attempts: Sequence[tuple[BaseLoader, Any, _Found | None]]
) -> None:
    """Log which loaders were asked for a template, in order, and what each one answered.

    :param app: the application, to whose logger it goes.
    :param template: the template's name.
    :param attempts: for each loader: the loader, the application or blueprint it belongs to, and what it gave.
    """
    lines = [f"Locating template {template!r}:"]
    for number, (loader, owner, found) in enumerate(attempts, 1):
        lines.append(f"{number:5}: trying loader of {_owner_name(app, owner)}")
        lines += (f"       {line}" for line in _dump_loader_info(loader))
        outcome = f"found ({found[1] or '<string>'!r})" if found else "no match"
        lines.append(f"       -> {outcome}")
    matches = sum(found is not None for *_, found in attempts)
    if matches == 0:
        lines.append("Error: the template could not be found.")
    if matches > 1:
        lines.append("Warning: more than one loader has this template; the first one is used.")
    if matches != 1 and (blueprint := _current_blueprint()) is not None:
        lines.append(
            f"  It was looked up from an endpoint that belongs to the blueprint {blueprint!r}: "
            "is the template in that blueprint's template folder?"
        )
        lines.append("  See https://flask.palletsprojects.com/blueprints/#templates")
    app.logger.info("\n".join(lines))


def _owner_name(app: Flask, owner: Any) -> str:
    if owner is app:
        return f"application {owner.import_name!r}"
    return f"blueprint {owner.name!r} ({owner.import_name})"


def _current_blueprint() -> str | None:
    context: Any = _cv_request.get(None)
    return None if context is None else context.request.blueprint


def _dump_loader_info(loader: BaseLoader) -> Iterator[str]:
    """Describe a loader by its class and the public attributes that are plain values or lists of text."""
    yield f"class: {type(loader).__module__}.{type(loader).__name__}"
    for name, value in sorted(vars(loader).items()):
        if name.startswith("_"):
            continue
        if isinstance(value, str | int | float | bool):
            yield f"{name}: {value!r}"
        elif isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            yield f"{name}:"
            yield from (f"  - {item}" for item in value)
