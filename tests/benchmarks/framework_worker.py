"""The workloads of the framework's benchmark, run with whichever `flask` is first on the path; prints JSON.

Each sends its requests straight to the WSGI application and checks the status of every one.
"""

from __future__ import annotations

import gc
import io
import json
import logging
import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable
from itertools import cycle
from pathlib import Path

import werkzeug.routing
import werkzeug.wrappers

import flask

Environ = dict[str, object]
REQUESTS = 200
REPEATS = 12

LAYOUT = """<!doctype html><title>{% block title %}{% endblock %}</title>
<nav><a href="{{ url_for('hello') }}">Home</a></nav>
{% for message in get_flashed_messages() %}<p>{{ message }}</p>{% endfor %}
<main>{% block body %}{% endblock %}</main>"""
PAGE = """{% extends "layout.html" %}{% block title %}{{ title }}{% endblock %}
{% block body %}<h1>{{ title|upper }}</h1><ul>{% for item in items %}<li>{{ item }}</li>{% endfor %}</ul>
{{ request.path }}{% endblock %}"""
STRING = "<h1>{{ title }}</h1>{% for item in items %}<li>{{ item }}</li>{% endfor %}"


def make_app(folder: Path) -> flask.Flask:
    """Make the application that all workloads share: 150 rules and more, as a program of some size has."""
    (folder / "templates").mkdir()
    (folder / "static").mkdir()
    (folder / "templates" / "layout.html").write_text(LAYOUT)
    (folder / "templates" / "page.html").write_text(PAGE)
    (folder / "static" / "style.css").write_text("body { margin: 0 }\n" * 100)

    app = flask.Flask("benchmark", root_path=str(folder))
    app.secret_key = "a secret of the benchmark"
    items = ["one", "two", "three <four>"]

    @app.route("/")
    def hello() -> str:
        return "Hello, World!"

    def show(name: str, number: int) -> str:
        return f"{name} {number}"

    for index in range(150):
        app.add_url_rule(f"/section{index}/<name>/item/<int:number>", f"section{index}", show)

    @app.route("/json")
    def as_json() -> dict[str, object]:
        return {"name": "flask", "items": [1, 2, 3], "nested": {"a": None, "b": True}}

    @app.route("/form", methods=["POST"])
    def form() -> str:
        return flask.request.form["name"] + flask.request.form["email"]

    @app.route("/file-template")
    def file_template() -> str:
        return flask.render_template("page.html", title="Benchmark", items=items)

    @app.route("/string-template")
    def string_template() -> str:
        return flask.render_template_string(STRING, title="Benchmark", items=items)

    @app.route("/session-write")
    def session_write() -> str:
        flask.session["user"] = "somebody"
        return "written"

    @app.route("/session-read")
    def session_read() -> str:
        return str(flask.session["user"])

    @app.route("/redirect")
    def redirect() -> object:
        return flask.redirect(flask.url_for("hello"))

    @app.errorhandler(404)
    def missing(error: Exception) -> tuple[str, int]:
        return "nothing here", 404

    blueprint = flask.Blueprint(
        "blueprint", "benchmark", url_prefix="/blueprint", root_path=str(folder)
    )

    @blueprint.before_request
    def load_user() -> None:
        flask.g.user = "somebody"

    @blueprint.after_request
    def stamp(response: flask.Response) -> flask.Response:
        response.headers["X-User"] = flask.g.user
        return response

    @blueprint.teardown_request
    def forget(error: BaseException | None) -> None:
        flask.g.pop("user", None)

    @blueprint.route("/page")
    def page() -> str:
        return f"Hello, {flask.g.user}"

    app.register_blueprint(blueprint)
    return app


def environ(path: str, method: str = "GET", body: bytes = b"", **more: object) -> Environ:
    """Give the environ of a request as a WSGI server makes it."""
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "5000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost:5000",
        "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        "HTTP_ACCEPT": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "HTTP_ACCEPT_LANGUAGE": "en",
        "HTTP_CONNECTION": "keep-alive",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **more,
    }


