"""Turns what a view returns into a response object."""

from __future__ import annotations

import typing as t
from collections.abc import Iterator

from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response as BaseResponse

from .globals import _cv_request

if t.TYPE_CHECKING:
    from . import typing as ft
    from .app import Flask
    from .wrappers import Request, Response


def make_response(app: Flask, rv: ft.ResponseReturnValue) -> Response:
    """Make an ``app.response_class`` of a view's return value.

    :param app: the application.
    :param rv: a body; or ``(body, status)``, ``(body, headers)`` or ``(body, status, headers)``.
    :raises TypeError: if the value has none of the forms that a view may return.
    """
    body, status, headers = _parts(rv) if isinstance(rv, tuple) else (rv, None, None)
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
        response = _adopt(app, body)
    if status is not None:
        if isinstance(status, (str, bytes, bytearray)):
            response.status = status  # type: ignore[assignment]
        else:
            response.status_code = status
    if headers:
        response.headers.update(headers)
    return response


def _parts(rv: tuple[t.Any, ...]) -> tuple[t.Any, t.Any, t.Any]:
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


def _adopt(app: Flask, body: t.Any) -> Response:
    # Another class of response, or a WSGI application, which is run here and now.
    if body is None:
        raise TypeError(
            f"The view function for {_request().endpoint!r} did not return a valid response: it returned None, perhaps"
            " because it ended without a return statement."
        )
    if not isinstance(body, BaseResponse) and not callable(body):
        raise TypeError(_not_a_response(body))
    try:
        return app.response_class.force_type(body, _request().environ)  # type: ignore[return-value]
    except TypeError as error:
        raise TypeError(f"{error}\n{_not_a_response(body)}").with_traceback(
            error.__traceback__
        ) from None


def _not_a_response(body: t.Any) -> str:
    return (
        "The view function did not return a valid response. It can return a string, bytes, a dict, a list, an iterator,"
        " a Response or a WSGI callable, alone or in a tuple with a status, headers or both;"
        f" it was a {type(body).__name__}."
    )


def _request() -> Request:
    return _cv_request.get().request
