from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from flask import Flask
from flask.logging import create_logger, default_handler, has_level_handler, wsgi_errors_stream

NAME = "logged_application"


@contextmanager
def bare_logging() -> Iterator[None]:
    """Within the test alone, no handler is on the root logger: pytest has its own there."""
    root, logger = logging.root, logging.getLogger(NAME)
    root_handlers, root.handlers = root.handlers, []
    try:
        yield
    finally:
        root.handlers = root_handlers
        logger.handlers = []
        logger.propagate = True
        logger.setLevel(logging.NOTSET)


@pytest.fixture
def app() -> Flask:
    return Flask(NAME)


class TestLogger:
    @bare_logging()
    def test_it_has_the_application_s_name_and_the_default_handler(self, app: Flask) -> None:
        assert app.logger is logging.getLogger(NAME)
        assert app.logger.level == logging.NOTSET
        assert app.logger.handlers == [default_handler]

    @bare_logging()
    def test_debug_mode_lets_every_record_through(self, app: Flask) -> None:
        app.debug = True
        assert app.logger.level == logging.DEBUG

    @bare_logging()
    def test_a_level_that_is_set_stays(self, app: Flask) -> None:
        logging.getLogger(NAME).setLevel(logging.ERROR)
        app.debug = True
        assert app.logger.level == logging.ERROR

    @bare_logging()
    def test_no_handler_is_added_where_logging_is_set_up(self, app: Flask) -> None:
        logging.root.handlers = [logging.NullHandler()]
        assert app.logger.handlers == []

    @bare_logging()
    def test_the_handler_is_added_once(self, app: Flask) -> None:
        assert create_logger(app) is create_logger(app)
        assert app.logger.handlers == [default_handler]

    @bare_logging()
    def test_records_go_to_the_server_s_error_stream(self, app: Flask) -> None:
        @app.get("/")
        def index() -> str:
            app.logger.error("it broke")
            return ""

        stream = io.StringIO()
        app.test_client().get("/", errors_stream=stream)
        assert f"ERROR in {__name__.rpartition('.')[2]}: it broke" in stream.getvalue()

    @bare_logging()
    def test_an_exception_in_a_view_is_logged_with_its_traceback(self, app: Flask) -> None:
        @app.get("/fail")
        def fail() -> str:
            raise ZeroDivisionError("because")

        stream = io.StringIO()
        assert app.test_client().get("/fail", errors_stream=stream).status_code == 500
        text = stream.getvalue()
        assert "Exception on /fail [GET]" in text
        assert "Traceback (most recent call last):" in text
        assert "ZeroDivisionError: because" in text


class TestErrorStream:
    def test_outside_a_request_it_is_stderr(self, capsys: pytest.CaptureFixture[str]) -> None:
        wsgi_errors_stream.write("to stderr")
        assert capsys.readouterr().err == "to stderr"

    def test_it_follows_a_replaced_stderr(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stderr", stream)
        wsgi_errors_stream.write("replaced")
        assert stream.getvalue() == "replaced"

    def test_in_a_request_it_is_the_server_s(self, app: Flask) -> None:
        stream = io.StringIO()
        with app.test_request_context(errors_stream=stream):
            wsgi_errors_stream.write("to the server")
        assert stream.getvalue() == "to the server"


class TestHasLevelHandler:
    @pytest.mark.parametrize(
        ("own", "root", "propagate", "expected"),
        [
            ([], [], True, False),
            ([logging.NOTSET], [], True, True),
            ([], [logging.NOTSET], True, True),
            ([], [logging.NOTSET], False, False),
            ([logging.ERROR], [], True, False),
            ([logging.WARNING], [], True, True),
            ([logging.ERROR], [logging.WARNING], True, True),
        ],
    )
    @bare_logging()
    def test_a_handler_that_is_reached_and_takes_the_level_is_found(
        self, own: list[int], root: list[int], propagate: bool, expected: bool
    ) -> None:
        logger = logging.getLogger(NAME)
        logger.setLevel(logging.WARNING)
        logger.propagate = propagate
        logger.handlers = list(map(logging.NullHandler, own))
        logging.root.handlers = list(map(logging.NullHandler, root))
        assert has_level_handler(logger) is expected
