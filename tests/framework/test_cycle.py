"""The request cycle: what runs, in which order, and that each step can be overridden."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound

import flask
from flask import Blueprint, Flask
from flask.testing import FlaskClient


def test_everything_runs_in_order(app: Flask, client: FlaskClient) -> None:
    calls: list[str] = []

    def hook(name: str) -> Any:
        return lambda *args: calls.append(name)

    def after(name: str) -> Any:
        return lambda response: calls.append(name) or response

    outer, inner = Blueprint("outer", __name__), Blueprint("inner", __name__)
    for scope, name in ((app, "app"), (outer, "outer"), (inner, "inner")):
        scope.url_value_preprocessor(hook(f"values {name}"))
        for number in "12":
            scope.before_request(hook(f"before {name} {number}"))
            scope.after_request(after(f"after {name} {number}"))
            scope.teardown_request(hook(f"teardown {name} {number}"))
    app.teardown_appcontext(hook("teardown context"))
    inner.add_url_rule("/", "index", lambda: calls.append("view") or "")
    outer.register_blueprint(inner)
    app.register_blueprint(outer)

    client.get("/")
    assert calls == [
        *["values app", "values outer", "values inner"],
        *[f"before {name} {number}" for name in ("app", "outer", "inner") for number in "12"],
        "view",
        *[f"after {name} {number}" for name in ("inner", "outer", "app") for number in "21"],
        *[f"teardown {name} {number}" for name in ("inner", "outer", "app") for number in "21"],
        "teardown context",
    ]


def test_signals_frame_the_request(app: Flask, client: FlaskClient) -> None:
    seen: list[str] = []
    app.before_request(lambda: seen.append("before"))
    app.add_url_rule("/", "index", lambda: "")

    def started(sender: Flask) -> None:
        seen.append("started")

    def finished(sender: Flask, response: flask.Response) -> None:
        seen.append(f"finished {response.status_code}")

    def tearing(sender: Flask, exc: BaseException | None) -> None:
        seen.append("tearing down")

    with (
        flask.request_started.connected_to(started, app),
        flask.request_finished.connected_to(finished, app),
        flask.request_tearing_down.connected_to(tearing, app),
    ):
        client.get("/")
    assert seen == ["started", "before", "finished 200", "tearing down"]


def test_a_before_hook_can_answer(app: Flask, client: FlaskClient) -> None:
    app.before_request(lambda: "from the hook")
    app.before_request(lambda: pytest.fail("must not run"))
    app.add_url_rule("/", "index", lambda: pytest.fail("must not run"))
    assert client.get("/").text == "from the hook"


@pytest.mark.parametrize("answer", ["", b"", {}, []])
def test_a_before_hook_s_answer_may_be_empty(
    app: Flask, client: FlaskClient, answer: object
) -> None:
    app.before_request(lambda: answer)
    app.before_request(lambda: pytest.fail("must not run"))
    app.add_url_rule("/", "index", lambda: pytest.fail("must not run"))
    response = client.get("/")
    assert (response.status_code, response.text.strip("[]{}\n")) == (200, "")


def test_hooks_added_to_the_dictionaries_count(app: Flask, client: FlaskClient) -> None:
    app.add_url_rule("/", "index", lambda: "view")
    assert client.get("/").text == "view"
    app.before_request_funcs[None] = [lambda: "hook"]
    assert client.get("/").text == "hook"
    app.before_request_funcs[None].clear()
    app.view_functions["index"] = lambda: "another view"
    assert client.get("/").text == "another view"


def test_a_preprocessor_can_take_values(app: Flask, client: FlaskClient) -> None:
    @app.url_value_preprocessor
    def take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values is not None:
            flask.g.language = values.pop("language")

    app.add_url_rule("/<language>/", "index", lambda: flask.g.language)
    assert client.get("/de/").text == "de"


class TestOverrides:
    """Every step is called through self, with Flask's arguments."""

    @pytest.mark.parametrize(
        "name",
        [
            *[
                "wsgi_app",
                "request_context",
                "create_url_adapter",
                "full_dispatch_request",
                "preprocess_request",
            ],
            *[
                "dispatch_request",
                "ensure_sync",
                "finalize_request",
                "make_response",
                "process_response",
            ],
            *["do_teardown_request", "do_teardown_appcontext"],
        ],
    )
    def test_each_step_of_a_request(self, name: str) -> None:
        calls: list[str] = []

        def step(self: Flask, *args: Any, **kwargs: Any) -> Any:
            calls.append(name)
            return getattr(Flask, name)(self, *args, **kwargs)

        app = type("Overriding", (Flask,), {name: step})("overriding")
        app.add_url_rule("/", "index", lambda: "body")
        assert app.test_client().get("/").text == "body"
        assert calls

    @pytest.mark.parametrize(
        "name",
        [
            *[
                "handle_user_exception",
                "handle_http_exception",
                "trap_http_exception",
                "raise_routing_exception",
            ],
            *[
                "make_default_options_response",
                "handle_exception",
                "log_exception",
                "should_ignore_error",
            ],
        ],
    )
    def test_each_step_of_an_error(self, name: str, caplog: pytest.LogCaptureFixture) -> None:
        calls: list[str] = []

        def step(self: Flask, *args: Any, **kwargs: Any) -> Any:
            calls.append(name)
            return getattr(Flask, name)(self, *args, **kwargs)

        app = type("Overriding", (Flask,), {name: step})("overriding")
        app.add_url_rule("/", "index", lambda: 1 / 0)
        client = app.test_client()
        client.get("/")
        client.options("/")
        client.get("/missing")
        assert calls

    def test_on_the_instance_too(self, app: Flask, client: FlaskClient) -> None:
        app.dispatch_request = lambda: "patched"  # type: ignore[method-assign]
        app.add_url_rule("/", "index", lambda: "view")
        assert client.get("/").text == "patched"

    def test_a_url_adapter_of_ones_own_decides_what_matches(self) -> None:
        class Prefixed(Flask):
            def create_url_adapter(self, request: flask.Request | None) -> Any:
                adapter = super().create_url_adapter(request)
                if request is not None and adapter is not None:
                    adapter.path_info = adapter.path_info.removeprefix("/v1")
                return adapter

        app = Prefixed("prefixed")
        app.add_url_rule("/page", "page", lambda: "found")
        assert app.test_client().get("/v1/page").text == "found"


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


