"""Application and request contexts."""

from __future__ import annotations

import threading
from contextvars import copy_context

import pytest

import flask
from flask import Flask
from flask.ctx import AppContext, RequestContext, _AppCtxGlobals
from flask.globals import _cv_app, _cv_request, app_ctx
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class TestG:
    def test_get_pop_and_setdefault(self) -> None:
        g = _AppCtxGlobals()
        g.a = 1
        assert g.get("a") == 1
        assert g.get("b", 2) == 2
        assert g.setdefault("b", 3) == g.b == 3
        assert g.pop("a") == 1
        assert g.pop("a", None) is None
        assert list(g) == ["b"]
        assert "b" in g

    def test_popping_a_missing_name_raises(self) -> None:
        with pytest.raises(KeyError):
            _AppCtxGlobals().pop("missing")

    def test_missing_attribute_raises_attribute_error(self) -> None:
        with pytest.raises(AttributeError, match="missing"):
            _AppCtxGlobals().missing  # noqa: B018
        with pytest.raises(AttributeError, match="missing"):
            del _AppCtxGlobals().missing

    def test_repr_names_the_application(self, app: Flask) -> None:
        assert "object at" in repr(_AppCtxGlobals())
        with app.app_context():
            assert repr(flask.g) == "<flask.g of 'app_under_test'>"

    def test_class_comes_from_the_application(self, app: Flask) -> None:
        class Space(_AppCtxGlobals):
            pass

        app.app_ctx_globals_class = Space
        with app.test_request_context():
            assert isinstance(flask.g._get_current_object(), Space)


class TestAppContext:
    def test_teardown_runs_at_the_last_pop(self, app: Flask) -> None:
        calls = []
        app.teardown_appcontext(calls.append)
        ctx = app.app_context()
        with ctx:
            with ctx:
                pass
            assert calls == []
        assert calls == [None]

    def test_teardown_is_told_of_the_exception(self, app: Flask) -> None:
        calls: list[BaseException | None] = []
        app.teardown_appcontext(calls.append)
        error = ValueError("wrong")
        with pytest.raises(ValueError, match="wrong"), app.app_context():
            raise error
        assert calls == [error]

    def test_a_pop_tells_of_the_active_exception(self, app: Flask) -> None:
        calls: list[BaseException | None] = []
        app.teardown_appcontext(calls.append)
        ctx = app.app_context()
        ctx.push()
        error = ValueError("wrong")
        try:
            raise error
        except ValueError:
            ctx.pop()
        assert calls == [error]

    def test_popping_the_wrong_one_is_an_error_that_names_both(self, app: Flask) -> None:
        outer, inner = app.app_context(), app.app_context()

        def pop_the_outer_one() -> None:
            outer.push()
            inner.push()
            outer.pop()

        with pytest.raises(AssertionError, match="wrong application context") as caught:
            copy_context().run(pop_the_outer_one)
        assert f"{inner!r} is the current one, not {outer!r}" in str(caught.value)

    def test_signals_tell_of_push_and_pop(self, app: Flask) -> None:
        seen: list[str] = []

        def pushed(sender: Flask) -> None:
            seen.append("pushed")

        def popped(sender: Flask) -> None:
            seen.append("popped")

        with (
            flask.appcontext_pushed.connected_to(pushed, app),
            flask.appcontext_popped.connected_to(popped, app),
            app.test_request_context(),
        ):
            assert seen == ["pushed"]
        assert seen == ["pushed", "popped"]


