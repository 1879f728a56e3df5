"""A downloaded project runs natively by the two commands that stand in its README, and by nothing else."""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from tests.framework.serving import Server, environment
from tests.playground.wheels import ROOT, build_wheel, pack_wheel

DEPENDENCIES = [
    "blinker",
    "click",
    "itsdangerous",
    "jinja2",
    "markupsafe",
    "python-dotenv",
    "werkzeug",
]

HELLO = """
from flask import Flask, render_template

def create_app(name):
    app = Flask(__name__)

    @app.route("/")
    def hello():
        return render_template("hello.html", name=name, debug=app.debug)

    return app
"""

PROJECT = {
    "name": "Hello, files",
    "files": {
        "hello.py": HELLO,
        "templates/hello.html": "{{ name }}, {{ debug }}",
        "static/dot.bin": {"base64": "AP8="},
    },
    "app": "hello.py:create_app('größe')",
    "debug": True,
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all the wheels that may be installed."""
    folder = tmp_path_factory.mktemp("index")
    build_wheel(ROOT, folder)
    for name in DEPENDENCIES:
        pack_wheel(name, folder)
    return folder


@pytest.fixture(scope="module")
def downloaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the project, unpacked."""
    folder = tmp_path_factory.mktemp("downloaded")
    (folder / "project.json").write_text(json.dumps(PROJECT))
    command = ["node", "--import", "tsx", "tests/playground/download.ts"]
    files = [folder / "project.json", folder / "project.zip"]
    subprocess.run([*command, *files], cwd=ROOT, check=True)
    with zipfile.ZipFile(folder / "project.zip") as zipped:
        zipped.extractall(folder)
    return folder / "Hello, files"


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory, downloaded: Path, index: Path) -> Path:
    """The scripts of an environment after the first command, with ``index`` for all that there is to install."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
    command = [scripts / "python", "-m", "pip", "install", "--quiet", "-r", "requirements.txt"]
    only = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run(command, cwd=downloaded, env=environment(**only), check=True)
    return scripts


def test_the_readme_has_the_two_commands(downloaded: Path) -> None:
    text = (downloaded / "README.md").read_text()
    assert "    python -m pip install -r requirements.txt\n    flask run\n" in text


def test_after_the_install_flask_run_answers_as_the_preview_does(
    downloaded: Path, scripts: Path
) -> None:
    command = (str(scripts / "flask"),)
    with Server("run", cwd=downloaded, command=command, FLASK_RUN_PORT="0") as server:
        server.wait_until_running()
        assert server.get() == (200, "größe, True")


def test_a_file_that_is_no_text_is_as_it_was(downloaded: Path) -> None:
    assert (downloaded / "static" / "dot.bin").read_bytes() == b"\x00\xff"
