"""Print which functions of Flask's are called, in which order and with what, where a program overrides or replaces them.

Standard input has the runs, as JSON: `{"a run's name": {"flask.app.Flask": ["dispatch_request"], "flask.cli": ["load_app"]}}`.
In each, one program is run. Its classes derive from Flask's and override the methods that the run names, and functions of
modules are replaced, to note each call and pass it on. Printed is `{"a run's name": ["Flask.dispatch_request()", ...]}`.
Run with the Flask to be looked at in front on the import path.
"""

import importlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, chdir, contextmanager, redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

import click
import werkzeug.serving
from click.testing import CliRunner

import flask
from flask import views
from flask.testing import EnvironBuilder

Overrides = dict[str, list[str]]

# The server does not serve. `app.run` takes it from Werkzeug, and the command from where it is held.
werkzeug.serving.run_simple = flask.cli.run_simple = lambda *args, **options: None


def main() -> None:
    runs: dict[str, Overrides] = json.load(sys.stdin)
    logs = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, overrides in runs.items():
            logs[name] = log = []
            with replaced(overrides, log), chdir(folder), redirect_stdout(None):
                Program(overrides, Path(folder), log).run()
    print(json.dumps(logs))


@contextmanager
def replaced(functions: Overrides, log: list[str]) -> Iterator[None]:
    """Have the functions of modules noted in a block; classes are left to the program."""
    with ExitStack() as stack:
        for module, names in functions.items():
            if module.islower():
                for name in names:
                    original = getattr(importlib.import_module(module), name)
                    stack.enter_context(mock.patch(f"{module}.{name}", noting(original, name, log)))
        yield


def noting(function: Callable[..., Any], name: str, log: list[str]) -> Callable[..., Any]:
    def noted(*args: Any, **kwargs: Any) -> Any:
        given = [*map(brief, args), *(f"{key}={brief(kwargs[key])}" for key in sorted(kwargs))]
        log.append(f"{name}({', '.join(given)})")
        return function(*args, **kwargs)

    return noted


