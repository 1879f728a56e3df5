"""The `flask` command: its options, its commands, and commands of applications."""

from __future__ import annotations

import importlib.metadata
import inspect
import os
import platform
import ssl
import subprocess
import sys
import types
from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from tests.framework.serving import run_flask

import flask.cli
from flask import Blueprint, Flask, current_app
from flask.cli import (
    AppGroup,
    FlaskGroup,
    ScriptInfo,
    load_dotenv,
    pass_script_info,
    run_command,
    with_appcontext,
)


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What commands set in the environment ends with the test."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("FLASK_")}
    monkeypatch.setattr(os, "environ", environment)
    monkeypatch.chdir(tmp_path)


def invoke(app: Flask, *arguments: str) -> Result:
    return CliRunner().invoke(FlaskGroup(name="flask", create_app=lambda: app), arguments)


class TestAppContext:
    def test_a_decorated_command_has_it(self, app: Flask) -> None:
        @click.command()
        @with_appcontext
        def show() -> None:
            click.echo(current_app.name)

        result = CliRunner().invoke(show, obj=ScriptInfo(create_app=lambda: app))
        assert result.output == "app_under_test\n"

    def test_commands_of_an_app_group_and_of_groups_in_it_have_it(self, app: Flask) -> None:
        group = AppGroup("group")
        inner = group.group("inner")(lambda: None)
        assert isinstance(inner, AppGroup)
        for parent in (group, inner):
            parent.command("show")(lambda: click.echo(current_app.name))
        info = ScriptInfo(create_app=lambda: app)
        assert CliRunner().invoke(group, ["show"], obj=info).output == "app_under_test\n"
        assert CliRunner().invoke(group, ["inner", "show"], obj=info).output == "app_under_test\n"

    def test_a_decorated_function_becomes_a_command(self) -> None:
        group = AppGroup("group")
        made = [group.command("one")(lambda: None), group.command(lambda: None)]
        assert [type(each) for each in made] == [click.Command] * 2

    def test_a_command_can_do_without(self) -> None:
        group = AppGroup("group")

        @group.command(with_appcontext=False)
        def show() -> None:
            click.echo(bool(current_app))

        def create_app() -> Flask:
            raise AssertionError("must not be loaded")

        info = ScriptInfo(create_app=create_app)
        assert CliRunner().invoke(group, ["show"], obj=info).output == "False\n"

    def test_a_command_needs_no_parentheses(self, app: Flask) -> None:
        @app.cli.command
        def show() -> None:
            click.echo(current_app.name)

        assert invoke(app, "show").output == "app_under_test\n"

    def test_callbacks_of_parameters_have_it(self, app: Flask) -> None:
        @app.cli.command()
        @click.argument("word", callback=lambda ctx, param, value: f"{current_app.name} {value}")
        def show(word: str) -> None:
            click.echo(word)

        assert invoke(app, "show", "x").output == "app_under_test x\n"

    def test_a_function_keeps_its_name_and_help(self) -> None:
        @with_appcontext
        def show() -> None:
            """Show it."""

        assert (show.__name__, show.__doc__) == ("show", "Show it.")

    def test_the_script_info_can_be_asked_for(self, app: Flask) -> None:
        @app.cli.command()
        @pass_script_info
        def show(info: ScriptInfo) -> None:
            click.echo(info.load_app().name)

        assert invoke(app, "show").output == "app_under_test\n"

    def test_the_script_info_is_made_where_there_is_none(self) -> None:
        @click.command()
        @pass_script_info
        def show(info: ScriptInfo) -> None:
            click.echo(f"{info.app_import_path}")

        assert CliRunner().invoke(show).output == "None\n"


class TestScriptInfo:
    def test_it_takes_what_flask_s_takes(self) -> None:
        parameters = inspect.signature(ScriptInfo).parameters.values()
        assert {each.name: each.default for each in parameters} == {
            "app_import_path": None,
            "create_app": None,
            "set_debug_flag": True,
            "load_dotenv_defaults": True,
        }

    @pytest.mark.parametrize(
        ("options", "variable", "expected"),
        [
            ({}, None, True),
            ({"load_dotenv_defaults": False}, None, False),
            ({}, "1", False),
            ({"load_dotenv_defaults": False}, "0", True),
        ],
    )
    def test_the_environment_has_the_last_word_on_env_files(
        self, options: dict[str, bool], variable: str | None, expected: bool
    ) -> None:
        if variable is not None:
            os.environ["FLASK_SKIP_DOTENV"] = variable
        assert ScriptInfo(**options).load_dotenv_defaults is expected  # type: ignore[arg-type]

    def test_each_one_is_itself(self) -> None:
        assert len({ScriptInfo(), ScriptInfo()}) == 2

    def test_each_one_has_data_of_its_own(self) -> None:
        one, other = ScriptInfo(), ScriptInfo()
        one.data["key"] = "value"
        assert other.data == {}


