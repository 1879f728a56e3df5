"""The functions that views call."""

from __future__ import annotations

import codecs
import io
import locale
import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import werkzeug.exceptions
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.routing import BuildError

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


class TestFiles:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "static").mkdir()
        (tmp_path / "static" / "a.txt").write_text("0123456789")
        (tmp_path / "secret.txt").write_text("secret")
        return tmp_path

    def test_static_files(self, app: Flask, client: FlaskClient, folder: Path) -> None:
        with client.get("/static/a.txt") as response:
            assert response.data == b"0123456789"
            assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
            assert response.headers["Cache-Control"] == "no-cache"
            etag = response.headers["ETag"]
        with client.get("/static/a.txt", headers={"If-None-Match": etag}) as response:
            assert (response.status_code, response.data) == (304, b"")
        with client.get("/static/a.txt", headers={"Range": "bytes=2-4"}) as response:
            assert (response.status_code, response.data) == (206, b"234")

    @pytest.mark.parametrize(
        "path", ["../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "missing.txt", ""]
    )
    def test_nothing_outside_the_folder(self, client: FlaskClient, folder: Path, path: str) -> None:
        assert client.get(f"/static/{path}").status_code == 404

    def test_max_age_from_the_configuration_or_ones_own(
        self, app: Flask, client: FlaskClient, folder: Path
    ) -> None:
        app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
        with client.get("/static/a.txt") as response:
            assert response.cache_control.max_age == 3600
        app.get_send_file_max_age = lambda filename: 10  # type: ignore[method-assign]
        with client.get("/static/a.txt") as response:
            assert response.cache_control.max_age == 10

    def test_send_file_as_attachment(self, app: Flask, folder: Path) -> None:
        with app.test_request_context():
            response = flask.send_file(
                io.BytesIO(b"x"), as_attachment=True, download_name="ä.txt", max_age=5
            )
            assert "filename*=UTF-8''%C3%A4.txt" in response.headers["Content-Disposition"]
            assert response.cache_control.max_age == 5
            with flask.send_file("static/a.txt") as response:
                response.direct_passthrough = False
                assert response.get_data() == b"0123456789"

    @pytest.mark.parametrize(
        ("default", "given", "cache_control"),
        [
            (None, None, "no-cache"),
            (3600, None, "max-age=3600, public"),
            (timedelta(days=1), None, "max-age=86400, public"),
            (3600, 10, "max-age=10, public"),
            (3600, 0, "max-age=0, no-cache"),
            (3600, lambda path: len(Path(path).name), "max-age=5, public"),
        ],
    )
    def test_send_file_has_its_max_age_from_the_configuration_unless_given(
        self,
        app: Flask,
        client: FlaskClient,
        folder: Path,
        default: Any,
        given: Any,
        cache_control: str,
    ) -> None:
        app.config["SEND_FILE_MAX_AGE_DEFAULT"] = default
        for path, send in (
            ("/file", lambda: flask.send_file("static/a.txt", max_age=given)),
            ("/below", lambda: flask.send_from_directory("static", "a.txt", max_age=given)),
        ):
            app.add_url_rule(path, path[1:], send)
        for path in ("/file", "/below"):
            with client.get(path) as response:
                directives = response.headers["Cache-Control"].split(", ")
                assert ", ".join(sorted(directives)) == cache_control

    def test_x_sendfile(self, app: Flask, client: FlaskClient, folder: Path) -> None:
        app.config["USE_X_SENDFILE"] = True
        with client.get("/static/a.txt") as response:
            assert response.headers["X-Sendfile"].endswith("a.txt")

    def test_send_static_file_needs_a_folder(self, app: Flask) -> None:
        app.static_folder = None
        with app.test_request_context(), pytest.raises(RuntimeError, match="static_folder"):
            app.send_static_file("a.txt")

    @pytest.mark.parametrize(
        ("arguments", "content"),
        [
            ((), "é".encode()),
            (("rb",), "é".encode()),
            (("rb", "latin-1"), "é".encode()),
            (("r", "utf-8"), "é"),
            (("rt", "latin-1"), "Ã©"),
        ],
    )
    def test_open_resource_gives_bytes_or_text(
        self, app: Flask, folder: Path, arguments: tuple[str, ...], content: str | bytes
    ) -> None:
        (folder / "file.txt").write_bytes("é".encode())
        with app.open_resource("file.txt", *arguments) as file:
            assert file.read() == content

    def test_a_text_has_the_encoding_of_the_platform_in_an_application(
        self, app: Flask, folder: Path
    ) -> None:
        with app.open_resource("secret.txt", "r") as file:
            assert codecs.lookup(file.encoding).name == codecs.lookup(locale.getencoding()).name  # type: ignore[attr-defined]

    def test_a_text_is_utf_8_in_a_blueprint(self, folder: Path) -> None:
        (folder / "file.txt").write_bytes("é".encode())
        blueprint = flask.Blueprint("b", __name__, root_path=str(folder))
        with blueprint.open_resource("file.txt", "r") as file:
            assert file.read() == "é"

    def test_open_resource_reads_only(self, app: Flask, folder: Path) -> None:
        with pytest.raises(ValueError, match="only be opened for reading"):
            app.open_resource("secret.txt", "w")


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


class TestUrlFor:
    @pytest.fixture
    def app(self, app: Flask) -> Flask:
        app.add_url_rule("/", "index", lambda: "")
        app.add_url_rule("/user/<name>", "user", lambda name: name)
        app.add_url_rule("/any/<path:rest>", "any", lambda rest: rest)
        return app

    @pytest.mark.parametrize(
        ("arguments", "url"),
        [
            ({"endpoint": "index"}, "/"),
            ({"endpoint": "index", "next": "/a b"}, "/?next=/a+b"),
            ({"endpoint": "user", "name": "John Doe"}, "/user/John%20Doe"),
            ({"endpoint": "any", "rest": "a/b c"}, "/any/a/b%20c"),
            ({"endpoint": "index", "_anchor": "x y"}, "/#x%20y"),
            ({"endpoint": "index", "_external": True}, "http://localhost/"),
            ({"endpoint": "index", "_scheme": "https"}, "https://localhost/"),
            ({"endpoint": "index", "_external": True, "_scheme": ""}, "//localhost/"),
            ({"endpoint": ".index"}, "/"),
            ({"endpoint": "index", "a": None, "b": [1, 2]}, "/?b=1&b=2"),
        ],
    )
    def test_in_a_request(self, app: Flask, arguments: dict[str, object], url: str) -> None:
        with app.test_request_context():
            assert flask.url_for(**arguments) == url  # type: ignore[arg-type]

    def test_outside_a_request(self, app: Flask) -> None:
        with app.app_context(), pytest.raises(RuntimeError, match="SERVER_NAME"):
            flask.url_for("index")
        app.config.update(
            SERVER_NAME="example.org", APPLICATION_ROOT="/prefix", PREFERRED_URL_SCHEME="https"
        )
        with app.app_context():
            assert flask.url_for("index") == "https://example.org/prefix/"
            assert flask.url_for("index", _external=False) == "/prefix/"
        assert app.url_for("user", name="ada") == "https://example.org/prefix/user/ada"

    def test_a_scheme_needs_an_external_url(self, app: Flask) -> None:
        with app.test_request_context(), pytest.raises(ValueError, match="_scheme"):
            flask.url_for("index", _scheme="https", _external=False)

    def test_defaults_and_handlers(self, app: Flask) -> None:
        app.url_defaults(lambda endpoint, values: values.setdefault("name", "default"))
        app.url_build_error_handlers.append(lambda error, endpoint, values: None)  # type: ignore[arg-type, return-value]
        app.url_build_error_handlers.append(lambda error, endpoint, values: f"/external/{endpoint}")
        with app.test_request_context():
            assert flask.url_for("user") == "/user/default"
            assert flask.url_for("elsewhere") == "/external/elsewhere"

    def test_a_handler_may_give_an_empty_url(self, app: Flask) -> None:
        app.url_build_error_handlers.append(lambda error, endpoint, values: "")
        app.url_build_error_handlers.append(lambda error, endpoint, values: "/second")
        with app.test_request_context():
            assert flask.url_for("elsewhere") == ""

    def test_a_handler_is_given_the_values_and_options(self, app: Flask) -> None:
        seen: list[Any] = []
        app.url_build_error_handlers.append(
            lambda error, endpoint, values: seen.append((type(error), endpoint, values)) or "/"  # type: ignore[func-returns-value]
        )
        with app.test_request_context():
            flask.url_for("elsewhere", a=1, _anchor="x", _method="POST", _external=True)
        options = {"_anchor": "x", "_method": "POST", "_scheme": None, "_external": True}
        assert seen == [(BuildError, "elsewhere", {"a": 1, **options})]

    def test_an_error_of_a_handler_is_what_the_next_one_gets(self, app: Flask) -> None:
        other = BuildError("other", {}, None)
        seen: list[Exception] = []

        def fail(error: Exception, endpoint: str, values: dict[str, Any]) -> str:
            raise other

        app.url_build_error_handlers.append(fail)
        app.url_build_error_handlers.append(
            lambda error, endpoint, values: seen.append(error)  # type: ignore[arg-type, func-returns-value, return-value]
        )
        with app.test_request_context(), pytest.raises(BuildError) as caught:
            flask.url_for("elsewhere")
        assert seen == [other]
        assert caught.value is other

    @settings(max_examples=100, deadline=None)
    @given(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
            lambda text: "/" not in text
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    )
    def test_a_url_leads_back_to_the_values_it_was_built_of(self, name: str, query: str) -> None:
        app = Flask("round_trip")
        app.add_url_rule("/user/<name>", "user", lambda name: [name, flask.request.args["q"]])
        with app.test_request_context():
            url = flask.url_for("user", name=name, q=query)
        if name in (".", ".."):
            return
        assert app.test_client().get(url).json == [name, query]
