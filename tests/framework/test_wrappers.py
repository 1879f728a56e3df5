"""The request and the response beyond what Werkzeug tests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import werkzeug.wrappers
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge
from werkzeug.test import EnvironBuilder

import flask
from flask import Flask, Request, Response

ENVIRON = {
    "REQUEST_METHOD": "post",
    "SCRIPT_NAME": "/app/",
    "PATH_INFO": "/caf\xc3\xa9",
    "QUERY_STRING": "a=1&b=%C3%A9",
    "SERVER_NAME": "127.0.0.1",
    "SERVER_PORT": "8000",
    "HTTP_HOST": "example.org",
    "HTTP_COOKIE": 'a="1 2"; b=3',
    "REMOTE_ADDR": "10.0.0.1",
    "wsgi.url_scheme": "https",
    "wsgi.input": BytesIO(),
}


@pytest.mark.parametrize(
    "name",
    [
        *[
            "method",
            "scheme",
            "server",
            "root_path",
            "path",
            "query_string",
            "remote_addr",
            "cookies",
            "args",
        ],
        *["url", "base_url", "host", "full_path", "is_secure", "access_route"],
    ],
)
def test_lazy_attributes_are_those_of_werkzeug(name: str) -> None:
    ours, theirs = Request({**ENVIRON}), werkzeug.wrappers.Request({**ENVIRON})
    assert getattr(ours, name) == getattr(theirs, name)


def test_a_minimal_environ_will_do() -> None:
    request = Request({})
    assert (request.method, request.path, request.root_path, request.query_string) == (
        "GET",
        "/",
        "",
        b"",
    )
    assert request.cookies == {}


def test_attributes_can_be_set() -> None:
    request = Request({**ENVIRON})
    request.remote_addr = "1.2.3.4"
    request.scheme = "http"
    assert (request.url, request.remote_addr) == ("http://example.org/app/café?a=1&b=é", "1.2.3.4")


@pytest.mark.parametrize("path", [None, "", "/", "//X", "X/", "/caf\xe9"])
def test_the_path_is_that_of_werkzeug(path: str | None) -> None:
    environ = {**ENVIRON, "PATH_INFO": path or ""}
    assert Request(environ).path == werkzeug.wrappers.Request({**environ}).path


def test_what_a_request_has_not_is_an_attribute_error() -> None:
    for request in (Request({**ENVIRON}), Request.__new__(Request)):
        for name in ("nothing", "_nothing"):
            with pytest.raises(AttributeError, match=name):
                getattr(request, name)


@pytest.mark.parametrize(
    ("arguments", "populated"),
    [({}, True), ({"populate_request": False}, False), ({"shallow": True}, False)],
)
def test_the_environ_knows_its_request_if_wanted(
    arguments: dict[str, bool], populated: bool
) -> None:
    environ = {**ENVIRON}
    Request(environ, **arguments)
    assert ("werkzeug.request" in environ) is populated


def test_endpoint_and_blueprints(app: Flask) -> None:
    outer, inner = flask.Blueprint("outer", __name__), flask.Blueprint("inner", __name__)
    inner.add_url_rule("/", "index", lambda: "")
    outer.register_blueprint(inner, url_prefix="/inner")
    app.register_blueprint(outer, url_prefix="/outer")
    with app.test_request_context("/outer/inner/"):
        assert flask.request.endpoint == "outer.inner.index"
        assert flask.request.blueprint == "outer.inner"
        assert flask.request.blueprints == ["outer.inner", "outer"]
    with app.test_request_context("/nowhere"):
        assert flask.request.endpoint is None
        assert flask.request.blueprint is None
        assert flask.request.blueprints == []


class TestLimits:
    def test_come_from_the_configuration_and_can_be_set(self, app: Flask) -> None:
        app.config.update(MAX_CONTENT_LENGTH=10, MAX_FORM_MEMORY_SIZE=20, MAX_FORM_PARTS=3)
        with app.test_request_context():
            limits = (
                flask.request.max_content_length,
                flask.request.max_form_memory_size,
                flask.request.max_form_parts,
            )
            assert limits == (10, 20, 3)
            flask.request.max_content_length = 5
            flask.request.max_form_parts = 0
            assert (flask.request.max_content_length, flask.request.max_form_parts) == (5, 0)

    def test_are_werkzeugs_outside_an_application(self) -> None:
        request = Request({**ENVIRON})
        assert (
            request.max_content_length,
            request.max_form_memory_size,
            request.max_form_parts,
        ) == (None, 500_000, 1000)

    def test_a_body_beyond_the_limit_is_refused(self, app: Flask) -> None:
        app.config["MAX_CONTENT_LENGTH"] = 10
        with (
            app.test_request_context(method="POST", data="x" * 11),
            pytest.raises(RequestEntityTooLarge),
        ):
            flask.request.get_data()


class TestJSON:
    @pytest.mark.parametrize("content_type", ["application/json", "application/problem+json"])
    def test_uses_the_applications_provider(self, app: Flask, content_type: str) -> None:
        class Shouting(flask.json.provider.DefaultJSONProvider):
            def loads(self, s: str | bytes, **kwargs: Any) -> Any:
                return "loaded"

        app.json = Shouting(app)
        with app.test_request_context(method="POST", data="{}", content_type=content_type):
            assert flask.request.json == "loaded"

    def test_a_bad_body_is_explained_in_debug_mode_only(self, app: Flask) -> None:
        def description() -> str | None:
            with (
                app.test_request_context(method="POST", data="{", content_type="application/json"),
                pytest.raises(BadRequest) as caught,
            ):
                flask.request.get_json()
            return caught.value.description

        quiet = description()
        app.debug = True
        assert description() != quiet
        assert "JSON" in str(description())


def test_outside_an_application_nothing_is_explained() -> None:
    builder = EnvironBuilder(method="POST", data={"photo": "me.png"})
    request = Request(builder.get_environ())
    assert request.form["photo"] == "me.png"
    with pytest.raises(BadRequest):
        request.files["photo"]
    builder = EnvironBuilder(method="POST", data="{", content_type="application/json")
    with pytest.raises(BadRequest):
        Request(builder.get_environ()).get_json()


def test_a_missing_file_is_explained_in_debug_mode(app: Flask) -> None:
    app.debug = True
    with (
        app.test_request_context(method="POST", data={"photo": "me.png"}),
        pytest.raises(KeyError, match="no file contents were transmitted"),
    ):
        flask.request.files["photo"]


class TestResponse:
    def test_is_html_by_default_and_relative_in_its_location(self, app: Flask) -> None:
        assert Response("x").mimetype == "text/html"
        app.add_url_rule("/", "index", lambda: flask.redirect("/elsewhere"))
        assert app.test_client().get("/").headers["Location"] == "/elsewhere"

    def test_a_location_is_sent_as_a_uri(self, app: Flask) -> None:
        app.add_url_rule("/", "index", lambda: flask.redirect("/é ü"))
        assert app.test_client().get("/").headers["Location"] == "/%C3%A9%20%C3%BC"

    @pytest.mark.parametrize("name", ["Content-Location", "content-location", "LOCATION"])
    def test_a_url_in_a_header_is_sent_as_a_uri(self, app: Flask, name: str) -> None:
        app.add_url_rule("/", "index", lambda: ("", {name: "/é ü", "X-Other": "é"}))
        app.after_request(lambda response: response.headers.set("content-length", 0) or response)
        headers = app.test_client().get("/").headers
        assert (headers[name], headers["X-Other"]) == ("/%C3%A9%20%C3%BC", "é")

    def test_max_cookie_size_comes_from_the_configuration(self, app: Flask) -> None:
        app.config["MAX_COOKIE_SIZE"] = 10
        with app.app_context():
            assert Response().max_cookie_size == 10
        assert Response().max_cookie_size == 4093

    def test_overridden_steps_are_called(self) -> None:
        class Shouting(Response):
            def set_data(self, value: bytes | str) -> None:
                super().set_data(value.upper())

        assert Shouting("loud").get_data() == b"LOUD"

    @pytest.mark.parametrize(
        "name", ["get_wsgi_headers", "get_app_iter", "iter_encoded", "close", "set_data"]
    )
    def test_each_step_can_be_overridden(self, name: str) -> None:
        calls: list[str] = []

        def step(self: Response, *args: Any) -> Any:
            calls.append(name)
            return getattr(Response, name)(self, *args)

        response = type("Overriding", (Response,), {name: step})("text")
        body, _, _ = response.get_wsgi_response(EnvironBuilder().get_environ())
        assert b"".join(body) == b"text"
        close = getattr(body, "close", None)
        if close is not None:
            close()
        assert calls == [name]

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_close_functions_are_called(self, method: str) -> None:
        response, calls = Response("x"), []
        response.call_on_close(lambda: calls.append("closed"))
        environ = EnvironBuilder(method=method).get_environ()
        body, _, headers = response.get_wsgi_response(environ)
        assert b"".join(body) == (b"" if method == "HEAD" else b"x")
        assert ("Content-Length", "1") in headers
        body.close()  # type: ignore[attr-defined]
        assert calls == ["closed"]

    @pytest.mark.parametrize("status", [204, 304])
    def test_statuses_without_a_body_send_none(self, status: int) -> None:
        body, _, _ = Response("x", status).get_wsgi_response(EnvironBuilder().get_environ())
        assert list(body) == []

    @pytest.mark.parametrize("body", ["", "x"])
    @pytest.mark.parametrize(
        ("status", "sent"),
        [
            (204, {"Content-Type", "Content-Language", "ETag"}),
            # RFC 9110 section 15.4.5: no description of a body that the client has already.
            (304, {"ETag"}),
            (205, {"Content-Type", "Content-Language", "ETag", "Content-Length"}),
        ],
    )
    def test_headers_of_a_status_without_a_body_say_no_length(
        self, app: Flask, status: int, body: str, sent: set[str]
    ) -> None:
        headers = {"Content-Language": "de", "ETag": '"1"'}
        app.add_url_rule("/", "index", lambda: (body, status, headers))
        assert set(app.test_client().get("/").headers.keys()) == sent
