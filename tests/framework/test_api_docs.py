"""The reference must not fall behind: every public name and setting is in the documentation."""

import importlib
import io
import re
from pathlib import Path
from types import ModuleType

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

import flask

DOCS = Path(__file__).parents[2] / "docs"

MODULES = [
    "flask.cli",
    "flask.json",
    "flask.json.provider",
    "flask.json.tag",
    "flask.sessions",
    "flask.testing",
    "flask.views",
]


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Full names of the objects on the API page, as Sphinx reads it."""
    out = tmp_path_factory.mktemp("api")
    overrides = {"include_patterns": ["api.rst"], "root_doc": "api", "html_static_path": []}
    with patch_docutils(str(DOCS)), docutils_namespace():
        app = Sphinx(
            srcdir=DOCS,
            confdir=DOCS,
            outdir=out,
            doctreedir=out,
            buildername="dummy",
            confoverrides=overrides,
            status=None,
            warning=io.StringIO(),
        )
        app.build()
        return set(app.env.domains.python_domain.objects)


def public_names(module: ModuleType) -> set[str]:
    """Names that a module offers: its `__all__`, else those that are neither modules nor private."""
    names = getattr(module, "__all__", None) or [
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("flask")
    ]
    return {name for name in names if not isinstance(getattr(module, name), ModuleType)}


def test_every_public_name_of_flask_is_in_the_reference(documented: set[str]) -> None:
    assert {f"flask.{name}" for name in public_names(flask)} - documented == set()


@pytest.mark.parametrize("name", MODULES)
def test_every_class_and_function_of_a_public_module_is_in_the_reference(
    documented: set[str], name: str
) -> None:
    module = importlib.import_module(name)
    own = {
        member
        for member in public_names(module)
        if getattr(getattr(module, member), "__module__", "").startswith(name)
    }
    assert {f"{name}.{member}" for member in own} - documented == set()


def test_every_setting_is_described() -> None:
    described = set(re.findall(r"^\.\. confval:: (\w+)", (DOCS / "settings.rst").read_text(), re.M))
    assert described == set(flask.Flask.default_config)
