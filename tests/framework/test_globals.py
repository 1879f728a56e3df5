"""The proxies for what is current."""

from __future__ import annotations

import pytest
from werkzeug.local import LocalProxy

import flask
from flask import Flask


@pytest.mark.parametrize("proxy", ["current_app", "g", "app_ctx"])
def test_application_proxies_say_what_to_do_outside_a_context(proxy: str) -> None:
    with pytest.raises(RuntimeError, match="application context"):
        getattr(flask.globals, proxy).anything  # noqa: B018


@pytest.mark.parametrize("proxy", ["request", "session", "request_ctx"])
def test_request_proxies_say_what_to_do_outside_a_context(proxy: str) -> None:
    with pytest.raises(RuntimeError, match="request context"):
        getattr(flask.globals, proxy).anything  # noqa: B018


def test_the_variables_of_the_contexts_know_their_names() -> None:
    assert flask.globals._cv_app.name == "flask.app_ctx"
    assert flask.globals._cv_request.name == "flask.request_ctx"


def test_proxies_are_werkzeug_proxies(app: Flask) -> None:
    with app.test_request_context("/here"):
        assert type(flask.request).__mro__[1] is LocalProxy
        assert isinstance(flask.request, flask.Request)
        assert flask.request == flask.request._get_current_object()  # type: ignore[attr-defined]


def test_unbound_proxies_are_false_and_can_be_printed() -> None:
    assert not flask.request
    assert repr(flask.request) == "<LocalProxy unbound>"


def test_proxies_read_write_and_delete_attributes(app: Flask) -> None:
    with app.app_context() as ctx:
        flask.g.user = "ada"
        assert ctx.g.user == "ada"
        del flask.g.user
        assert not hasattr(flask.g, "user")


def test_the_session_proxy_is_a_dictionary(app: Flask) -> None:
    with app.test_request_context():
        flask.session["user"] = "ada"
        assert "user" in flask.session
        assert flask.session["user"] == "ada"
        del flask.session["user"]
        assert len(flask.session) == 0


def test_a_proxy_has_the_docstring_of_its_object(app: Flask) -> None:
    with app.test_request_context():
        assert flask.request.__doc__ == flask.Request.__doc__
