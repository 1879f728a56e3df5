from __future__ import annotations

import importlib.metadata
from typing import Any

import click
import pytest
import werkzeug.test
from werkzeug.wrappers import Request

import flask
from flask import Flask, current_app, g, request, session
from flask.globals import _cv_app, _cv_request
from flask.sessions import SecureCookieSession, SessionInterface
from flask.testing import EnvironBuilder, FlaskClient, FlaskCliRunner
from flask.typing import ResponseReturnValue


@pytest.fixture
def app(app: Flask) -> Flask:
    @app.route("/", methods=["GET", "POST"])
    def index() -> ResponseReturnValue:
        g.seen = True
        return {"url": request.url, "method": request.method, "address": request.remote_addr}

    @app.get("/set/<value>")
    def remember(value: str) -> ResponseReturnValue:
        session["value"] = value
        return flask.redirect("/value")

    @app.get("/value")
    def recall() -> ResponseReturnValue:
        return {"value": session.get("value")}

    return app


class TestEnvironBuilder:
    @pytest.mark.parametrize(
        ("config", "arguments", "url"),
        [
            ({}, {}, "http://localhost/"),
            ({}, {"path": "/a?b=c"}, "http://localhost/a?b=c"),
            ({"SERVER_NAME": "example.com:99"}, {}, "http://example.com:99/"),
            ({"APPLICATION_ROOT": "/root"}, {"path": "/a"}, "http://localhost/root/a"),
            ({"PREFERRED_URL_SCHEME": "https"}, {}, "https://localhost/"),
            ({"SERVER_NAME": "example.com"}, {"subdomain": "www"}, "http://www.example.com/"),
            ({}, {"url_scheme": "https"}, "https://localhost/"),
            (
                {"SERVER_NAME": "example.com"},
                {"path": "https://other.org/a?b=c"},
                "https://other.org/a?b=c",
            ),
            ({"SERVER_NAME": "example.com"}, {"base_url": "http://x.y/z"}, "http://x.y/z/"),
        ],
    )
    def test_the_url_comes_from_arguments_and_configuration(
        self, app: Flask, config: dict[str, str], arguments: dict[str, str], url: str
    ) -> None:
        app.config.update(config)
        builder = EnvironBuilder(app, **arguments)  # type: ignore[arg-type]
        assert builder.get_request().url == url

    @pytest.mark.parametrize(
        ("path", "uri"),
        [("/a?b=c", "/a?b=c"), ("https://other.org/a?b=c#d", "/a?b=c"), ("/a", "/a")],
    )
    def test_the_environ_has_the_path_as_it_was_sent(self, app: Flask, path: str, uri: str) -> None:
        assert EnvironBuilder(app, path).get_environ()["REQUEST_URI"] == uri

    @pytest.mark.parametrize("argument", ["subdomain", "url_scheme"])
    def test_a_base_url_excludes_its_parts(self, app: Flask, argument: str) -> None:
        with pytest.raises(AssertionError, match='"base_url"'):
            EnvironBuilder(app, base_url="http://a.b", **{argument: "https"})

    def test_json_is_written_as_the_application_does(self, app: Flask) -> None:
        app.json.ensure_ascii = False  # type: ignore[attr-defined]
        builder = EnvironBuilder(app, json="ö")
        assert builder.input_stream.read() == '"ö"'.encode()
        assert builder.content_type == "application/json"


