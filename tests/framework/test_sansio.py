"""The application apart from the way in which it is asked, as Quart derives from it."""

from __future__ import annotations

from typing import Any

import pytest

import flask
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
