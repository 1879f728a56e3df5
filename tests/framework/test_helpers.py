"""The functions that views call."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import werkzeug.exceptions

import flask
from flask import Flask
from flask.helpers import _split_blueprint_path, get_debug_flag, get_load_dotenv, get_root_path
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("value", "debug", "dotenv"),
    [
        ("", False, True),
        ("0", False, True),
        ("False", False, True),
        ("NO", False, True),
        ("1", True, False),
        ("x", True, False),
    ],
)
def test_flags_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, value: str, debug: bool, dotenv: bool
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", value)
    monkeypatch.setenv("FLASK_SKIP_DOTENV", value)
    assert get_debug_flag() is debug
    assert get_load_dotenv() is dotenv


class TestFlash:
    @pytest.fixture
    def client(self, app: Flask) -> FlaskClient:
        @app.route("/flash")
        def flash() -> str:
            flask.flash("one")
            flask.flash("two", "error")
            return ""

        @app.route("/get")
        def get() -> list[object]:
            return [
                flask.get_flashed_messages(),
                flask.get_flashed_messages(with_categories=True),
                flask.get_flashed_messages(category_filter=["error"]),
            ]

        return app.test_client()

    def test_messages_come_once_and_stay_for_the_request(self, client: FlaskClient) -> None:
        client.get("/flash")
        assert client.get("/get").json == [
            ["one", "two"],
            [["message", "one"], ["error", "two"]],
            ["two"],
        ]
        assert client.get("/get").json == [[], [], []]

    def test_a_signal_tells(self, app: Flask) -> None:
        seen = []

        def flashed(sender: Flask, message: str, category: str) -> None:
            seen.append((sender, message, category))

        with flask.message_flashed.connected_to(flashed, app), app.test_request_context():
            flask.flash("hi", "info")
        assert seen == [(app, "hi", "info")]


class TestRedirectAndAbort:
    @pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
    def test_redirect(self, app: Flask, code: int) -> None:
        with app.app_context():
            response = flask.redirect("/there", code)
        assert (response.status_code, response.location) == (code, "/there")
        assert isinstance(response, flask.Response)
        assert app.redirect("/there", code).status_code == code

    def test_a_redirect_is_a_302_unless_said_otherwise(self, app: Flask) -> None:
        assert flask.redirect("/there").status_code == 302
        assert app.redirect("/there").status_code == 302
        with app.app_context():
            assert flask.redirect("/there").status_code == 302

    def test_redirect_goes_through_the_application(self) -> None:
        class Redirecting(Flask):
            def redirect(self, location: str, code: int = 302) -> flask.Response:
                return flask.Response(f"to {location}")

        with Redirecting("r").app_context():
            assert flask.redirect("/x").get_data() == b"to /x"  # type: ignore[attr-defined]

    def test_abort(self, app: Flask) -> None:
        with pytest.raises(werkzeug.exceptions.NotFound, match="gone fishing"):
            flask.abort(404, "gone fishing")

        class Teapot(werkzeug.exceptions.HTTPException):
            code = 799

        app.aborter.mapping[799] = Teapot
        with app.app_context(), pytest.raises(Teapot):
            flask.abort(799)


class TestMakeResponse:
    def test_forms(self, app: Flask) -> None:
        with app.test_request_context():
            assert flask.make_response().get_data() == b""
            assert flask.make_response("body").get_data() == b"body"
            assert flask.make_response("body", 404).status_code == 404
            assert flask.make_response(("body", 404)).status_code == 404


class TestStreams:
    def test_context_is_kept_and_the_generator_closed(
        self, app: Flask, client: FlaskClient
    ) -> None:
        closed = []

        @app.route("/")
        def index() -> flask.Response:
            def pieces() -> Iterator[str]:
                try:
                    yield flask.request.args["name"]
                    yield " and more"
                finally:
                    closed.append(True)

            return flask.Response(flask.stream_with_context(pieces()))

        assert client.get("/?name=ada").text == "ada and more"
        assert closed == [True]

    def test_as_a_decorator(self, app: Flask, client: FlaskClient) -> None:
        @app.route("/")
        def index() -> flask.Response:
            @flask.stream_with_context
            def pieces(greeting: str) -> Iterator[str]:
                yield f"{greeting}, {flask.request.args['name']}"

            return flask.Response(pieces("Hello"))  # type: ignore[arg-type]

        assert client.get("/?name=ada").text == "Hello, ada"

    def test_an_iterator_that_is_no_generator(self, app: Flask, client: FlaskClient) -> None:
        class Pieces:
            closed = 0

            def __iter__(self) -> Pieces:
                return self

            def __next__(self) -> str:
                raise StopIteration

            def close(self) -> None:
                Pieces.closed += 1

        app.add_url_rule("/", "index", lambda: flask.Response(flask.stream_with_context(Pieces())))  # type: ignore[call-overload]
        assert client.get("/").text == ""
        assert Pieces.closed == 1

    def test_the_session_is_that_of_the_view(self, app: Flask, client: FlaskClient) -> None:
        @app.route("/")
        def index() -> flask.Response:
            flask.session["user"] = "ada"
            return flask.Response(
                flask.stream_with_context(str(flask.session["user"]) for _ in range(2))
            )

        assert client.get("/").text == "adaada"

    def test_outside_a_request(self) -> None:
        with pytest.raises(RuntimeError, match="stream_with_context"):
            flask.stream_with_context(iter(["a"]))


class TestRootPath:
    def test_of_a_module(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "somewhere.py").write_text("")
        monkeypatch.syspath_prepend(tmp_path)
        assert get_root_path("somewhere") == str(tmp_path)
        assert get_root_path("no.such.module") == str(Path.cwd())

    def test_of_a_module_without_a_spec(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # As `__main__` is in the interactive interpreter.
        monkeypatch.setitem(sys.modules, "typed_in", ModuleType("typed_in"))
        assert get_root_path("typed_in") == str(Path.cwd())

    def test_of_a_module_that_says_where_it_is_when_imported(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Importer:
            # A loader without get_filename().
            def find_spec(self, name: str, path: object, target: object = None) -> Any:
                return ModuleSpec(name, self) if name == "told_late" else None  # type: ignore[arg-type]

            def create_module(self, spec: ModuleSpec) -> None: ...

            def exec_module(self, module: ModuleType) -> None:
                module.__file__ = str(tmp_path / "told_late.py")

        monkeypatch.setattr(sys, "meta_path", [Importer(), *sys.meta_path])
        monkeypatch.delitem(sys.modules, "told_late", raising=False)
        assert get_root_path("told_late") == str(tmp_path)
        del sys.modules["told_late"]

    def test_of_a_module_without_a_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Loader:
            pass

        module = ModuleType("fileless")
        module.__spec__ = type("Spec", (), {"loader": Loader()})()  # type: ignore[assignment]
        monkeypatch.setitem(sys.modules, "fileless", module)
        with pytest.raises(RuntimeError, match="No root path can be found"):
            get_root_path("fileless")


def test_split_blueprint_path() -> None:
    assert _split_blueprint_path("a.b.c") == ["a.b.c", "a.b", "a"]
    assert _split_blueprint_path("a") == ["a"]
