from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from flask import Flask, request
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from flask.views import MethodView, View


class Greeting(View):
    """Greets."""

    def __init__(self, greeting: str = "Hello", mark: str = "!") -> None:
        self.text = f"{greeting}, {{}}{mark}"

    def dispatch_request(self, name: str = "World") -> ResponseReturnValue:  # type: ignore[override]
        return self.text.format(name)


class Api(MethodView):
    def get(self) -> ResponseReturnValue:
        return "got"

    def delete(self) -> ResponseReturnValue:
        return "deleted"


def allowed(client: FlaskClient, path: str = "/") -> set[str]:
    return set(client.options(path).allow)


class TestView:
    def test_url_variables_come_as_keyword_arguments(self, app: Flask, client: FlaskClient) -> None:
        view = Greeting.as_view("greeting")
        app.add_url_rule("/", view_func=view)
        app.add_url_rule("/<name>", view_func=view)
        assert client.get("/").data == b"Hello, World!"
        assert client.get("/Flask").data == b"Hello, Flask!"

    def test_arguments_of_as_view_go_to_the_class(self, app: Flask, client: FlaskClient) -> None:
        app.add_url_rule("/", view_func=Greeting.as_view("greeting", "Bye", mark="?"))
        assert client.get("/").data == b"Bye, World?"

    def test_the_view_function_tells_what_it_is(self) -> None:
        view: Any = Greeting.as_view("greeting")
        assert view.__name__ == "greeting"
        assert view.__doc__ == "Greets."
        assert view.__module__ == __name__
        assert view.view_class is Greeting

    @pytest.mark.parametrize(("each", "instances"), [(True, 3), (False, 1)])
    def test_an_instance_is_made_for_each_request_or_once(
        self, app: Flask, client: FlaskClient, each: bool, instances: int
    ) -> None:
        made: list[object] = []

        class Counting(View):
            init_every_request = each

            def __init__(self) -> None:
                made.append(self)

            def dispatch_request(self) -> ResponseReturnValue:
                return ""

        app.add_url_rule("/", view_func=Counting.as_view("counting"))
        for _ in range(3):
            client.get("/")
        assert len(made) == instances

    def test_a_shared_instance_may_be_empty(self, app: Flask, client: FlaskClient) -> None:
        class Empty(View):
            init_every_request = False

            def __len__(self) -> int:
                return 0

            def dispatch_request(self) -> ResponseReturnValue:
                return str(id(self))

        app.add_url_rule("/", view_func=Empty.as_view("empty"))
        assert client.get("/").data == client.get("/").data

    def test_decorators_wrap_the_first_one_innermost(self, app: Flask, client: FlaskClient) -> None:
        def wrap(mark: str) -> Callable[..., Any]:
            def decorate(view: Callable[..., str]) -> Callable[..., str]:
                def decorated(**values: str) -> str:
                    return f"{mark}{view(**values)}{mark}"

                decorated.__module__ = "elsewhere"
                return decorated

            return decorate

        class Wrapped(Greeting):
            decorators: ClassVar = [wrap("1"), wrap("2")]

        view = Wrapped.as_view("wrapped")
        assert (view.__name__, view.__module__) == ("wrapped", __name__)
        app.add_url_rule("/", view_func=view)
        assert client.get("/").data == b"21Hello, World!12"

    def test_a_decorator_sees_what_the_view_is(self) -> None:
        seen: list[tuple[str, str]] = []

        def note(view: Callable[..., Any]) -> Callable[..., Any]:
            seen.append((view.__name__, view.__module__))
            return view

        class Noted(Greeting):
            decorators: ClassVar = [note]

        Noted.as_view("noted")
        assert seen == [("noted", __name__)]

    def test_methods_are_the_class_s(self, app: Flask, client: FlaskClient) -> None:
        class Posted(Greeting):
            methods = ("POST",)

        app.add_url_rule("/", view_func=Posted.as_view("posted"))
        assert client.post("/").status_code == 200
        assert client.get("/").status_code == 405

    def test_automatic_options_can_be_turned_off(self, app: Flask, client: FlaskClient) -> None:
        class Closed(Greeting):
            provide_automatic_options = False

        app.add_url_rule("/", view_func=Closed.as_view("closed"))
        assert client.options("/").status_code == 405

    def test_the_class_of_a_registered_view_can_be_replaced(
        self, app: Flask, client: FlaskClient
    ) -> None:
        class Patched(Greeting):
            def dispatch_request(self, name: str = "") -> ResponseReturnValue:  # type: ignore[override]
                return "patched"

        view: Any = Greeting.as_view("greeting")
        app.add_url_rule("/", view_func=view)
        view.view_class = Patched
        assert client.get("/").data == b"patched"

    def test_a_view_without_dispatch_request_names_itself(self) -> None:
        class Forgotten(View):
            pass

        with pytest.raises(NotImplementedError, match="Forgotten is a View without"):
            Forgotten().dispatch_request()

    def test_an_asynchronous_view_is_awaited(self, app: Flask, client: FlaskClient) -> None:
        class Later(View):
            async def dispatch_request(self) -> ResponseReturnValue:  # type: ignore[override]
                return "later"

        app.add_url_rule("/", view_func=Later.as_view("later"))
        assert client.get("/").data == b"later"


