"""Sessions: what a cookie holds, who can change it, and when it is sent."""

from __future__ import annotations

import hashlib
import string
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from itsdangerous import BadSignature, URLSafeTimedSerializer

import flask
from flask import Flask
from flask.sessions import (
    NullSession,
    SecureCookieSession,
    SecureCookieSessionInterface,
    SessionInterface,
    SessionMixin,
)
from flask.testing import FlaskClient

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.binary()
    | st.uuids()
    | st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC)),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@pytest.fixture
def app(app: Flask) -> Flask:
    @app.route("/set/<value>")
    def write(value: str) -> str:
        flask.session["value"] = value
        return ""

    @app.route("/get")
    def read() -> str:
        return str(flask.session.get("value"))

    @app.route("/clear")
    def clear() -> str:
        flask.session.clear()
        return ""

    @app.route("/nothing")
    def nothing() -> str:
        return ""

    @app.route("/permanent")
    def permanent() -> str:
        flask.session.permanent = True
        return ""

    return app


def set_cookie(response: Any) -> str:
    return response.headers.get("Set-Cookie", "")


def truncated(value: Any) -> Any:
    # The cookie keeps datetimes to the second.
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    if isinstance(value, (list, tuple)):
        return type(value)(truncated(item) for item in value)
    return (
        {key: truncated(item) for key, item in value.items()} if isinstance(value, dict) else value
    )


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(min_size=1), VALUES, max_size=4))
def test_what_goes_in_comes_out(data: dict[str, Any]) -> None:
    app = Flask("round_trip")
    app.secret_key = "a key"
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    assert serializer.loads(serializer.dumps(data)) == truncated(data)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_tampered_cookie_gives_an_empty_session(app: Flask, data: st.DataObject) -> None:
    client = app.test_client()
    client.get("/set/ada")
    cookie = client.get_cookie("session")
    assert cookie is not None
    # The last character of a signature holds bits that base64 ignores: it alone may be changed to no effect.
    at = data.draw(st.integers(0, len(cookie.value) - 2))
    letter = data.draw(st.sampled_from(string.ascii_letters + string.digits + "-_."))
    tampered = cookie.value[:at] + letter + cookie.value[at + 1 :]
    client.set_cookie("session", tampered)
    assert client.get("/get").text == ("ada" if tampered == cookie.value else "None")


def test_it_is_the_cookie_that_flask_writes(app: Flask) -> None:
    client = app.test_client()
    client.get("/set/ada")
    cookie = client.get_cookie("session")
    assert cookie is not None
    reader = URLSafeTimedSerializer(
        "a key for tests",
        salt="cookie-session",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha1},
    )
    assert reader.loads(cookie.value) == {"value": "ada"}


def test_an_expired_cookie_gives_an_empty_session(app: Flask, client: FlaskClient) -> None:
    client.get("/set/ada")
    app.permanent_session_lifetime = timedelta(seconds=-1)
    assert client.get("/get").text == "None"


class TestKeys:
    def test_a_fallback_key_is_accepted(self, app: Flask, client: FlaskClient) -> None:
        client.get("/set/ada")
        app.secret_key = "another"
        assert client.get("/get").text == "None"
        app.config["SECRET_KEY_FALLBACKS"] = ["a key for tests"]
        assert client.get("/get").text == "ada"

    def test_a_new_cookie_is_signed_with_the_new_key(self, app: Flask, client: FlaskClient) -> None:
        app.config["SECRET_KEY_FALLBACKS"] = ["old"]
        client.get("/set/ada")
        app.config["SECRET_KEY_FALLBACKS"] = None
        assert client.get("/get").text == "ada"

    def test_without_a_key_reading_works_and_writing_says_what_to_set(
        self, app: Flask, client: FlaskClient
    ) -> None:
        app.secret_key = None
        assert client.get("/get").text == "None"
        with pytest.raises(RuntimeError, match="secret_key"):
            client.get("/set/ada")

    def test_the_serializer_is_made_once_for_the_same_keys(self, app: Flask) -> None:
        interface = SecureCookieSessionInterface()
        first = interface.get_signing_serializer(app)
        assert interface.get_signing_serializer(app) is first
        app.secret_key = "another"
        assert interface.get_signing_serializer(app) is not first

    @pytest.mark.parametrize("salt", ["other", ""])
    def test_the_serializer_signs_with_other_salts_too(self, app: Flask, salt: str) -> None:
        serializer: Any = SecureCookieSessionInterface().get_signing_serializer(app)
        for number in range(2):
            salted = serializer.dumps(number, salt=salt)
            assert serializer.loads(salted, salt=salt) == number
            assert serializer.loads(serializer.dumps(number)) == number
            with pytest.raises(BadSignature):
                serializer.loads(salted)

    def test_two_applications_do_not_share_keys(self, app: Flask) -> None:
        other = Flask("other")
        other.secret_key = "of the other"
        interface = SecureCookieSessionInterface()
        text = interface.get_signing_serializer(app).dumps({"a": 1})  # type: ignore[union-attr]
        with pytest.raises(Exception, match="Signature"):
            interface.get_signing_serializer(other).loads(text)  # type: ignore[union-attr]


