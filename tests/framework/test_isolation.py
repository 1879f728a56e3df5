"""Requests at the same time, in threads and in tasks, have their own contexts."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

import flask
from flask import Flask
from flask.globals import _cv_app, _cv_request


@pytest.fixture
def app(app: Flask) -> Flask:
    @app.route("/<int:number>")
    def echo(number: int) -> str:
        flask.g.number = number
        flask.session["number"] = number
        barrier = app.extensions.get("barrier")
        if barrier is not None:
            barrier.wait(timeout=60)
        return f"{flask.g.number} {flask.session['number']} {flask.request.args['q']} {flask.request.path}"

    return app


def test_a_hundred_threads(app: Flask) -> None:
    # All are inside the view at once before the first may go on.
    app.extensions["barrier"] = threading.Barrier(100)

    def send(number: int) -> tuple[str, bool]:
        text = app.test_client().get(f"/{number}?q={number}").text
        return text, _cv_request.get(None) is None and _cv_app.get(None) is None

    with ThreadPoolExecutor(100) as pool:
        results = list(pool.map(send, range(100)))
    assert results == [(f"{n} {n} {n} /{n}", True) for n in range(100)]


def test_a_thousand_tasks(app: Flask) -> None:
    async def work(number: int, inside: asyncio.Event, count: list[int]) -> str:
        with app.test_request_context(f"/{number}"):
            flask.g.number = number
            flask.session["number"] = number
            count.append(number)
            if len(count) == 1000:
                inside.set()
            await inside.wait()
            return f"{flask.g.number} {flask.session['number']} {flask.request.path}"

    async def main() -> list[str]:
        inside, count = asyncio.Event(), []
        return await asyncio.gather(*[work(number, inside, count) for number in range(1000)])

    assert asyncio.run(main()) == [f"{n} {n} /{n}" for n in range(1000)]
    assert _cv_request.get(None) is None


def test_a_stream_keeps_its_own_context_while_others_run(app: Flask) -> None:
    @app.route("/stream/<name>")
    def stream(name: str) -> flask.Response:
        flask.g.name = name

        def pieces() -> object:
            for _ in range(3):
                yield f"{flask.g.name}{flask.request.args['n']} "

        return flask.Response(flask.stream_with_context(pieces()))  # type: ignore[arg-type]

    def start(name: str) -> tuple[contextvars.Context, object]:
        context = contextvars.copy_context()
        return context, context.run(
            lambda: iter(app.test_client().get(f"/stream/{name}?n=1").response)
        )

    streams = [start("a"), start("b")]
    seen = ["", ""]
    for _ in range(3):
        for index, (context, body) in enumerate(streams):
            seen[index] += context.run(next, body).decode()  # type: ignore[call-overload]
    for context, body in streams:
        context.run(body.close)  # type: ignore[attr-defined]
    assert seen == ["a1 a1 a1 ", "b1 b1 b1 "]


def test_nothing_of_a_request_stays_alive(app: Flask) -> None:
    class Marker:
        pass

    seen = []

    @app.route("/marker")
    def marker() -> str:
        flask.g.marker = Marker()
        seen.append(weakref.ref(flask.g.marker))
        seen.append(weakref.ref(flask.request._get_current_object()))  # type: ignore[attr-defined]
        return ""

    app.test_client().get("/marker")
    gc.collect()
    assert [ref() for ref in seen] == [None, None]
