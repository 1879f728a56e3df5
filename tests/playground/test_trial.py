"""A trial runs the project once more, and leaves what runs already as it is."""

import logging
import os
import sys
from pathlib import Path

import pytest

from flask_playground.trial import Trial

ORIGIN, MOUNT = "http://localhost:8000", "/preview/abc"
COUNTER = """
from flask import Flask, session

app = Flask(__name__)
app.secret_key = "test"
seen = []


@app.route("/")
def count():
    print("counting")
    seen.append(1)
    session["visits"] = session.get("visits", 0) + 1
    return f"{len(seen)} {session['visits']}"
"""


class Check:
    """A trial, with short ways to load a project and to ask it."""

    def __init__(self, folder: Path) -> None:
        self.trial = Trial(mount=MOUNT, folder=str(folder))

    def load(self, files, app="hello.py", debug=False):
        files = {"hello.py": files} if isinstance(files, str) else files
        return self.trial.load({"name": "test", "files": files, "app": app, "debug": debug})

    def ask(self, path="/", method="GET", body=b"", headers=()):
        url = f"{ORIGIN}{MOUNT}{path}"
        return self.trial.ask({"method": method, "url": url, "headers": headers}, body)


@pytest.fixture
def check(tmp_path, untouched_process):
    return Check(tmp_path)


@pytest.fixture
def beside(check, playground):
    """The check that was made first, and the playground whose process it shares."""
    return check, playground


def test_a_project_answers(check):
    assert check.load(COUNTER)["outcome"]["ok"]
    answer = check.ask()
    assert (answer["status"], answer["statusText"], answer["body"]) == (200, "OK", b"1 1")


def test_cookies_are_kept_between_requests_and_gone_with_the_next_load(check):
    check.load(COUNTER)
    assert [check.ask()["body"] for _ in range(2)] == [b"1 1", b"2 2"]
    check.load(COUNTER)
    assert check.ask()["body"] == b"1 1"


def test_data_and_cookies_of_what_runs_stay_as_they_are(beside):
    check, playground = beside
    playground.load(COUNTER)
    assert playground.ask().text == "1 1"
    check.load(COUNTER)
    check.ask()
    assert playground.ask().text == "2 2"
    assert check.ask()["body"] == b"2 2"


def test_what_it_says_is_told_to_the_check_alone(beside):
    check, playground = beside
    playground.load(COUNTER)
    before = list(playground.messages)
    check.load(f"{COUNTER}\nprint('imported')\napp.logger.warning('watch')\n")
    answer = check.ask()
    printed = [entry["text"] for entry in answer["console"] if entry["kind"] == "output"]
    assert printed == ["counting\n"]
    assert playground.messages == before


def test_what_it_says_while_it_is_imported_comes_with_the_outcome(check):
    said = check.load(f"{COUNTER}\nprint('imported')\napp.logger.warning('watch')\n")["console"]
    assert "imported\n" in [entry["text"] for entry in said if entry["kind"] == "output"]
    assert [entry["text"] for entry in said if entry["kind"] == "log"] == ["watch"]


def test_a_problem_is_the_outcome(check):
    outcome = check.load("x = (")["outcome"]
    assert outcome["problem"]["place"]["path"] == "hello.py"


def test_a_view_that_raises_is_answered_and_explained(check):
    check.load(f"{COUNTER}\n@app.get('/fail')\ndef fail(): return 1 / 0\n", debug=True)
    answer = check.ask("/fail")
    assert answer["status"] == 500
    assert "ZeroDivisionError" in answer["console"][0]["traceback"]


LATE = """
import os
from pathlib import Path
from flask import Flask

app = Flask(__name__)
os.environ["WHO"] = "NAME"


@app.route("/")
def show():
    import part

    print("printed by NAME")
    app.logger.info("logged by NAME")
    return f"{part.name} {os.environ['WHO']} {Path('who.txt').read_text()}"


app.logger.setLevel(LEVEL)
"""


def late_project(name, level):
    """It imports, reads the environment, opens a file, prints and logs while it answers."""
    source = LATE.replace("LEVEL", str(level)).replace("NAME", name)
    return {"hello.py": source, "part.py": f"name = '{name}'", "who.txt": name}


def test_each_finds_its_own_modules_files_and_environment_while_it_answers(beside):
    check, playground = beside
    playground.load(late_project("one", logging.INFO))
    check.load(late_project("two", logging.WARNING))
    for _ in range(2):
        assert playground.ask().text == "one one one"
        assert check.ask()["body"] == b"two two two"


def test_each_prints_and_logs_in_its_own_way(beside):
    check, playground = beside
    playground.load(late_project("one", logging.INFO))
    check.load(late_project("two", logging.WARNING))
    playground.ask()
    check.ask()
    playground.ask()
    assert playground.output().count("printed by one") == 2
    assert [entry["text"] for entry in playground.entries("log")] == ["logged by one"] * 2
    said = check.ask()["console"]
    assert [entry["text"] for entry in said if entry["kind"] == "output"] == ["printed by two\n"]
    assert [entry for entry in said if entry["kind"] == "log"] == []


def test_the_process_is_as_it_was_after_an_interrupt(beside):
    check, playground = beside
    playground.load(late_project("one", logging.INFO))
    before = sys.stdout, os.getcwd(), list(sys.path), sys.modules["hello"]
    check.load("raise KeyboardInterrupt")
    assert (sys.stdout, os.getcwd(), list(sys.path), sys.modules["hello"]) == before


def test_an_endless_response_ends(check):
    endless = "@app.get('/endless')\ndef endless(): return (b'x' * 10000 for _ in iter(int, 1))\n"
    check.load(f"{COUNTER}\n{endless}")
    assert len(check.ask("/endless")["body"]) == 1_000_000


def test_a_response_that_breaks_off_gives_what_there_was(check):
    broken = (
        "@app.get('/broken')\ndef broken():\n    yield b'begun'\n    raise ValueError('broken')\n"
    )
    check.load(f"{COUNTER}\n{broken}")
    answer = check.ask("/broken")
    assert answer["body"] == b"begun"
    assert "ValueError: broken" in answer["console"][0]["traceback"]


def test_packages_are_left_to_what_runs(check):
    files = {"hello.py": COUNTER, "requirements.txt": "nowhere-to-be-found"}
    assert check.load(files)["outcome"]["ok"]
