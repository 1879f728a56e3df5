"""Functions that views call: URLs, redirects, errors, messages, files, streams."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache, update_wrapper
from typing import IO, TYPE_CHECKING, Any, AnyStr, NoReturn, cast, overload

import werkzeug.utils
from werkzeug.exceptions import abort as _wz_abort
from werkzeug.utils import redirect as _wz_redirect

from .ctx import _cv_app, _cv_request
from .globals import current_app, request, request_ctx, session
from .held import hold
from .signals import message_flashed, send

if TYPE_CHECKING:
    from importlib.abc import Loader
    from types import ModuleType

    from werkzeug.wrappers import Response as BaseResponse

    from .wrappers import Response

hold(__name__)

_FALSE_WORDS = frozenset(["0", "false", "no"])


def get_debug_flag() -> bool:
    """Tell whether the environment variable ``FLASK_DEBUG`` asks for debug mode."""
    return _is_on("FLASK_DEBUG", unset=False)


def get_load_dotenv(default: bool = True) -> bool:
    """Tell whether ``.env`` files are to be read: ``default``, unless ``FLASK_SKIP_DOTENV`` is set."""
    return not _is_on("FLASK_SKIP_DOTENV", unset=not default)


def _is_on(variable: str, unset: bool) -> bool:
    value = os.environ.get(variable)
    return value.lower() not in _FALSE_WORDS if value else unset


def import_extra(module: str, extra: str, need: str) -> ModuleType:
    """Import a module that comes with an extra of Flask's only.

    :param module: its dotted name.
    :param extra: the extra's name.
    :param need: why the module is needed, for the error.
    :raises RuntimeError: if it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise RuntimeError(
            f"{need}, and needs {module.partition('.')[0]}. Install Flask with the {extra!r} extra:"
            f" pip install 'flask[{extra}]'."
        ) from None


@overload
def stream_with_context(
    generator_or_function: Iterator[AnyStr],
) -> Iterator[AnyStr]: ...


@overload
def stream_with_context(
    generator_or_function: Callable[..., Iterator[AnyStr]],
) -> Callable[[Iterator[AnyStr]], Iterator[AnyStr]]: ...


def stream_with_context(
    generator_or_function: Iterator[AnyStr] | Callable[..., Iterator[AnyStr]],
) -> Iterator[AnyStr] | Callable[[Iterator[AnyStr]], Iterator[AnyStr]]:
    """Keep the request context for as long as a response streams.

    A response's generator runs after the view has returned, when the context is gone. Wrapped by this, it finds
    ``request``, ``session`` and ``g`` as the view left them.

    :param generator_or_function: an iterator; or a generator function, for use as a decorator.
    :raises RuntimeError: when the stream is wrapped outside a request context.
    """
    if not hasattr(generator_or_function, "__iter__"):
        function = generator_or_function

        def streaming(*args: Any, **kwargs: Any) -> Iterator[AnyStr]:
            return stream_with_context(function(*args, **kwargs))

        return update_wrapper(streaming, function)

    stream = _in_current_context(iter(cast("Iterator[AnyStr]", generator_or_function)))
    # Up to the first yield, which notes the context: the server starts the stream when it is no longer the current one.
    next(stream)
    return cast("Iterator[AnyStr]", stream)


def _in_current_context(stream: Iterator[AnyStr]) -> Iterator[AnyStr | None]:
    ctx = _cv_request.get(None)
    if ctx is None:
        raise RuntimeError(
            "'stream_with_context' can only be used when a request context is active, such as in a view function."
        )
    app_ctx = _cv_app.get()
    yield None
    if app_ctx is ctx:
        with ctx:
            yield from _closing(stream)
    else:
        with app_ctx, ctx:
            yield from _closing(stream)


def _closing(stream: Iterator[AnyStr]) -> Iterator[AnyStr]:
    try:
        yield from stream
    finally:
        if hasattr(stream, "close"):
            stream.close()


def make_response(*args: Any) -> Response:
    """Make a response object, to add headers or cookies to, of what a view could return.

    :param args: nothing for an empty response; one return value; or its parts, as ``make_response(body, 404)``.
    """
    if not args:
        return current_app.response_class()
    return current_app.make_response(args[0] if len(args) == 1 else args)


def url_for(
    endpoint: str,
    *,
    _anchor: str | None = None,
    _method: str | None = None,
    _scheme: str | None = None,
    _external: bool | None = None,
    **values: Any,
) -> str:
    """Build the URL of an endpoint: :meth:`flask.Flask.url_for` of the current application.

    :param endpoint: its name; one that begins with ``.`` is looked up in the current blueprint.
    :param _anchor: a fragment, put after ``#``.
    :param _method: prefer the rule for this method.
    :param _scheme: the scheme of an external URL.
    :param _external: with scheme and host. By default only outside a request.
    :param values: the rule's variables; unknown ones become the query.
    :raises werkzeug.routing.BuildError: if no rule fits.
    """
    return current_app.url_for(
        endpoint, _anchor=_anchor, _method=_method, _scheme=_scheme, _external=_external, **values
    )


def redirect(
    location: str, code: int = 302, Response: type[BaseResponse] | None = None
) -> BaseResponse:
    """Make a response that sends the client to another URL.

    :param location: the URL.
    :param code: the status, such as 301, 302, 303, 307, 308.
    :param Response: the response class, where no application is current.
    """
    ctx = _cv_app.get(None)
    if ctx is None:
        return _wz_redirect(location, code=code, Response=Response)
    return ctx.app.redirect(location, code=code)