class TestOpen:
    def test_an_environ_will_do(self, app: Flask, client: FlaskClient) -> None:
        environ = EnvironBuilder(app, "/?a=b", method="POST").get_environ()
        assert client.open(environ).get_json()["url"] == "http://localhost/?a=b"
        assert client.open(environ).get_json()["method"] == "POST"

    @pytest.mark.parametrize("kind", ["ours", "Werkzeug's"])
    def test_a_builder_will_do(self, app: Flask, client: FlaskClient, kind: str) -> None:
        builder: Any = (
            EnvironBuilder(app, "/?a=b")
            if kind == "ours"
            else werkzeug.test.EnvironBuilder("/?a=b")
        )
        assert client.open(builder).get_json()["url"] == "http://localhost/?a=b"

    def test_a_request_will_do(self, app: Flask, client: FlaskClient) -> None:
        given = Request(EnvironBuilder(app, "/?a=b").get_environ())
        assert client.open(given).get_json()["url"] == "http://localhost/?a=b"

    def test_environ_base_is_the_default_of_every_kind(
        self, app: Flask, client: FlaskClient
    ) -> None:
        assert client.get("/").get_json()["address"] == "127.0.0.1"
        client.environ_base["REMOTE_ADDR"] = "10.0.0.1"
        builder = EnvironBuilder(app)
        request = Request(werkzeug.test.EnvironBuilder().get_environ())
        for given in ("/", builder, EnvironBuilder(app).get_environ(), request):
            assert client.open(given).get_json()["address"] == "10.0.0.1"
        given_base = {"REMOTE_ADDR": "10.0.0.2"}
        assert client.get("/", environ_base=given_base).get_json()["address"] == "10.0.0.2"

    def test_the_user_agent_is_werkzeug(self, client: FlaskClient) -> None:
        with client:
            client.get("/")
            version = importlib.metadata.version("werkzeug")
            assert request.user_agent.string == f"Werkzeug/{version}"

    def test_redirects_are_followed_with_cookies(self, client: FlaskClient) -> None:
        response = client.get("/set/1", follow_redirects=True)
        assert response.get_json() == {"value": "1"}
        assert [past.status_code for past in response.history] == [302]

    def test_json_of_a_response_is_read_by_the_application(
        self, app: Flask, client: FlaskClient
    ) -> None:
        app.json.loads = lambda s, **kwargs: "read"  # type: ignore[method-assign]
        assert client.get("/value").json == "read"


class TestPreservedContext:
    @pytest.mark.parametrize("kind", ["path", "builder", "environ", "request"])
    def test_in_a_block_the_context_of_every_kind_stays(
        self, app: Flask, client: FlaskClient, kind: str
    ) -> None:
        builder = EnvironBuilder(app, "/?a=1")
        kinds = {
            "path": "/?a=1",
            "builder": builder,
            "environ": builder.get_environ(),
            "request": Request(builder.get_environ()),
        }
        with client:
            client.open(kinds[kind])
            assert request.args["a"] == "1"

    def test_in_a_block_the_last_request_s_context_stays(self, client: FlaskClient) -> None:
        with client:
            client.get("/?a=1")
            assert request.args["a"] == "1"
            assert g.seen is True
            client.get("/?a=2")
            assert request.args["a"] == "2"
        assert _cv_request.get(None) is None
        assert _cv_app.get(None) is None

    def test_outside_a_block_it_does_not(self, client: FlaskClient) -> None:
        client.get("/")
        assert not request
        assert not current_app

    def test_after_redirects_only_the_last_context_is_there(self, client: FlaskClient) -> None:
        with client:
            client.get("/set/1", follow_redirects=True)
            assert request.path == "/value"
        assert not request

    def test_teardown_functions_run_at_the_block_s_end(
        self, app: Flask, client: FlaskClient
    ) -> None:
        torn_down: list[str] = []
        app.teardown_request(lambda exc: torn_down.append(request.path))
        with client:
            client.get("/")
            del torn_down[:]
        assert torn_down == ["/"]

    def test_a_request_shares_nothing_with_the_one_before(
        self, app: Flask, client: FlaskClient
    ) -> None:
        @app.get("/count")
        def count() -> ResponseReturnValue:
            g.count = g.get("count", 0) + 1
            return str(g.count)

        with client:
            assert [client.get("/count").text for _ in range(2)] == ["1", "1"]

    def test_an_exception_in_the_block_ends_the_context(self, client: FlaskClient) -> None:
        def fail() -> None:
            with client:
                client.get("/")
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        assert not request

    def test_the_session_of_the_last_request_is_there(self, client: FlaskClient) -> None:
        with client:
            client.get("/set/1")
            assert session["value"] == "1"

    def test_blocks_do_not_nest(self, client: FlaskClient) -> None:
        with client, pytest.raises(RuntimeError, match="Cannot nest"):
            client.__enter__()

    def test_two_clients_can_be_used_in_one_another_s_blocks(self, app: Flask) -> None:
        with app.test_client() as outer:
            outer.get("/?who=outer")
            with app.test_client() as inner:
                inner.get("/?who=inner")
                assert request.args["who"] == "inner"
            assert request.args["who"] == "outer"


