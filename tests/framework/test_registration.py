"""What applications and blueprints have in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from flask import Flask
from flask.sansio.scaffold import Scaffold


def test_without_folders_it_has_neither_static_files_nor_templates() -> None:
    scaffold = Scaffold(__name__)
    assert scaffold.root_path == str(Path(__file__).parent)
    assert (scaffold.static_folder, scaffold.static_url_path) == (None, None)
    assert scaffold.has_static_folder is False
    assert (scaffold.template_folder, scaffold.jinja_loader) == (None, None)


@pytest.mark.parametrize("root", ["", "/somewhere"])
def test_a_root_path_is_taken_as_it_is_given(root: str) -> None:
    assert Scaffold("no_such_module", root_path=root).root_path == root


def test_folders_are_below_the_root_path_unless_absolute() -> None:
    scaffold = Scaffold(__name__, "files/", root_path="/srv/app")
    assert scaffold.static_folder == "/srv/app/files"
    assert scaffold.static_url_path == "/files"
    scaffold.static_folder = Path("/elsewhere")  # type: ignore[assignment]
    assert scaffold.static_folder == "/elsewhere"


def test_static_files_in_the_root_path_itself_have_no_url_path_of_their_own() -> None:
    scaffold = Scaffold(__name__, "/", root_path="/srv/app")
    assert scaffold.static_folder == "/srv/app/"
    assert scaffold.static_url_path == ""


@pytest.mark.parametrize(
    "method",
    [
        *("before_request", "after_request", "teardown_request", "context_processor"),
        *("url_value_preprocessor", "url_defaults"),
    ],
)
def test_a_decorated_hook_stays_what_it_is(app: Flask, method: str) -> None:
    def hook() -> None: ...

    assert getattr(app, method)(hook) is hook


@pytest.mark.parametrize("method", ["route", "get", "endpoint", "errorhandler"])
def test_a_decorated_view_or_handler_stays_what_it_is(app: Flask, method: str) -> None:
    def function() -> None: ...

    argument = 404 if method == "errorhandler" else "/"
    assert getattr(app, method)(argument)(function) is function