class Program:
    """An application that uses much of Flask, and a user of it. What happens goes into `log`."""

    def __init__(self, overrides: Overrides, folder: Path, log: list[str]) -> None:
        self.overrides, self.folder, self.log = overrides, folder, log
        for file, text in FILES.items():
            path = folder / file
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        self.app = self.make_app()
        self.app.secret_key = "key"
        self.app.logger.disabled = True
        add_views(self.app)
        add_hooks(self.app, log)
        self.blueprint = self.make_blueprint()
        self.app.register_blueprint(self.blueprint)
        self.app.register_blueprint(self.blueprint, name="again", url_prefix="/again")

    def derived(self, path: str) -> Any:
        """The class of a path, or one that derives from it and overrides methods."""
        module, _, name = path.rpartition(".")
        base = getattr(importlib.import_module(module), name)
        methods = self.overrides.get(path, [])
        if not methods:
            return base
        noted = {each: noting(getattr(base, each), f"{name}.{each}", self.log) for each in methods}
        return type(name, (base,), noted)

    def make_app(self) -> flask.Flask:
        app_context = self.derived("flask.ctx.AppContext")
        request_context = self.derived("flask.ctx.RequestContext")
        loader = self.derived("flask.templating.DispatchingJinjaLoader")
        interface = self.derived("flask.sessions.SecureCookieSessionInterface")

        class Sessions(interface):
            # Where nothing is overridden, a session may be opened only when it is used.
            def open_session(self, app: flask.Flask, request: flask.Request) -> Any:
                return super().open_session(app, request)

        class App(self.derived("flask.app.Flask")):
            request_class = self.derived("flask.wrappers.Request")
            json_provider_class = self.derived("flask.json.provider.DefaultJSONProvider")
            session_interface = Sessions()
            test_client_class = self.derived("flask.testing.FlaskClient")
            test_cli_runner_class = self.derived("flask.testing.FlaskCliRunner")
            config_class = self.derived("flask.config.Config")

            def create_global_jinja_loader(self) -> Any:
                super().create_global_jinja_loader()
                return loader(self)

            def app_context(self) -> Any:
                super().app_context()
                return app_context(self)

            def request_context(self, environ: dict[str, Any]) -> Any:
                return request_context(self, environ)

        return App("app", root_path=str(self.folder), instance_path=str(self.folder))

    def make_blueprint(self) -> flask.Blueprint:
        state = self.derived("flask.sansio.blueprints.BlueprintSetupState")

        class Blueprint(self.derived("flask.blueprints.Blueprint")):
            def make_setup_state(self, app: flask.Flask, options: Any, first: bool = False) -> Any:
                return state(self, app, options, first)

        folders = {"root_path": str(self.folder), "static_folder": "static"}
        blueprint = Blueprint("blue", "blue", template_folder="more", url_prefix="/blue", **folders)
        child = Blueprint("child", "child", root_path=str(self.folder), url_prefix="/child")
        child.route("/")(lambda: "child")
        fill_blueprint(blueprint, child, self.log)
        return blueprint

    def run(self) -> None:
        for step in (
            self.send_requests,
            self.keep_contexts,
            self.load_templates,
            self.debug,
            self.set_up_too_late,
            self.use_contexts,
            self.run_commands,
            self.serve,
            self.use_the_rest,
        ):
            step()

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        self.log.append(f"-- {title}")
        try:
            yield
        except Exception as error:
            self.log.append(f"raised {type(error).__name__}")

    def send(self, client: Any, *args: Any, method: str = "GET", **kwargs: Any) -> None:
        with self.step(f"{method} {brief(args[0])}"):
            response = client.open(*args, method=method, **kwargs)
            self.log.append(f"{response.status_code} {response.get_data()!r}")

    def send_requests(self) -> None:
        client = self.app.test_client()
        for path in GETS:
            self.send(client, path)
        self.send(client, "/slash", follow_redirects=True)
        self.send(client, "/form", method="POST", data={"x": "1"})
        self.send(client, "/form?x=1", method="POST", base_url="http://host.example/root")
        self.send(client, "/json", method="POST", json={"a": 1})
        self.send(client, "/json", method="POST", data="{", content_type="application/json")
        self.send(client, "/json", method="POST", data="x")
        self.send(client, "/", method="POST")
        self.send(client, "/", method="OPTIONS")
        self.send(client, "/", method="HEAD")
        self.send(client, "/blue/put/3", method="PUT")
        self.send(client, "/", environ_base={"REMOTE_USER": "me"}, headers={"Host": "other"})
        builder = EnvironBuilder(self.app, "/")
        for given in (builder, builder.get_environ(), builder.get_request()):
            with self.step(f"given a {type(given).__name__}"):
                self.log.append(str(client.open(given).status_code))
        builder.close()

    def keep_contexts(self) -> None:
        client = self.app.test_client()
        with client:
            self.send(client, "/session")
            self.log.append(f"{flask.request.path} {dict(flask.session)}")
            self.send(client, "/error")
            self.send(client, "/")
            self.log.append(f"{len(client._new_contexts)} {client.preserve_context}")
        client.preserve_context = True
        self.send(client, "/")
        self.log.append(flask.request.path)
        client._context_stack.close()
        with self.step("session_transaction"), client.session_transaction() as session:
            session["q"] = 1

    def load_templates(self) -> None:
        client, environment = self.app.test_client(), self.app.jinja_env
        for explain in (True, False):
            self.app.config["EXPLAIN_TEMPLATE_LOADING"] = explain
            for path in ("/template", "/blue/template", "/no-template"):
                environment.cache.clear()
                self.send(client, path)
        with self.step("list_templates"):
            self.log.append(str(sorted(environment.list_templates())))

    def debug(self) -> None:
        self.app.debug = True
        client = self.app.test_client()
        self.send(client, "/slash", method="POST", data={"a": "b"})
        self.send(client, "/error")
        self.send(client, "/missing-key")
        self.app.debug = False

    def set_up_too_late(self) -> None:
        with self.step("app.add_url_rule"):
            self.app.add_url_rule("/late", "late")
        with self.step("blueprint.before_request"):
            self.blueprint.before_request(lambda: None)

    def use_contexts(self) -> None:
        self.app.config["SERVER_NAME"] = "server.example"
        with self.step("app_context"), self.app.app_context() as outer:
            self.log.append(f"{flask.url_for('index')} {flask.g!r} {len(outer._cv_tokens)}")
            with self.app.test_request_context("/session") as inner:
                self.log.append(f"{flask.request.endpoint} {len(inner._cv_tokens)}")
        with self.step("test_request_context"), self.app.test_request_context("/session") as ctx:
            self.app.preprocess_request()
            self.log.append(f"{dict(flask.session)} {ctx.copy() is ctx} {len(ctx._cv_tokens)}")
            with ctx:
                self.log.append(str(len(ctx._cv_tokens)))
        with self.step("url_for"):
            self.log.append(self.app.url_for("index"))

    def run_commands(self) -> None:
        runner = self.app.test_cli_runner()
        for line in (["hello"], ["no-context"], ["blue", "of-blueprint"]):
            with self.step(f"app.cli {line}"):
                self.log.append(runner.invoke(args=line).output)
        group = self.derived("flask.cli.FlaskGroup")(name="flask", create_app=lambda: self.app)
        info = self.derived("flask.cli.ScriptInfo")(create_app=lambda: self.app)
        for line in (["hello"], ["--help"], ["routes"], ["nothing"]):
            with self.step(f"group {line}"):
                self.log.append(str(CliRunner().invoke(group, line, obj=info).exit_code))
                self.log.append(str(info._loaded_app is self.app))
        with self.step("another group"):
            own = self.derived("flask.cli.AppGroup")("own")
            own.command("a")(lambda: click.echo(flask.current_app.name))
            own.group("b")(lambda: None)
            self.log.append(runner.invoke(own, ["a"]).output)

    @mock.patch.dict(os.environ)
    def serve(self) -> None:
        # The commands have set it.
        del os.environ["FLASK_RUN_FROM_CLI"]
        with self.step("app.run"):
            self.app.run()
        for line in SERVED:
            sys.modules.pop("served", None)
            with self.step(f"flask {line}"):
                self.log.append(str(CliRunner().invoke(flask.cli.cli, line.split()).exit_code))

    def use_the_rest(self) -> None:
        async def coroutine() -> int:
            return 1

        with self.step("the rest"):
            self.log.append(str(sorted(self.app.make_shell_context())))
            self.log.append(str(self.app.ensure_sync(coroutine)()))
            for opened in (self.app.open_resource, self.app.open_instance_resource):
                opened("res.txt").close()
            self.blueprint.open_resource("res.txt").close()
            self.app.config.from_mapping(A_B=1)
            self.app.config.from_object(type("Settings", (), {"C": 2}))
            self.log.append(str(self.app.config.get_namespace("A_")))