def abort(code: int | BaseResponse, *args: Any, **kwargs: Any) -> NoReturn:
    """End the view with an HTTP error.

    :param code: the status code, or a response to send.
    :param args: passed to the exception, as are ``kwargs``: usually a description.
    :raises werkzeug.exceptions.HTTPException: always.
    """
    ctx = _cv_app.get(None)
    aborter = _wz_abort if ctx is None else ctx.app.aborter
    aborter(code, *args, **kwargs)


def get_template_attribute(template_name: str, attribute: str) -> Any:
    """Give a macro or variable that a template exports, to be used from Python.

    :param template_name: the template's name.
    :param attribute: the name of the macro or variable.
    """
    return getattr(current_app.jinja_env.get_template(template_name).module, attribute)


def flash(message: str, category: str = "message") -> None:
    """Store a message in the session for the next request, which takes it with :func:`get_flashed_messages`.

    :param message: the text.
    :param category: a word to tell messages apart, such as ``"error"``, ``"info"`` or ``"warning"``.
    """
    # The list is a new one each time, for a change inside it would not mark the session as modified.
    session["_flashes"] = [*session.get("_flashes", ()), (category, message)]
    send(message_flashed, _cv_app.get().app, message=message, category=category)


def get_flashed_messages(
    with_categories: bool = False, category_filter: Iterable[str] = ()
) -> list[str] | list[tuple[str, str]]:
    """Take the flashed messages out of the session. Later calls in the same request give the same ones.

    :param with_categories: give ``(category, message)`` pairs rather than messages.
    :param category_filter: only messages of these categories.
    """
    flashes = [
        (category, message)
        for category, message in request_ctx._take_flashes()
        if not category_filter or category in category_filter
    ]
    return flashes if with_categories else [message for _, message in flashes]


def _prepare_send_file_kwargs(**kwargs: Any) -> dict[str, Any]:
    # What the current request and application add to a call of Werkzeug's file functions.
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if kwargs.get("max_age") is None:
        kwargs["max_age"] = app.get_send_file_max_age
    return kwargs | {
        "environ": request.environ,
        "use_x_sendfile": app.config["USE_X_SENDFILE"],
        "response_class": app.response_class,
        "_root_path": app.root_path,
    }


def send_file(
    path_or_file: os.PathLike[AnyStr] | str | IO[bytes],
    mimetype: str | None = None,
    as_attachment: bool = False,
    download_name: str | None = None,
    conditional: bool = True,
    etag: bool | str = True,
    last_modified: datetime | int | float | None = None,
    max_age: int | Callable[[str | None], int | None] | None = None,
) -> Response:
    """Send a file to the client. Never give it a path that a client chose: :func:`send_from_directory` is for that.

    :param path_or_file: a path, relative to the application's root path if not absolute; or an open binary file.
    :param mimetype: by default guessed from the name.
    :param as_attachment: have the browser save the file rather than show it.
    :param download_name: the name to save it under; by default the file's own.
    :param conditional: answer conditional and range requests.
    :param etag: make an ETag of the file's data, or the ETag itself.
    :param last_modified: by default the file's.
    :param max_age: seconds for which clients may keep the file, or a function from the path to them; by default
        ``app.get_send_file_max_age``.
    """
    return werkzeug.utils.send_file(  # type: ignore[return-value]
        **_prepare_send_file_kwargs(
            path_or_file=path_or_file,
            environ=request.environ,
            mimetype=mimetype,
            as_attachment=as_attachment,
            download_name=download_name,
            conditional=conditional,
            etag=etag,
            last_modified=last_modified,
            max_age=max_age,
        ),
    )


def send_from_directory(
    directory: os.PathLike[str] | str,
    path: os.PathLike[str] | str,
    **kwargs: Any,
) -> Response:
    """Send a file below a directory; the path may come from a client.

    :param directory: relative to the application's root path if not absolute. Not from a client.
    :param path: the file below it. One that leads out of it is not found.
    :param kwargs: as of :func:`send_file`.
    :raises werkzeug.exceptions.NotFound: if there is no such file.
    """
    return werkzeug.utils.send_from_directory(  # type: ignore[return-value]
        directory, path, **_prepare_send_file_kwargs(**kwargs)
    )


def get_root_path(import_name: str) -> str:
    """Find the folder of a module or package.

    :param import_name: its dotted name.
    :returns: the folder's absolute path; the working directory where the name cannot be found.
    :raises RuntimeError: if it is found but no file name is known for it.
    """
    filename = getattr(sys.modules.get(import_name), "__file__", None)
    if filename is None:
        loader = _find_loader(import_name)
        if loader is None:
            return os.getcwd()
        filename = _file_of(import_name, loader)
    return os.path.dirname(os.path.abspath(filename))


def _find_loader(import_name: str) -> Loader | None:
    try:
        spec = importlib.util.find_spec(import_name)
    except (ImportError, ValueError):
        return None
    return None if spec is None else spec.loader


def _file_of(import_name: str, loader: Loader) -> str:
    # A loader that cannot tell may still give the module its file when it is imported.
    filename: str | None = (
        loader.get_filename(import_name)
        if hasattr(loader, "get_filename")
        else getattr(importlib.import_module(import_name), "__file__", None)
    )
    if filename is None:
        raise RuntimeError(
            f"No root path can be found for the provided module {import_name!r}: its loader names no file, as with a"
            " namespace package or an import hook. Pass 'root_path' explicitly."
        )
    return filename


@cache
def _split_blueprint_path(name: str) -> list[str]:
    # The blueprints of a dotted name, innermost first: "a.b.c" gives ["a.b.c", "a.b", "a"].
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(len(parts), 0, -1)]
