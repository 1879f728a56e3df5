"""From a URL to its view, and from an endpoint to its URL."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.routing import BuildError

import flask
from flask import Flask
from flask.testing import FlaskClient


class TestRouting:
    @pytest.mark.parametrize(
        ("path", "status", "location"),
        [
            ("/projects/", 200, None),
            ("/projects", 308, "http://localhost/projects/"),
            ("/projects?q=1", 308, "http://localhost/projects/?q=1"),
            ("/about", 200, None),
            ("/about/", 404, None),
            ("/number//12", 308, "http://localhost/number/12"),
            ("/number/12", 200, None),
            ("/number/x", 404, None),
        ],
    )
    def test_slashes_and_converters(
        self, app: Flask, client: FlaskClient, path: str, status: int, location: str | None
    ) -> None:
        app.add_url_rule("/projects/", "projects", lambda: "")
        app.add_url_rule("/about", "about", lambda: "")
        app.add_url_rule("/number/<int:n>", "number", lambda n: str(n))
        response = client.open(path)
        assert response.status_code == status
        assert response.headers.get("Location") == location

    def test_methods(self, app: Flask, client: FlaskClient) -> None:
        app.add_url_rule("/", "index", lambda: "body", methods=["GET", "POST"])
        assert client.head("/").data == b""
        assert client.head("/").headers["Content-Length"] == "4"
        assert set(client.options("/").allow) == {"GET", "POST", "HEAD", "OPTIONS"}
        response = client.delete("/")
        assert response.status_code == 405
        assert set(response.allow) == {"GET", "POST", "HEAD", "OPTIONS"}

    def test_options_can_be_ones_own(self, app: Flask, client: FlaskClient) -> None:
        app.add_url_rule("/", "index", lambda: "mine", methods=["OPTIONS"])
        assert client.options("/").text == "mine"

    def test_a_host_that_is_not_trusted_is_a_400(self, app: Flask, client: FlaskClient) -> None:
        app.config["TRUSTED_HOSTS"] = ["example.org", ".example.net"]
        app.add_url_rule("/", "index", lambda: "")
        for host, status in (("example.org", 200), ("a.example.net", 200), ("evil.org", 400)):
            assert client.get("/", base_url=f"http://{host}").status_code == status

    def test_a_host_that_no_url_can_have_is_a_400(self, app: Flask, client: FlaskClient) -> None:
        app.add_url_rule("/", "index", lambda: "")
        assert client.get("/", headers={"Host": "two..dots"}).status_code == 400

    def test_subdomains(self) -> None:
        app = Flask("subdomains", subdomain_matching=True)
        app.config["SERVER_NAME"] = "example.org"
        app.add_url_rule("/", "index", lambda: "root")
        app.add_url_rule("/", "sub", lambda name: name, subdomain="<name>")
        client = app.test_client()
        assert client.get("/").text == "root"
        assert client.get("/", subdomain="ada").text == "ada"

    def test_the_default_subdomain_is_that_of_every_host(
        self, app: Flask, client: FlaskClient
    ) -> None:
        app.url_map.default_subdomain = "www"
        app.add_url_rule("/", "index", lambda: "found")
        assert client.get("/").text == "found"
        assert client.get("/", base_url="http://example.org").text == "found"

    def test_hosts(self) -> None:
        app = Flask("hosts", host_matching=True, static_host="example.org")
        app.add_url_rule("/", "index", lambda: "one", host="one.example.org")
        app.add_url_rule("/", "other", lambda host: host, host="<host>")
        client = app.test_client()
        assert client.get("/", base_url="http://one.example.org").text == "one"
        assert client.get("/", base_url="http://two.example.org").text == "two.example.org"

    def test_the_mount_point_is_left_out_of_the_path_and_put_into_urls(
        self, app: Flask, client: FlaskClient
    ) -> None:
        app.add_url_rule("/page", "page", lambda: flask.url_for("page"))
        assert client.get("/page", base_url="http://localhost/mount").text == "/mount/page"


class TestUrlFor:
    @pytest.fixture
    def app(self, app: Flask) -> Flask:
        app.add_url_rule("/", "index", lambda: "")
        app.add_url_rule("/user/<name>", "user", lambda name: name)
        app.add_url_rule("/any/<path:rest>", "any", lambda rest: rest)
        return app

    @pytest.mark.parametrize(
        ("arguments", "url"),
        [
            ({"endpoint": "index"}, "/"),
            ({"endpoint": "index", "next": "/a b"}, "/?next=/a+b"),
            ({"endpoint": "user", "name": "John Doe"}, "/user/John%20Doe"),
            ({"endpoint": "any", "rest": "a/b c"}, "/any/a/b%20c"),
            ({"endpoint": "index", "_anchor": "x y"}, "/#x%20y"),
            ({"endpoint": "index", "_external": True}, "http://localhost/"),
            ({"endpoint": "index", "_scheme": "https"}, "https://localhost/"),
            ({"endpoint": "index", "_external": True, "_scheme": ""}, "//localhost/"),
            ({"endpoint": ".index"}, "/"),
            ({"endpoint": "index", "a": None, "b": [1, 2]}, "/?b=1&b=2"),
        ],
    )
    def test_in_a_request(self, app: Flask, arguments: dict[str, object], url: str) -> None:
        with app.test_request_context():
            assert flask.url_for(**arguments) == url  # type: ignore[arg-type]

    def test_outside_a_request(self, app: Flask) -> None:
        with app.app_context(), pytest.raises(RuntimeError, match="SERVER_NAME"):
            flask.url_for("index")
        app.config.update(
            SERVER_NAME="example.org", APPLICATION_ROOT="/prefix", PREFERRED_URL_SCHEME="https"
        )
        with app.app_context():
            assert flask.url_for("index") == "https://example.org/prefix/"
            assert flask.url_for("index", _external=False) == "/prefix/"
        assert app.url_for("user", name="ada") == "https://example.org/prefix/user/ada"

    def test_a_scheme_needs_an_external_url(self, app: Flask) -> None:
        with app.test_request_context(), pytest.raises(ValueError, match="_scheme"):
            flask.url_for("index", _scheme="https", _external=False)

    def test_defaults_and_handlers(self, app: Flask) -> None:
        app.url_defaults(lambda endpoint, values: values.setdefault("name", "default"))
        app.url_build_error_handlers.append(lambda error, endpoint, values: None)  # type: ignore[arg-type, return-value]
        app.url_build_error_handlers.append(lambda error, endpoint, values: f"/external/{endpoint}")
        with app.test_request_context():
            assert flask.url_for("user") == "/user/default"
            assert flask.url_for("elsewhere") == "/external/elsewhere"

    def test_a_handler_may_give_an_empty_url(self, app: Flask) -> None:
        app.url_build_error_handlers.append(lambda error, endpoint, values: "")
        app.url_build_error_handlers.append(lambda error, endpoint, values: "/second")
        with app.test_request_context():
            assert flask.url_for("elsewhere") == ""

    def test_a_handler_is_given_the_values_and_options(self, app: Flask) -> None:
        seen: list[Any] = []
        app.url_build_error_handlers.append(
            lambda error, endpoint, values: seen.append((type(error), endpoint, values)) or "/"  # type: ignore[func-returns-value]
        )
        with app.test_request_context():
            flask.url_for("elsewhere", a=1, _anchor="x", _method="POST", _external=True)
        options = {"_anchor": "x", "_method": "POST", "_scheme": None, "_external": True}
        assert seen == [(BuildError, "elsewhere", {"a": 1, **options})]

    def test_an_error_of_a_handler_is_what_the_next_one_gets(self, app: Flask) -> None:
        other = BuildError("other", {}, None)
        seen: list[Exception] = []

        def fail(error: Exception, endpoint: str, values: dict[str, Any]) -> str:
            raise other

        app.url_build_error_handlers.append(fail)
        app.url_build_error_handlers.append(
            lambda error, endpoint, values: seen.append(error)  # type: ignore[arg-type, func-returns-value, return-value]
        )
        with app.test_request_context(), pytest.raises(BuildError) as caught:
            flask.url_for("elsewhere")
        assert seen == [other]
        assert caught.value is other

    @settings(max_examples=100, deadline=None)
    @given(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
            lambda text: "/" not in text
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    )
    def test_a_url_leads_back_to_the_values_it_was_built_of(self, name: str, query: str) -> None:
        app = Flask("round_trip")
        app.add_url_rule("/user/<name>", "user", lambda name: [name, flask.request.args["q"]])
        with app.test_request_context():
            url = flask.url_for("user", name=name, q=query)
        if name in (".", ".."):
            return
        assert app.test_client().get(url).json == [name, query]
