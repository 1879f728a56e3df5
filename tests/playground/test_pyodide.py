"""The same package in Pyodide, run by Node: what only that interpreter can show."""

import json
import subprocess
import sysconfig
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def seen():
    run = subprocess.run(
        [
            *["node", str(HERE / "pyodide.mjs"), str(HERE / "inside_pyodide.py")],
            sysconfig.get_path("purelib"),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr[-4000:]
    return json.loads(run.stdout.splitlines()[-1])


def test_a_project_loads_and_answers(seen):
    assert seen["platform"] == "emscripten"
    assert seen["loaded"]["ok"]
    assert seen["answers"]["/"] == [200, "1"]


def test_the_session_is_kept(seen):
    assert seen["answers"]["again"] == [200, "2"]


def test_passwords_are_hashed_and_checked(seen):
    assert seen["answers"]["/password"] == [200, "True"]


def test_an_asynchronous_view_answers(seen):
    assert seen["answers"]["/later"] == [200, "later"]


def test_a_database_file_is_written_beside_the_project(seen):
    assert seen["answers"]["/rows"] == [200, "[('one',)]"]


def test_the_debugger_opens_with_its_resources(seen):
    status, page = seen["answers"]["/fail"]
    assert status == 500
    assert "EVALEX_TRUSTED = true" in page
    assert "return 1 / 0" in page
    assert seen["answers"]["style"][0] == 200


def test_a_change_is_imported(seen):
    assert seen["updated"]["ok"]
    assert seen["broken"]["problem"]["place"] == {"path": "hello.py", "line": 1, "column": 5}


def test_log_records_reach_the_console(seen):
    entries = [message["entry"] for message in seen["messages"] if message["type"] == "console"]
    assert [entry["text"] for entry in entries if entry["kind"] == "log"] == ["counted"] * 2
