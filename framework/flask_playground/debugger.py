"""Werkzeug's interactive debugger around the project's application."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import werkzeug.debug

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Counter:
    """What the debugger uses of ``multiprocessing.Value``, which Pyodide does not have."""

    def __init__(self, typecode: str) -> None:
        self.value = 0

    def get_lock(self) -> nullcontext[None]:
        return nullcontext()


def provide_counter() -> None:
    """Make the debugger constructible where processes cannot share memory."""
    if find_spec("_multiprocessing") is None:
        vars(werkzeug.debug)["Value"] = Counter


class Debugger(werkzeug.debug.DebuggedApplication):
    """The debugger with its console open: its only client is the user, in their own browser.

    Hence no PIN, and any host: the page's is not known before it is asked.

    :param app: the application.
    :param report: called with each exception that the debugger shows, and the environ.
    """

    def __init__(
        self, app: WSGIApplication, report: Callable[[WSGIEnvironment, BaseException], None]
    ) -> None:
        provide_counter()
        super().__init__(self._answer, evalex=True, pin_security=False, pin_logging=False)
        self._wsgi_app = app
        self._report = report

    def check_host_trust(self, environ: WSGIEnvironment) -> bool:
        return True

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def replace_response(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Any:
            # The debugger's page replaces a response that failed before any of it went out.
            return start_response(status, headers, exc_info or sys.exc_info())

        # What the debugger writes of an exception goes another way than what the application writes.
        errors = ReportedErrors(environ, self._report)
        return super().__call__({**environ, "wsgi.errors": errors}, replace_response)

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        reported: ReportedErrors = environ["wsgi.errors"]
        errors = reported.environ["wsgi.errors"]
        return self._wsgi_app({**environ, "wsgi.errors": errors}, start_response)


class ReportedErrors:
    """What the debugger has for ``wsgi.errors``: it writes there about the exception that it handles."""

    def __init__(
        self, environ: WSGIEnvironment, report: Callable[[WSGIEnvironment, BaseException], None]
    ) -> None:
        self.environ = environ
        self._report = report
        self._reported: BaseException | None = None

    def write(self, text: str) -> None:
        error = sys.exception()
        if error is not None and error is not self._reported:
            self._reported = error
            self._report(self.environ, error)
