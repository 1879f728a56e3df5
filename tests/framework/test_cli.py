"""The `flask` command: its options, its commands, and commands of applications."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import subprocess
import sys
from contextvars import copy_context
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tests.framework.invoking import invoke
from tests.framework.serving import run_flask

import flask.cli
from flask import Blueprint, Flask, current_app
from flask.cli import FlaskGroup, run_command

pytestmark = pytest.mark.usefixtures("own_environment")


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

    @pytest.mark.parametrize(
        ("arguments", "variables"),
        [
            (["--help"], {"FLASK_APP": "named"}),
            ([], {"FLASK_APP": "named"}),
            (["--app", "named", "--help"], {}),
        ],
    )
    def test_help_lists_commands_of_the_application_that_is_named(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        arguments: list[str],
        variables: dict[str, str],
    ) -> None:
        monkeypatch.setattr(sys, "path", sys.path[:])
        (tmp_path / "named.py").write_text(
            "import flask\napp = flask.Flask('named')\napp.cli.command('seed')(lambda: None)\n"
        )
        group = FlaskGroup(name="flask")
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


def test_lists_of_paths_are_split(tmp_path: Path) -> None:
    text = os.pathsep.join(["a.txt", "b.txt"])
    context = run_command.make_context("run", ["--extra-files", text])
    assert context.params["extra_files"] == ["a.txt", "b.txt"]


class TestNamesOfTheModule:
    @pytest.mark.parametrize("name", ["cli", "main", "load_dotenv", "FlaskGroup", "run_command"])
    def test_those_of_the_command_are_there_when_asked_for(self, name: str) -> None:
        assert name in dir(flask.cli)
        assert getattr(flask.cli, name) is getattr(flask.cli, name)

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
