"""The request cycle: what runs, in which order, and that each step can be overridden."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import pytest

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