class TestSessionTransaction:
    def test_what_it_sets_the_next_request_sees(self, client: FlaskClient) -> None:
        with client.session_transaction() as transaction:
            transaction["value"] = "set"
        assert client.get("/value").get_json() == {"value": "set"}

    def test_it_sees_what_the_last_request_set(self, client: FlaskClient) -> None:
        client.get("/set/1")
        with client.session_transaction() as transaction:
            assert transaction["value"] == "1"

    def test_it_can_be_opened_for_a_request(self, app: Flask, client: FlaskClient) -> None:
        app.config["SESSION_COOKIE_PATH"] = "/admin"
        with client.session_transaction("/admin/") as transaction:
            transaction["value"] = "set"
        assert client.get_cookie("session", path="/admin") is not None

    def test_the_port_of_a_host_does_not_matter(self, client: FlaskClient) -> None:
        base_url = "http://localhost:8000"
        with client.session_transaction(base_url=base_url) as transaction:
            transaction["value"] = "set"
        assert client.get("/value", base_url=base_url).get_json() == {"value": "set"}

    def test_an_exception_in_it_saves_nothing(self, client: FlaskClient) -> None:
        def fail() -> None:
            with client.session_transaction() as transaction:
                transaction["value"] = "set"
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        assert client.get("/value").get_json() == {"value": None}

    def test_it_leaves_a_preserved_context_alone(self, client: FlaskClient) -> None:
        with client:
            client.get("/?a=1")
            with client.session_transaction() as transaction:
                transaction["value"] = "set"
            assert request.args["a"] == "1"

    def test_without_cookies_it_says_how_to_have_them(self, app: Flask) -> None:
        client = app.test_client(use_cookies=False)
        with (
            pytest.raises(TypeError, match="use_cookies=True"),
            client.session_transaction(),
        ):
            pass

    def test_an_interface_that_opens_none_is_named(self, app: Flask, client: FlaskClient) -> None:
        class Closed(SessionInterface):
            def open_session(self, app: Flask, request: Request) -> None:  # type: ignore[override]
                return None

        app.session_interface = Closed()
        with (
            pytest.raises(RuntimeError, match=r"Closed\.open_session gave None"),
            client.session_transaction(),
        ):
            pass

    def test_a_null_session_is_not_saved(self, app: Flask, client: FlaskClient) -> None:
        saved: list[object] = []

        class Null(SessionInterface):
            def open_session(self, app: Flask, request: Request) -> Any:  # type: ignore[override]
                return self.make_null_session(app)

            def save_session(self, *args: object) -> None:  # type: ignore[override]
                saved.append(args)

        app.session_interface = Null()
        with client.session_transaction() as transaction:
            assert isinstance(transaction, SecureCookieSession)
        assert saved == []


class TestClientClass:
    def test_the_application_chooses_it_and_its_arguments(self, app: Flask) -> None:
        class Client(FlaskClient):
            def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                self.environ_base["REMOTE_ADDR"] = address

        app.test_client_class = Client
        client = app.test_client(address="10.0.0.1")
        assert client.get("/").get_json()["address"] == "10.0.0.1"


class TestCliRunner:
    def test_a_command_runs_in_the_application_s_context(self, app: Flask) -> None:
        @app.cli.command()
        @click.argument("word")
        def show(word: str) -> None:
            click.echo(f"{current_app.name} {word}")

        result = app.test_cli_runner().invoke(args=["show", "hello"])
        assert result.output == "app_under_test hello\n"

    def test_a_command_object_can_be_given(self, app: Flask) -> None:
        @click.command()
        @flask.cli.with_appcontext
        def show() -> None:
            click.echo(current_app.name)

        assert app.test_cli_runner().invoke(show).output == "app_under_test\n"

    def test_an_object_of_ones_own_is_passed_on(self, app: Flask) -> None:
        @click.command()
        @click.pass_obj
        def show(obj: object) -> None:
            click.echo(obj)

        assert app.test_cli_runner().invoke(show, obj="mine").output == "mine\n"

    def test_the_application_chooses_the_class(self, app: Flask) -> None:
        class Runner(FlaskCliRunner):
            pass

        app.test_cli_runner_class = Runner
        assert isinstance(app.test_cli_runner(), Runner)