FILES = {
    "templates/a.html": "{{ x }} {{ y }} {{ url_for('index') }}",
    "more/b.html": "of the blueprint",
    "static/s.txt": "static",
    "res.txt": "resource",
    "served.py": "import flask; app = flask.Flask('served')\ndef make(x): return app",
    "env": "A=b",
}

# At a host where nobody could serve, if it came to that.
SERVED = ["--app served run -h -", "--app served:app run -h - --debug --no-reload"]
SERVED += ["--app served:make(1) run -h -", "--app nothing routes"]
SERVED += ["--env-file env --app served routes", "--version"]

GETS = ["/", "/slash", "/session", "/session", "/flashes", "/error", "/handled", "/abort"]
GETS += ["/missing-key", "/template", "/string", "/stream", "/redirect", "/no-url", "/none"]
GETS += ["/file", "/folder", "/made", "/after", "/early", "/nothing"]
GETS += ["/static/s.txt", "/static/nothing", "/blue/", "/blue/abort", "/blue/gone"]
GETS += ["/blue/static/s.txt", "/blue/view", "/blue/child/", "/blue/nothing", "/again/"]


def add_views(app: flask.Flask) -> None:
    @app.route("/")
    def index() -> str:
        return "index"

    @app.post("/form")
    def form() -> tuple[Any, ...]:
        return flask.request.form.get("x", "none"), 201, {"X-A": "b"}

    @app.get("/session")
    def session() -> str:
        flask.session["n"] = flask.session.get("n", 0) + 1
        flask.flash("message")
        return str(flask.session["n"])

    @app.route("/handled")
    def handled() -> None:
        raise ValueError

    @app.route("/error")
    def error() -> None:
        raise LookupError

    @app.route("/after")
    def after() -> str:
        flask.after_this_request(lambda response: response)
        return "after"

    rules: dict[str, Callable[[], Any]] = {
        "/slash/": lambda: "slash",
        "/flashes": lambda: flask.jsonify(flask.get_flashed_messages(with_categories=True)),
        "/abort": lambda: flask.abort(418),
        "/missing-key": lambda: flask.request.form["nothing"],
        "/template": lambda: flask.render_template("a.html", x=1),
        "/no-template": lambda: flask.render_template("nothing.html"),
        "/string": lambda: flask.render_template_string("{{ x }}", x=1),
        "/stream": lambda: flask.stream_template("a.html", x=1),
        "/redirect": lambda: flask.redirect(flask.url_for("index")),
        "/no-url": lambda: flask.url_for("nothing", a=1),
        "/none": lambda: None,
        "/file": lambda: flask.send_file("res.txt"),
        "/folder": lambda: flask.send_from_directory("static", "s.txt"),
        "/made": lambda: flask.make_response(("made", 202)),
        "/early": lambda: "late",
    }
    for rule, view in rules.items():
        app.add_url_rule(rule, rule.strip("/"), view)
    app.add_url_rule("/json", "json", lambda: flask.jsonify(flask.request.json), methods=["POST"])
    app.cli.command("hello")(lambda: click.echo(flask.current_app.name))
    app.cli.command("no-context", with_appcontext=False)(lambda: click.echo("none"))


