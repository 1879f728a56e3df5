"""An application as its author writes it, held to strict types by `test_typing.py`. It is not run."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Any, TypedDict, assert_type

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

import flask
from flask import Blueprint, Flask, Request, Response, jsonify, render_template, stream_template
from flask.cli import AppGroup, ScriptInfo, load_app, pass_script_info, with_appcontext
from flask.config import ConfigAttribute
from flask.json.provider import DefaultJSONProvider
from flask.sessions import SessionMixin
from flask.testing import EnvironBuilder, FlaskClient, FlaskCliRunner
from flask.typing import ResponseReturnValue
from flask.views import MethodView, View


class App(Flask):
    limit = ConfigAttribute[int]("LIMIT", get_converter=int)


app = App(__name__)
blueprint = Blueprint("shop", __name__, url_prefix="/shop")
app.register_blueprint(blueprint, url_prefix="/")

assert_type(app.limit, int)
assert_type(app.debug, bool)
assert_type(app.permanent_session_lifetime, timedelta)
assert_type(app.test_client(), FlaskClient)
assert_type(app.test_cli_runner(), FlaskCliRunner)


# A decorated view keeps its own type, so that it can be called and tested as what it is.


@app.route("/<int:number>")
def keeps_its_type(number: int) -> str:
    return str(number)


@blueprint.get("/")
async def keeps_its_coroutine() -> dict[str, int]:
    return {"a": 1}


assert_type(keeps_its_type(1), str)


async def calls_the_coroutine() -> None:
    assert_type(await keeps_its_coroutine(), dict[str, int])


# Every form of a return value.


class Item(TypedDict):
    name: str


@app.get("/text")
def text() -> str:
    return ""


@app.get("/bytes")
def data() -> bytes:
    return b""


@app.get("/dict")
def mapping() -> dict[str, Any]:
    return {}


@app.get("/typed-dict")
def typed_mapping() -> Item:
    return {"name": ""}


@app.get("/list")
def listing() -> list[Item]:
    return []


@app.get("/json")
def as_json() -> Response:
    return jsonify({})


@app.get("/template")
def template() -> str:
    return render_template("index.html", name="")


@app.get("/streamed-template")
def streamed_template() -> Iterator[str]:
    return stream_template("index.html")


@app.get("/generator")
def generator() -> Iterator[bytes]:
    yield b""


@app.get("/async-generator")
async def async_generator() -> AsyncIterator[str]:
    return letters()


async def letters() -> AsyncIterator[str]:
    yield ""


@app.get("/status")
def with_status() -> tuple[str, int]:
    return "", 201


@app.get("/enumerated-status")
def with_enumerated_status() -> tuple[str, HTTPStatus]:
    return "", HTTPStatus.CREATED


@app.get("/headers")
def with_headers() -> tuple[str, dict[str, str]]:
    return "", {"X-Name": "value"}


@app.get("/repeated-headers")
def with_repeated_headers() -> tuple[str, int, list[tuple[str, str]]]:
    return "", 200, [("Link", "a"), ("Link", "b")]


@app.get("/werkzeug")
def werkzeug_response() -> BaseResponse:
    return flask.redirect("/")


@app.get("/any")
def anything() -> ResponseReturnValue:
    return "", 200, {"X-Names": ["a", "b"]}


# Hooks and handlers.


@app.before_request
def answers_perhaps() -> str | None:
    return None


@app.before_request
async def answers_later() -> None: ...


@app.after_request
def changes(response: Response) -> Response:
    response.headers["X-Name"] = "value"
    return response


@blueprint.after_app_request
async def changes_later(response: Response) -> Response:
    return response


@app.teardown_request
@app.teardown_appcontext
def tears_down(error: BaseException | None) -> None: ...


@app.errorhandler(404)
@app.errorhandler(NotFound)
def not_found(error: NotFound) -> tuple[str, int]:
    return error.description or "", 404


@blueprint.app_errorhandler(ValueError)
async def bad_value(error: ValueError) -> ResponseReturnValue:
    return str(error), 400


@app.context_processor
def names() -> dict[str, Any]:
    return {}


@app.template_filter("double")
def double(value: str) -> str:
    return value * 2


@app.template_test()
def empty(value: str) -> bool:
    return not value


@app.template_global()
def answer() -> int:
    return 42


assert_type(double(""), str)
assert_type(answer(), int)


@app.url_value_preprocessor
def takes_language(endpoint: str | None, values: dict[str, Any] | None) -> None: ...


@app.url_defaults
def adds_language(endpoint: str, values: dict[str, Any]) -> None: ...


@app.shell_context_processor
def shell_names() -> dict[str, Any]:
    return {}


# Classes.


class Hello(View):
    def dispatch_request(self) -> ResponseReturnValue:
        return ""


class Api(MethodView):
    def get(self) -> ResponseReturnValue:
        return {}


app.add_url_rule("/hello", view_func=Hello.as_view("hello"))
blueprint.add_url_rule("/api", view_func=Api.as_view("api", "argument", keyword=1))


class Provider(DefaultJSONProvider):
    sort_keys = False


app.json_provider_class = Provider
app.json = Provider(app)


# The current objects.


def uses_the_current_objects() -> None:
    assert_type(flask.request.method, str)
    assert_type(flask.current_app.name, str)
    assert_type(flask.session["user"], Any)
    flask.session.permanent = True
    flask.g.user = 1
    assert_type(flask.url_for("hello", _external=True), str)
    assert_type(flask.get_flashed_messages(), list[str] | list[tuple[str, str]])


def makes_contexts(request_class: type[Request]) -> None:
    with app.app_context() as context, app.test_request_context("/?a=b") as request_context:
        assert_type(context.app, Flask)
        assert_type(request_context.request, Request)


# The command line and the test clients.

group = AppGroup("group")
app.cli.add_command(group)


@group.command("seed")
@pass_script_info
def seed(info: ScriptInfo) -> None:
    assert_type(info.load_app(), Flask)


@with_appcontext
def in_context(count: int) -> str:
    return str(count)


assert_type(in_context(1), str)
assert_type(load_app("hello"), Flask)


def tests_the_application(client: FlaskClient, runner: FlaskCliRunner) -> None:
    with client:
        response = client.get("/", query_string={"a": "b"}, follow_redirects=True)
        assert_type(response.status_code, int)
        assert_type(response.text, str)
    with client.session_transaction() as session:
        assert_type(session, SessionMixin)
    assert_type(runner.invoke(args=["seed"]).exit_code, int)
    assert_type(EnvironBuilder(app, "/", json={}).get_environ(), dict[str, Any])
