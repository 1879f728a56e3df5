"""The distribution flask-playground, installed beside Flask from PyPI: it brings its extension, and no Flask."""

import json
import subprocess
import sys
import tomllib
import venv
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.playground.wheels import PIP, ROOT, build_wheel

PROJECT = ROOT / "framework" / "flask_playground"

DOCUMENT = """\
Examples
========

.. playground::

   from flask import Flask

   app = Flask(__name__)
"""

INSTALLED = """
import base64, hashlib, json
from importlib.metadata import files, requires, version
from pathlib import Path

import flask

def is_as_recorded(file):
    digest = hashlib.new(file.hash.mode, file.read_binary()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=") == file.hash.value

[imported] = [file for file in files("flask") if file.locate() == Path(flask.__file__)]
print(json.dumps({
    "flask": version("flask"),
    "is_as_recorded": is_as_recorded(imported),
    "required": requires("flask-playground"),
    "packages": sorted({file.parts[0] for file in files("flask-playground")}),
}))
"""

Python = Callable[..., str]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Python:
    """The interpreter of an environment with Flask from PyPI, Sphinx, and the wheel, installed in this order."""
    folder = tmp_path_factory.mktemp("beside-flask")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    build_wheel(PROJECT, folder)
    [built] = folder.glob("*.whl")
    install = [*PIP, "--python", environment, "install", "--constraint", ROOT / "constraints.txt"]
    subprocess.run([*install, "flask==3.1.3"], check=True)
    subprocess.run([*install, f"{built}[sphinx]"], check=True)

    def run(*args: str | Path) -> str:
        executable = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        command = [executable, "-I", *args]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    return run


def test_flask_stays_the_one_from_pypi(python: Python) -> None:
    installed = json.loads(python("-c", INSTALLED))
    assert (installed["flask"], installed["is_as_recorded"]) == ("3.1.3", True)


def test_the_distribution_has_one_package_and_requires_nothing_but_for_its_extras(
    python: Python,
) -> None:
    installed = json.loads(python("-c", INSTALLED))
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["version"]
    assert installed["packages"] == ["flask_playground", f"flask_playground-{version}.dist-info"]
    assert installed["required"]
    assert all("; extra == '" in requirement for requirement in installed["required"])


def test_a_documentation_is_built_with_the_directive(python: Python, tmp_path: Path) -> None:
    settings = {
        "extensions": ["flask_playground.sphinx_extension"],
        "playground_url": "https://play.example/",
    }
    lines = [f"{name} = {value!r}\n" for name, value in settings.items()]
    (tmp_path / "conf.py").write_text("".join(lines))
    (tmp_path / "index.rst").write_text(DOCUMENT)
    python("-m", "sphinx", "--quiet", "--fail-on-warning", tmp_path, tmp_path / "html")
    page = (tmp_path / "html" / "index.html").read_text()
    assert '<flask-playground class="flask-playground" path="/">' in page
    assert 'src="https://play.example/embed.js"' in page


def test_both_distributions_have_the_projects_licence() -> None:
    assert (PROJECT / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