def add_hooks(app: flask.Flask, log: list[str]) -> None:
    app.errorhandler(ValueError)(lambda error: ("handled", 400))
    app.errorhandler(404)(lambda error: ("not found", 404))
    app.before_request(lambda: "early" if flask.request.path == "/early" else None)
    app.after_request(lambda response: response)
    app.teardown_request(lambda error: log.append(f"teardown_request: {brief(error)}"))
    app.teardown_appcontext(lambda error: log.append(f"teardown_appcontext: {brief(error)}"))
    app.context_processor(lambda: {"y": 2})
    app.url_defaults(lambda endpoint, values: None)
    app.url_value_preprocessor(lambda endpoint, values: None)
    app.url_build_error_handlers.append(lambda *args: "/built")
    app.shell_context_processor(lambda: {"z": 1})
    app.template_filter("f")(str)
    app.template_test("t")(bool)
    app.template_global("g")(str)


def fill_blueprint(blueprint: flask.Blueprint, child: flask.Blueprint, log: list[str]) -> None:
    @blueprint.route("/")
    def index() -> str:
        return flask.url_for(".index") + flask.url_for("blue.static", filename="s.txt")

    @blueprint.put("/put/<int:n>")
    def put(n: int) -> str:
        return str(n)

    class View(views.View):
        def dispatch_request(self) -> str:
            return "view"

    blueprint.add_url_rule("/view", view_func=View.as_view("view"))
    blueprint.add_url_rule("/abort", "abort", lambda: flask.abort(418))
    blueprint.add_url_rule("/gone", "gone", lambda: flask.abort(410))
    blueprint.add_url_rule("/template", "template", lambda: flask.render_template("b.html"))
    blueprint.errorhandler(418)(lambda error: ("teapot", 418))
    blueprint.app_errorhandler(410)(lambda error: ("gone", 410))
    blueprint.before_request(lambda: None)
    blueprint.before_app_request(lambda: None)
    blueprint.app_template_filter("bf")(str)
    blueprint.app_context_processor(dict)
    blueprint.record_once(lambda state: log.append("recorded"))
    blueprint.cli.command("of-blueprint")(lambda: click.echo("of blueprint"))
    blueprint.register_blueprint(child)


def brief(value: Any) -> str:
    """Tell a value's kind, and the value itself where it does not depend on the place, the time or the process."""
    if isinstance(value, bool | int | str | None) and "/tmp" not in str(value):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"({', '.join(map(brief, value))})"
    if isinstance(value, dict):
        return "{" + ", ".join(sorted(map(str, value))) + "}"
    return type(value).__name__.lstrip("_")


if __name__ == "__main__":
    main()
