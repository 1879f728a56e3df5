"""The server's side of WSGI (PEP 3333) for one request: call, response head, body piece by piece."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextvars import Context
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from werkzeug.http import parse_options_header

from . import failures
from .environ import requested_path
from .error_pages import ErrorPages, page_headers
from .failures import Failure

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

STATUS_LINE = re.compile(r"([1-9][0-9]{2})(?: (.*))?")
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
END: Final = object()

#: Tells of an exception that the application let out while it answered a request.
Report = Callable[["WSGIEnvironment", BaseException], None]
ExcInfo = tuple[type[BaseException], BaseException, "TracebackType | None"]


class ResponseBroken(Exception):
    """The application failed in the middle of a body whose head had gone out already."""


class AppResponse:
    """What a WSGI application answers to one request.

    The head is complete when the constructor returns, and the body is pulled with ``next``. Whatever
    the application does, the constructor does not raise: a failure becomes an error page of status
    500, an interrupt one of status 503. All of the application's code runs in one context of its
    own, so that a body streamed later sees the context variables of the call.

    :param app: the application.
    :param environ: the request, as ``environ.make_environ`` gives it.
    :param report: called with each exception that the application let out, and the environ.
    :param on_failure: called once, when the request is known to have failed: before the constructor
        returns, or while the body comes. A failure that the application answered itself counts.
    :param on_step: called whenever the application has run.
    :param on_end: called once, when the body has ended or was closed; the response's ``size`` is
        then the number of bytes handed out.
    """

    status: int
    reason: str
    headers: list[tuple[str, str]]

    def __init__(
        self,
        app: WSGIApplication,
        environ: WSGIEnvironment,
        *,
        error_pages: ErrorPages,
        report: Report,
        on_failure: Callable[[AppResponse, Failure], None] = lambda response, failure: None,
        on_step: Callable[[], None] = lambda: None,
        on_end: Callable[[AppResponse], None] = lambda response: None,
    ) -> None:
        self.environ = environ
        self.size = 0
        self._error_pages = error_pages
        self._report, self._on_failure = report, on_failure
        self._failure: Failure | None = Failure()
        environ[failures.KEY] = self._failure
        self._on_step, self._on_end = on_step, on_end
        self._started = time.perf_counter()
        self._context = Context()
        self._status_line: str | None = None
        self._head_sent = False
        self._queue: deque[bytes] = deque()
        self._iterable: Iterable[bytes] | None = None
        self._iterator: Iterator[bytes] | None = None
        self._open = True
        try:
            self._begin(app)
        except BaseException as error:
            self._answer_for(error)
        if environ["REQUEST_METHOD"] == "HEAD" or has_no_body(self.status):
            self._queue.clear()
            self._close_body()
        self._stepped()

    @property
    def for_document(self) -> bool:
        """Whether the browser asked for a page, not for a part of one."""
        return self.environ.get("HTTP_SEC_FETCH_DEST") == "document"

    @property
    def download(self) -> str | None:
        """Name under which the browser keeps the response in place of a page; "" where it is to find one itself, else None."""
        if not self.for_document:
            return None
        for name, value in self.headers:
            if name.lower() == "content-disposition":
                disposition, options = parse_options_header(value)
                return options.get("filename", "") if disposition.lower() == "attachment" else None
        return None

    def _begin(self, app: WSGIApplication) -> None:
        """Call the application and run it to its first piece of body, which settles the head."""
        self._iterable = self._context.run(app, self.environ, self._start_response)
        self._iterator = self._context.run(iter, self._iterable)
        if not self._queue and (chunk := self._pull()) is not None:
            self._queue.append(chunk)
        if self._status_line is None:
            raise RuntimeError("The application returned without calling start_response().")
        self._head_sent = True

    def _start_response(
        self,
        status: str,
        headers: list[tuple[str, str]],
        exc_info: ExcInfo | tuple[None, None, None] | None = None,
        /,
    ) -> Callable[[bytes], object]:
        if exc_info and exc_info[1]:
            try:
                if self._head_sent:
                    raise exc_info[1].with_traceback(exc_info[2])
            finally:
                exc_info = None
        elif self._status_line is not None:
            raise AssertionError(
                f"start_response({status!r}) was called, but the response had begun with "
                f"{self._status_line!r}. Only with exc_info may it be called a second time."
            )
        self.status, self.reason = parse_status(status)
        self.headers = [check_header(name, value) for name, value in headers]
        self._status_line = status
        return self._write

    def _write(self, data: bytes) -> None:
        if data:
            self._queue.append(check_chunk(data))
            self._head_sent = True

    def next(self) -> bytes | None:
        """Give the next piece of the body, never empty, or None at its end.

        :raises ResponseBroken: when the application fails; the traceback is then in the console.
        """
        try:
            chunk = self._queue.popleft() if self._queue else self._pull()
        except BaseException as error:
            self._note(error)
            self.close()
            raise ResponseBroken(f"The response broke off: {describe(error)}") from None
        finally:
            self._stepped()
        if chunk is None:
            self.close()
        else:
            self.size += len(chunk)
        return chunk

    def _pull(self) -> bytes | None:
        while self._iterator is not None:
            item: Any = self._context.run(next, self._iterator, END)
            if item is END:
                self._iterator = None
            elif chunk := check_chunk(item):
                self._queue.append(chunk)
            if self._queue:  # what write() left comes before what was yielded
                return self._queue.popleft()
        return None

    def stop(self) -> None:
        """End the body after what there is of it: the application gives no more."""
        self._close_body()
        self._stepped()

    def close(self) -> None:
        """End the response: the application's ``close()`` is called. A second call does nothing."""
        if not self._open:
            return
        self._open = False
        self._queue.clear()
        self._close_body()
        self._stepped()
        self._on_end(self)

    def _stepped(self) -> None:
        """Tell that the application has run, and whether the request has failed in this."""
        self._on_step()
        failure = self._failure
        if failure is not None and failure.error is not None:
            self._failure = None
            self._on_failure(self, failure)

    def _close_body(self) -> None:
        iterable, self._iterable, self._iterator = self._iterable, None, None
        close = getattr(iterable, "close", None)
        if close is None:
            return
        try:
            self._context.run(close)
        except BaseException as error:
            self._note(error)

    def _answer_for(self, error: BaseException) -> None:
        """Put an error page in the response's place."""
        self._note(error)
        self._close_body()
        if isinstance(error, KeyboardInterrupt):
            status, page = HTTPStatus.SERVICE_UNAVAILABLE, self._error_pages.stopped()
        else:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            page = self._error_pages.server_error(describe(error))
        self.status, self.reason, self.headers = status.value, status.phrase, page_headers(page)
        self._queue = deque([page])
        self._head_sent = True

    def _note(self, error: BaseException) -> None:
        if self._failure is not None:
            self._failure.note(error)
        self._report(self.environ, error)

    @property
    def path(self) -> str:
        """The requested path below the mount, with the query, percent-encoded."""
        return requested_path(self.environ)

    @property
    def duration(self) -> float:
        """Milliseconds since the request began."""
        return (time.perf_counter() - self._started) * 1000