class TestCommandsOfBlueprints:
    @pytest.mark.parametrize(
        ("options", "registered", "path"),
        [
            ({}, {}, ["shop", "show"]),
            ({"cli_group": "other"}, {}, ["other", "show"]),
            ({"cli_group": None}, {}, ["show"]),
            ({"cli_group": "other"}, {"cli_group": "late"}, ["late", "show"]),
        ],
    )
    def test_they_are_in_the_group_that_is_named(
        self,
        app: Flask,
        options: dict[str, str | None],
        registered: dict[str, str],
        path: list[str],
    ) -> None:
        shop = Blueprint("shop", __name__, **options)  # type: ignore[arg-type]
        shop.cli.command("show")(lambda: click.echo("shown"))
        app.register_blueprint(shop, **registered)
        assert invoke(app, *path).output == "shown\n"


class TestGroup:
    def test_the_version_is_told(self) -> None:
        result = CliRunner().invoke(FlaskGroup(), ["--version"])
        assert result.output == (
            f"Python {platform.python_version()}\n"
            f"Flask {importlib.metadata.version('flask')}\n"
            f"Werkzeug {importlib.metadata.version('werkzeug')}\n"
        )

    def test_help_lists_its_own_commands_and_the_application_s(self, app: Flask) -> None:
        app.cli.command("seed", help="Fill the database.")(lambda: None)
        result = invoke(app, "--help")
        for line in ("routes  List the", "run     Serve the", "shell   Open a", "seed    Fill"):
            assert line in result.output

    @pytest.mark.parametrize(
        ("error", "message"), [(ValueError("broken"), "ValueError: broken"), (None, "FLASK_APP")]
    )
    def test_help_is_given_also_without_the_application(
        self, error: Exception | None, message: str
    ) -> None:
        def create_app() -> Flask:
            assert error is not None
            raise error

        group = FlaskGroup(name="flask", create_app=create_app if error else None)
        result = CliRunner().invoke(group, ["--help"])
        assert result.exit_code == 0
        assert message in result.stderr
        assert result.stderr.endswith("\n\n")
        assert "List the app's routes" in result.stdout

    def test_an_unknown_command_says_why_the_application_s_are_not_there(self) -> None:
        result = CliRunner().invoke(FlaskGroup(name="flask"), ["seed"])
        assert result.exit_code == 2
        assert "Could not locate a Flask application" in result.stderr
        assert "No such command 'seed'" in result.stderr

    def test_an_application_s_command_does_not_replace_one_of_its_own(self, app: Flask) -> None:
        app.cli.command("routes")(lambda: click.echo("replaced"))
        assert "replaced" not in invoke(app, "routes").output

    def test_default_commands_and_version_can_be_left_out(self) -> None:
        group = FlaskGroup(add_default_commands=False, add_version_option=False)
        assert group.commands == {}
        assert "--version" not in {name for param in group.params for name in param.opts}

    def test_params_and_settings_of_ones_own_are_kept(self) -> None:
        group = FlaskGroup(
            params=[click.Option(["--mine"])], context_settings={"auto_envvar_prefix": "MINE"}
        )
        assert group.params[0].name == "mine"
        assert group.context_settings["auto_envvar_prefix"] == "MINE"

    def test_app_run_is_told_that_the_command_serves(self, app: Flask) -> None:
        app.cli.command("show")(lambda: click.echo(os.environ["FLASK_RUN_FROM_CLI"]))
        assert invoke(app, "show").output == "true\n"

    @pytest.mark.parametrize("arguments", [["--help"], []])
    def test_help_lists_commands_of_the_application_that_the_environment_names(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
    ) -> None:
        monkeypatch.setattr(sys, "path", sys.path[:])
        (tmp_path / "named_by_env.py").write_text(
            "import flask\napp = flask.Flask('named')\napp.cli.command('seed')(lambda: None)\n"
        )
        group, variables = FlaskGroup(name="flask"), {"FLASK_APP": "named_by_env"}
        # The application's context ends with the process, or here with a context of Python's.
        result = copy_context().run(CliRunner().invoke, group, arguments, env=variables)
        assert "seed" in result.output

    def test_it_can_have_a_function_of_its_own(self, app: Flask) -> None:
        @click.group(cls=FlaskGroup, create_app=lambda: app)
        @click.option("--mine")
        def group(mine: str) -> None:
            click.echo(f"mine: {mine}")

        group.command("show")(lambda: click.echo(current_app.debug))
        arguments = ["--app", "ignored", "--debug", "--mine", "x", "show"]
        assert CliRunner().invoke(group, arguments).output == "mine: x\nTrue\n"

    def test_the_version_is_told_before_other_options_are_looked_at(self) -> None:
        result = CliRunner().invoke(FlaskGroup(), ["--version", "--env-file", "missing"])
        assert (result.exit_code, result.stderr) == (0, "")

    def test_help_says_what_the_application_option_takes(self) -> None:
        result = CliRunner().invoke(FlaskGroup(name="flask"), ["--help"])
        assert "-A, --app IMPORT " in result.stdout

    def test_it_can_stand_in_another_group(self, app: Flask) -> None:
        parent = click.Group("parent")
        group = FlaskGroup(name="flask", create_app=lambda: app)
        parent.add_command(group)
        group.command("show")(lambda: click.echo(current_app.name))
        result = CliRunner().invoke(parent, ["flask", "show"])
        assert result.output == "app_under_test\n"

    def test_a_plugin_s_command_comes_from_its_entry_point(self, tmp_path: Path) -> None:
        (tmp_path / "plugin.py").write_text(
            "import click\n\n@click.command(help='Greet.')\ndef greet():\n    print('from a plugin')\n"
        )
        metadata = tmp_path / "plugin-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: plugin\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text("[flask.commands]\ngreet = plugin:greet\n")
        assert run_flask("greet", cwd=tmp_path).stdout == "from a plugin\n"
        assert "greet   Greet." in run_flask("--help", cwd=tmp_path).stdout


