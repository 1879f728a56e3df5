"""The same package in Pyodide, run by Node: what only that interpreter can show."""

import hashlib
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
            *["node", "--import", "tsx", str(HERE / "pyodide.ts")],
            *[str(HERE / "inside_pyodide.py"), sysconfig.get_path("purelib")],
        ],
        cwd=HERE.parents[1],
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


def test_scrypt_gives_the_vectors_of_rfc_7914_and_what_openssl_gives(seen):
    first, second, third = seen["keys"]
    assert first == (
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
    )
    assert second == (
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    )
    assert third == hashlib.scrypt(b"a", salt=b"b", n=2, r=3, p=2, dklen=5).hex()


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
    place = seen["broken"]["problem"]["place"]
    assert place == {"path": "hello.py", "line": 1, "column": 5, "endLine": 1, "endColumn": 6}


def test_log_records_reach_the_console(seen):
    entries = [message["entry"] for message in seen["messages"] if message["type"] == "console"]
    logged = [entry["text"] for entry in entries if entry["kind"] == "log"]
    assert logged == ["counted", "Exception on /fail [GET]", "counted"]
