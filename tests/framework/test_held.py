"""Names that modules hold for those who look for them there, and underscore names of classes that programs use."""

import collections.abc
import contextvars
import datetime
import functools
import importlib
import itertools
import json
import pathlib
import subprocess
import sys
import types
import typing
import urllib.parse
import weakref
from pathlib import Path
from unittest import mock

import click
import jinja2
import pytest
import werkzeug.datastructures
import werkzeug.routing
import werkzeug.wrappers
from click.testing import CliRunner
from tests.framework.samples import samples
from werkzeug.exceptions import HTTPException

import flask
from flask import held
from flask.cli import load_app

IN_USE: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("names_in_use.json").read_text("utf-8")
)

MODULES = [
    *["flask.app", "flask.blueprints", "flask.cli", "flask.config", "flask.ctx", "flask.globals"],
    *["flask.helpers", "flask.json", "flask.json.provider", "flask.json.tag", "flask.logging"],
    *["flask.sansio", "flask.sansio.app", "flask.sansio.blueprints", "flask.sansio.scaffold"],
    *["flask.sessions", "flask.templating", "flask.testing", "flask.typing"],
    *["flask.views", "flask.wrappers"],
]

ELSEWHERE = {
    "App": flask.sansio.app.App,
    "BaseLoader": jinja2.BaseLoader,
    "BaseResponse": werkzeug.wrappers.Response,
    "Blueprint": flask.Blueprint,
    "ContextVar": contextvars.ContextVar,
    "Headers": werkzeug.datastructures.Headers,
    "ParameterSource": click.core.ParameterSource,
    "RequestRedirect": werkzeug.routing.RequestRedirect,
    "SansioBlueprint": flask.Blueprint,
    "SessionMixin": flask.sessions.SessionMixin,
    "_cv_app": flask.globals._cv_app,
    "_json": json,
    "_url_quote": urllib.parse.quote,
    "c": collections.abc,
    "cabc": collections.abc,
    "chain": itertools.chain,
    "cli": flask.cli,
    "contextvars": contextvars,
    "current_app": flask.current_app,
    "ft": flask.typing,
    "pathlib": pathlib,
    "request": flask.request,
    "request_ctx": flask.globals.request_ctx,
    "t": typing,
    "timezone": datetime.timezone,
    "types": types,
    "update_wrapper": functools.update_wrapper,
    "weakref": weakref,
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    # The command says in it that it runs; put back after each test.
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "false")


def test_no_name_that_is_in_use_is_missing() -> None:
    objects = samples()
    missing = []
    for path in IN_USE:
        owner, _, name = path.rpartition(".")
        found = objects[owner] if owner in objects else importlib.import_module(owner)
        if not hasattr(found, name):
            missing.append(path)
    assert missing == []


def test_a_module_gives_what_one_of_its_parts_imports() -> None:
    from flask.app import HTTPException as held_by_app
    from flask.cli import click as held_by_cli

    assert (held_by_app, held_by_cli) == (HTTPException, click)


def test_a_module_gives_what_is_elsewhere() -> None:
    from flask.logging import request

    assert request is flask.request


@pytest.mark.parametrize("module", MODULES)
def test_each_module_holds_names(module: str) -> None:
    assert importlib.import_module(module).update_wrapper is functools.update_wrapper


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_name_means_what_it_means_in_flask(name: str) -> None:
    assert getattr(flask.logging, name) is ELSEWHERE[name]


def test_what_blueprints_open_is_found_at_their_module() -> None:
    assert flask.blueprints.timedelta is datetime.timedelta


def test_a_name_that_nobody_holds_is_missing() -> None:
    with pytest.raises(AttributeError, match=r"^module 'flask\.cli' has no attribute 'nothing'$"):
        flask.cli.nothing  # noqa: B018


def test_a_name_that_is_set_is_set_where_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    served = []
    monkeypatch.setattr("flask.cli.run_simple", lambda *args, **options: served.append(args))
    app = flask.Flask("app")
    group = flask.cli.FlaskGroup(create_app=lambda: app)
    # Nobody could serve there.
    assert CliRunner().invoke(group, ["run", "--host", "-"]).exit_code == 0
    assert served == [("-", 5000, app)]


def test_a_function_that_is_replaced_is_called_in_place_of_the_own_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    monkeypatch.setattr("flask.cli.prepare_import", lambda path: asked.append(path) or "json")
    with pytest.raises(flask.cli.NoAppException):
        load_app("there.py")
    assert asked == ["there.py"]


@pytest.mark.parametrize("name", ["run_simple", "prepare_import"])
def test_a_patch_that_is_undone_leaves_what_was_there(name: str) -> None:
    holders = [importlib.import_module(part) for part in held.PARTS["flask.cli"]]
    before = [vars(part).get(name) for part in holders]
    for _ in range(2):
        with mock.patch(f"flask.cli.{name}") as patched:
            assert patched in [vars(part).get(name) for part in holders]
        assert [vars(part).get(name) for part in holders] == before
    assert getattr(flask.cli, name) in before


def test_patches_within_patches_leave_what_was_there() -> None:
    before = flask.cli.run.run_simple
    with mock.patch("flask.cli.run_simple"), mock.patch("flask.cli.run_simple") as inner:
        assert flask.cli.run.run_simple is inner
    assert flask.cli.run.run_simple is before


def test_a_name_that_no_part_holds_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flask.json._json", "own", raising=True)
    assert flask.json._json == "own"


def test_a_part_is_loaded_under_its_name_without_the_others() -> None:
    program = "import sys, flask; flask.cli.environment; print('flask.cli.run' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert printed.stdout == "False\n"


def test_loading_a_part_does_not_load_the_others() -> None:
    program = "import sys, flask.cli.environment; print('flask.cli.run' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert printed.stdout == "False\n"


@pytest.mark.parametrize("module", held.PARTS)
def test_a_name_means_the_same_in_all_parts_of_a_module(module: str) -> None:
    values: dict[str, set[int]] = {}
    for part in held.PARTS[module]:
        for name, value in vars(importlib.import_module(part)).items():
            if not name.startswith("__"):
                values.setdefault(name, set()).add(id(value))
    assert [name for name, ids in values.items() if len(ids) > 1] == []


def test_the_module_lists_its_public_names() -> None:
    assert {"FlaskGroup", "load_dotenv", "run_command"} <= set(dir(flask.cli))