class TestDebugOption:
    @pytest.mark.parametrize(
        ("arguments", "variable", "expected"),
        [
            ([], None, False),
            (["--debug"], None, True),
            ([], "1", True),
            (["--no-debug"], "1", False),
            (["--debug"], "0", True),
        ],
    )
    def test_the_option_goes_before_the_environment(
        self, app: Flask, arguments: list[str], variable: str | None, expected: bool
    ) -> None:
        app.cli.command("show")(lambda: click.echo(current_app.debug))
        if variable is not None:
            os.environ["FLASK_DEBUG"] = variable
        assert invoke(app, *arguments, "show").output == f"{expected}\n"

    @pytest.mark.parametrize(("variable", "expected"), [("1", True), (None, False)])
    def test_a_default_of_the_context_does_not_count(
        self, app: Flask, variable: str | None, expected: bool
    ) -> None:
        app.cli.command("show")(lambda: click.echo(current_app.debug))
        group = FlaskGroup(
            name="flask",
            create_app=lambda: app,
            context_settings={"default_map": {"debug": not expected}},
        )
        if variable is not None:
            os.environ["FLASK_DEBUG"] = variable
        assert CliRunner().invoke(group, ["show"]).output == f"{expected}\n"

    def test_a_factory_sees_it(self) -> None:
        def create_app() -> Flask:
            return Flask(f"debug={Flask('x').debug}")

        group = FlaskGroup(name="flask", create_app=create_app)
        group.command("show")(lambda: click.echo(current_app.name))
        assert CliRunner().invoke(group, ["--debug", "show"]).output == "debug=True\n"


