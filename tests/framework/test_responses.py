"""Return values of views, in every form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import Headers
from werkzeug.exceptions import Gone
from werkzeug.wrappers import Response as BaseResponse

import flask
from flask import Flask, Response


def wsgi(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    start_response("202 ACCEPTED", [("Content-Type", "text/plain")])
    return [environ["PATH_INFO"].encode()]


def generate() -> Iterator[str]:
    yield "a"
    yield "b"


FORMS: dict[str, tuple[Callable[[], Any], int, bytes, str]] = {
    "str": (lambda: "text", 200, b"text", "text/html; charset=utf-8"),
    "empty str": (lambda: "", 200, b"", "text/html; charset=utf-8"),
    "subclass of str": (lambda: flask.Markup("<b>"), 200, b"<b>", "text/html; charset=utf-8"),
    "bytes": (lambda: b"bytes", 200, b"bytes", "text/html; charset=utf-8"),
    "bytearray": (lambda: bytearray(b"ba"), 200, b"ba", "text/html; charset=utf-8"),
    "dict": (lambda: {"a": 1}, 200, b'{"a":1}\n', "application/json"),
    "list": (lambda: [1, 2], 200, b"[1,2]\n", "application/json"),
    "iterator": (generate, 200, b"ab", "text/html; charset=utf-8"),
    "response": (lambda: Response("r", 201), 201, b"r", "text/html; charset=utf-8"),
    "werkzeug response": (lambda: BaseResponse("w", 201), 201, b"w", "text/plain; charset=utf-8"),
    "WSGI callable": (lambda: wsgi, 202, b"/", "text/plain"),
    "exception": (lambda: Gone(), 410, Gone().get_body().encode(), "text/html; charset=utf-8"),
    "status": (lambda: ("s", 404), 404, b"s", "text/html; charset=utf-8"),
    "status line": (lambda: ("s", "418 TEAPOT"), 418, b"s", "text/html; charset=utf-8"),
    "json with status": (lambda: ({"a": 1}, 400), 400, b'{"a":1}\n', "application/json"),
    "headers": (lambda: ("h", {"Content-Type": "text/x"}), 200, b"h", "text/x"),
    "header list": (lambda: ("h", [("Content-Type", "text/x")]), 200, b"h", "text/x"),
    "Headers": (lambda: ("h", Headers({"Content-Type": "text/x"})), 200, b"h", "text/x"),
    "three": (lambda: ("t", 201, {"Content-Type": "text/x"}), 201, b"t", "text/x"),
    "response with both": (
        lambda: (Response("r"), 201, {"Content-Type": "text/x"}),
        201,
        b"r",
        "text/x",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_makes_a_response(app: Flask, form: str) -> None:
    value, status, body, content_type = FORMS[form]
    app.add_url_rule("/", "index", value)
    response = app.test_client().get("/")
    assert (response.status_code, response.data, response.headers["Content-Type"]) == (
        status,
        body,
        content_type,
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "returned None"),
        (True, "it was a bool"),
        (7, "it was a int"),
        (("a", 200, {}, "more"), "tuple must have the form"),
        (("a",), "tuple must have the form"),
        ((None, 200), "returned None"),
    ],
)
def test_what_is_no_response_is_explained(app: Flask, value: object, message: str) -> None:
    app.add_url_rule("/", "index", lambda: value)
    with pytest.raises(TypeError, match=rf"^The view function .*{message}"):
        app.test_client().get("/")


@pytest.mark.parametrize("body", ["text", {"a": 1}])
def test_an_empty_status_is_refused(app: Flask, body: object) -> None:
    app.add_url_rule("/", "index", lambda: (body, ""))
    with pytest.raises(ValueError, match="Empty status"):
        app.test_client().get("/")


def test_a_callable_that_is_no_wsgi_application_is_explained(app: Flask) -> None:
    app.add_url_rule("/", "index", lambda: lambda: "not WSGI")
    with pytest.raises(TypeError, match="it was a function"):
        app.test_client().get("/")


def test_the_response_class_is_called_as_flask_calls_it(app: Flask) -> None:
    seen = []

    class Recording(Response):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            seen.append((args, kwargs))
            super().__init__(*args, **kwargs)

    app.response_class = Recording
    app.add_url_rule("/", "index", lambda: ("body", 201))
    app.test_client().get("/")
    assert seen[0] == (("body",), {"status": 201, "headers": None})


@settings(max_examples=80, deadline=None)
@given(
    st.text() | st.binary(),
    st.none() | st.integers(200, 599).filter(lambda code: code not in (204, 304)),
    st.none()
    | st.dictionaries(
        st.sampled_from(["X-A", "X-B", "Content-Type"]), st.text("abc/;= ", max_size=9), max_size=3
    ),
)
def test_a_quick_response_is_the_one_that_werkzeug_makes(
    body: str | bytes, status: int | None, headers: dict[str, str] | None
) -> None:
    class Slow(BaseResponse):
        default_mimetype = "text/html"

    environ = {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http", "HTTP_HOST": "localhost"}
    ours, theirs = (kind(body, status, headers) for kind in (Response, Slow))
    ours_iter, *ours_head = ours.get_wsgi_response(environ)
    theirs_iter, *theirs_head = theirs.get_wsgi_response(environ)
    assert ours_head == theirs_head
    assert list(ours_iter) == list(theirs_iter)


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(max_codepoint=255)))
def test_a_header_value_goes_out_as_it_was_set_or_is_refused(value: str) -> None:
    app = Flask(__name__)

    @app.get("/")
    def index() -> Any:
        return "body", {"X-Value": value}

    app.testing = True
    if "\r" in value or "\n" in value:
        # A line end would begin another header.
        with pytest.raises(ValueError, match="newline"):
            app.test_client().get("/")
    else:
        assert app.test_client().get("/").headers["X-Value"] == value
