"""Where a module is installed decides where its instance folder is."""

import sys
from pathlib import Path

import pytest

import flask


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path with the module `placed`."""
    (tmp_path / "placed.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_a_module_outside_the_prefix_has_its_instance_folder_beside_it(project):
    assert flask.Flask("placed").instance_path == str(project / "instance")


def test_a_module_below_the_prefix_has_its_instance_folder_under_var(project, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(project.parent))
    expected = project.parent / "var" / "placed-instance"
    assert flask.Flask("placed").instance_path == str(expected)


def test_a_prefix_that_is_the_root_makes_no_module_an_installed_one(project, monkeypatch):
    monkeypatch.setattr(sys, "prefix", project.anchor)
    assert flask.Flask("placed").instance_path == str(project / "instance")