class TestRouting:
    @pytest.mark.parametrize(
        ("path", "status", "location"),
        [
            ("/projects/", 200, None),
            ("/projects", 308, "http://localhost/projects/"),
            ("/projects?q=1", 308, "http://localhost/projects/?q=1"),
            ("/about", 200, None),
            ("/about/", 404, None),
            ("/number//12", 308, "http://localhost/number/12"),
            ("/number/12", 200, None),
            ("/number/x", 404, None),
        ],
    )
    def test_slashes_and_converters(
        self, app: Flask, client: FlaskClient, path: str, status: int, location: str | None
    ) -> None:
        app.add_url_rule("/projects/", "projects", lambda: "")
        app.add_url_rule("/about", "about", lambda: "")
        app.add_url_rule("/number/<int:n>", "number", lambda n: str(n))
        response = client.open(path)
        assert response.status_code == status
        assert response.headers.get("Location") == location

    def test_methods(self, app: Flask, client: FlaskClient) -> None:
        app.add_url_rule("/", "index", lambda: "body", methods=["GET", "POST"])
        assert client.head("/").data == b""
        assert client.head("/").headers["Content-Length"] == "4"
        assert set(client.options("/").allow) == {"GET", "POST", "HEAD", "OPTIONS"}
        response = client.delete("/")
        assert response.status_code == 405
        assert set(response.allow) == {"GET", "POST", "HEAD", "OPTIONS"}

    def test_options_can_be_ones_own(self, app: Flask, client: FlaskClient) -> None:
        app.add_url_rule("/", "index", lambda: "mine", methods=["OPTIONS"])
        assert client.options("/").text == "mine"

    def test_a_host_that_is_not_trusted_is_a_400(self, app: Flask, client: FlaskClient) -> None:
        app.config["TRUSTED_HOSTS"] = ["example.org", ".example.net"]
        app.add_url_rule("/", "index", lambda: "")
        for host, status in (("example.org", 200), ("a.example.net", 200), ("evil.org", 400)):
            assert client.get("/", base_url=f"http://{host}").status_code == status

    def test_a_host_that_no_url_can_have_is_a_400(self, app: Flask, client: FlaskClient) -> None:
        app.add_url_rule("/", "index", lambda: "")
        assert client.get("/", headers={"Host": "two..dots"}).status_code == 400

    def test_subdomains(self) -> None:
        app = Flask("subdomains", subdomain_matching=True)
        app.config["SERVER_NAME"] = "example.org"
        app.add_url_rule("/", "index", lambda: "root")
        app.add_url_rule("/", "sub", lambda name: name, subdomain="<name>")
        client = app.test_client()
        assert client.get("/").text == "root"
        assert client.get("/", subdomain="ada").text == "ada"

    def test_the_default_subdomain_is_that_of_every_host(
        self, app: Flask, client: FlaskClient
    ) -> None:
        app.url_map.default_subdomain = "www"
        app.add_url_rule("/", "index", lambda: "found")
        assert client.get("/").text == "found"
        assert client.get("/", base_url="http://example.org").text == "found"

    def test_hosts(self) -> None:
        app = Flask("hosts", host_matching=True, static_host="example.org")
        app.add_url_rule("/", "index", lambda: "one", host="one.example.org")
        app.add_url_rule("/", "other", lambda host: host, host="<host>")
        client = app.test_client()
        assert client.get("/", base_url="http://one.example.org").text == "one"
        assert client.get("/", base_url="http://two.example.org").text == "two.example.org"

    def test_the_mount_point_is_left_out_of_the_path_and_put_into_urls(
        self, app: Flask, client: FlaskClient
    ) -> None:
        app.add_url_rule("/page", "page", lambda: flask.url_for("page"))
        assert client.get("/page", base_url="http://localhost/mount").text == "/mount/page"


