"""The way of a request through the framework's files: how often whoever follows it has to change file.

Each call of a function of the framework is noted with its file, from the WSGI call to the last byte of the body; what is
counted is how often two that follow each other stand in different files. Prints a table for Flask 3.1.3 and for ours, and
ends with status 1 where ours is above what the project promises: 16 for a plain GET, 32 for a session with JSON.

    python tests/benchmarks/request_path.py [--show NAME]
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from pathlib import Path
from types import FrameType
from typing import Any

PROMISED = {"GET": 16, "session with JSON": 32}


def make_app() -> Any:
    """Make the application whose requests are followed."""
    import flask

    app = flask.Flask("followed", static_folder=None)
    app.secret_key = "a secret of the benchmark"

    @app.get("/")
    def hello() -> str:
        return "Hello, World!"

    @app.get("/session")
    def session_with_json() -> dict[str, object]:
        flask.session["user"] = "somebody"
        return {"user": flask.session["user"]}

    @app.post("/body")
    def json_body() -> dict[str, object]:
        flask.session["user"] = flask.request.get_json()["user"]
        return {"user": flask.session["user"]}

    return app


def environ(path: str, method: str, cookie: str, body: bytes) -> dict[str, Any]:
    """Give the environ of a request, as a server makes it."""
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": "application/json" if body else "",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": cookie,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def send(app: Any, request: dict[str, Any]) -> dict[str, str]:
    """Send a request to the application and read the response; give its headers."""
    answers: list[tuple[str, list[tuple[str, str]]]] = []
    body = app(request, lambda status, headers, exc_info=None: answers.append((status, headers)))
    b"".join(body)
    getattr(body, "close", lambda: None)()
    ((status, headers),) = answers
    assert status == "200 OK", status
    return dict(headers)


def files_of(work: Callable[[], object], folder: str) -> list[str]:
    """Give the file of each function below `folder` that `work` calls, in the order of the calls."""
    files: list[str] = []

    def note(frame: FrameType, event: str, argument: object) -> None:
        filename = frame.f_code.co_filename
        if event == "call" and filename.startswith(folder):
            files.append(os.path.relpath(filename, folder))

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return files


def follow() -> dict[str, list[str]]:
    """Give the files of each request's calls, with whichever `flask` is first on the path."""
    import flask

    app, folder = make_app(), str(Path(flask.__file__).parent)
    cookie = send(app, environ("/session", "GET", "", b""))["Set-Cookie"].partition(";")[0]
    requests = {
        "GET": ("/", "GET", "", b""),
        "session with JSON": ("/session", "GET", cookie, b""),
        "session with JSON, first visit": ("/session", "GET", "", b""),
        "session with a JSON body": ("/body", "POST", cookie, b'{"user": "somebody"}'),
    }
    followed = {}
    for name, request in requests.items():
        # Once before: what is made at the first request is no part of the way.
        send(app, environ(*request))
        ready = environ(*request)
        followed[name] = files_of(lambda ready=ready: send(app, ready), folder)  # type: ignore[misc]
    return followed


def changes(files: list[str]) -> int:
    """Count the places at which the file changes."""
    return sum(before != after for before, after in pairwise(files))


def steps(files: list[str]) -> Iterator[str]:
    """Give the way in words: each file with the number of its calls in a row."""
    for file, calls in groupby(files):
        yield f"{file} ({sum(1 for _ in calls)})"


def main() -> int:
    """Follow the requests in both, and compare."""
    parser = argparse.ArgumentParser(description="The way of a request through the files.")
    parser.add_argument("--show", metavar="NAME", help="print the way of one request in ours")
    parser.add_argument("--follow", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.follow:
        print(json.dumps(follow()))
        return 0

    from framework import ROOT, reference

    ways: dict[str, dict[str, list[str]]] = {}
    for name, path in {"Flask 3.1.3": reference(), "ours": ROOT / "framework"}.items():
        command = [sys.executable, __file__, "--follow"]
        environment = os.environ | {"PYTHONPATH": str(path)}
        result = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        ways[name] = json.loads(result.stdout)
    if arguments.show:
        print("\n".join(steps(ways["ours"][arguments.show])))
        return 0

    print(f"{'changes of file (files)':<36}{'Flask 3.1.3':>14}{'ours':>10}{'at most':>10}")
    for request, ours in ways["ours"].items():
        theirs = ways["Flask 3.1.3"][request]
        counts = [f"{changes(files)} ({len(set(files))})" for files in (theirs, ours)]
        print(f"{request:<36}{counts[0]:>14}{counts[1]:>10}{PROMISED.get(request, ''):>10}")
    return int(any(changes(ways["ours"][name]) > most for name, most in PROMISED.items()))


if __name__ == "__main__":
    sys.exit(main())