class TestEnvFiles:
    @pytest.fixture(autouse=True)
    def files(self, tmp_path: Path) -> None:
        (tmp_path / ".flaskenv").write_text("A=flaskenv\nB=flaskenv\nC=flaskenv\nD=flaskenv\n")
        text = "A=env\nB=env\nC=env\nWITHOUT_VALUE\nEMPTY=\nNAME=Flöte\n"
        (tmp_path / ".env").write_text(text, "utf-8")
        (tmp_path / "given").write_text("A=given\nB=given\n")

    def values(self) -> str:
        return " ".join(os.environ.get(name, "-") for name in "ABCD")

    def test_a_given_file_goes_before_env_before_flaskenv(self) -> None:
        os.environ["A"] = "set"
        assert load_dotenv("given") is True
        assert self.values() == "set given env flaskenv"
        assert os.environ["NAME"] == "Flöte"
        assert os.environ["EMPTY"] == ""
        assert "WITHOUT_VALUE" not in os.environ

    def test_defaults_can_be_left_out(self) -> None:
        assert load_dotenv("given", load_defaults=False) is True
        assert self.values() == "given given - -"

    def test_a_file_that_is_not_there_gives_nothing(self) -> None:
        assert load_dotenv("missing", load_defaults=False) is False

    def test_they_are_found_from_a_folder_below(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "below").mkdir()
        monkeypatch.chdir("below")
        assert load_dotenv() is True
        assert self.values() == "env env env flaskenv"

    @pytest.mark.parametrize(
        ("arguments", "options", "values"),
        [
            ([], {}, "env env env flaskenv"),
            (["--env-file", "given"], {}, "given given env flaskenv"),
            (["--env-file", "given"], {"load_dotenv": False}, "given given - -"),
            ([], {"load_dotenv": False}, "- - - -"),
        ],
    )
    def test_the_group_loads_them_before_the_application(
        self, app: Flask, arguments: list[str], options: dict[str, bool], values: str
    ) -> None:
        app.cli.command("show")(lambda: click.echo(self.values()))
        group = FlaskGroup(name="flask", create_app=lambda: app, **options)  # type: ignore[arg-type]
        assert CliRunner().invoke(group, [*arguments, "show"]).output == f"{values}\n"

    @pytest.mark.parametrize("path", ["missing", "."])
    def test_an_env_file_that_is_no_file_is_told_of(self, path: str) -> None:
        result = CliRunner().invoke(FlaskGroup(name="flask"), ["--env-file", path, "routes"])
        assert result.exit_code == 2
        assert "Invalid value for '-e' / '--env-file'" in result.stderr

    def test_the_command_loads_them(self, tmp_path: Path) -> None:
        (tmp_path / ".flaskenv").write_text("FLASK_APP=hello\nFLASK_DEBUG=1\n")
        (tmp_path / "hello.py").write_text(
            "from flask import Flask\napp = Flask(__name__)\n"
            "app.cli.command('show')(lambda: print(app.name, app.debug))\n"
        )
        assert run_flask("show", cwd=tmp_path).stdout == "hello True\n"
        done = run_flask("show", cwd=tmp_path, FLASK_SKIP_DOTENV="1")
        assert "Could not locate a Flask application" in done.stderr

    def test_the_env_file_option_can_name_the_application(self, tmp_path: Path) -> None:
        (tmp_path / "given").write_text("FLASK_APP=hello\n")
        (tmp_path / "hello.py").write_text(
            "from flask import Flask\napp = Flask(__name__)\n"
            "app.cli.command('show')(lambda: print(app.name))\n"
        )
        assert run_flask("--env-file", "given", "show", cwd=tmp_path).stdout == "hello\n"
        assert "show" in run_flask("--help", cwd=tmp_path, FLASK_ENV_FILE="given").stdout

    def test_without_python_dotenv_a_hint_is_given(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "dotenv", None)
        assert load_dotenv() is False
        assert "Install python-dotenv" in capsys.readouterr().err
        result = CliRunner().invoke(FlaskGroup(name="flask"), ["--env-file", "given", "routes"])
        assert result.exit_code == 2
        assert "python-dotenv must be installed to load 'given'" in result.stderr


