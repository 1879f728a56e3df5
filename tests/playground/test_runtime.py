"""All that the worker calls: load, change, ask."""

import inspect
import json

import pytest

from flask_playground.runtime import Runtime

ORIGIN, MOUNT = "http://localhost:8000", "/preview/abc"
APP = "from flask import Flask\napp = Flask(__name__)\n"
VIEW = "@app.route('/')\ndef show(): return {!r}\n"
HELLO = APP + VIEW.format("Hello")


def test_a_project_answers(playground):
    outcome = playground.load(HELLO)
    assert (outcome["ok"], outcome["app"]) == (True, "hello")
    answer = playground.ask()
    assert (answer.status, answer.reason, answer.text) == (200, "OK", "Hello")


def test_before_a_project_there_is_a_page_that_says_so(playground):
    answer = playground.ask()
    assert (answer.status, answer.reason) == (503, "Service Unavailable")
    assert "Nothing is running" in answer.text


def test_a_change_may_come_before_a_project(playground):
    assert playground.update({"app.py": HELLO})["ok"]
    assert playground.ask().text == "Hello"


def test_the_project_is_in_a_folder_of_the_page_s_user():
    assert inspect.signature(Runtime).parameters["root"].default == "/home/pyodide/project"


def test_what_a_project_printed_before_it_failed_is_in_the_console_at_once(playground):
    playground.load("print('so far')\n1 / 0")
    assert playground.output() == "so far\n"


def test_loading_names_the_application_and_its_address(playground):
    playground.load(HELLO)
    assert "hello" in playground.output()
    assert "http://127.0.0.1:5000/" in playground.output()


def test_url_for_and_redirects_stay_below_the_mount(playground):
    playground.load(
        APP
        + """
from flask import redirect, request, url_for

@app.route("/")
def index(): return " ".join([url_for("page", id=1), url_for("page", id=1, _external=True), request.path])

@app.route("/page/<int:id>/")
def page(id): return redirect("/login")
"""
    )
    below = f"{MOUNT}/page/1/"
    assert playground.ask().text == f"{below} {ORIGIN}{below} /"
    assert playground.ask("/page/1").header("Location") == f"{ORIGIN}{below}"
    assert playground.ask("/page/1/").header("Location") == f"{MOUNT}/login"


def test_a_changed_file_shows_in_the_next_response(playground):
    playground.load(APP + VIEW.format("one"))
    outcome = playground.update(
        {"hello.py": APP + VIEW.format("two") + "\n@app.get('/new')\ndef new(): ..."}
    )
    assert playground.ask().text == "two"
    assert "/new" in [rule["rule"] for rule in outcome["rules"]]


COUNTING = """
import random
from flask import Flask, render_template

app = Flask(__name__)
imported = str(random.random())


@app.route("/")
def show():
    return render_template("page.html", imported=imported)
"""


@pytest.mark.parametrize("debug", [True, False])
def test_a_changed_template_shows_without_a_new_import(playground, debug):
    files = {"hello.py": COUNTING, "templates/page.html": "{{ imported }} a"}
    playground.load(files, debug=debug)
    before, _ = playground.ask().text.split()
    assert playground.update({"templates/page.html": "{{ imported }} b"})["ok"]
    assert playground.ask().text == f"{before} b"


@pytest.mark.parametrize("debug", [True, False])
def test_a_template_that_others_extend_may_change(playground, debug):
    files = {
        "hello.py": COUNTING,
        "templates/page.html": "{% extends 'base.html' %}{% block a %}{{ imported }}{% endblock %}",
        "templates/base.html": "one {% block a %}{% endblock %}",
    }
    playground.load(files, debug=debug)
    assert playground.ask().text.startswith("one")
    playground.update({"templates/base.html": "two {% block a %}{% endblock %}"})
    assert playground.ask().text.startswith("two")


def test_files_of_a_blueprint_are_read_at_each_request_too(playground):
    blueprint = """
from flask import Blueprint

part = Blueprint("part", __name__, static_folder="files", url_prefix="/part")
"""
    files = {"hello.py": f"from shop.part import part\n{APP}app.register_blueprint(part)\n"}
    files |= {"shop/__init__.py": "", "shop/part.py": blueprint, "shop/files/a.css": "one"}
    playground.load(files)
    banners = playground.output().count("answers at")
    playground.update({"shop/files/a.css": "two"})
    assert playground.ask("/part/files/a.css").text == "two"
    assert playground.output().count("answers at") == banners


def test_a_file_read_at_import_brings_a_new_import_where_templates_lie_beside_it(playground):
    source = APP.replace("__name__", "__name__, template_folder='.'")
    source += "import pathlib\ntext = pathlib.Path('data.txt').read_text()\n"
    playground.load(
        {"hello.py": source + "@app.route('/')\ndef show(): return text\n", "data.txt": "1"}
    )
    playground.update({"data.txt": "2"})
    assert playground.ask().text == "2"


