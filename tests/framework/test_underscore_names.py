"""Underscore names of classes that programs call, set and override."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from jinja2 import BaseLoader, DictLoader
from werkzeug.wrappers import Request

import flask
from flask import Blueprint, Flask
from flask.cli import FlaskGroup
from flask.templating import DispatchingJinjaLoader
from flask.testing import FlaskClient


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    # The command says in it that it runs; put back after each test.
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "false")


class TestClient:
    def test_a_request_is_built_of_arguments_by_a_method_of_its_own(self, app: Flask) -> None:
        request = app.test_client()._request_from_builder_args(
            ("/path",), {"method": "POST", "environ_base": {"REMOTE_USER": "me"}}
        )
        assert (request.path, request.method) == ("/path", "POST")
        assert request.environ["REMOTE_USER"] == "me"
        assert request.environ["REMOTE_ADDR"] == "127.0.0.1"

    def test_what_a_subclass_builds_is_sent(self, app: Flask) -> None:
        class Client(FlaskClient):
            def _request_from_builder_args(
                self, args: tuple[Any, ...], kwargs: dict[str, Any]
            ) -> Request:
                kwargs["headers"] = {"X-Sent-By": "a subclass"}
                return super()._request_from_builder_args(args, kwargs)

        app.test_client_class = Client
        app.add_url_rule("/", "index", lambda: flask.request.headers["X-Sent-By"])
        assert app.test_client().get("/").text == "a subclass"

    def test_contexts_are_kept_where_preserve_context_is_set(self, app: Flask) -> None:
        app.add_url_rule("/<name>", "index", lambda name: name)
        client = app.test_client()
        client.preserve_context = True
        for path in ("/a", "/b"):
            client.get(path)
            assert flask.request.path == path
        client._context_stack.close()
        assert not flask.has_request_context()


class TestContexts:
    def test_an_application_context_has_a_token_for_each_push(self, app: Flask) -> None:
        ctx = app.app_context()
        with ctx, ctx:
            assert len(ctx._cv_tokens) == 2
        assert ctx._cv_tokens == []

    @pytest.mark.parametrize("inside", [False, True])
    def test_a_request_context_has_a_token_for_each_push(self, app: Flask, inside: bool) -> None:
        ctx, outer = app.test_request_context(), app.app_context()
        if inside:
            outer.push()
        with ctx, ctx:
            assert len(ctx._cv_tokens) == 2
        assert ctx._cv_tokens == []
        if inside:
            outer.pop()


class TestLoader:
    @pytest.fixture
    def loader(self, tmp_path: Path) -> DispatchingJinjaLoader:
        app = Flask("app", root_path=str(tmp_path))
        app.jinja_loader = DictLoader({"a": "of the application", "b": "of the application"})
        blueprint = Blueprint("blueprint", "blueprint", root_path=str(tmp_path))
        blueprint.jinja_loader = DictLoader({"b": "of the blueprint"})
        app.register_blueprint(blueprint)
        return Chosen(app)

    def test_a_subclass_chooses_the_loaders_by_the_name(self, loader: Chosen) -> None:
        environment = loader.app.jinja_env
        assert loader.get_source(environment, "a")[0] == "of the application"
        assert loader.get_source(environment, "b")[0] == "of the blueprint"

    def test_the_names_of_templates_are_listed_without_a_choice(self, loader: Chosen) -> None:
        assert sorted(loader.list_templates()) == ["a", "b"]

    @pytest.mark.parametrize("explain", [False, True])
    def test_a_subclass_looks_in_its_own_way(self, app: Flask, explain: bool) -> None:
        class Own(DispatchingJinjaLoader):
            def _get_source_fast(self, environment: Any, template: str) -> Any:
                return f"fast {template}", None, None

            def _get_source_explained(self, environment: Any, template: str) -> Any:
                return f"explained {template}", None, None

        app.config["EXPLAIN_TEMPLATE_LOADING"] = explain
        source = Own(app).get_source(app.jinja_env, "a")
        assert source[0] == ("explained a" if explain else "fast a")


class Chosen(DispatchingJinjaLoader):
    def _iter_loaders(self, template: str) -> Iterator[tuple[Any, BaseLoader]]:
        found = list(super()._iter_loaders(template))
        yield from reversed(found) if template == "b" else found


def test_a_blueprint_merges_its_functions_before_it_runs_what_it_recorded(app: Flask) -> None:
    calls: list[Any] = []

    class Own(Blueprint):
        def _merge_blueprint_funcs(self, app: Flask, name: str) -> None:
            calls.append((app, name))
            super()._merge_blueprint_funcs(app, name)

    blueprint = Own("own", "own", root_path="/")
    blueprint.record(lambda state: calls.append("recorded"))
    app.register_blueprint(blueprint, name="other")
    assert calls == [(app, "other"), "recorded"]


def test_a_group_loads_the_commands_of_plugins_in_its_own_way() -> None:
    class Group(FlaskGroup):
        def _load_plugin_commands(self) -> None:
            if not self._loaded_plugin_commands:
                self.add_command(click.Command("plugged", callback=lambda: click.echo("in")))
                self._loaded_plugin_commands = True

    group = Group(create_app=lambda: Flask("app"))
    assert CliRunner().invoke(group, ["plugged"]).output == "in\n"


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "patch"])
def test_the_shortcuts_for_one_method_have_one_way(method: str) -> None:
    calls: list[Any] = []

    class Own(Flask):
        def _method_route(
            self, method: str, rule: str, options: dict[str, Any]
        ) -> Callable[[Any], Any]:
            calls.append((method, rule, options))
            return super()._method_route(method, rule, options)

    app = Own("app")
    getattr(app, method)("/", endpoint="index")(lambda: "text")
    assert calls == [(method.upper(), "/", {"endpoint": "index"})]
    assert app.test_client().open("/", method=method).text == "text"


def test_error_handlers_are_found_for_any_blueprints(app: Flask) -> None:
    app.register_error_handler(LookupError, str)
    for blueprints in ([], ["unknown"], ""):
        assert app._find_error_handler(KeyError(), blueprints) is str


def test_what_a_file_is_sent_with_is_put_together_by_a_function(app: Flask) -> None:
    with app.test_request_context():
        options = flask.helpers._prepare_send_file_kwargs(max_age=3, etag=False)
        assert (options["max_age"], options["etag"]) == (3, False)
        assert options["environ"] is flask.request.environ
        assert options["response_class"] is app.response_class


def test_the_applications_own_maximum_age_is_taken_where_none_is_given(app: Flask) -> None:
    with app.test_request_context():
        options = flask.helpers._prepare_send_file_kwargs()
        assert options["max_age"] == app.get_send_file_max_age