class TestRoutes:
    @pytest.fixture
    def app(self, app: Flask) -> Flask:
        app.add_url_rule("/zzz", methods=["POST"], endpoint="add")
        app.add_url_rule("/post/<int:x>", methods=["GET", "POST"], endpoint="show")
        return app

    def test_they_are_a_table(self, app: Flask) -> None:
        assert invoke(app, "routes").output.splitlines() == [
            "Endpoint  Methods    Rule",
            "--------  ---------  -----------------------",
            "add       POST       /zzz",
            "show      GET, POST  /post/<int:x>",
            "static    GET        /static/<path:filename>",
        ]

    @pytest.mark.parametrize(
        ("sort", "endpoints"),
        [
            ("endpoint", ["add", "show", "static"]),
            ("methods", ["static", "show", "add"]),
            ("rule", ["show", "static", "add"]),
            ("domain", ["add", "static", "show"]),
            ("match", ["add", "static", "show"]),
        ],
    )
    def test_they_are_sorted_by_what_is_asked(
        self, app: Flask, sort: str, endpoints: list[str]
    ) -> None:
        lines = invoke(app, "routes", "--sort", sort).output.splitlines()[2:]
        shown = [line.split()[0] for line in lines]
        if sort in ("match", "domain"):
            endpoints = [rule.endpoint for rule in app.url_map.iter_rules()]
        assert shown == endpoints

    def test_all_methods_are_shown_when_asked_for(self, app: Flask) -> None:
        assert "GET, HEAD, OPTIONS, POST" in invoke(app, "routes", "--all-methods").output

    @pytest.mark.parametrize(
        ("options", "rule", "title"),
        [
            ({"host_matching": True, "static_host": "cdn"}, {"host": "shop"}, "Host"),
            ({}, {"subdomain": "shop"}, "Subdomain"),
        ],
    )
    def test_domains_have_a_column_where_there_are_any(
        self, options: dict[str, object], rule: dict[str, str], title: str
    ) -> None:
        app = Flask("domains", **options)  # type: ignore[arg-type]
        app.add_url_rule("/", endpoint="index", **rule)  # type: ignore[arg-type]
        lines = invoke(app, "routes", "--sort", "domain").output.splitlines()
        assert title in lines[0].split()
        assert "shop" in lines[-1].split()

    def test_none_at_all_is_said(self) -> None:
        app = Flask("empty", static_folder=None)
        assert invoke(app, "routes").output == "No routes were registered.\n"


class TestShell:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "hello.py").write_text(
            "from flask import Flask\n"
            "app = Flask(__name__)\n"
            "app.shell_context_processor(lambda: {'answer': 42})\n"
        )
        return tmp_path

    def test_it_has_the_application_and_what_processors_add(self, folder: Path) -> None:
        text = "from flask import current_app\nprint(app.name, answer, current_app is app, g)\n"
        text += "print(current_app._get_current_object() is app)\n"
        done = run_flask("--app", "hello", "shell", cwd=folder, text=text)
        assert done.returncode == 0
        assert "hello 42 False <flask.g of 'hello'>" in done.stdout
        assert "True" in done.stdout
        assert f"App: hello\nInstance: {folder / 'instance'}" in done.stderr

    def test_it_runs_the_startup_file_first(self, folder: Path) -> None:
        (folder / "startup.py").write_text("answer = 1\nmine = 'from the file'\n")
        done = run_flask(
            *("--app", "hello", "shell"),
            cwd=folder,
            text="print(mine, answer)\n",
            PYTHONSTARTUP="startup.py",
        )
        assert "from the file 42" in done.stdout