@pytest.mark.parametrize("name", ["data.json", "settings.cfg", "static.py"])
def test_a_file_that_may_have_been_read_at_import_brings_a_new_import(playground, name):
    source = APP + f"import pathlib\ntext = pathlib.Path({name!r}).read_text()\n"
    playground.load({"hello.py": source + "@app.route('/')\ndef show(): return text\n", name: "1"})
    playground.update({name: "2"})
    assert playground.ask().text == "2"


def test_a_change_that_changes_nothing_imports_nothing(playground):
    playground.load(HELLO)
    banners = playground.output().count("answers at")
    assert playground.update({"hello.py": HELLO})["ok"]
    assert playground.output().count("answers at") == banners


def test_what_does_not_load_is_shown_until_it_does(playground):
    playground.load(HELLO)
    problem = playground.update({"hello.py": HELLO + "x = (\n"})["problem"]
    assert problem["kind"] == "syntax"
    for _ in range(2):
        answer = playground.ask()
        assert answer.status == 500
        assert "never closed" in answer.text
    assert playground.update({"hello.py": HELLO})["ok"]
    assert playground.ask().text == "Hello"


def test_a_changed_template_does_not_hide_that_the_project_does_not_load(playground):
    playground.load({"hello.py": "x = (", "templates/a.html": ""})
    assert playground.update({"templates/a.html": "b"})["problem"]["kind"] == "syntax"


def test_a_file_name_that_leads_elsewhere_is_a_problem_until_it_is_gone(playground):
    problem = playground.load({"hello.py": HELLO, "../evil.py": "x"})["problem"]
    assert problem["kind"] == "file-name"
    assert "../evil.py" in problem["message"]
    assert "../evil.py" in playground.ask().text
    assert not (playground.root.parent / "evil.py").exists()
    assert playground.update({}, removed=("../evil.py",))["ok"]
    assert playground.ask().text == "Hello"


def test_another_project_takes_the_place_of_the_first(playground):
    playground.load({"hello.py": HELLO, "static/a.txt": "a"})
    playground.load({"app.py": APP + VIEW.format("other")}, app="")
    assert playground.ask().text == "other"
    assert playground.ask("/static/a.txt").status == 404


STREAM = """
from flask import Flask, Response, request, stream_with_context

app = Flask(__name__)


@app.route("/")
def stream():
    def pieces():
        try:
            while True:
                yield request.args["q"]
        finally:
            print("closed")

    return Response(stream_with_context(pieces()))
"""


def test_a_stream_sees_its_request_at_each_piece(playground):
    playground.load(STREAM)
    one, two = playground.open("/?q=1"), playground.open("/?q=2")
    assert [one.next(), two.next(), one.next(), two.next()] == [b"1", b"2", b"1", b"2"]
    one.close()
    two.close()
    assert playground.output().count("closed") == 2


def test_stop_ends_every_stream_after_what_has_been_yielded(playground):
    source = APP + "@app.route('/')\ndef stream(): return iter(['a', 'b'])\n"
    playground.load(source)
    response = playground.open("/")
    playground.runtime.stop()
    assert [response.next(), response.next()] == [b"a", None]


def test_responses_that_are_open_end_when_the_project_changes(playground):
    playground.load(STREAM)
    response = playground.open("/?q=1")
    assert response.next() == b"1"
    playground.update({"hello.py": HELLO})
    assert "closed" in playground.output()
    assert response.next() is None


@pytest.mark.parametrize(
    ("raised", "status"), [("KeyboardInterrupt", 503), ("SystemExit(1)", 500), ("ValueError", 500)]
)
@pytest.mark.parametrize("debug", [True, False])
def test_whatever_a_view_raises_the_runtime_goes_on(playground, raised, status, debug):
    source = APP + f"@app.route('/bad')\ndef bad(): raise {raised}\n" + VIEW.format("fine")
    playground.load(source, debug=debug)
    assert playground.ask("/bad").status == status
    assert playground.ask().text == "fine"


def test_a_view_that_was_stopped_leaves_a_line_in_the_console(playground):
    playground.load(APP + "@app.route('/bad')\ndef bad(): raise KeyboardInterrupt\n")
    playground.ask("/bad")
    assert "Stopped: GET /bad" in playground.output("stderr")


def test_a_body_beyond_the_limit_is_the_applications_413(playground):
    playground.load(
        APP
        + """
from flask import request

app.config["MAX_CONTENT_LENGTH"] = 10

@app.post("/")
def take(): return request.form["a"]
"""
    )
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert playground.ask("/", "POST", b"a=small", headers).text == "small"
    assert playground.ask("/", "POST", b"a=very+large+indeed", headers).status == 413