class TestHeaders:
    def test_a_session_that_was_not_used_leaves_no_trace(self, client: FlaskClient) -> None:
        client.get("/set/ada")
        response = client.get("/nothing")
        assert "Vary" not in response.headers
        assert not set_cookie(response)

    def test_a_session_that_was_read_varies_by_cookie(self, client: FlaskClient) -> None:
        assert client.get("/get").headers["Vary"] == "Cookie"

    def test_an_empty_session_that_was_read_varies_by_cookie_whatever_else_is_sent(
        self, client: FlaskClient
    ) -> None:
        client.set_cookie("other", "1")
        assert client.get("/get").headers["Vary"] == "Cookie"

    def test_vary_is_added_to(self, app: Flask, client: FlaskClient) -> None:
        @app.after_request
        def vary(response: flask.Response) -> flask.Response:
            response.vary.add("Accept")
            return response

        assert client.get("/get").headers["Vary"] == "Accept, Cookie"

    def test_an_emptied_session_is_deleted(self, client: FlaskClient) -> None:
        client.get("/set/ada")
        response = client.get("/clear")
        assert "session=;" in set_cookie(response)
        assert response.headers["Vary"] == "Cookie"
        assert client.get_cookie("session") is None

    def test_clearing_what_was_never_there_sends_nothing_but_vary(
        self, client: FlaskClient
    ) -> None:
        response = client.get("/clear")
        assert response.headers["Vary"] == "Cookie"

    def test_a_permanent_session_is_refreshed_unless_configured_otherwise(
        self, app: Flask, client: FlaskClient
    ) -> None:
        assert "Expires=" in set_cookie(client.get("/permanent"))
        response = client.get("/nothing")
        assert "Expires=" in set_cookie(response)
        assert response.headers["Vary"] == "Cookie"
        app.config["SESSION_REFRESH_EACH_REQUEST"] = False
        assert not set_cookie(client.get("/nothing"))

    def test_cookie_attributes_come_from_the_configuration(
        self, app: Flask, client: FlaskClient
    ) -> None:
        app.config.update(
            SESSION_COOKIE_NAME="sid",
            SESSION_COOKIE_DOMAIN="localhost",
            SESSION_COOKIE_PATH="/below",
            SESSION_COOKIE_HTTPONLY=False,
            SESSION_COOKIE_SECURE=True,
            SESSION_COOKIE_SAMESITE="Strict",
            SESSION_COOKIE_PARTITIONED=True,
        )
        header = set_cookie(client.get("/set/x"))
        assert header.startswith("sid=")
        attributes = {part.strip() for part in header.split(";")[1:]}
        assert attributes == {
            "Domain=localhost",
            "Path=/below",
            "Secure",
            "SameSite=Strict",
            "Partitioned",
        }

    def test_path_falls_back_to_the_application_root(self, app: Flask, client: FlaskClient) -> None:
        app.config["APPLICATION_ROOT"] = "/root"
        assert "Path=/root" in set_cookie(client.get("/set/x", base_url="http://localhost/"))


