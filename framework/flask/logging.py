"""The application's logger, which writes to the server's error stream unless logging is set up otherwise."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO, cast

from werkzeug.local import LocalProxy

from .globals import _cv_request
from .held import hold

if TYPE_CHECKING:
    from .app import Flask

hold(__name__)


def _current_error_stream() -> TextIO:
    context: Any = _cv_request.get(None)
    return sys.stderr if context is None else context.request.environ["wsgi.errors"]


wsgi_errors_stream = cast(TextIO, LocalProxy(_current_error_stream))
"""The server's error stream (``wsgi.errors``) while a request is handled, and ``sys.stderr`` otherwise.

A handler of your own can write to it; a logging configuration names it ``ext://flask.logging.wsgi_errors_stream``.
"""

default_handler = logging.StreamHandler(wsgi_errors_stream)
"""The handler that :func:`create_logger` adds. Remove it with ``app.logger.removeHandler(default_handler)``."""

default_handler.setFormatter(
    logging.Formatter("[%(asctime)s] %(levelname)s in %(module)s: %(message)s")
)


def has_level_handler(logger: logging.Logger) -> bool:
    """Tell whether some handler, the logger's own or one it propagates to, takes records of its effective level."""
    level = logger.getEffectiveLevel()
    return any(handler.level <= level for handler in _reached_handlers(logger))


def create_logger(app: Flask) -> logging.Logger:
    """Give the logger that has the application's name, ready to be used.

    In debug mode a logger without a level gets ``DEBUG``. Where no handler would take its records,
    :data:`default_handler` is added.
    """
    logger = logging.getLogger(app.name)
    _complete(logger, logging.DEBUG if app.debug else logging.NOTSET)
    return logger


def _complete(logger: logging.Logger, level: int) -> None:
    # What a logging configuration has set up stays.
    logger.setLevel(logger.level or level)
    if not has_level_handler(logger):
        logger.addHandler(default_handler)


def _reached_handlers(logger: logging.Logger) -> Iterator[logging.Handler]:
    reached: logging.Logger | None = logger
    while reached is not None:
        yield from reached.handlers
        reached = reached.parent if reached.propagate else None
