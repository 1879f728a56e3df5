"""What applications and blueprints have in common."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    scaffold = Scaffold(__name__, "files/", root_path="/root")
    assert scaffold.static_folder == "/root/files"
    assert scaffold.static_url_path == "/files"
    scaffold.static_folder = Path("/elsewhere")  # type: ignore[assignment]
    assert scaffold.static_folder == "/elsewhere"