class TestMixin:
    def test_what_a_session_is_at_first(self) -> None:
        session = SecureCookieSession()
        assert (session.new, session.modified, session.accessed) == (False, False, False)
        assert session.permanent is False

    def test_a_session_of_ones_own_counts_as_modified_unless_it_says_otherwise(self) -> None:
        assert SessionMixin.modified is True
        assert SessionMixin.accessed is False
        assert SessionMixin.new is False

    def test_permanence_is_kept_in_the_session(self) -> None:
        session = SecureCookieSession()
        session.permanent = 1  # type: ignore[assignment]
        assert session == {"_permanent": True}
        assert session.permanent is True

    def test_a_changed_key_marks_the_session(self) -> None:
        session = SecureCookieSession({"list": []})
        session["list"].append(1)
        assert not session.modified
        session["other"] = 1
        assert session.modified

    def test_a_null_session_can_be_read_only(self) -> None:
        session = NullSession()
        assert session.get("a") is None
        for change in (
            session.clear,
            session.popitem,
            lambda: session.update(a=1),
            lambda: session.pop("a"),
        ):
            with pytest.raises(RuntimeError, match="secret_key"):
                change()


class TestInterfaces:
    def test_ones_own_interface_is_opened_and_saved_at_every_request(
        self, app: Flask, client: FlaskClient
    ) -> None:
        calls: list[str] = []

        class Recording(SessionInterface):
            def open_session(self, app: Flask, request: flask.Request) -> SecureCookieSession:
                calls.append(f"open {request.path}")
                return SecureCookieSession()

            def save_session(self, app: Flask, session: Any, response: flask.Response) -> None:
                calls.append("save")

        app.session_interface = Recording()
        client.get("/nothing")
        assert calls == ["open /nothing", "save"]

    def test_the_session_is_open_before_the_url_is_matched(
        self, app: Flask, client: FlaskClient
    ) -> None:
        opened: list[str] = []

        class Opening(SecureCookieSessionInterface):
            def open_session(
                self, app: Flask, request: flask.Request
            ) -> SecureCookieSession | None:
                opened.append(request.path)
                assert request.url_rule is None
                flask.globals.request_ctx.match_request()
                assert request.endpoint == "nothing"
                return super().open_session(app, request)

        app.session_interface = Opening()
        assert client.get("/nothing").status_code == 200
        assert opened == ["/nothing"]

    def test_overridden_steps_are_called(self, app: Flask, client: FlaskClient) -> None:
        class Named(SecureCookieSessionInterface):
            def get_cookie_name(self, app: Flask) -> str:
                return "custom"

            def should_set_cookie(self, app: Flask, session: Any) -> bool:
                return True

        app.session_interface = Named()
        assert set_cookie(client.get("/set/x")).startswith("custom=")
        assert set_cookie(client.get("/nothing")).startswith("custom=")

    def test_no_session_at_all_means_a_null_session(self, app: Flask, client: FlaskClient) -> None:
        class Without(SecureCookieSessionInterface):
            def open_session(self, app: Flask, request: flask.Request) -> None:
                return None

        app.session_interface = Without()
        assert client.get("/get").text == "None"

    def test_the_base_interface_has_to_be_overridden(self, app: Flask) -> None:
        assert SessionInterface.pickle_based is False
        with pytest.raises(NotImplementedError):
            SessionInterface().open_session(app, None)  # type: ignore[arg-type]
        with pytest.raises(NotImplementedError):
            SessionInterface().save_session(app, None, None)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(
    st.text(string.ascii_letters, min_size=1, max_size=8),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)
def test_cookies_come_back_as_they_were_set(name: str, value: str) -> None:
    app = Flask("cookies")
    app.add_url_rule("/set", "set", lambda: flask.make_response(""))

    @app.after_request
    def add(response: flask.Response) -> flask.Response:
        response.set_cookie(name, value)
        return response

    app.add_url_rule("/get", "get", lambda: flask.jsonify(flask.request.cookies.get(name)))
    client = app.test_client()
    client.get("/set")
    assert client.get("/get").json == value