class TestShellInThisProcess:
    """Its input is empty, so that it ends at once."""

    @pytest.fixture(autouse=True)
    def own_interpreter(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
        """What the interpreter does when it becomes interactive is noted instead."""
        import readline

        done: list[str] = []
        monkeypatch.setattr(
            sys, "__interactivehook__", lambda: done.append("prepared"), raising=False
        )
        completer = readline.get_completer()
        yield done
        readline.set_completer(completer)

    def test_it_completes_the_names_that_it_has(
        self, app: Flask, own_interpreter: list[str]
    ) -> None:
        import readline

        app.shell_context_processor(lambda: {"answer_of_all": 42})
        assert invoke(app, "shell").exit_code == 0
        complete = readline.get_completer()
        assert complete is not None
        assert complete("answer_of", 0) == "answer_of_all"
        assert own_interpreter == ["prepared"]

    def test_it_works_without_readline(
        self, app: Flask, monkeypatch: pytest.MonkeyPatch, own_interpreter: list[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "readline", None)
        assert invoke(app, "shell").exit_code == 0
        assert own_interpreter == ["prepared"]

    def test_it_works_where_the_interpreter_has_nothing_to_do(
        self, app: Flask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delattr(sys, "__interactivehook__")
        result = invoke(app, "shell")
        assert result.exit_code == 0
        assert f"App: app_under_test\nInstance: {app.instance_path}\n" in result.stderr

    @pytest.mark.parametrize("path", ["", "missing.py", "folder"])
    def test_a_startup_file_that_is_none_is_passed_over(self, app: Flask, path: str) -> None:
        Path("folder").mkdir()
        os.environ["PYTHONSTARTUP"] = path
        assert invoke(app, "shell").exit_code == 0


class TestCertificateOptions:
    def params(self, *arguments: str) -> dict[str, object]:
        return run_command.make_context("run", list(arguments)).params

    @pytest.fixture
    def file(self, tmp_path: Path) -> str:
        path = tmp_path / "file.pem"
        path.touch()
        return str(path.resolve())

    def test_files_make_a_pair_in_either_order(self, file: str) -> None:
        for arguments in (("--cert", file, "--key", file), ("--key", file, "--cert", file)):
            assert self.params(*arguments)["cert"] == (file, file)
        assert self.params("--cert", "file.pem", "--key", "file.pem")["cert"] == (file, file)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("--cert", "file.pem"), 'Required when using "--cert"'),
            (("--key", "file.pem"), '"--cert" must also be specified'),
            (("--cert", "adhoc", "--key", "file.pem"), '"adhoc", "--key" is not used'),
            (("--cert", "tls_context", "--key", "file.pem"), 'SSLContext object, "--key" is not'),
            (("--cert", "no_such_module"), "does not exist"),
            (("--cert", "os"), "does not exist"),
            (("--cert", "folder"), "is a directory"),
        ],
    )
    def test_what_does_not_go_together_is_told(
        self,
        file: str,
        monkeypatch: pytest.MonkeyPatch,
        arguments: tuple[str, ...],
        message: str,
    ) -> None:
        monkeypatch.setitem(sys.modules, "cryptography", types.ModuleType("cryptography"))
        monkeypatch.setitem(sys.modules, "tls_context", ssl.create_default_context())  # type: ignore[arg-type]
        Path("folder").mkdir()
        with pytest.raises(click.BadParameter) as caught:
            self.params(*arguments)
        assert message in caught.value.message
        assert caught.value.format_message().startswith("Invalid value for '--")

    def test_help_says_that_they_take_paths(self) -> None:
        lines = CliRunner().invoke(run_command, ["--help"]).output.splitlines()
        for start in ("  --cert PATH ", "  --key FILE "):
            assert any(line.startswith(start) for line in lines)

    @pytest.mark.parametrize("word", ["adhoc", "AdHoc"])
    def test_adhoc_makes_a_certificate(self, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
        monkeypatch.setitem(sys.modules, "cryptography", types.ModuleType("cryptography"))
        assert self.params("--cert", word)["cert"] == "adhoc"

    @pytest.mark.parametrize(
        ("module", "message"),
        [("ssl", "SSL support"), ("cryptography", "pip install cryptography")],
    )
    def test_a_library_that_is_missing_is_told_of(
        self, monkeypatch: pytest.MonkeyPatch, module: str, message: str
    ) -> None:
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(click.BadParameter) as caught:
            self.params("--cert", "adhoc")
        assert message in caught.value.message
        assert caught.value.format_message().startswith("Invalid value for '--cert': ")


def test_lists_of_paths_are_split(tmp_path: Path) -> None:
    text = os.pathsep.join(["a.txt", "b.txt"])
    context = run_command.make_context("run", ["--extra-files", text])
    assert context.params["extra_files"] == ["a.txt", "b.txt"]


class TestNamesOfTheModule:
    @pytest.mark.parametrize("name", ["cli", "main", "load_dotenv", "FlaskGroup", "run_command"])
    def test_those_of_the_command_are_there_when_asked_for(
        self, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        value = getattr(flask.cli, name)
        # As it is before anybody has asked.
        monkeypatch.delitem(vars(flask.cli), name)
        assert name in dir(flask.cli)
        assert getattr(flask.cli, name) is value

    def test_another_one_is_an_attribute_error(self) -> None:
        with pytest.raises(AttributeError, match=r"'flask\.cli' has no attribute 'nothing'"):
            flask.cli.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_command_is_named_flask() -> None:
    result = CliRunner().invoke(flask.cli.cli, ["--help"])
    assert result.stdout.startswith("Usage: flask [OPTIONS]")


@pytest.mark.parametrize("module", ["flask", "flask.cli"])
def test_python_m_runs_the_command(tmp_path: Path, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, "--version"], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout.startswith("Python ")
