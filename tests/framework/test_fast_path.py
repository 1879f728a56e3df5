"""When the fast paths are taken, and that they are not with a Werkzeug that has changed."""

from __future__ import annotations

import os
import types
from typing import Any

import pytest
from werkzeug.routing import Map, MapAdapter, Rule
from werkzeug.routing.matcher import StateMachineMatcher
from werkzeug.wrappers import Response

import flask
from flask import Flask, fast_path
from flask.fast_path import inherits
from flask.matching import fast_adapter
from flask.sessions import SecureCookieSessionInterface
from flask.views import MethodView


def test_the_werkzeug_of_this_run_is_known_unless_it_was_changed() -> None:
    assert fast_path.KNOWN is (os.environ.get("WERKZEUG") != "changed")


def another_response_attribute(monkeypatch: pytest.MonkeyPatch) -> None:
    make = Response.__init__

    def make_changed(self: Any, *args: Any, **kwargs: Any) -> None:
        make(self, *args, **kwargs)
        self.another = "attribute"

    monkeypatch.setattr(Response, "__init__", make_changed)


def no_close_callbacks(monkeypatch: pytest.MonkeyPatch) -> None:
    make = Response.__init__

    def make_changed(self: Any, *args: Any, **kwargs: Any) -> None:
        make(self, *args, **kwargs)
        del self._on_close

    monkeypatch.setattr(Response, "__init__", make_changed)


def another_matcher(monkeypatch: pytest.MonkeyPatch) -> None:
    make = StateMachineMatcher.__init__

    def make_changed(self: Any, *args: Any, **kwargs: Any) -> None:
        make(self, *args, **kwargs)
        self.states = vars(self).pop("_root")

    monkeypatch.setattr(StateMachineMatcher, "__init__", make_changed)
    monkeypatch.setattr(StateMachineMatcher, "add", lambda self, rule: None)
    monkeypatch.setattr(StateMachineMatcher, "update", lambda self: None)


def other_converters(monkeypatch: pytest.MonkeyPatch) -> None:
    compile_rule = Rule.compile

    def compile_changed(self: Any) -> None:
        compile_rule(self)
        self.converters = vars(self).pop("_converters")

    monkeypatch.setattr(Rule, "compile", compile_changed)


def another_name_of_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    add = StateMachineMatcher.add

    def add_changed(self: Any, rule: Any) -> None:
        for part in rule._parts:
            # A frozen dataclass.
            vars(part)["content"] = part.content.replace("__werkzeug_", "_converter")
        add(self, rule)

    monkeypatch.setattr(StateMachineMatcher, "add", add_changed)


@pytest.mark.parametrize(
    "change",
    [
        another_response_attribute,
        no_close_callbacks,
        another_matcher,
        other_converters,
        another_name_of_groups,
    ],
    ids=lambda change: change.__name__,
)
def test_a_changed_werkzeug_is_not_known(change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fast_path._is_known() is fast_path.KNOWN
    change(monkeypatch)
    assert not fast_path._is_known()


class Base:
    def one(self) -> None:
        pass

    @property
    def two(self) -> None:
        pass


def test_a_class_inherits_what_it_does_not_define() -> None:
    class Same(Base):
        pass

    class Other(Base):
        @property
        def two(self) -> None:
            pass

    assert inherits(Same, Base, "one", "two")
    assert inherits(Other, Base, "one")
    assert not inherits(Other, Base, "one", "two")


@pytest.mark.parametrize("base", [Flask, MethodView, flask.Response, SecureCookieSessionInterface])
def test_a_class_that_is_asked_when_it_is_made_lets_other_bases_have_their_say(base: type) -> None:
    class Marked:
        mark = ""

        def __init_subclass__(cls, mark: str = "", **kwargs: Any) -> None:
            super().__init_subclass__(**kwargs)
            cls.mark = mark

    made: Any = types.new_class("Made", (base, Marked), {"mark": "mine"})
    assert made.mark == "mine"


@pytest.mark.parametrize("body", ["text", b"bytes"])
@pytest.mark.parametrize("method", ["__init__", "get_wsgi_response"])
def test_a_usual_response_is_made_and_sent_fast(
    monkeypatch: pytest.MonkeyPatch, body: str | bytes, method: str
) -> None:
    calls: list[str] = []
    usual: Any = getattr(Response, method)

    def count(self: Response, *args: Any, **kwargs: Any) -> Any:
        calls.append(method)
        return usual(self, *args, **kwargs)

    monkeypatch.setattr(Response, method, count)
    sent = flask.Response(body).get_wsgi_response({"REQUEST_METHOD": "GET"})
    assert b"".join(sent[0]) == (body if isinstance(body, bytes) else body.encode())
    assert calls == ([] if fast_path.KNOWN else [method])


def request_environ(**changes: Any) -> dict[str, Any]:
    environ = {
        "wsgi.url_scheme": "http",
        "HTTP_HOST": "localhost",
        "PATH_INFO": "/",
        "REQUEST_METHOD": "GET",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
    }
    return {name: value for name, value in (environ | changes).items() if value is not None}


def bind(environ: dict[str, Any], **options: Any) -> Any:
    settings = {"url_map": Flask("x").url_map, "server_name": None, "subdomain": ""}
    return fast_adapter(environ=environ, **(settings | options))


@pytest.mark.parametrize("subdomain", ["", "www"])
def test_a_request_is_bound_fast(subdomain: str) -> None:
    url_map = flask.matching.Map(default_subdomain=subdomain)
    adapter = bind(request_environ(), url_map=url_map, subdomain=subdomain)
    assert (adapter is not None) is fast_path.KNOWN


def test_an_application_binds_its_requests_fast(app: Flask) -> None:
    with app.test_request_context() as ctx:
        assert (type(ctx.url_adapter) is not MapAdapter) is fast_path.KNOWN


@pytest.mark.parametrize(
    "environ",
    [
        request_environ(HTTP_HOST=None),
        request_environ(HTTP_HOST="two..dots"),
        request_environ(HTTP_UPGRADE="websocket"),
        request_environ(PATH_INFO=""),
        request_environ(PATH_INFO=None),
        request_environ(**{"wsgi.url_scheme": "ws"}),
    ],
    ids=["no host", "bad host", "upgrade", "empty path", "no path", "scheme"],
)
def test_an_unusual_request_is_bound_by_werkzeug(environ: dict[str, Any]) -> None:
    assert bind(environ) is None


@pytest.mark.parametrize(
    "options",
    [
        {"url_map": Map()},
        {"url_map": Flask("x", host_matching=True, static_folder=None).url_map},
        {"server_name": "example.org"},
        {"subdomain": None},
        {"subdomain": "www"},
    ],
    ids=["map of another class", "host matching", "server name", "any subdomain", "subdomain"],
)
def test_an_unusual_binding_is_left_to_werkzeug(options: dict[str, Any]) -> None:
    assert bind(request_environ(), **options) is None
