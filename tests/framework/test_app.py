"""The application object: what it is made of, registered with, and run as."""

from __future__ import annotations

import gc
import inspect
import os
import sys
import weakref
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import werkzeug.routing
import werkzeug.serving

import flask
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner


class TestMaking:
    def test_names(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert Flask("package.module").name == "package.module"
        monkeypatch.setattr(
            sys.modules["__main__"], "__file__", "/somewhere/program.py", raising=False
        )
        assert Flask("__main__").name == "program"
        assert repr(Flask("x")) == "<Flask 'x'>"

    def test_default_configuration(self) -> None:
        assert Flask("fresh").config == {
            "DEBUG": False,
            "TESTING": False,
            "PROPAGATE_EXCEPTIONS": None,
            "SECRET_KEY": None,
            "SECRET_KEY_FALLBACKS": None,
            "PERMANENT_SESSION_LIFETIME": timedelta(days=31),
            "USE_X_SENDFILE": False,
            "TRUSTED_HOSTS": None,
            "SERVER_NAME": None,
            "APPLICATION_ROOT": "/",
            "SESSION_COOKIE_NAME": "session",
            "SESSION_COOKIE_DOMAIN": None,
            "SESSION_COOKIE_PATH": None,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SECURE": False,
            "SESSION_COOKIE_PARTITIONED": False,
            "SESSION_COOKIE_SAMESITE": None,
            "SESSION_REFRESH_EACH_REQUEST": True,
            "MAX_CONTENT_LENGTH": None,
            "MAX_FORM_MEMORY_SIZE": 500_000,
            "MAX_FORM_PARTS": 1_000,
            "SEND_FILE_MAX_AGE_DEFAULT": None,
            "TRAP_BAD_REQUEST_ERRORS": None,
            "TRAP_HTTP_EXCEPTIONS": False,
            "EXPLAIN_TEMPLATE_LOADING": False,
            "PREFERRED_URL_SCHEME": "http",
            "TEMPLATES_AUTO_RELOAD": None,
            "MAX_COOKIE_SIZE": 4093,
            "PROVIDE_AUTOMATIC_OPTIONS": True,
        }
        assert Flask.default_config["DEBUG"] is None

    def test_attributes_stand_for_configuration(self) -> None:
        fresh = Flask("fresh")
        fresh.config["PERMANENT_SESSION_LIFETIME"] = 60
        assert fresh.permanent_session_lifetime == timedelta(seconds=60)
        fresh.secret_key = "x"
        fresh.testing = True
        assert (fresh.config["SECRET_KEY"], fresh.config["TESTING"]) == ("x", True)

    def test_debug_follows_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FLASK_DEBUG", "1")
        assert Flask("x").debug is True

    def test_instance_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(ValueError, match=r"'instance_path' must be absolute.*'relative'"):
            Flask("x", instance_path="relative")
        app = Flask("x", instance_path=str(tmp_path), instance_relative_config=True)
        assert app.config.root_path == str(tmp_path)
        with app.open_instance_resource("file.txt", "w") as file:
            file.write("é")
        with app.open_instance_resource("file.txt", "rb") as file:
            assert file.read() == "é".encode()

    def test_a_static_host_goes_with_host_matching(self) -> None:
        with pytest.raises(AssertionError, match="static_host"):
            Flask("x", host_matching=True)
        with pytest.raises(AssertionError, match="static_host"):
            Flask("x", static_host="example.org")
        assert not list(Flask("x", static_folder=None).url_map.iter_rules())

    @pytest.mark.parametrize(
        ("folder", "given", "url_path"),
        [
            ("static", None, "/static"),
            ("a/b/", None, "/b"),
            ("static", "/files/", "/files"),
            ("static", "", ""),
            (None, None, None),
        ],
    )
    def test_static_url_path(
        self, folder: str | None, given: str | None, url_path: str | None
    ) -> None:
        assert Flask("x", static_folder=folder, static_url_path=given).static_url_path == url_path

    def test_it_is_freed_without_the_collector(self) -> None:
        gc.disable()
        try:
            app = Flask("short_lived")
            app.add_url_rule("/", "index", lambda: "")
            reference = weakref.ref(app)
            app.test_client().get("/")
            del app
            assert reference() is None
        finally:
            gc.enable()

    def test_classes_of_its_parts_can_be_ones_own(self) -> None:
        class OwnMap(werkzeug.routing.Map):
            pass

        class OwnRule(werkzeug.routing.Rule):
            pass

        class Own(Flask):
            url_map_class = OwnMap
            url_rule_class = OwnRule
            jinja_options = {"trim_blocks": True}

        app = Own("own")
        app.add_url_rule("/<int:n>", "index", lambda n: str(n + 1))
        assert type(app.url_map) is OwnMap
        assert {type(rule) for rule in app.url_map.iter_rules()} == {OwnRule}
        assert app.jinja_env.trim_blocks is True
        assert app.test_client().get("/1").text == "2"


class TestRegistering:
    def test_view_attributes_stand_in_for_arguments(self, app: Flask) -> None:
        def view() -> str:
            return ""

        view.methods = ["post"]  # type: ignore[attr-defined]
        view.required_methods = ["put"]  # type: ignore[attr-defined]
        view.provide_automatic_options = False  # type: ignore[attr-defined]
        app.add_url_rule("/", view_func=view)
        [rule] = app.url_map.iter_rules("view")
        assert rule.methods == {"POST", "PUT"}
        assert rule.provide_automatic_options is False  # type: ignore[attr-defined]

    @pytest.mark.parametrize("own", [True, False])
    @pytest.mark.parametrize("given", [True, False, None])
    def test_what_is_given_goes_before_a_view_attribute(
        self, app: Flask, own: bool, given: bool | None
    ) -> None:
        def view() -> str:
            return ""

        view.provide_automatic_options = own  # type: ignore[attr-defined]
        app.add_url_rule("/", view_func=view, provide_automatic_options=given)
        [rule] = app.url_map.iter_rules("view")
        assert rule.provide_automatic_options is (own if given is None else given)  # type: ignore[attr-defined]

    def test_automatic_options_can_be_turned_off(self, app: Flask) -> None:
        app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
        app.add_url_rule("/", "index", lambda: "")
        assert app.test_client().options("/").status_code == 405

    def test_methods_are_a_list(self, app: Flask) -> None:
        with pytest.raises(TypeError, match="list of strings"):
            app.route("/", methods="GET")(lambda: "")

    def test_an_endpoint_has_one_function(self, app: Flask) -> None:
        app.add_url_rule("/a", "same", str)
        app.add_url_rule("/b", "same", str)
        with pytest.raises(AssertionError, match="endpoint function: same"):
            app.add_url_rule("/c", "same", repr)

    def test_a_rule_without_a_function_needs_an_endpoint(self, app: Flask) -> None:
        with pytest.raises(AssertionError, match="endpoint"):
            app.add_url_rule("/")

    @pytest.mark.parametrize(
        "method",
        [
            *("add_url_rule", "endpoint", "register_blueprint"),
            *("route", "get", "post", "put", "delete", "patch"),
            *("before_request", "after_request", "teardown_request", "teardown_appcontext"),
            *("url_value_preprocessor", "url_defaults", "errorhandler", "register_error_handler"),
            *("context_processor", "shell_context_processor"),
            *("template_filter", "template_test", "template_global"),
            *("add_template_filter", "add_template_test", "add_template_global"),
        ],
    )
    def test_setup_is_over_after_the_first_request(
        self, app: Flask, client: FlaskClient, method: str
    ) -> None:
        client.get("/")
        arguments = inspect.signature(getattr(app, method)).parameters.values()
        required = [
            each.name
            for each in arguments
            if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD
        ]
        with pytest.raises(AssertionError, match=rf"setup method '{method}'"):
            getattr(app, method)(*required)

    @pytest.mark.parametrize("method", ["get", "post", "put", "delete", "patch"])
    def test_method_shortcuts(self, app: Flask, client: FlaskClient, method: str) -> None:
        with pytest.raises(TypeError, match="route"):
            getattr(app, method)("/", methods=["GET"])
        getattr(app, method)("/")(lambda: method)
        assert client.open("/", method=method.upper()).text == method

    def test_an_endpoints_function_can_come_later(self, app: Flask, client: FlaskClient) -> None:
        app.add_url_rule("/", endpoint="later")
        app.endpoint("later")(lambda: "came")
        assert client.get("/").text == "came"

    @pytest.mark.parametrize(
        ("key", "error", "message"),
        [
            (999, ValueError, "Use a subclass of HTTPException"),
            (list, ValueError, "'list' is not a subclass of Exception"),
            (KeyError("x"), TypeError, "is an instance, not a class"),
        ],
    )
    def test_error_handlers_are_checked(
        self, app: Flask, key: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=message):
            app.register_error_handler(key, lambda e: "")

    def test_shell_context(self, app: Flask) -> None:
        app.shell_context_processor(lambda: {"answer": 42})
        context = app.make_shell_context()
        assert (context["app"], context["answer"]) == (app, 42)


class TestRunning:
    @pytest.fixture
    def served(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, dict[str, Any]]]:
        calls: list[tuple[str, int, dict[str, Any]]] = []

        def run_simple(host: str, port: int, app: Flask, **options: Any) -> None:
            calls.append((host, port, options))

        monkeypatch.setattr(werkzeug.serving, "run_simple", run_simple)
        monkeypatch.setenv("FLASK_SKIP_DOTENV", "1")
        return calls

    @pytest.mark.parametrize(
        ("server_name", "arguments", "address"),
        [
            (None, {}, ("127.0.0.1", 5000)),
            (None, {"host": "0.0.0.0", "port": "80"}, ("0.0.0.0", 80)),
            (None, {"port": 0}, ("127.0.0.1", 0)),
            ("example.org", {}, ("example.org", 5000)),
            ("example.org:8080", {}, ("example.org", 8080)),
            ("example.org:8080", {"host": "a", "port": 1}, ("a", 1)),
        ],
    )
    def test_address(
        self,
        app: Flask,
        served: list[Any],
        server_name: str | None,
        arguments: dict[str, Any],
        address: tuple[str, int],
    ) -> None:
        app.config["SERVER_NAME"] = server_name
        app.run(**arguments)
        assert served[0][:2] == address

    @pytest.mark.parametrize(
        ("line", "variable", "given", "expected"),
        [
            ("FLASK_DEBUG=1", None, None, True),
            ("FLASK_DEBUG=1", None, False, False),
            ("FLASK_DEBUG=1", "0", None, False),
            ("OTHER=1", "1", False, False),
            ("OTHER=1", None, True, True),
            ("OTHER=1", None, None, False),
        ],
    )
    def test_debug_mode_follows_the_files_for_the_environment(
        self,
        app: Flask,
        served: list[Any],
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
        line: str,
        variable: str | None,
        given: bool | None,
        expected: bool,
    ) -> None:
        environment = {key: value for key, value in os.environ.items() if key[:6] != "FLASK_"}
        if variable is not None:
            environment["FLASK_DEBUG"] = variable
        monkeypatch.setattr(os, "environ", environment)
        monkeypatch.chdir(tmp_path)
        Path(".flaskenv").write_text(line)
        app.run(debug=given)
        assert app.debug is expected
        assert served[0][2]["use_reloader"] is expected

    def test_debug_mode_can_be_turned_off(self, app: Flask, served: list[Any]) -> None:
        app.debug = True
        app.run(debug=False)
        assert app.debug is False

    def test_the_files_can_be_left_alone(
        self, app: Flask, served: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.delenv("FLASK_SKIP_DOTENV")
        monkeypatch.chdir(tmp_path)
        Path(".flaskenv").write_text("FLASK_DEBUG=1")
        app.run(load_dotenv=False)
        assert app.debug is False

    def test_setup_can_go_on_when_it_has_ended(
        self, app: Flask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FLASK_SKIP_DOTENV", "1")
        monkeypatch.setattr(
            werkzeug.serving, "run_simple", lambda *args, **options: app.test_client().get("/")
        )
        app.run()
        app.add_url_rule("/", "index", lambda: "")

    def test_debug_turns_on_reloader_and_debugger(self, app: Flask, served: list[Any]) -> None:
        app.run(debug=True, use_reloader=False)
        assert app.debug
        assert served[0][2] == {"use_reloader": False, "use_debugger": True, "threaded": True}

    def test_the_flask_command_ignores_it(
        self,
        app: Flask,
        served: list[Any],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
        app.run()
        assert served == []
        assert "Ignoring a call to 'app.run()'" in capsys.readouterr().out


class TestTesting:
    def test_classes_can_be_ones_own(self, app: Flask) -> None:
        class Client(FlaskClient):
            pass

        class Runner(FlaskCliRunner):
            pass

        assert type(app.test_client()) is FlaskClient
        assert type(app.test_cli_runner()) is FlaskCliRunner
        app.test_client_class, app.test_cli_runner_class = Client, Runner
        assert type(app.test_client()) is Client
        assert type(app.test_cli_runner()) is Runner

    def test_a_client_keeps_the_context_of_its_last_request(self, app: Flask) -> None:
        app.add_url_rule("/<name>", "show", lambda name: name)
        with app.test_client() as client:
            client.get("/one")
            assert flask.request.path == "/one"
            client.get("/two")
            assert flask.request.view_args == {"name": "two"}
        assert not flask.has_request_context()


def test_the_dropped_version_attribute_warns() -> None:
    with pytest.deprecated_call(match="__version__") as caught:
        assert flask.__version__.startswith("3.1.3")  # type: ignore[attr-defined]
    assert caught[0].filename == __file__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        flask.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_names_that_flask_has_dropped() -> None:
    assert flask.escape("<b>") == flask.Markup("&lt;b&gt;")


def test_sansio_names_are_ours() -> None:
    from flask.sansio import app, blueprints, scaffold

    assert isinstance(Flask("x"), app.App)
    assert issubclass(flask.Blueprint, (blueprints.Blueprint, scaffold.Scaffold))
    assert os.path.basename(scaffold.find_package.__module__) == "flask.packages"
