"""Where a module is installed decides where its instance folder is."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

import flask
from flask.packages import find_package


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


@pytest.mark.parametrize(
    ("path", "prefix"),
    [
        ("lib/python3.11/site-packages", ""),
        ("Lib/site-packages", ""),
        ("somewhere/site-packages", "somewhere"),
        ("project", None),
    ],
)
def test_the_layout_of_an_environment_tells_its_prefix(tmp_path, monkeypatch, path, prefix):
    folder = tmp_path / path
    (folder / "installed_here").mkdir(parents=True)
    (folder / "installed_here" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(folder)
    expected = None if prefix is None else str(tmp_path / prefix)
    assert find_package("installed_here") == (expected, str(folder))


@pytest.mark.parametrize("name", ["no_such_module", "no_such_package.module", "typed_in"])
def test_what_cannot_be_found_is_taken_to_be_in_the_working_directory(monkeypatch, name):
    # As `__main__` is in the interactive interpreter.
    monkeypatch.setitem(sys.modules, "typed_in", ModuleType("typed_in"))
    assert find_package(name) == (None, str(Path.cwd()))


def test_a_module_of_a_package_is_where_the_package_is(project):
    (project / "parcel").mkdir()
    (project / "parcel" / "__init__.py").touch()
    (project / "parcel" / "inner.py").touch()
    assert find_package("parcel.inner") == (None, str(project))
    assert flask.Flask("parcel.inner").instance_path == str(project / "instance")


class TestNamespacePackages:
    @pytest.fixture
    def folders(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
        """Two folders that have a part each of the package `spread`."""
        folders = [tmp_path / "one", tmp_path / "two"]
        for folder in folders:
            (folder / "spread" / f"in_{folder.name}").mkdir(parents=True)
            (folder / "spread" / f"in_{folder.name}" / "__init__.py").touch()
            (folder / "spread" / f"module_{folder.name}.py").touch()
            monkeypatch.syspath_prepend(folder)
        return folders

    def test_a_package_in_one_is_where_it_is(self, folders):
        for folder in folders:
            assert find_package(f"spread.in_{folder.name}") == (None, str(folder))

    @pytest.mark.parametrize("name", ["module_one", "module_two", "missing", "missing.module"])
    def test_what_is_no_package_in_one_is_taken_to_be_in_its_first_folder(self, folders, name):
        assert find_package(f"spread.{name}") == (None, str(folders[-1]))