def parse_status(status: str) -> tuple[int, str]:
    """Give code and reason of a status line.

    :raises ValueError: for one that HTTP does not allow.
    """
    match = STATUS_LINE.fullmatch(status)
    if match is None or CONTROL.search(status) or max(status) > "\xff":
        raise ValueError(f"{status!r} is not a status such as '200 OK'.")
    return int(match[1]), match[2] or ""


def check_header(name: str, value: str) -> tuple[str, str]:
    """Give a response header as it came.

    :raises TypeError: for a value that is no text.
    :raises ValueError: for what HTTP could not carry.
    """
    if not isinstance(name, str) or not TOKEN.fullmatch(name):
        raise ValueError(f"{name!r} cannot be the name of a response header.")
    if not isinstance(value, str):
        raise TypeError(
            f"The response header {name!r} has the value {value!r}, which is "
            f"{type(value).__name__}; it must be str."
        )
    if CONTROL.search(value):
        raise ValueError(f"The response header {name!r} has a control character in {value!r}.")
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        raise ValueError(
            f"The response header {name!r} has characters beyond latin-1 in {value!r}; quote them."
        ) from None
    return name, value


def check_chunk(data: object) -> bytes:
    if not isinstance(data, bytes):
        raise TypeError(
            f"The body of a WSGI response must come as bytes, not {type(data).__name__}: {data!r:.80}"
        )
    return data


def has_no_body(status: int) -> bool:
    """Tell whether a response of this status never has a body (RFC 9110 sections 6.4.1 and 15)."""
    return status < 200 or status in {204, 205, 304}


def describe(error: BaseException) -> str:
    """Give the error's type and message in one line, for an error page."""
    if isinstance(error, SystemExit):
        return f"The program asked to exit (SystemExit: {error})."
    message = str(error)
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