@pytest.mark.parametrize("body", [b"a", bytearray(b"a"), memoryview(b"a")])
def test_a_body_may_be_any_kind_of_bytes(playground, body):
    playground.load(
        APP + "from flask import request\n@app.post('/')\ndef take(): return request.data\n"
    )
    assert playground.ask("/", "POST", body).body == b"a"


VISITS = """
from flask import Flask, session

app = Flask(__name__)
app.secret_key = "test"


@app.route("/")
def count():
    session["visits"] = session.get("visits", 0) + 1
    return str(session["visits"])
"""


def jars(playground):
    return [message["jar"] for message in playground.messages if message["type"] == "cookies"]


def test_a_session_is_kept_from_request_to_request(playground):
    playground.load(VISITS)
    assert [playground.ask().text for _ in range(3)] == ["1", "2", "3"]


def test_the_jar_is_reported_when_it_changes_and_outlives_the_interpreter(playground, tmp_path):
    playground.load({"hello.py": VISITS + "@app.route('/still')\ndef still(): return ''\n"})
    playground.ask()
    playground.ask("/still")
    assert len(jars(playground)) == 1
    assert json.loads(jars(playground)[0])[0]["name"] == "session"
    again = type(playground)(tmp_path / "again", cookies=jars(playground)[0])
    again.load(VISITS)
    assert again.ask().text == "2"


def test_set_cookie_headers_stay_in_the_response(playground):
    playground.load(VISITS)
    assert playground.ask().header("Set-Cookie").startswith("session=")


def test_each_response_is_one_line_of_the_console(playground):
    playground.load(HELLO)
    playground.ask("/?q=1")
    playground.ask("/missing", "POST")
    entries = playground.entries("access")
    assert [(e["method"], e["path"], e["status"]) for e in entries] == [
        ("GET", "/?q=1", 200),
        ("POST", "/missing", 404),
    ]
    assert entries[0]["size"] == 5
    assert 0 < entries[0]["duration"] < 60_000


@pytest.mark.parametrize(
    ("disposition", "download"),
    [
        ("attachment; filename=report.csv", "report.csv"),
        ("attachment; filename*=UTF-8''%C3%BCbersicht.csv", "übersicht.csv"),
        ("attachment", ""),
        ("inline; filename=report.csv", None),
    ],
)
def test_a_page_that_is_a_download_is_told_by_its_name(playground, disposition, download):
    playground.load(
        APP
        + f"@app.get('/')\ndef f():\n    return 'x', {{'Content-Disposition': {disposition!r}}}\n"
    )
    playground.ask("/", headers={"Sec-Fetch-Dest": "document"})
    playground.ask("/")
    assert [entry["download"] for entry in playground.entries("access")] == [download, None]


def test_what_a_view_prints_comes_before_its_access_line(playground):
    playground.load(APP + "@app.route('/')\ndef show():\n    print('printed')\n    return ''\n")
    playground.ask()
    kinds = [m["entry"]["kind"] for m in playground.messages if m["type"] == "console"]
    assert kinds == ["output", "output", "access"]


def test_the_applications_logger_gives_entries(playground):
    source = (
        APP + "@app.route('/')\ndef show():\n    app.logger.warning('low: %d', 3)\n    return ''\n"
    )
    playground.load(source)
    playground.ask()
    entry = playground.entries("log")[0]
    assert (entry["level"], entry["logger"], entry["text"]) == ("warning", "hello", "low: 3")


def test_packages_are_installed_before_the_import(playground, monkeypatch):
    asked = []

    async def install(requirements, index_urls):
        asked.append(requirements)
        raise ValueError("Can't find a pure Python 3 wheel for: 'nope'")

    monkeypatch.setattr(playground.runtime._packages, "_installer", install)
    problem = playground.load({"hello.py": HELLO, "requirements.txt": "nope\n"})["problem"]
    assert (asked, problem["kind"]) == ([["nope"]], "packages")
    assert problem["place"]["path"] in playground.ask().text


def test_every_message_is_plain_data(playground):
    playground.load(VISITS)
    playground.ask()
    playground.update({"hello.py": "x = ("})
    assert json.loads(json.dumps(playground.messages)) == playground.messages


@pytest.mark.parametrize("where", ["problem.of_request", "tracebacks.format_exception"])
@pytest.mark.parametrize("debug", [True, False])
def test_a_stop_while_an_error_is_explained_leaves_its_response(
    playground, monkeypatch, where, debug
):
    def stopped(*arguments):
        raise KeyboardInterrupt

    playground.load(APP + "@app.route('/')\ndef show(): return 1 / 0\n", debug=debug)
    monkeypatch.setattr(f"flask_playground.diagnosis.{where}", stopped)
    assert playground.ask().status == 500