def test_middleware_wraps_wsgi_app(app: Flask, client: FlaskClient) -> None:
    inner = app.wsgi_app

    def middleware(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ["PATH_INFO"] = environ["PATH_INFO"].replace("/old", "/new")
        return inner(environ, start_response)

    app.wsgi_app = middleware  # type: ignore[method-assign]
    app.add_url_rule("/new", "new", lambda: "new")
    assert client.get("/old").text == "new"


class TestAsync:
    def test_views_hooks_and_handlers_may_be_coroutines(
        self, app: Flask, client: FlaskClient
    ) -> None:
        @app.before_request
        async def before() -> None:
            flask.g.seen = "before"

        @app.after_request
        async def after(response: flask.Response) -> flask.Response:
            response.headers["X-After"] = "yes"
            return response

        @app.errorhandler(KeyError)
        async def handle(error: KeyError) -> str:
            return "handled"

        @app.route("/")
        async def index() -> str:
            return str(flask.g.seen)

        @app.route("/fail")
        async def fail() -> str:
            raise KeyError

        response = client.get("/")
        assert (response.text, response.headers["X-After"]) == ("before", "yes")
        assert client.get("/fail").text == "handled"

    def test_without_asgiref_it_is_said_what_to_install(
        self, app: Flask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def view() -> str:
            return ""

        monkeypatch.setitem(sys.modules, "asgiref.sync", None)
        with pytest.raises(
            RuntimeError, match=r"view.* is a coroutine.* asgiref.*'flask\[async\]'"
        ):
            app.ensure_sync(view)

    def test_a_plain_function_is_left_as_it_is(self, app: Flask) -> None:
        def view() -> None: ...

        assert app.ensure_sync(view) is view

    def test_a_callable_object_is_left_as_it_is(self, app: Flask) -> None:
        class View:
            def __call__(self) -> str:
                return ""

        view = View()
        assert app.ensure_sync(view) is view


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
