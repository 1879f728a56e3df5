"""The interactive debugger in the preview."""

import re
import sys

import pytest

from flask_playground.debugger import Counter, Debugger

FAILS = """
from flask import Flask, Response, request

app = Flask(__name__)


@app.route("/deep/fail")
def fail():
    answer = 41
    return answer / 0


@app.route("/say")
def say():
    request.environ["wsgi.errors"].write("said by the application")
    return ""


@app.route("/stream")
def stream():
    def pieces():
        raise ValueError("at the first piece")
        yield

    return Response(pieces())
"""


@pytest.fixture
def debugged(playground):
    assert playground.load(FAILS, debug=True)["ok"]
    return playground


def test_an_exception_in_a_view_opens_the_debugger(debugged):
    answer = debugged.ask("/deep/fail")
    assert answer.status == 500
    assert "ZeroDivisionError" in answer.text
    assert "EVALEX = true" in answer.text
    assert "EVALEX_TRUSTED = true" in answer.text
    entry = debugged.entries("log")[-1]
    assert (entry["level"], entry["logger"]) == ("error", "hello")
    assert entry["text"] == "Exception on /deep/fail [GET]"
    assert "return answer / 0" in entry["traceback"]
    assert [frame["function"] for frame in entry["frames"]] == ["fail"]


def test_its_resources_are_served_from_beside_any_page(debugged):
    page = debugged.ask("/deep/fail").text
    name = re.search(r'href="(\?__debugger__=yes&amp;cmd=resource&amp;f=style.css)"', page)
    answer = debugged.ask(f"/deep/fail{name[1].replace('&amp;', '&')}")
    assert (answer.status, answer.header("Content-Type")) == (200, "text/css; charset=utf-8")
    assert answer.body


def test_an_expression_is_evaluated_in_the_frame(debugged):
    page = debugged.ask("/deep/fail").text
    secret = re.search(r'SECRET = "(\w+)"', page)[1]
    frame = re.findall(r'id="frame-(\d+)"', page)[-1]
    query = f"?__debugger__=yes&cmd=answer%2A1000003&frm={frame}&s={secret}"
    assert "41000123" in debugged.ask(f"/deep/fail{query}").text


def test_without_the_secret_nothing_is_evaluated(debugged):
    page = debugged.ask("/deep/fail").text
    frame = re.findall(r'id="frame-(\d+)"', page)[-1]
    query = f"?__debugger__=yes&cmd=answer%2A1000003&frm={frame}&s=guess"
    assert "41000123" not in debugged.ask(f"/deep/fail{query}").text


def test_each_debugger_has_a_secret_of_its_own():
    assert len({Debugger(None, print).secret for _ in range(3)}) == 3


def test_it_shows_an_error_before_the_first_piece_of_a_stream(debugged):
    answer = debugged.ask("/stream")
    assert answer.status == 500
    assert "at the first piece" in answer.text


def test_what_the_application_writes_to_its_errors_is_output(debugged):
    assert debugged.ask("/say").status == 200
    assert debugged.output("stderr") == "said by the application"
    assert debugged.entries("log") == []


def test_it_can_be_made_where_processes_share_no_memory(monkeypatch):
    monkeypatch.setattr("werkzeug.debug.Value", None)
    monkeypatch.setitem(sys.modules, "_multiprocessing", None)
    monkeypatch.setattr("flask_playground.debugger.find_spec", lambda name: None)
    debugger = Debugger(None, print)
    assert isinstance(debugger._failed_pin_auth, Counter)
    assert debugger._failed_pin_auth.value == 0
    with debugger._failed_pin_auth.get_lock():
        debugger._failed_pin_auth.value += 1


def test_where_processes_share_memory_it_counts_as_everywhere():
    assert not isinstance(Debugger(None, print)._failed_pin_auth, Counter)


def test_without_debug_the_page_is_plain_and_the_console_has_the_traceback(playground):
    playground.load(FAILS, debug=False)
    answer = playground.ask("/deep/fail")
    assert answer.status == 500
    assert "answer / 0" not in answer.text
    entry = playground.entries("log")[-1]
    assert (entry["level"], entry["logger"]) == ("error", "hello")
    assert "return answer / 0" in entry["traceback"]
