"""Templates: where they are found, what they know, and what is kept of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import jinja2
import pytest

import flask
from flask import Flask
from flask.templating import Environment
from flask.testing import FlaskClient


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "layout.html").write_text("[{% block body %}{% endblock %}]")
    (folder / "page.html").write_text(
        "{% extends 'layout.html' %}{% block body %}{{ value }}{% endblock %}"
    )
    (folder / "plain.txt").write_text("{{ value }}")
    (folder / "macros.html").write_text("{% macro hello(name) %}Hello, {{ name }}!{% endmacro %}")
    return folder


def test_inheritance_and_autoescape_by_extension(app: Flask, templates: Path) -> None:
    with app.app_context():
        assert flask.render_template("page.html", value="<b>") == "[&lt;b&gt;]"
        assert flask.render_template("plain.txt", value="<b>") == "<b>"
        assert flask.render_template_string("{{ value }}", value="<b>") == "&lt;b&gt;"
        assert flask.render_template_string("{{ value }}", value=flask.Markup("<b>")) == "<b>"


@pytest.mark.parametrize(
    ("name", "escapes"),
    [
        (None, True),
        ("page.html", True),
        ("page.htm", True),
        ("feed.xml", True),
        ("page.xhtml", True),
        ("drawing.svg", True),
        ("mail.txt", False),
        ("page.html.txt", False),
        ("html", False),
        ("", False),
    ],
)
def test_the_name_of_a_template_says_whether_it_escapes(
    app: Flask, name: str | None, escapes: bool
) -> None:
    assert app.select_jinja_autoescape(name) is escapes


def test_values_become_json_as_the_application_writes_it(app: Flask) -> None:
    with app.app_context():
        source = "{{ value|tojson }}"
        assert flask.render_template_string(source, value=UUID(int=0)) == f'"{UUID(int=0)}"'


def test_without_a_folder_there_is_no_loader() -> None:
    app = Flask("without_templates", template_folder=None)
    assert app.jinja_loader is None
    assert app.jinja_env.list_templates() == []


def test_the_first_that_exists_is_taken(app: Flask, templates: Path) -> None:
    with app.app_context():
        assert flask.render_template(["missing.html", "plain.txt"], value=1) == "1"
        with pytest.raises(jinja2.TemplateNotFound):
            flask.render_template("missing.html")


def test_every_template_knows_the_current_objects(app: Flask, client: FlaskClient) -> None:
    app.config["NAME"] = "configured"
    source = "{{ request.path }} {{ g.user }} {{ session.user }} {{ config.NAME }} {{ url_for('index') }} {{ get_flashed_messages() }}"

    @app.route("/")
    def index() -> str:
        flask.g.user = flask.session["user"] = "ada"
        flask.flash("hi")
        return flask.render_template_string(source)

    assert client.get("/").text == "/ ada ada configured / [&#39;hi&#39;]"


def test_values_given_go_before_those_of_processors(app: Flask) -> None:
    app.context_processor(lambda: {"a": "processor", "b": "processor"})
    with app.app_context():
        assert flask.render_template_string("{{ a }} {{ b }}", b="given") == "processor given"


def test_values_given_go_before_what_every_template_knows(app: Flask) -> None:
    with app.app_context():
        assert flask.render_template_string("{{ config }} {{ g }}", config=1, g=2) == "1 2"


def test_a_context_without_values_has_what_every_template_knows(app: Flask) -> None:
    context = app.jinja_env.from_string("").new_context()
    assert context["config"] is app.config


def test_the_environment_has_its_application(app: Flask) -> None:
    assert app.jinja_env.app is app


def test_a_loader_can_be_an_option(app: Flask) -> None:
    app.jinja_options = {"loader": jinja2.DictLoader({"held.html": "held"})}
    with app.app_context():
        assert flask.render_template("held.html") == "held"


def test_imported_macros_know_the_globals(app: Flask, templates: Path) -> None:
    (templates / "uses.html").write_text("{% from 'request.html' import path %}{{ path() }}")
    (templates / "request.html").write_text(
        "{% macro path() %}{{ request.path }} {{ config.TESTING }}{% endmacro %}"
    )
    with app.test_request_context("/here"):
        assert flask.render_template("uses.html") == "/here True"
        assert flask.get_template_attribute("macros.html", "hello")("Ada") == "Hello, Ada!"


@pytest.mark.parametrize("kind", ["filter", "test", "global"])
@pytest.mark.parametrize("name", [(), (None,), ("named",)])
def test_what_templates_get_is_named_as_the_function_or_as_said(
    app: Flask, kind: str, name: tuple[str | None, ...]
) -> None:
    def decorated() -> None: ...

    def added() -> None: ...

    registered = getattr(app.jinja_env, f"{kind}s")
    assert getattr(app, f"template_{kind}")(*name)(decorated) is decorated
    assert registered["named" if name == ("named",) else "decorated"] is decorated
    getattr(app, f"add_template_{kind}")(added, *name)
    assert registered["named" if name == ("named",) else "added"] is added


def test_filters_tests_and_globals(app: Flask) -> None:
    app.template_filter()(str.upper)
    app.template_filter("twice")(lambda text: text * 2)
    app.template_test("loud")(str.isupper)
    app.template_global("answer")(lambda: 42)
    with app.app_context():
        source = "{{ 'a'|twice }} {{ 'A' is loud }} {{ answer() }}"
        assert flask.render_template_string(source) == "aa True 42"


class TestCompiledStrings:
    def test_a_source_is_compiled_once(self, app: Flask) -> None:
        sources: list[str] = []

        class Counting(Environment):
            def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
                sources.append(source)
                return super().compile(source, *args, **kwargs)

        app.jinja_environment = Counting
        with app.app_context():
            assert [flask.render_template_string("{{ n }}", n=n) for n in range(3)] == [
                "0",
                "1",
                "2",
            ]
        assert sources == ["{{ n }}"]

    def test_a_changed_environment_compiles_anew(self, app: Flask) -> None:
        with app.app_context():
            assert flask.render_template_string("<% n %>{{ n }}", n=1) == "<% n %>1"
            app.jinja_env.variable_start_string, app.jinja_env.variable_end_string = "<%", "%>"
            assert flask.render_template_string("<% n %>{{ n }}", n=1) == "1{{ n }}"

    def test_an_extension_compiles_anew(self, app: Flask) -> None:
        with app.app_context():
            source = "{% set items = [] %}{{ items }}"
            assert flask.render_template_string(source) == "[]"
            app.jinja_env.add_extension("jinja2.ext.do")
            assert flask.render_template_string("{% do [] %}x") == "x"

    def test_globals_added_later_are_seen(self, app: Flask) -> None:
        with app.app_context():
            assert flask.render_template_string("{{ later }}") == ""
            app.jinja_env.globals["later"] = "now"
            assert flask.render_template_string("{{ later }}") == "now"

    def test_a_filter_of_ones_own_is_applied_to_constants_each_time(self, app: Flask) -> None:
        calls: list[str] = []
        app.add_template_filter(lambda text: len(calls.append(text) or calls), "count")
        with app.app_context():
            assert [flask.render_template_string("{{ 'x'|count }}") for _ in range(2)] == ["1", "2"]

    def test_an_overlay_compiles_for_itself(self, app: Flask) -> None:
        with app.app_context():
            assert flask.render_template_string("<% n %>", n=1) == "<% n %>"
            app.jinja_env = app.jinja_env.overlay(
                variable_start_string="<%", variable_end_string="%>"
            )
            assert flask.render_template_string("<% n %>", n=1) == "1"

    def test_an_environment_of_another_class_works(self, app: Flask) -> None:
        class Plain(jinja2.Environment):
            def __init__(self, app: Flask, **options: Any) -> None:
                super().__init__(**options)

        app.jinja_environment = Plain  # type: ignore[assignment]
        with app.app_context():
            assert flask.render_template_string("{{ n }}", n=1) == "1"


class TestSignals:
    def test_tell_of_template_and_context(self, app: Flask) -> None:
        seen: list[tuple[str, Any]] = []

        def before(sender: Flask, template: jinja2.Template, context: dict[str, Any]) -> None:
            context["n"] = 2

        def after(sender: Flask, template: jinja2.Template, context: dict[str, Any]) -> None:
            seen.append((sender.name, context["n"]))

        with (
            app.app_context(),
            flask.before_render_template.connected_to(before, app),
            flask.template_rendered.connected_to(after, app),
        ):
            assert flask.render_template_string("{{ n }}", n=1) == "2"
        assert seen == [("app_under_test", 2)]

    def test_the_context_has_the_current_objects_themselves(self, app: Flask) -> None:
        contexts: list[dict[str, Any]] = []

        def rendered(sender: Flask, template: Any, context: dict[str, Any]) -> None:
            contexts.append(context)

        with flask.template_rendered.connected_to(rendered, app):
            with app.app_context() as ctx:
                flask.render_template_string("")
            assert contexts == [{"g": ctx.g}]
            with app.test_request_context() as request_ctx:
                flask.render_template_string("")
                g = flask.g._get_current_object()
        assert contexts[1:] == [{"g": g, "request": request_ctx.request}]


class TestStreams:
    def test_a_stream_keeps_the_request(
        self, app: Flask, client: FlaskClient, templates: Path
    ) -> None:
        app.add_url_rule("/s", "s", lambda: flask.stream_template_string("{{ request.path }}"))
        app.add_url_rule("/f", "f", lambda: flask.stream_template("page.html", value=1))
        assert client.get("/s").text == "/s"
        assert client.get("/f").text == "[1]"

    def test_without_a_request(self, app: Flask) -> None:
        with app.app_context():
            assert "".join(flask.stream_template_string("{{ n }}", n=1)) == "1"


class TestLoading:
    def test_lists_every_template_once(self, app: Flask, templates: Path) -> None:
        app.register_blueprint(
            flask.Blueprint("b", __name__, root_path=app.root_path, template_folder="templates")
        )
        names = app.jinja_env.list_templates()
        assert sorted(names) == ["layout.html", "macros.html", "page.html", "plain.txt"]

    def test_explains_itself(
        self, app: Flask, templates: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        app.config["EXPLAIN_TEMPLATE_LOADING"] = True
        with app.app_context(), caplog.at_level("INFO"):
            flask.render_template("plain.txt", value=1)
            with pytest.raises(jinja2.TemplateNotFound):
                flask.render_template("missing.html")
        assert "plain.txt" in caplog.text
        assert "missing.html" in caplog.text

    @pytest.mark.parametrize(
        ("configured", "debug", "reloads"),
        [(None, False, False), (None, True, True), (True, False, True)],
    )
    def test_reloads_in_debug_mode_or_as_configured(
        self, app: Flask, configured: bool | None, debug: bool, reloads: bool
    ) -> None:
        app.config.update(TEMPLATES_AUTO_RELOAD=configured, DEBUG=debug)
        assert app.jinja_env.auto_reload is reloads

    def test_the_debug_switch_leaves_the_options_of_the_environment_open(self, app: Flask) -> None:
        app.debug = True
        app.jinja_options["trim_blocks"] = True
        assert app.jinja_env.trim_blocks is True
        assert app.jinja_env.auto_reload is True

    def test_the_debug_switch_switches_reloading(self, app: Flask) -> None:
        app.debug = True
        assert app.jinja_env.auto_reload is True
        app.debug = False
        assert app.jinja_env.auto_reload is False
