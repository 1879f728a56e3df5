"""The package is typed for those who use it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PACKAGE = Path(str(files("flask"))).parent


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """mypy's cache: without it, each run reads the standard library's types anew."""
    return tmp_path_factory.mktemp("mypy")


def check(*arguments: str, cache: Path) -> str:
    """What mypy says in strict mode."""
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file="]
    options = ["--cache-dir", str(cache), "--no-error-summary", *arguments]
    environment = os.environ | {"MYPYPATH": str(PACKAGE)}
    done = subprocess.run([*command, *options], env=environment, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_the_marker_for_type_checkers_is_in_the_package() -> None:
    assert files("flask").joinpath("py.typed").is_file()


def test_an_application_passes_strict_checks(cache: Path) -> None:
    assert check(str(HERE / "typing_checks.py"), cache=cache) == ""


MISTAKES = """
from flask import Flask
app = Flask(__name__)

@app.get("/")
def no_response() -> int: return 1

@app.get("/")
def wrong_tuple() -> tuple[str, str, int]: return "", "", 1

@app.before_request
def takes_an_argument(name: str) -> None: ...

app.route("/")(lambda: object())
app.config.from_file("settings.toml")
keeps_its_type: str = app.template_global()(int)("1")
"""


def test_mistakes_are_found(cache: Path) -> None:
    found = [
        line for line in check("--command", MISTAKES, cache=cache).splitlines() if "error" in line
    ]
    lines = [int(line.split(":")[1]) for line in found]
    assert lines == [5, 8, 11, 14, 15, 16], found
