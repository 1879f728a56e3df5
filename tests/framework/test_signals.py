from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import pytest
from blinker import Signal

import flask
from flask import Flask, signals


@pytest.fixture
def app(app: Flask) -> Flask:
    app.testing = False
    app.jinja_loader = None

    @app.get("/")
    def index() -> str:
        return flask.render_template_string("Hello, {{ name }}!", name="World")

    @app.get("/flash")
    def flash() -> str:
        flask.flash("done", "success")
        return ""

    @app.get("/fail")
    def fail() -> str:
        raise ZeroDivisionError("because")

    return app


@contextmanager
def recorded(app: Flask, *names: str) -> Any:
    """Record the signals' names and what they send, in their order."""
    records: list[tuple[str, dict[str, Any]]] = []
    receivers: list[tuple[Signal, Callable[..., None]]] = []
    for name in names:

        def receive(sender: Flask, name: str = name, **sent: Any) -> None:
            assert sender is app
            records.append((name, sent))

        signal: Signal = getattr(flask, name)
        signal.connect(receive, app)
        receivers.append((signal, receive))
    try:
        yield records
    finally:
        for signal, receiver in receivers:
            signal.disconnect(receiver, app)


ALL = sorted(name for name, value in vars(signals).items() if isinstance(value, Signal))


def test_every_signal_is_importable_from_flask() -> None:
    assert ALL == [
        "appcontext_popped",
        "appcontext_pushed",
        "appcontext_tearing_down",
        "before_render_template",
        "got_request_exception",
        "message_flashed",
        "request_finished",
        "request_started",
        "request_tearing_down",
        "template_rendered",
    ]
    assert all(getattr(flask, name) is getattr(signals, name) for name in ALL)


@pytest.mark.parametrize("name", ALL)
def test_a_signal_knows_its_name(name: str) -> None:
    assert getattr(flask, name).name == name.replace("_", "-")


def test_a_request_sends_its_signals_in_their_order(app: Flask) -> None:
    with recorded(app, *ALL) as records:
        app.test_client().get("/")
    assert [name for name, _ in records] == [
        "appcontext_pushed",
        "request_started",
        "before_render_template",
        "template_rendered",
        "request_finished",
        "request_tearing_down",
        "appcontext_tearing_down",
        "appcontext_popped",
    ]


def test_request_finished_sends_the_response(app: Flask) -> None:
    with recorded(app, "request_finished") as records:
        app.test_client().get("/")
    assert records[0][1]["response"].data == b"Hello, World!"


def test_template_rendered_sends_the_template_and_its_context(app: Flask) -> None:
    with recorded(app, "template_rendered") as records:
        app.test_client().get("/")
    sent = records[0][1]
    assert sent["template"].name is None
    assert sent["context"]["name"] == "World"


def test_before_render_template_can_change_the_context(app: Flask) -> None:
    def change(sender: Flask, context: dict[str, Any], **_: Any) -> None:
        context["name"] = "Signal"

    with flask.before_render_template.connected_to(change, app):
        assert app.test_client().get("/").data == b"Hello, Signal!"


def test_message_flashed_sends_the_message_and_its_category(app: Flask) -> None:
    with recorded(app, "message_flashed") as records:
        app.test_client().get("/flash")
    assert records == [("message_flashed", {"message": "done", "category": "success"})]


def test_an_exception_is_sent_before_the_contexts_are_torn_down(app: Flask) -> None:
    names = ("got_request_exception", "request_tearing_down", "appcontext_tearing_down")
    with recorded(app, *names) as records:
        assert app.test_client().get("/fail").status_code == 500
    assert [name for name, _ in records] == list(names)
    exception = records[0][1]["exception"]
    assert str(exception) == "because"


def test_an_application_context_alone_sends_its_own_signals(app: Flask) -> None:
    with recorded(app, *ALL) as records, app.app_context():
        assert [name for name, _ in records] == ["appcontext_pushed"]
    assert [name for name, _ in records[1:]] == ["appcontext_tearing_down", "appcontext_popped"]


def test_another_application_s_receiver_is_not_called(app: Flask) -> None:
    with recorded(Flask("other"), *ALL) as records:
        app.test_client().get("/")
    assert records == []
