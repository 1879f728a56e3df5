"""What a request fails with, noted where the application itself answers for it.

An exception that leaves the application needs no noting. One that Flask turns into a response would go unseen: what
nothing handles, which becomes the page of status 500, and an HTTP error that is its own response.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Flask
from flask.globals import _cv_request
from flask.signals import got_request_exception

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from werkzeug.exceptions import HTTPException

    from flask.wrappers import Request

#: Where a request's environ has its ``Failure``.
KEY: Final = "flask_playground.failure"


class Failure:
    """What one request has failed with; at first nothing."""

    __slots__ = ("error", "request")

    def __init__(self) -> None:
        self.error: BaseException | None = None
        self.request: Request | None = None

    def note(self, error: BaseException) -> None:
        """Note an exception: the first one counts, for others may follow from it."""
        if self.error is None:
            self.error = error
            context = _cv_request.get(None)
            self.request = None if context is None else context.request


def note_failures(app: Flask) -> None:
    """Have an application note the errors that it answers itself. It answers as it would otherwise."""
    got_request_exception.connect(note_exception, app)
    handle_http_exception = app.handle_http_exception

    def noting_handler(e: HTTPException) -> Any:
        answer = handle_http_exception(e)
        # Else a handler of the application's has it: the error is meant.
        if answer is e:
            note_exception(app, e)
        return answer

    vars(app)["handle_http_exception"] = noting_handler


def note_exception(sender: Flask, exception: BaseException) -> None:
    context = _cv_request.get(None)
    environ: WSGIEnvironment = {} if context is None else context.request.environ
    # A request that the application has sent to itself, in a test, has none.
    failure: Failure | None = environ.get(KEY)
    if failure is not None:
        failure.note(exception)
