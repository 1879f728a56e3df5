"""Environment variables from files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tests.framework.serving import run_flask

from flask import Flask
from flask.cli import FlaskGroup, load_dotenv

pytestmark = pytest.mark.usefixtures("own_environment")


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