class TestRequestContext:
    def test_is_the_application_context_too(self, app: Flask) -> None:
        with app.test_request_context() as ctx:
            assert _cv_app.get() is ctx
            assert isinstance(app_ctx._get_current_object(), AppContext)

    def test_shares_an_application_context_that_is_already_there(self, app: Flask) -> None:
        with app.app_context():
            flask.g.user = "ada"
            with app.test_request_context():
                assert flask.g.user == "ada"
                flask.g.user = "bob"
            assert flask.g.user == "bob"

    def test_does_not_share_that_of_another_application(self, app: Flask) -> None:
        other = Flask("other")
        with other.app_context():
            flask.g.user = "ada"
            with app.test_request_context():
                assert flask.current_app == app
                assert not hasattr(flask.g, "user")
            assert flask.current_app == other

    def test_calls_an_application_context_of_the_applications_own(self) -> None:
        class Special(AppContext):
            pass

        class SpecialFlask(Flask):
            def app_context(self) -> AppContext:
                return Special(self)

        with SpecialFlask("special").test_request_context():
            assert isinstance(app_ctx._get_current_object(), Special)
        assert _cv_app.get(None) is None

    def test_calls_an_application_context_that_was_put_on_the_application(self, app: Flask) -> None:
        class Special(AppContext):
            pass

        app.app_context = lambda: Special(app)  # type: ignore[method-assign]
        with app.test_request_context():
            assert isinstance(app_ctx._get_current_object(), Special)

    def test_a_copy_does_not_open_the_session_again(self, app: Flask) -> None:
        opened: list[str] = []

        class Recording(SecureCookieSessionInterface):
            def open_session(
                self, app: Flask, request: flask.Request
            ) -> SecureCookieSession | None:
                opened.append(request.path)
                return super().open_session(app, request)

        app.session_interface = Recording()
        with app.test_request_context("/page") as ctx, ctx.copy():
            assert opened == ["/page"]

    def test_session_is_not_open_before_the_push(self, app: Flask) -> None:
        with pytest.raises(AssertionError, match="session opens"):
            app.test_request_context().session  # noqa: B018

    def test_an_extension_can_put_a_session_of_its_own_in_place(self, app: Flask) -> None:
        with app.test_request_context() as ctx:
            ctx._session = SecureCookieSession({"a": 1})
            assert flask.session["a"] == 1
            ctx.session = SecureCookieSession({"a": 2})
            assert flask.session["a"] == 2

    def test_teardown_functions_of_request_run_before_those_of_application(
        self, app: Flask
    ) -> None:
        calls: list[str] = []
        app.teardown_appcontext(lambda error: calls.append("app"))
        app.teardown_request(lambda error: calls.append("request"))
        with app.test_request_context():
            pass
        assert calls == ["request", "app"]

    def test_a_pop_tells_of_the_active_exception(self, app: Flask) -> None:
        calls: list[BaseException | None] = []
        app.teardown_request(calls.append)
        app.teardown_appcontext(calls.append)
        ctx = app.test_request_context()
        ctx.push()
        error = ValueError("wrong")
        try:
            raise error
        except ValueError:
            ctx.pop()
        assert calls == [error, error]

    def test_popping_the_wrong_one_is_an_error_that_names_both(self, app: Flask) -> None:
        def pop_the_outer_one() -> None:
            outer, inner = app.test_request_context("/outer"), app.test_request_context("/inner")
            outer.push()
            inner.push()
            outer.pop()

        with pytest.raises(AssertionError, match=r"wrong request context: .*/inner.* not .*/outer"):
            copy_context().run(pop_the_outer_one)

    def test_json_is_read_as_the_application_reads_it_also_before_the_push(
        self, app: Flask
    ) -> None:
        ctx = app.test_request_context(method="POST", json=1)
        app.json.loads = lambda s, **kwargs: "read"  # type: ignore[method-assign]
        assert ctx.request.get_json() == "read"

    def test_a_session_interface_of_any_class_opens_it_at_the_push(self, app: Flask) -> None:
        opened: list[str] = []

        class Duck:
            def open_session(self, app: Flask, request: flask.Request) -> SecureCookieSession:
                opened.append(request.path)
                return SecureCookieSession()

        app.session_interface = Duck()  # type: ignore[assignment]
        with app.test_request_context("/page"):
            assert opened == ["/page"]

    def test_environ_does_not_keep_the_request_alive(self, app: Flask) -> None:
        ctx = app.test_request_context()
        with ctx:
            assert ctx.request.environ["werkzeug.request"] is ctx.request
        assert ctx.request.environ["werkzeug.request"] is None

    def test_repr_names_request_and_application(self, app: Flask) -> None:
        with app.test_request_context("/page", method="POST") as ctx:
            assert repr(ctx) == "<RequestContext 'http://localhost/page' [POST] of app_under_test>"

    def test_files_are_closed_at_the_end(self, app: Flask) -> None:
        from io import BytesIO

        with app.test_request_context(method="POST", data={"file": (BytesIO(b"text"), "a.txt")}):
            file = flask.request.files["file"]
            assert file.read() == b"text"
        assert file.stream.closed

    def test_a_subclass_can_match_the_request_itself(self, app: Flask) -> None:
        class Matching(RequestContext):
            def match_request(self) -> None:
                super().match_request()
                self.request.view_args = {"name": "matched"}

        app.request_context = lambda environ: Matching(app, environ)  # type: ignore[method-assign]
        app.add_url_rule("/<name>", "hello", lambda name: name)
        assert app.test_client().get("/given").text == "matched"


def test_after_this_request_changes_the_response(app: Flask) -> None:
    @app.route("/")
    def index() -> str:
        @flask.after_this_request
        def stamp(response: flask.Response) -> flask.Response:
            response.headers["X-Stamp"] = "yes"
            return response

        assert stamp.__name__ == "stamp"
        return "body"

    client = app.test_client()
    assert client.get("/").headers["X-Stamp"] == "yes"
    assert "X-Stamp" not in client.get("/missing").headers


@pytest.mark.parametrize("function", [flask.after_this_request, flask.copy_current_request_context])
def test_context_decorators_need_a_request(function: object) -> None:
    name = function.__name__  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError, match=f"'{name}' can only be used when a request context is"):
        function(lambda: None)  # type: ignore[operator]


def test_copied_context_works_in_a_thread_with_the_same_session(app: Flask) -> None:
    seen = []

    @app.route("/page")
    def page() -> str:
        flask.session["user"] = "ada"

        @flask.copy_current_request_context
        def work() -> None:
            seen.append((flask.request.path, flask.session["user"]))

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        return ""

    app.test_client().get("/page")
    assert seen == [("/page", "ada")]


def test_has_context_functions(app: Flask) -> None:
    assert not flask.has_app_context()
    with app.app_context():
        assert flask.has_app_context()
        assert not flask.has_request_context()
    with app.test_request_context():
        assert flask.has_request_context()
    assert _cv_request.get(None) is None
