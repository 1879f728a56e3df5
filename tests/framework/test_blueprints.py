"""Blueprints: registration, names, nesting, and what reaches the application."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

import flask
from flask import Blueprint, Flask
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("prefix", "rule", "url"),
    [
        (None, "/", "/"),
        ("/p", "/", "/p/"),
        ("/p/", "/", "/p/"),
        ("/p", "", "/p"),
        ("/p/", "x", "/p/x"),
        ("/p", "/x", "/p/x"),
        ("/", "/x", "/x"),
        ("", "x", "/x"),
        ("/X/", "X", "/X/X"),
    ],
)
def test_the_prefix_is_joined_to_the_rule(
    app: Flask, prefix: str | None, rule: str, url: str
) -> None:
    blueprint = Blueprint("b", __name__, url_prefix=prefix)
    blueprint.add_url_rule(rule, "index", lambda: "")
    app.register_blueprint(blueprint)
    assert [rule.rule for rule in app.url_map.iter_rules("b.index")] == [url]


def test_options_of_the_registration_go_first(app: Flask, client: FlaskClient) -> None:
    blueprint = Blueprint("b", __name__, url_prefix="/own", url_defaults={"name": "own"})
    blueprint.add_url_rule("/", "index", lambda name: f"{flask.request.endpoint} {name}")
    app.register_blueprint(blueprint)
    app.register_blueprint(
        blueprint, url_prefix="/other", name="second", url_defaults={"name": "given"}
    )
    assert client.get("/own/").text == "b.index own"
    assert client.get("/other/").text == "second.index given"


def test_a_blueprint_has_no_folders_and_no_place_in_urls_unless_said_so() -> None:
    blueprint = Blueprint("b", __name__)
    assert (blueprint.static_folder, blueprint.static_url_path) == (None, None)
    assert (blueprint.template_folder, blueprint.jinja_loader) == (None, None)
    assert (blueprint.url_prefix, blueprint.subdomain) == (None, None)
    assert blueprint.root_path == str(Path(__file__).parent)


def test_values_of_a_route_go_before_those_of_the_blueprint(
    app: Flask, client: FlaskClient
) -> None:
    blueprint = Blueprint("b", __name__, url_defaults={"name": "blueprint", "page": 1})
    blueprint.add_url_rule("/", "index", lambda **values: values, defaults={"name": "route"})
    app.register_blueprint(blueprint)
    assert client.get("/").json == {"name": "route", "page": 1}


@pytest.mark.parametrize("automatic", [True, False])
def test_options_are_answered_as_the_application_is_configured(app: Flask, automatic: bool) -> None:
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = automatic
    blueprint = Blueprint("b", __name__)
    blueprint.add_url_rule("/", "index", lambda: "")
    app.register_blueprint(blueprint)
    assert app.test_client().options("/").status_code == (200 if automatic else 405)


def test_values_given_to_the_blueprint_later_count(app: Flask, client: FlaskClient) -> None:
    values: dict[str, str] = {}
    blueprint = Blueprint("b", __name__, url_defaults=values)
    blueprint.add_url_rule("/", "index", lambda name: name)
    values["name"] = "later"
    app.register_blueprint(blueprint)
    assert client.get("/").text == "later"


@pytest.mark.parametrize("name", ["", "a.b"])
def test_names_are_checked(name: str) -> None:
    with pytest.raises(ValueError, match="'name' may not"):
        Blueprint(name, __name__)


def test_dots_are_refused_in_endpoints_and_view_names() -> None:
    blueprint = Blueprint("b", __name__)

    def view() -> str:
        return ""

    with pytest.raises(ValueError, match="'endpoint' may not contain a dot"):
        blueprint.add_url_rule("/", "a.b", view)
    view.__name__ = "a.b"
    with pytest.raises(ValueError, match="'view_func' name may not contain a dot"):
        blueprint.add_url_rule("/", view_func=view)


def test_a_name_is_taken_once(app: Flask) -> None:
    first, second = Blueprint("b", __name__), Blueprint("b", __name__)
    app.register_blueprint(first)
    with pytest.raises(ValueError, match=r"'b' is already registered for this blueprint\. Use"):
        app.register_blueprint(first)
    with pytest.raises(ValueError, match="'b' is already registered for a different blueprint"):
        app.register_blueprint(second)
    app.register_blueprint(second, name="c")
    assert list(app.blueprints) == ["b", "c"]


@pytest.mark.parametrize(
    "method",
    [
        *("record", "record_once", "add_url_rule", "endpoint", "register_blueprint"),
        *("route", "get", "post", "put", "delete", "patch"),
        *("before_request", "after_request", "teardown_request"),
        *("before_app_request", "after_app_request", "teardown_app_request"),
        *("url_value_preprocessor", "url_defaults", "errorhandler", "register_error_handler"),
        *("app_url_value_preprocessor", "app_url_defaults", "app_errorhandler"),
        *("context_processor", "app_context_processor"),
        *("app_template_filter", "app_template_test", "app_template_global"),
        *("add_app_template_filter", "add_app_template_test", "add_app_template_global"),
    ],
)
def test_setup_is_over_once_registered(app: Flask, method: str) -> None:
    blueprint = Blueprint("b", __name__)
    app.register_blueprint(blueprint)
    arguments = inspect.signature(getattr(blueprint, method)).parameters.values()
    required = [
        each.name
        for each in arguments
        if each.default is each.empty and each.kind is each.POSITIONAL_OR_KEYWORD
    ]
    with pytest.raises(AssertionError, match=rf"setup method '{method}'"):
        getattr(blueprint, method)(*required)


def test_record_once_counts_registrations_on_one_application(app: Flask) -> None:
    calls: list[str] = []
    blueprint = Blueprint("b", __name__)
    blueprint.record(lambda state: calls.append(f"each {state.name}"))
    blueprint.record_once(lambda state: calls.append(f"once {state.name}"))
    app.register_blueprint(blueprint)
    app.register_blueprint(blueprint, name="again")
    Flask("another").register_blueprint(blueprint)
    assert calls == ["each b", "once b", "each again", "each b", "once b"]


def test_setup_state_of_ones_own(app: Flask) -> None:
    class State(flask.blueprints.BlueprintSetupState):
        pass

    class Special(Blueprint):
        def make_setup_state(
            self, app: Flask, options: dict[str, Any], first_registration: bool = False
        ) -> State:
            return State(self, app, options, first_registration)

    seen = []
    blueprint = Special("b", __name__)
    blueprint.record(seen.append)
    app.register_blueprint(blueprint)
    assert type(seen[0]) is State


class TestNesting:
    def test_names_prefixes_and_subdomains_are_joined(self) -> None:
        app = Flask("nesting", subdomain_matching=True)
        app.config["SERVER_NAME"] = "example.org"
        parent = Blueprint("parent", __name__, url_prefix="/parent", subdomain="api")
        child = Blueprint("child", __name__, url_prefix="/child", subdomain="v1")
        grandchild = Blueprint("grandchild", __name__, url_prefix="/grandchild")
        grandchild.add_url_rule("/", "index", lambda: flask.url_for(".index", _external=True))
        child.register_blueprint(grandchild)
        parent.register_blueprint(child)
        app.register_blueprint(parent)
        response = app.test_client().get("/parent/child/grandchild/", subdomain="v1.api")
        assert response.text == "http://v1.api.example.org/parent/child/grandchild/"
        assert list(app.blueprints) == ["parent", "parent.child", "parent.child.grandchild"]

    def test_nested_options_go_before_the_childs_own(self, app: Flask, client: FlaskClient) -> None:
        parent, child = (
            Blueprint("parent", __name__),
            Blueprint("child", __name__, url_prefix="/own"),
        )
        child.add_url_rule("/", "index", lambda: str(flask.request.endpoint))
        parent.register_blueprint(child, url_prefix="/given", name="renamed")
        app.register_blueprint(parent, url_prefix="/parent")
        assert client.get("/parent/given/").text == "parent.renamed.index"

    @pytest.mark.parametrize(
        ("outer", "inner", "url"),
        [
            (None, None, "/"),
            ("/outer", None, "/outer/"),
            (None, "/inner", "/inner/"),
            ("/outer", "/inner", "/outer/inner/"),
            ("/outer/", "inner", "/outer/inner/"),
            ("", "/inner", "/inner/"),
            ("/X/", "/X", "/X/X/"),
        ],
    )
    def test_prefixes_are_joined(
        self, app: Flask, outer: str | None, inner: str | None, url: str
    ) -> None:
        parent = Blueprint("parent", __name__, url_prefix=outer)
        child = Blueprint("child", __name__, url_prefix=inner)
        child.add_url_rule("/", "index", lambda: "")
        parent.register_blueprint(child)
        app.register_blueprint(parent)
        assert [rule.rule for rule in app.url_map.iter_rules("parent.child.index")] == [url]

    @pytest.mark.parametrize(
        ("outer", "inner", "subdomain"),
        [(None, None, ""), ("api", None, "api"), (None, "v1", "v1"), ("api", "v1", "v1.api")],
    )
    def test_subdomains_are_joined(
        self, app: Flask, outer: str | None, inner: str | None, subdomain: str
    ) -> None:
        parent = Blueprint("parent", __name__, subdomain=outer)
        child = Blueprint("child", __name__, subdomain=inner)
        child.add_url_rule("/", "index", lambda: "")
        parent.register_blueprint(child)
        app.register_blueprint(parent)
        [rule] = app.url_map.iter_rules("parent.child.index")
        assert rule.subdomain == subdomain

    def test_hooks_for_a_child_can_be_put_into_the_parent_s_dictionaries(
        self, app: Flask, client: FlaskClient
    ) -> None:
        parent, child = Blueprint("parent", __name__), Blueprint("child", __name__)
        parent.add_url_rule("/parent", "index", lambda: "view")
        child.add_url_rule("/child", "index", lambda: "view")
        parent.before_request_funcs["child"] = [lambda: "hook"]
        parent.register_blueprint(child)
        app.register_blueprint(parent)
        assert [client.get(f"/{name}").text for name in ("parent", "child")] == ["view", "hook"]

    def test_a_name_is_taken_once_within_the_parent(self, app: Flask) -> None:
        parent, child = Blueprint("parent", __name__), Blueprint("child", __name__)
        parent.register_blueprint(child)
        parent.register_blueprint(child)
        with pytest.raises(
            ValueError, match=r"'child' is already registered for this .*'parent\.child'"
        ):
            app.register_blueprint(parent)

    def test_itself_is_refused(self) -> None:
        blueprint = Blueprint("b", __name__)
        with pytest.raises(ValueError, match="on itself"):
            blueprint.register_blueprint(blueprint)

    def test_error_handlers_of_the_innermost_win(self, app: Flask, client: FlaskClient) -> None:
        parent, child = Blueprint("parent", __name__), Blueprint("child", __name__)
        parent.add_url_rule("/parent", "index", lambda: flask.abort(403))
        child.add_url_rule("/child", "index", lambda: flask.abort(403))
        parent.register_error_handler(403, lambda e: "parent")
        child.register_error_handler(403, lambda e: "child")
        parent.register_blueprint(child)
        app.register_blueprint(parent)
        assert client.get("/parent").text == "parent"
        assert client.get("/child").text == "child"


class TestForTheWholeApplication:
    @pytest.mark.parametrize(
        "method",
        [
            *("before_app_request", "after_app_request", "teardown_app_request"),
            *("app_context_processor", "app_url_value_preprocessor", "app_url_defaults"),
        ],
    )
    def test_a_decorated_hook_stays_what_it_is(self, method: str) -> None:
        def hook() -> None: ...

        assert getattr(Blueprint("b", __name__), method)(hook) is hook

    @pytest.mark.parametrize(
        ("method", "arguments"),
        [
            ("app_template_filter", ()),
            ("app_template_test", ()),
            ("app_template_global", ()),
            ("app_errorhandler", (404,)),
        ],
    )
    def test_a_function_decorated_with_arguments_stays_what_it_is(
        self, method: str, arguments: tuple[Any, ...]
    ) -> None:
        def function() -> None: ...

        assert getattr(Blueprint("b", __name__), method)(*arguments)(function) is function

    @pytest.mark.parametrize("kind", ["filter", "test", "global"])
    @pytest.mark.parametrize("name", [(), (None,), ("named",)])
    def test_what_templates_get_is_named_as_the_function_or_as_said(
        self, app: Flask, kind: str, name: tuple[str | None, ...]
    ) -> None:
        def added() -> None: ...

        def decorated() -> None: ...

        for function in (added, decorated):
            blueprint = Blueprint(function.__name__, __name__)
            if function is added:
                getattr(blueprint, f"add_app_template_{kind}")(function, *name)
            else:
                getattr(blueprint, f"app_template_{kind}")(*name)(function)
            app.register_blueprint(blueprint)
            registered = getattr(app.jinja_env, f"{kind}s")
            assert registered["named" if name == ("named",) else function.__name__] is function

    def test_hooks_and_handlers(self, app: Flask, client: FlaskClient) -> None:
        calls: list[str] = []
        blueprint = Blueprint("b", __name__)
        blueprint.before_app_request(lambda: calls.append("before"))
        blueprint.after_app_request(lambda response: calls.append("after") or response)
        blueprint.teardown_app_request(lambda error: calls.append("teardown"))
        blueprint.app_url_value_preprocessor(lambda endpoint, values: calls.append("values"))
        blueprint.app_url_defaults(lambda endpoint, values: calls.append("defaults"))
        blueprint.app_errorhandler(404)(lambda error: ("missing", 404))
        app.register_blueprint(blueprint)
        app.add_url_rule("/", "index", lambda: flask.url_for("index"))
        client.get("/")
        assert calls == ["values", "before", "defaults", "after", "teardown"]
        assert client.get("/missing").text == "missing"

    def test_template_filters_tests_globals_and_processors(
        self, app: Flask, client: FlaskClient
    ) -> None:
        blueprint = Blueprint("b", __name__)

        @blueprint.app_template_filter()
        def shout(text: str) -> str:
            return text.upper()

        @blueprint.app_template_test("loud")
        def is_loud(text: str) -> bool:
            return text.isupper()

        @blueprint.app_template_global("answer")
        def answer() -> int:
            return 42

        blueprint.app_context_processor(lambda: {"name": "ada"})
        app.register_blueprint(blueprint)
        app.add_url_rule(
            "/",
            "index",
            lambda: flask.render_template_string(
                "{{ name|shout }} {{ 'A' is loud }} {{ answer() }}"
            ),
        )
        assert client.get("/").text == "ADA True 42"


def test_hooks_of_its_own_run_for_its_own_requests(app: Flask, client: FlaskClient) -> None:
    blueprint = Blueprint("b", __name__)
    blueprint.add_url_rule("/b", "index", lambda: "view")
    blueprint.before_request(lambda: "hook")
    app.register_blueprint(blueprint)
    app.add_url_rule("/", "index", lambda: "view")
    assert client.get("/b").text == "hook"
    assert client.get("/").text == "view"


def test_templates_and_static_files_of_a_blueprint(
    app: Flask, client: FlaskClient, tmp_path: Path
) -> None:
    for folder, text in ((tmp_path, "app"), (tmp_path / "b", "blueprint")):
        (folder / "templates").mkdir(parents=True)
        (folder / "templates" / f"{text}.html").write_text(text)
        (folder / "templates" / "both.html").write_text(text)
    (tmp_path / "b" / "files").mkdir()
    (tmp_path / "b" / "files" / "style.css").write_text("css")
    blueprint = Blueprint(
        "b",
        __name__,
        root_path=str(tmp_path / "b"),
        template_folder="templates",
        static_folder="files",
        url_prefix="/b",
    )
    blueprint.add_url_rule("/<name>", "show", lambda name: flask.render_template(name))
    app.register_blueprint(blueprint)
    assert [client.get(f"/b/{name}.html").text for name in ("app", "blueprint", "both")] == [
        "app",
        "blueprint",
        "app",
    ]
    with client.get("/b/files/style.css") as response:
        assert response.text == "css"
    with app.test_request_context():
        assert flask.url_for("b.static", filename="style.css") == "/b/files/style.css"
    with blueprint.open_resource("files/style.css", "r") as file:
        assert file.read() == "css"


class TestCommands:
    @pytest.mark.parametrize(
        ("group", "expected"),
        [({}, ["b", "run"]), ({"cli_group": "g"}, ["g", "run"]), ({"cli_group": None}, ["run"])],
    )
    def test_group(self, app: Flask, group: dict[str, Any], expected: list[str]) -> None:
        blueprint = Blueprint("b", __name__, **group)
        ran = []
        blueprint.cli.command("run")(lambda: ran.append("ran"))
        app.register_blueprint(blueprint)
        result = app.test_cli_runner().invoke(args=expected)
        assert result.exit_code == 0, result.output
        assert ran == ["ran"]
