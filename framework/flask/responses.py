"""The response object, and what makes one of a view's return value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from werkzeug.datastructures import Headers
from werkzeug.urls import iri_to_uri
from werkzeug.utils import get_content_type
from werkzeug.wrappers import Response as ResponseBase

from . import json
from .ctx import _cv_app, _cv_request
from .fast_path import KNOWN, inherits

if TYPE_CHECKING:
    from http import HTTPStatus

    from _typeshed.wsgi import WSGIEnvironment

    from .app import Flask
    from .typing import ResponseReturnValue


class Response(ResponseBase):
    """A response as views make it: Werkzeug's :class:`~werkzeug.wrappers.Response`, HTML by default.

    Set :attr:`flask.Flask.response_class` to a subclass to change it.
    """

    default_mimetype: str | None = "text/html"

    json_module = json

    autocorrect_location_header = False

    # Whether __init__ and get_wsgi_response may go around what Werkzeug's would call.
    _fast_init: ClassVar[bool] = KNOWN
    _fast_send: ClassVar[bool] = KNOWN

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._fast_init = KNOWN and inherits(cls, ResponseBase, "set_data", "data")
        cls._fast_send = KNOWN and inherits(
            cls, ResponseBase, "get_wsgi_headers", "get_app_iter", "iter_encoded", "close"
        )

    def __init__(
        self,
        response: Iterable[bytes] | bytes | Iterable[str] | str | None = None,
        status: int | str | HTTPStatus | None = None,
        headers: Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]] | None = None,
        mimetype: str | None = None,
        content_type: str | None = None,
        direct_passthrough: bool = False,
    ) -> None:
        body_type = type(response)
        if not (
            (body_type is str or body_type is bytes)
            and headers is None
            and content_type is None
            and self._fast_init
            and self.automatically_set_content_length
        ):
            super().__init__(response, status, headers, mimetype, content_type, direct_passthrough)
            return
        # What nearly every view returns: a body without headers. The result is what Werkzeug's steps give.
        body: bytes = response.encode() if body_type is str else response  # type: ignore[union-attr, assignment]
        length = ("Content-Length", str(len(body)))
        if mimetype is None:
            mimetype = self.default_mimetype
        self.headers = Headers()
        self.headers._list = [length] if mimetype is None else [_content_type(mimetype), length]
        self.status = self.default_status if status is None else status
        self.direct_passthrough = direct_passthrough
        self._on_close = []
        self.response = [body]

    @property
    def max_cookie_size(self) -> int:  # type: ignore[override]
        """The size in bytes above which a cookie is warned about: ``app.config["MAX_COOKIE_SIZE"]``."""
        ctx = _cv_app.get(None)
        return ResponseBase.max_cookie_size if ctx is None else ctx.app.config["MAX_COOKIE_SIZE"]

    def get_wsgi_response(
        self, environ: WSGIEnvironment
    ) -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        """Give what a WSGI server sends: the body, the status and the headers.

        The URLs and the length of the body are put right in the headers; the body is empty for HEAD and for statuses
        without one.

        :param environ: of the request that is answered.
        """
        code = self.status_code
        if (
            not self._fast_send
            or code < 200
            or code in (204, 304)
            or self.autocorrect_location_header
        ):
            return super().get_wsgi_response(environ)
        headers = self.headers.to_wsgi_list()
        names = [name.lower() for name, _ in headers]
        if "content-length" not in names:
            return super().get_wsgi_response(environ)
        for name in ("location", "content-location"):
            if name in names:
                at = names.index(name)
                headers[at] = headers[at][0], _uri(headers[at][1])

        body = self.response
        if (
            type(body) is list
            and len(body) == 1
            and type(body[0]) is bytes
            and not self._on_close
            and environ["REQUEST_METHOD"] != "HEAD"
        ):
            # Nothing to encode and nothing to close: the server may have the list itself.
            return body, self.status, headers
        return self.get_app_iter(environ), self.status, headers


@lru_cache(maxsize=128)
def _content_type(mimetype: str) -> tuple[str, str]:
    # The header, refused by Werkzeug if it would hold a line break.
    ((name, value),) = Headers({"Content-Type": get_content_type(mimetype, "utf-8")})
    return name, value


_uri = lru_cache(maxsize=256)(iri_to_uri)


def make_response(app: Flask, rv: ResponseReturnValue) -> Response:
    """Make an ``app.response_class`` of a view's return value.

    :param app: the application.
    :param rv: a body; or ``(body, status)``, ``(body, headers)`` or ``(body, status, headers)``.
    :raises TypeError: if the value has none of the forms that a view may return.
    """
    body, status, headers = _split(rv) if isinstance(rv, tuple) else (rv, None, None)
    response_class = app.response_class
    if isinstance(body, (str, bytes, bytearray)) or (
        isinstance(body, Iterator) and not isinstance(body, response_class)
    ):
        return response_class(body, status=status, headers=headers)  # type: ignore[arg-type]

    if isinstance(body, response_class):
        response = body
    elif isinstance(body, (dict, list)):
        response = app.json.response(body)
    else:
        response = _coerce(app, body)
    if status is not None:
        response.status = status
    if headers:
        response.headers.update(headers)
    return response


def _split(rv: tuple[Any, ...]) -> tuple[Any, Any, Any]:
    # Which of status and headers stands in a pair is told from its type.
    match rv:
        case (body, status, headers):
            return body, status, headers
        case (body, Headers() | dict() | tuple() | list() as headers):
            return body, None, headers
        case (body, status):
            return body, status, None
    raise TypeError(
        f"The view function did not return a valid response tuple: it has {len(rv)} items. The tuple must have the form"
        " (body, status, headers), (body, status), or (body, headers)."
    )


def _coerce(app: Flask, body: Any) -> Response:
    # Another class of response, or a WSGI application, which is run here and now.
    request = _cv_request.get().request
    if body is None:
        raise TypeError(
            f"The view function for {request.endpoint!r} did not return a valid response: it returned None, perhaps"
            " because it ended without a return statement."
        )
    if not isinstance(body, ResponseBase) and not callable(body):
        raise TypeError(_not_a_response(body))
    try:
        return app.response_class.force_type(body, request.environ)  # type: ignore[return-value]
    except TypeError as error:
        raise TypeError(f"{error}\n{_not_a_response(body)}").with_traceback(
            error.__traceback__
        ) from None


def _not_a_response(body: Any) -> str:
    return (
        "The view function did not return a valid response. It can return a string, bytes, a dict, a list, an iterator,"
        " a Response or a WSGI callable, alone or in a tuple with a status, headers or both;"
        f" it was a {type(body).__name__}."
    )
