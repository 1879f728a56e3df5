"""The console pane's source: what the program prints and logs, and one line for each response."""

from __future__ import annotations

import asyncio
import codecs
import io
import logging
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, Literal, TextIO

from flask import logging as flask_logging

from .messages import Emit, ProblemFrame

Stream = Literal["stdout", "stderr"]

#: Lines that come faster than this (seconds) are sent together, up to this many characters: a loop
#: that prints would flood the page with messages.
INTERVAL = 0.02
BLOCK = 8192


class Console:
    """Sends entries to the page, in the order in which they arose.

    :param emit: takes the messages.
    :param frames_of: gives the project's own frames of an exception.
    """

    def __init__(
        self,
        emit: Emit,
        frames_of: Callable[[BaseException], list[ProblemFrame]] = lambda error: [],
    ) -> None:
        self._emit = emit
        self._frames_of = frames_of
        self._waiting: list[str] = []
        self._waiting_stream: Stream = "stdout"
        self._waiting_size = 0
        self._last = 0.0
        self.stdout = text_stream(self, "stdout")
        self.stderr = text_stream(self, "stderr")

    def install(self) -> None:
        """Make ``sys.stdout`` and ``sys.stderr`` write here, and logging where no program set it up.

        Called before each import of a project: a program may have put others in place.
        """
        sys.stdout, sys.stderr = self.stdout, self.stderr
        logging.lastResort = LogHandler(self, logging.WARNING)
        flask_logging.default_handler = LogHandler(self)

    def output(self, stream: Stream, text: str) -> None:
        """Take text as the program wrote it, line ends included; it may be sent a moment later."""
        if stream != self._waiting_stream:
            self._send_waiting()
            self._waiting_stream = stream
        self._waiting.append(text)
        self._waiting_size += len(text)
        if self._waiting_size >= BLOCK or time.monotonic() - self._last >= INTERVAL:
            self._send_waiting()
        elif len(self._waiting) == 1:
            self._send_soon()

    def _send_soon(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._send_waiting()
        else:
            loop.call_later(INTERVAL, self._send_waiting)

    def flush(self) -> None:
        """Send what is waiting, a line without its end included."""
        for stream in (self.stdout, self.stderr):
            if not stream.closed:
                stream.flush()
        self._send_waiting()

    def _send_waiting(self) -> None:
        if self._waiting:
            text = "".join(self._waiting)
            self._waiting.clear()
            self._waiting_size = 0
            self._last = time.monotonic()
            self._send({"kind": "output", "stream": self._waiting_stream, "text": text})

    def log(
        self,
        level: str,
        logger: str,
        text: str,
        *,
        error: BaseException | None = None,
        trace: str = "",
        seconds: float | None = None,
    ) -> None:
        """Take a log record.

        :param error: the exception that it tells of.
        :param trace: the exception's traceback, as the console is to show it.
        :param seconds: when it was made, since the epoch; by default now.
        """
        self.flush()
        self._send(
            {
                "kind": "log",
                "level": level,
                "logger": logger,
                "text": text,
                "traceback": trace,
                "frames": self._frames_of(error) if error else [],
                "time": (time.time() if seconds is None else seconds) * 1000,
            }
        )

    def access(
        self,
        method: str,
        path: str,
        status: int,
        size: int,
        duration: float,
        document: bool = False,
        download: str | None = None,
    ) -> None:
        """Take a response that has ended: its size in bytes, its duration in milliseconds.

        :param document: whether the browser asked for a page, not for a part of one.
        :param download: name of the file that the browser makes of it; None where it shows it.
        """
        self.flush()
        self._send(
            {
                "kind": "access",
                "method": method,
                "path": path,
                "status": status,
                "size": size,
                "duration": duration,
                "document": document,
                "download": download,
                "time": time.time() * 1000,
            }
        )

    def _send(self, entry: dict[str, Any]) -> None:
        self._emit({"type": "console", "entry": entry})


def text_stream(console: Console, stream: Stream) -> TextIO:
    """Make a line-buffered text file with a ``buffer`` below it, as the interpreter's own are."""
    errors = "backslashreplace" if stream == "stderr" else "surrogateescape"
    raw = OutputFile(console, stream)
    return io.TextIOWrapper(raw, encoding="utf-8", errors=errors, newline="\n", line_buffering=True)


class OutputFile(io.RawIOBase):
    """The bytes that a program writes, passed on as text."""

    def __init__(self, console: Console, stream: Stream) -> None:
        self._console = console
        self._stream: Stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8")("backslashreplace").decode
        self.name = f"<{stream}>"
        self.mode = "w"

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        if text := self._decode(bytes(data)):
            self._console.output(self._stream, text)
        return len(data)


class LogHandler(logging.StreamHandler[TextIO]):
    """Turns log records into entries of their own, so that the page can show level and traceback.

    It stands where a handler was put by default, never beside one of the program's own: what a
    program formats itself comes out on its ``stderr``, exactly as in a terminal.
    """

    def __init__(self, console: Console, level: int = logging.NOTSET) -> None:
        super().__init__(console.stderr)
        self.setLevel(level)
        self._console = console

    def emit(self, record: logging.LogRecord) -> None:
        try:
            error = record.exc_info[1] if record.exc_info and self.formatter is None else None
            self._console.log(
                nearest_level(record.levelno),
                record.name,
                record.getMessage() if self.formatter is None else self.format(record),
                error=error,
                trace="".join(traceback.format_exception(error)) if error else "",
                seconds=record.created,
            )
        except Exception:
            self.handleError(record)


def nearest_level(number: int) -> str:
    """Give the standard level at or below ``number``, in lower case."""
    standard = (logging.CRITICAL, logging.ERROR, logging.WARNING, logging.INFO)
    level = next((level for level in standard if number >= level), logging.DEBUG)
    return logging.getLevelName(level).lower()
