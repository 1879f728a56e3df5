"""Real servers under load: every request is answered, each with its own context."""

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

THREADS = 16
REQUESTS_A_THREAD = 40

APPLICATION = """
from flask import Flask, g, request, session, stream_with_context

app = Flask(__name__)
app.secret_key = "for the load test"


@app.before_request
def remember():
    g.name = request.args["name"]


@app.route("/echo/<int:number>", methods=["GET", "POST"])
def echo(number):
    session["name"] = g.name
    return {"name": g.name, "number": number, "body": request.get_data(as_text=True)}


@app.route("/stream")
def stream():
    @stream_with_context
    def lines():
        for number in range(20):
            yield f"{number} {request.args['name']}\\n"
    return lines()


@app.route("/ready")
def ready():
    return "ready"
"""


def gunicorn(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--threads", "8"),
        *("--workers", "2", "--no-control-socket", "--bind", f"127.0.0.1:{port}", "loaded:app"),
    ]


def waitress(port: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "waitress",
        f"--listen=127.0.0.1:{port}",
        "--threads=8",
        "loaded:app",
    ]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


SERVERS = [waitress] if sys.platform == "win32" else [gunicorn, waitress]


@pytest.fixture(params=SERVERS, ids=lambda server: server.__name__)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[int]:
    """Port of a server that has answered its first request."""
    (tmp_path / "loaded.py").write_text(APPLICATION)
    port = free_port()
    command: Callable[[int], list[str]] = request.param
    with open(tmp_path / "log", "w+") as log:
        process = subprocess.Popen(command(port), cwd=tmp_path, stdout=log, stderr=log)
        try:
            wait_until_it_answers(port, process, tmp_path / "log")
            yield port
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_until_it_answers(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    patience = threading.Event()
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/ready?name=probe")
            assert connection.getresponse().read() == b"ready"
        except ConnectionError:
            patience.wait(0.1)
        else:
            return
        finally:
            connection.close()
    raise AssertionError(f"no answer in 30 s:\n{log.read_text()}")


def one_client(port: int, thread: int) -> list[str]:
    """Send requests on one kept connection; give back what was wrong with the answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    faults = []
    for number in range(REQUESTS_A_THREAD):
        name = f"{thread}-{number}"
        if number % 4 == 3:
            connection.request("GET", f"/stream?name={name}")
            expected = "".join(f"{line} {name}\n" for line in range(20)).encode()
        else:
            connection.request("POST", f"/echo/{number}?name={name}", body=name.encode())
            expected = f'{{"body":"{name}","name":"{name}","number":{number}}}\n'.encode()
        response = connection.getresponse()
        body = response.read()
        if response.status != 200 or body != expected:
            faults.append(f"{name}: {response.status} {body!r}")
    connection.close()
    return faults


def test_every_request_under_load_gets_its_own_answer(server: int) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        faults = list(pool.map(lambda thread: one_client(server, thread), range(THREADS)))
    assert faults == [[]] * THREADS
