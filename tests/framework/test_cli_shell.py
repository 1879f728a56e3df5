"""`flask shell`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.framework.invoking import invoke
from tests.framework.serving import run_flask

from flask import Flask

pytestmark = pytest.mark.usefixtures("own_environment")


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