def send(
    app: Callable[..., Iterable[bytes]], request: Environ, expected: str
) -> list[tuple[str, str]]:
    """Send a request and read the response to its end, as a server does; give the headers."""
    seen: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(
        status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> None:
        seen.append((status, headers))

    body = app(request, start_response)
    try:
        for _ in body:
            pass
    finally:
        if hasattr(body, "close"):
            body.close()
    status, headers = seen[0]
    if status != expected:
        raise RuntimeError(f"{request['PATH_INFO']} gave {status}, not {expected}")
    return headers


def workloads(app: flask.Flask) -> dict[str, tuple[str, Callable[[], Environ]]]:
    """Give by name the status expected and what makes the next request."""
    form = b"name=Ada+Lovelace&email=ada%40example.org"
    form_head: dict[str, object] = {
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(form)),
    }
    headers = dict(send(app, environ("/session-write"), "200 OK"))
    cookie = headers["Set-Cookie"].partition(";")[0]
    variable = cycle(
        [f"/section{index}/name{index}/item/{index * 7}" for index in range(0, 150, 7)]
    )
    return {
        "hello": ("200 OK", lambda: environ("/")),
        "variable rule among 150": ("200 OK", lambda: environ(next(variable))),
        "JSON": ("200 OK", lambda: environ("/json")),
        "form": ("200 OK", lambda: environ("/form", "POST", form, **form_head)),
        "template file with inheritance": ("200 OK", lambda: environ("/file-template")),
        "template string": ("200 OK", lambda: environ("/string-template")),
        "session write": ("200 OK", lambda: environ("/session-write")),
        "session read": ("200 OK", lambda: environ("/session-read", HTTP_COOKIE=cookie)),
        "redirect": ("302 FOUND", lambda: environ("/redirect")),
        "404 handler": ("404 NOT FOUND", lambda: environ("/no/such/page")),
        "blueprint with hooks": ("200 OK", lambda: environ("/blueprint/page")),
        "static file": ("200 OK", lambda: environ("/static/style.css")),
    }


def microseconds(
    app: Callable[..., Iterable[bytes]], expected: str, make: Callable[[], Environ]
) -> float:
    """Give the best time of a request; making the environ is not counted."""
    best = float("inf")
    for _ in range(REPEATS):
        requests = [make() for _ in range(REQUESTS)]
        gc.collect()
        # The processor's time, not the clock's: other programs on the machine do not count.
        start = time.process_time()
        for request in requests:
            send(app, request, expected)
        best = min(best, time.process_time() - start)
    return best / REQUESTS * 1e6


def raw_werkzeug() -> Callable[..., Iterable[bytes]]:
    """Make the least that answers hello world with Werkzeug: request, routing, response."""
    url_map = werkzeug.routing.Map([werkzeug.routing.Rule("/", endpoint="hello")])

    def app(environ: Environ, start_response: Callable[..., object]) -> Iterable[bytes]:
        request = werkzeug.wrappers.Request(environ)
        url_map.bind_to_environ(request.environ).match()
        response = werkzeug.wrappers.Response("Hello, World!", mimetype="text/html")
        return response(environ, start_response)  # type: ignore[arg-type]

    return app


def growth(app: flask.Flask, kinds: dict[str, tuple[str, Callable[[], Environ]]]) -> float:
    """Give the bytes gained in 10,000 requests of all kinds, after as many as fill the caches."""

    def serve(count: int) -> None:
        for _, (expected, make) in zip(range(count), cycle(kinds.values()), strict=False):
            send(app, make(), expected)
        gc.collect()

    serve(1_000)
    tracemalloc.start()
    serve(1_000)
    before = tracemalloc.get_traced_memory()[0]
    serve(10_000)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return max(0, after - before)


def main() -> None:
    """Run the workloads named on the command line, or all; or, for the argument --growth, measure memory."""
    logging.disable(logging.CRITICAL)
    os.environ.pop("FLASK_DEBUG", None)
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder))
        kinds = workloads(app)
        if sys.argv[1:] == ["--growth"]:
            print(growth(app, kinds))
            return
        names = sys.argv[1:] or list(kinds)
        figures = {name: microseconds(app, *kinds[name]) for name in names}
        other = {"raw Werkzeug": microseconds(raw_werkzeug(), "200 OK", lambda: environ("/"))}
    print(json.dumps({"workloads": figures, "other": other}))


if __name__ == "__main__":
    main()
