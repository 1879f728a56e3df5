"""What a command is about: the application, and its context."""

from __future__ import annotations

import inspect
import os

import click
import pytest
from click.testing import CliRunner
from tests.framework.invoking import invoke

from flask import Flask, current_app
from flask.cli import AppGroup, ScriptInfo, pass_script_info, with_appcontext

pytestmark = pytest.mark.usefixtures("own_environment")


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
