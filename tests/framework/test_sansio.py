"""The application apart from the way in which it is asked, as Quart derives from it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import flask
from flask.packages import find_instance_folder
from flask.sansio.app import App


class Own(App):
    default_config = flask.Flask.default_config


@pytest.fixture
def own(tmp_path: Any) -> Own:
    return Own("own", root_path=str(tmp_path), instance_path=str(tmp_path))


def test_every_application_is_one() -> None:
    assert isinstance(flask.Flask("app"), App)


def test_it_leaves_the_rule_of_static_files_to_the_derived_class(own: Own) -> None:
    assert own.has_static_folder
    assert list(own.url_map.iter_rules()) == []
    own.add_url_rule("/static/<path:filename>", "static", lambda filename: filename)
    assert own.view_functions.keys() == {"static"}


def test_it_serves_nothing_and_has_no_commands(own: Own) -> None:
    assert [name for name in ("wsgi_app", "__call__", "cli", "run") if hasattr(own, name)] == []


def test_it_takes_blueprints_hooks_and_error_handlers(own: Own) -> None:
    blueprint = flask.Blueprint("blue", "blue", root_path="/")
    blueprint.add_url_rule("/view", "view", lambda: "view")
    blueprint.register_error_handler(418, repr)
    own.register_blueprint(blueprint, url_prefix="/blue")
    own.register_error_handler(LookupError, str)
    assert [rule.rule for rule in own.url_map.iter_rules()] == ["/blue/view"]
    assert own._find_error_handler(KeyError(), ["blue"]) is str
    assert own.should_ignore_error(KeyError()) is False


def test_it_has_settings_a_name_and_json(own: Own) -> None:
    own.secret_key = "key"
    assert (own.name, own.config["SECRET_KEY"], own.debug) == ("own", "key", False)
    assert own.json.loads("[1]") == [1]
    assert own.select_jinja_autoescape("a.html")


def test_the_modules_are_there_once_the_package_is() -> None:
    assert flask.sansio.app.App is App
    assert flask.sansio.blueprints.Blueprint is flask.Blueprint
    assert issubclass(App, flask.sansio.scaffold.Scaffold)


def test_without_further_arguments_it_finds_its_folders_and_matches_no_hosts() -> None:
    own = Own("flask.sansio")
    folder = str(Path(flask.sansio.__file__).parent)
    assert (own.root_path, own.config.root_path) == (folder, folder)
    assert (own.subdomain_matching, own.url_map.host_matching) == (False, False)
    assert own.instance_path == find_instance_folder("flask.sansio", own.name)


def test_the_name_of_a_program_is_that_of_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["__main__"], "__file__", "/there/program.py", raising=False)
    assert Own("__main__").name == "program"


def test_a_program_that_runs_has_its_instance_folder_beside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = str(tmp_path / "program.py")
    monkeypatch.setattr(sys.modules["__main__"], "__file__", program, raising=False)
    assert Own("__main__").instance_path == find_instance_folder("__main__", "program")


@pytest.mark.parametrize("setup", ["teardown_appcontext", "shell_context_processor"])
def test_what_is_registered_stays_what_it_is(own: Own, setup: str) -> None:
    def function() -> None: ...

    assert getattr(own, setup)(function) is function
