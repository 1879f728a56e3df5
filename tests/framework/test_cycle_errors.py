"""Errors in the request cycle: who handles them, who is told, and what is answered."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

import pytest
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound

import flask
from flask import Blueprint, Flask
from flask.testing import FlaskClient


class TestErrors:
    def test_a_handler_for_the_nearest_class_wins(self, app: Flask, client: FlaskClient) -> None:
        class Base(Exception):
            pass

        class Derived(Base):
            pass

        def fail() -> str:
            raise Derived

        app.register_error_handler(Exception, lambda e: "any")
        app.register_error_handler(Base, lambda e: "base")
        app.add_url_rule("/", "index", fail)
        assert client.get("/").text == "base"

    def test_a_code_goes_before_a_class_even_a_blueprint_s(
        self, app: Flask, client: FlaskClient
    ) -> None:
        blueprint = Blueprint("b", __name__)
        blueprint.add_url_rule("/forbidden", "forbidden", lambda: flask.abort(403))
        blueprint.add_url_rule("/gone", "gone", lambda: flask.abort(410))
        app.register_error_handler(403, lambda e: "the application's, for the code")
        blueprint.register_error_handler(HTTPException, lambda e: "the blueprint's, for the class")
        app.register_blueprint(blueprint)
        assert client.get("/forbidden").text == "the application's, for the code"
        assert client.get("/gone").text == "the blueprint's, for the class"

    def test_a_code_goes_before_a_class_that_is_nearer(
        self, app: Flask, client: FlaskClient
    ) -> None:
        class NoSuchThing(KeyError, NotFound):
            pass

        def fail() -> str:
            raise NoSuchThing

        app.register_error_handler(KeyError, lambda e: "class")
        app.register_error_handler(404, lambda e: "code")
        app.add_url_rule("/", "index", fail)
        assert client.get("/").text == "code"

    def test_a_blueprint_s_handler_goes_before_the_application_s(
        self, app: Flask, client: FlaskClient
    ) -> None:
        outer, inner = Blueprint("outer", __name__), Blueprint("inner", __name__)
        for scope in (app, outer, inner):
            scope.add_url_rule("/", "index", lambda: flask.abort(403))
        app.register_error_handler(403, lambda e: "app")
        outer.register_error_handler(403, lambda e: "outer")
        outer.register_blueprint(inner, url_prefix="/inner")
        app.register_blueprint(outer, url_prefix="/outer")
        assert client.get("/").text == "app"
        assert client.get("/outer/").text == "outer"
        assert client.get("/outer/inner/").text == "outer"

    def test_a_handler_for_every_http_error_does_not_catch_a_redirect_of_routing(
        self, app: Flask, client: FlaskClient
    ) -> None:
        app.register_error_handler(HTTPException, lambda e: (f"handled {e.code}", e.code))
        app.add_url_rule("/projects/", "projects", lambda: "")
        response = client.get("/projects")
        assert (response.status_code, response.location) == (308, "http://localhost/projects/")
        assert client.get("/missing").text == "handled 404"

    def test_a_response_to_abort_with_is_sent_as_it_is(
        self, app: Flask, client: FlaskClient
    ) -> None:
        app.register_error_handler(HTTPException, lambda e: "handled")
        app.add_url_rule("/", "index", lambda: flask.abort(flask.Response("mine", 418)))
        response = client.get("/")
        assert (response.status_code, response.text) == (418, "mine")

    def test_an_http_error_without_a_handler_is_its_own_response(self, client: FlaskClient) -> None:
        response = client.get("/missing")
        assert response.status_code == 404
        assert "not found" in response.text.lower()

    def test_an_unhandled_exception_is_logged_and_a_500(
        self, app: Flask, caplog: pytest.LogCaptureFixture
    ) -> None:
        app.testing = False
        app.add_url_rule("/", "index", lambda: 1 / 0)
        response = app.test_client().get("/")
        assert response.status_code == 500
        [record] = caplog.records
        assert record.message == "Exception on / [GET]"
        assert record.exc_info is not None
        assert record.exc_info[0] is ZeroDivisionError

    def test_a_500_handler_is_given_the_original(
        self, app: Flask, caplog: pytest.LogCaptureFixture
    ) -> None:
        app.testing = False

        @app.errorhandler(500)
        def answer(error: InternalServerError) -> tuple[str, int]:
            return type(error.original_exception).__name__, 500

        app.add_url_rule("/", "index", lambda: 1 / 0)
        assert app.test_client().get("/").text == "ZeroDivisionError"

    def test_an_exception_propagates_in_tests_and_is_signalled(
        self, app: Flask, client: FlaskClient
    ) -> None:
        seen = []

        def got(sender: Flask, exception: Exception) -> None:
            seen.append(type(exception))

        app.add_url_rule("/", "index", lambda: 1 / 0)
        with flask.got_request_exception.connected_to(got, app), pytest.raises(ZeroDivisionError):
            client.get("/")
        assert seen == [ZeroDivisionError]

    @pytest.mark.parametrize(
        ("testing", "debug", "configured", "propagates"),
        [
            (False, False, None, False),
            (True, False, None, True),
            (False, True, None, True),
            (True, True, False, False),
            (False, False, True, True),
        ],
    )
    def test_an_exception_propagates_in_tests_in_debug_mode_and_as_configured(
        self,
        app: Flask,
        caplog: pytest.LogCaptureFixture,
        testing: bool,
        debug: bool,
        configured: bool | None,
        propagates: bool,
    ) -> None:
        app.testing, app.debug = testing, debug
        app.config["PROPAGATE_EXCEPTIONS"] = configured
        app.add_url_rule("/", "index", lambda: 1 / 0)
        client = app.test_client()
        if propagates:
            with pytest.raises(ZeroDivisionError):
                client.get("/")
        else:
            assert client.get("/").status_code == 500

    def test_teardown_is_told_of_the_unhandled_exception_only(
        self, app: Flask, caplog: pytest.LogCaptureFixture
    ) -> None:
        app.testing = False
        seen: list[BaseException | None] = []
        app.teardown_request(seen.append)
        app.register_error_handler(KeyError, lambda e: "handled")
        app.add_url_rule("/handled", "handled", lambda: {}["missing"])
        app.add_url_rule("/unhandled", "unhandled", lambda: 1 / 0)
        client = app.test_client()
        client.get("/handled")
        client.get("/unhandled")
        assert seen[0] is None
        assert isinstance(seen[1], ZeroDivisionError)

    def test_what_is_no_error_ends_the_request_with_its_teardown_and_no_response(
        self, app: Flask
    ) -> None:
        def interrupt() -> str:
            raise KeyboardInterrupt

        app.testing = False
        told: list[BaseException | None] = []
        app.teardown_request(told.append)
        app.register_error_handler(500, lambda e: pytest.fail("must not run"))
        app.add_url_rule("/", "index", interrupt)
        with pytest.raises(KeyboardInterrupt):
            app.test_client().get("/")
        assert [type(error) for error in told] == [KeyboardInterrupt]

    def test_an_application_can_keep_errors_from_teardown(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        passed: list[BaseException | None] = []

        class Ignoring(Flask):
            def should_ignore_error(self, error: BaseException | None) -> bool:
                passed.append(error)
                return isinstance(error, ZeroDivisionError)

        app = Ignoring("ignoring")
        told: list[BaseException | None] = []
        app.teardown_request(told.append)
        app.teardown_appcontext(told.append)
        app.add_url_rule("/", "index", lambda: "")
        app.add_url_rule("/ignored", "ignored", lambda: 1 / 0)
        app.add_url_rule("/told", "told", lambda: {}["missing"])
        client = app.test_client()
        for path in ("/", "/ignored"):
            client.get(path)
        assert told == [None] * 4
        client.get("/told")
        assert [type(error) for error in told[4:]] == [KeyError, KeyError]
        assert [type(error) for error in passed] == [ZeroDivisionError, KeyError]

    def test_a_failing_after_hook_is_an_error_of_the_request(
        self, app: Flask, client: FlaskClient
    ) -> None:
        app.add_url_rule("/", "index", lambda: "")
        app.after_request(lambda response: [][0])
        with pytest.raises(IndexError):
            client.get("/")

    def test_a_failing_after_hook_is_logged_while_an_error_is_answered(
        self, app: Flask, caplog: pytest.LogCaptureFixture
    ) -> None:
        app.testing = False
        app.add_url_rule("/", "index", lambda: 1 / 0)
        app.after_request(lambda response: [][0])
        assert app.test_client().get("/").status_code == 500
        assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2

    def test_a_missing_key_names_itself_in_debug_mode(self, app: Flask) -> None:
        app.testing = False
        app.config["TRAP_BAD_REQUEST_ERRORS"] = False
        app.add_url_rule("/", "index", lambda: flask.request.form["name"], methods=["POST"])
        client = app.test_client()
        assert "name" not in client.post("/").text
        app.debug = True
        assert "&#39;name&#39;" in client.post("/").text

    @pytest.mark.parametrize(
        ("config", "error", "trapped"),
        [
            ({}, NotFound(), False),
            ({"TRAP_HTTP_EXCEPTIONS": True}, NotFound(), True),
            ({"TRAP_BAD_REQUEST_ERRORS": True}, NotFound(), False),
            ({"TRAP_BAD_REQUEST_ERRORS": True}, flask.wrappers.BadRequest(), True),
        ],
    )
    def test_trapping(
        self, app: Flask, config: dict[str, bool], error: Exception, trapped: bool
    ) -> None:
        app.config.update(config)
        assert app.trap_http_exception(error) is trapped

    @pytest.mark.parametrize("active", [None, KeyError("active")])
    def test_an_error_that_propagates_is_the_one_that_was_given(
        self, app: Flask, active: Exception | None
    ) -> None:
        error = LookupError("given")

        def handle() -> None:
            try:
                if active is not None:
                    raise active
            except KeyError:
                app.handle_exception(error)
            app.handle_exception(error)

        with app.test_request_context(), pytest.raises(LookupError) as caught:
            handle()
        assert caught.value is error

    def test_teardown_functions_are_by_default_told_of_the_active_error(self, app: Flask) -> None:
        told: list[BaseException | None] = []
        app.teardown_request(told.append)
        app.teardown_appcontext(told.append)
        error = LookupError()
        with app.test_request_context():
            try:
                raise error
            except LookupError:
                app.do_teardown_request()
                app.do_teardown_appcontext()
            assert told == [error, error]

    def test_a_redirect_that_would_lose_the_form_is_explained_in_debug_mode(
        self, app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app.debug = True
        app.add_url_rule("/form/", "form", lambda: "", methods=["POST"])
        assert client.post("/form", data={"a": 1}).status_code == 308
        monkeypatch.setattr("werkzeug.routing.RequestRedirect.code", 301)
        with pytest.raises(AssertionError, match="canonical URL 'http://localhost/form/'"):
            client.post("/form", data={"a": 1})


class TestTracebacks:
    """An error in a view is to be found among few frames of the framework."""

    @pytest.fixture
    def app(self, app: Flask) -> Flask:
        @app.route("/")
        def fail() -> str:
            raise ValueError("from the view")

        return app

    @staticmethod
    def functions(error: BaseException | None) -> list[str]:
        assert error is not None
        folder = str(Path(flask.__file__).parent)
        frames = traceback.extract_tb(error.__traceback__)
        return [frame.name for frame in frames if frame.filename.startswith(folder)]

    def test_a_logged_error_has_four(
        self, app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        app.testing = False
        client.get("/")
        ((record,)) = (record for record in caplog.records if record.exc_info)
        assert record.exc_info is not None
        assert len(self.functions(record.exc_info[1])) == 4

    def test_an_error_that_propagates_has_six(self, app: Flask) -> None:
        environ = app.test_request_context("/").request.environ
        with pytest.raises(ValueError, match="from the view") as caught:
            app(environ, lambda *args: lambda data: None)
        assert len(self.functions(caught.value)) == 6
