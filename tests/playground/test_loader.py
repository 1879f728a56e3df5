"""Finding the application: the rules of `flask run`, and what is said where there is none."""

import sys

import pytest

APP = "from flask import Flask\napp = Flask(__name__)\n"
TWO = "from flask import Flask\n\none = Flask('one')\ntwo = Flask('two')\n"
FACTORY = """
from flask import Flask

def create_app(name="made"):
    app = Flask(name)
    app.add_url_rule("/", view_func=lambda: "made here")
    return app
"""


@pytest.mark.parametrize(
    ("files", "setting", "name"),
    [
        ({"hello.py": APP}, "hello.py", "hello"),
        ({"hello.py": APP}, "hello", "hello"),
        ({"hello.py": APP}, "hello:app", "hello"),
        ({"hello.py": TWO}, "hello.py:two", "two"),
        ({"hello.py": FACTORY}, "hello.py", "made"),
        ({"hello.py": FACTORY}, "hello.py:create_app('other')", "other"),
        ({"site/__init__.py": APP}, "site", "site"),
        ({"site/__init__.py": "", "site/web.py": APP}, "site/web.py", "site.web"),
        ({"site/__init__.py": "", "site/web.py": APP}, "site.web", "site.web"),
        ({"sub/hello.py": APP}, "sub/hello.py", "hello"),
        ({"app.py": APP}, "", "app"),
        ({"wsgi.py": APP, "app.py": TWO}, "", "wsgi"),
    ],
)
def test_the_application_is_found_as_by_flask_run(playground, files, setting, name):
    # `site` is also a module of the standard library, imported before any project.
    files = {path.replace("site", "website"): text for path, text in files.items()}
    outcome = playground.load(files, app=setting.replace("site", "website"))
    assert outcome["ok"], outcome
    assert outcome["app"] == name.replace("site", "website")


def test_the_outcome_lists_the_routes(playground):
    source = APP + "@app.post('/save/<int:id>')\ndef save(id): return ''\n"
    rules = playground.load(source)["rules"]
    assert {"rule": "/save/<int:id>", "endpoint": "save", "methods": ["OPTIONS", "POST"]} in rules


@pytest.mark.parametrize(
    ("files", "setting", "kind", "line", "said"),
    [
        ({"hello.py": "x = (\n"}, "hello.py", "syntax", 1, "never closed"),
        ({"hello.py": "if 1:\nx = 1\n"}, "hello.py", "syntax", 2, "IndentationError"),
        ({"hello.py": "\nimport nope\n"}, "hello.py", "import", 2, "No module named 'nope'"),
        ({"hello.py": "def f():\n  1 / 0\n\nf()\n"}, "hello.py", "import", 2, "ZeroDivisionError"),
        ({"hello.py": "raise SystemExit(3)\n"}, "hello.py", "import", 1, "SystemExit"),
        ({"hello.py": "raise KeyboardInterrupt\n"}, "hello.py", "import", 1, "KeyboardInterrupt"),
        ({"hello.py": "x = 1\n"}, "hello.py", "no-app", 1, "application"),
        ({"hello.py": APP}, "hello.py:nope", "no-app", 1, "nope"),
        ({"hello.py": TWO}, "hello.py", "several-apps", 4, "multiple"),
        ({"hello.py": "def create_app(x): ...\n"}, "hello.py", "factory", 1, "create_app"),
        ({"hello.py": "def create_app(): ...\n"}, "hello:create_app()", "factory", 1, "None"),
    ],
)
def test_what_prevents_loading_is_named_with_its_place(
    playground, files, setting, kind, line, said
):
    problem = playground.load(files, app=setting)["problem"]
    assert (problem["kind"], problem["place"]["path"]) == (kind, "hello.py")
    assert problem["place"]["line"] == line
    assert said in problem["message"]
    assert "\n" not in problem["message"]


def test_the_message_is_on_one_line(playground):
    problem = playground.load({"hello.py": ""})["problem"]
    assert problem["message"] == (
        "Failed to find Flask application or factory in module 'hello'. "
        "Use 'hello:name' to specify one."
    )


def test_of_several_applications_the_second_is_shown_whatever_the_file_s_encoding(playground):
    source = b"# coding: latin-1\n# caf\xe9\n" + TWO.encode()
    problem = playground.load({"app.py": source}, app="")["problem"]
    place = {"path": "app.py", "line": 6, "column": 1, "endLine": 6, "endColumn": 19}
    assert (problem["kind"], problem["place"]) == ("several-apps", place)


def test_the_module_that_flaskenv_names_is_the_one_it_is_about(playground):
    files = {"other.py": "", ".flaskenv": "FLASK_APP=other.py\n"}
    problem = playground.load(files, app="")["problem"]
    assert (problem["kind"], problem["place"]["path"]) == ("no-app", "other.py")


def test_an_error_in_an_imported_file_is_placed_there(playground):
    files = {"hello.py": "import part\n", "part.py": "\n\nx = undefined_name\n"}
    problem = playground.load(files)["problem"]
    place = {"path": "part.py", "line": 3, "column": 5, "endLine": 3, "endColumn": 19}
    assert problem["place"] == place


def test_a_missing_application_leaves_room_for_a_missing_module_inside_it(playground):
    files = {"hello.py": "import part\n", "part.py": "import nope\n"}
    problem = playground.load(files)["problem"]
    assert (problem["kind"], problem["place"]["path"]) == ("import", "part.py")


@pytest.mark.parametrize("debug", [True, False])
def test_the_debug_flag_reaches_application_and_environment(playground, debug):
    source = APP + f"import os\nassert os.environ['FLASK_DEBUG'] == '{int(debug)}'\n"
    source += "@app.route('/')\ndef show(): return str(app.debug)\n"
    assert playground.load(source, debug=debug)["ok"]
    assert playground.ask().text == str(debug)


def test_a_call_of_run_in_the_module_is_ignored(playground):
    assert playground.load(APP + "app.run()\n")["ok"]
    assert "app.run()" in playground.output("stderr") + playground.output("stdout")


def test_variables_of_flaskenv_are_set_as_by_flask_run(playground):
    files = {"hello.py": APP, ".flaskenv": "FLASK_APP=hello.py\nFLASK_GREETING=hi\n"}
    files["hello.py"] += "import os\nassert os.environ['FLASK_GREETING'] == 'hi'\n"
    assert playground.load(files, app="")["ok"]


def test_the_project_is_imported_from_its_own_folder(playground):
    source = (
        APP + "import os, sys\nassert sys.path[0] == os.getcwd() == os.path.dirname(__file__)\n"
    )
    assert playground.load(source)["ok"]


def test_nothing_of_a_project_is_compiled_to_disk(playground, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    playground.load({"hello.py": "import part\n" + APP, "part.py": ""})
    assert "part" in sys.modules
    assert not list(playground.root.rglob("__pycache__"))