class TestMethodView:
    def test_methods_are_those_that_are_defined(self, app: Flask, client: FlaskClient) -> None:
        app.add_url_rule("/", view_func=Api.as_view("api"))
        assert client.get("/").data == b"got"
        assert client.delete("/").data == b"deleted"
        assert client.post("/").status_code == 405
        assert allowed(client) == {"GET", "HEAD", "DELETE", "OPTIONS"}

    @pytest.mark.parametrize(
        "method", ["get", "post", "head", "options", "delete", "put", "trace", "patch"]
    )
    def test_every_method_of_http_can_be_defined(
        self, app: Flask, client: FlaskClient, method: str
    ) -> None:
        def answer(self: MethodView) -> ResponseReturnValue:
            return "", {"X-Method": request.method}

        view = type("Only", (MethodView,), {method: answer})
        assert view.methods == {method.upper()}
        app.add_url_rule("/", view_func=view.as_view("only"))
        assert client.open("/", method=method).headers["X-Method"] == method.upper()

    def test_head_is_answered_by_get(self, app: Flask, client: FlaskClient) -> None:
        app.add_url_rule("/", view_func=Api.as_view("api"))
        response = client.head("/")
        assert (response.status_code, response.data) == (200, b"")

    def test_head_is_answered_by_itself_where_it_is_defined(
        self, app: Flask, client: FlaskClient
    ) -> None:
        class WithHead(Api):
            def head(self) -> ResponseReturnValue:
                return "", {"X-Method": request.method}

        app.add_url_rule("/", view_func=WithHead.as_view("api"))
        assert client.head("/").headers["X-Method"] == "HEAD"

    def test_methods_of_bases_are_inherited(self, app: Flask, client: FlaskClient) -> None:
        class Posting(MethodView):
            def post(self) -> ResponseReturnValue:
                return "posted"

        class Mixin:
            def patch(self) -> ResponseReturnValue:
                return "patched"

        class Both(Api, Posting, Mixin):
            pass

        app.add_url_rule("/", view_func=Both.as_view("both"))
        assert client.post("/").data == b"posted"
        assert allowed(client) == {"GET", "HEAD", "DELETE", "POST", "PATCH", "OPTIONS"}

    def test_methods_that_a_base_names_are_added_to(self) -> None:
        class Locking(MethodView):
            methods: ClassVar = ["LOCK"]

        class Both(Locking):
            def get(self) -> ResponseReturnValue:
                return ""

        assert Both.methods == {"LOCK", "GET"}

    def test_methods_that_the_class_names_hold(self, app: Flask, client: FlaskClient) -> None:
        class OnlyDelete(Api):
            methods: ClassVar = {"DELETE"}

        app.add_url_rule("/", view_func=OnlyDelete.as_view("api"))
        assert client.delete("/").status_code == 200
        assert client.get("/").status_code == 405

    def test_a_method_that_is_let_in_and_missing_is_named(self, app: Flask) -> None:
        app.add_url_rule("/", view_func=Api.as_view("api"), methods=["PUT"])
        with pytest.raises(AssertionError, match="Api has no method for 'PUT'"):
            app.test_client().put("/")
