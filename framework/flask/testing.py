"""Clients that call an application, or its commands, without a server."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from copy import copy
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import werkzeug.test
from click.testing import CliRunner, Result
from werkzeug.test import Client
from werkzeug.wrappers import Request as BaseRequest

from .cli import ScriptInfo
from .held import hold

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

    from werkzeug.test import TestResponse

    from .app import Flask
    from .sessions import SessionMixin

hold(__name__)


class EnvironBuilder(werkzeug.test.EnvironBuilder):
    """Builds a WSGI environ as the application would be given it.

    :param app: the application, whose configuration gives the defaults.
    :param path: the URL's path, perhaps with a query; or a whole URL.
    :param base_url: where the application is mounted. By default made of the other arguments and of the
        configuration's ``SERVER_NAME``, ``APPLICATION_ROOT`` and ``PREFERRED_URL_SCHEME``.
    :param subdomain: put before ``SERVER_NAME``.
    :param url_scheme: in place of ``PREFERRED_URL_SCHEME``.
    :param args: for :class:`werkzeug.test.EnvironBuilder`.
    :param kwargs: likewise; ``json`` gives a body of JSON.
    :raises AssertionError: ``base_url`` was given together with ``subdomain`` or ``url_scheme``.
    """

    def __init__(
        self,
        app: Flask,
        path: str = "/",
        base_url: str | None = None,
        subdomain: str | None = None,
        url_scheme: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if base_url is not None and (subdomain or url_scheme):
            raise AssertionError(
                'Cannot pass "subdomain" or "url_scheme" with "base_url": '
                f"put them into the URL, which is {base_url!r}."
            )
        if base_url is None:
            target = urlsplit(path)
            path = target._replace(scheme="", netloc="", fragment="").geturl()
            scheme = target.scheme or url_scheme or app.config["PREFERRED_URL_SCHEME"]
            host = app.config.get("SERVER_NAME") or "localhost"
            if subdomain:
                host = f"{subdomain}.{host}"
            root = app.config["APPLICATION_ROOT"].lstrip("/")
            base_url = f"{scheme}://{target.netloc or host}/{root}"
        self.app = app
        super().__init__(path, base_url, *args, **kwargs)

    def json_dumps(self, obj: Any, **kwargs: Any) -> str:
        """Give ``obj`` as the application writes JSON."""
        return self.app.json.dumps(obj, **kwargs)


def build_environ(app: Flask, *args: Any, **kwargs: Any) -> WSGIEnvironment:
    """Give the environ that an :class:`EnvironBuilder` of these arguments builds."""
    with closing(EnvironBuilder(app, *args, **kwargs)) as builder:
        return builder.get_environ()


@cache
def _get_werkzeug_version() -> str:
    return importlib.metadata.version("werkzeug")


class FlaskClient(Client):
    """Sends requests to an application, and keeps its cookies.

    In a ``with`` block, the context of the last request stays until the next request or the block's end::

        with app.test_client() as client:
            client.get("/?name=Flask")
            assert request.args["name"] == "Flask"

    :attr:`environ_base` has the environ's values that every request is given.
    """

    application: Flask
    preserve_context = False
    """Whether contexts are kept: within a ``with`` block."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.environ_base: dict[str, Any] = {
            "HTTP_USER_AGENT": f"Werkzeug/{_get_werkzeug_version()}",
            "REMOTE_ADDR": "127.0.0.1",
        }
        # What the last request left to be entered again, and what is entered now.
        self._new_contexts: list[AbstractContextManager[Any]] = []
        self._context_stack = ExitStack()

    @contextmanager
    def session_transaction(self, *args: Any, **kwargs: Any) -> Iterator[SessionMixin]:
        """Open the client's session for a ``with`` block, at whose end it is saved.

        ::

            with client.session_transaction() as session:
                session["user"] = 7

        :param args: for :meth:`~flask.Flask.test_request_context`: the session may depend on the request.
        :param kwargs: likewise.
        :raises TypeError: if the client was made with ``use_cookies=False``.
        :raises RuntimeError: if the session interface opens no session.
        """
        if self._cookies is None:
            raise TypeError("Cookies are disabled. Create a client with 'use_cookies=True'.")
        app = self.application
        sessions = app.session_interface
        context = app.test_request_context(*args, **kwargs)
        request = context.request
        self._add_cookies_to_wsgi(request.environ)
        with context:
            session = sessions.open_session(app, request)
        if session is None:
            name = type(sessions).__qualname__
            raise RuntimeError(
                f"Session backend did not open a session: {name}.open_session gave None."
            )
        yield session
        if sessions.is_null_session(session):
            return
        response = app.response_class()
        with context:
            sessions.save_session(app, session, response)
        server = request.host.partition(":")[0]
        cookies = response.headers.getlist("Set-Cookie")
        self._update_cookies_from_response(server, request.path, cookies)

    def open(
        self,
        *args: Any,
        buffered: bool = False,
        follow_redirects: bool = False,
        **kwargs: Any,
    ) -> TestResponse:
        """Send a request and give its response.

        :param args: an environ, a builder or a request; or arguments for :class:`EnvironBuilder`.
        :param buffered: read the whole response at once.
        :param follow_redirects: give the response after all redirects.
        :param kwargs: for :class:`EnvironBuilder`.
        """
        request = self._make_request(args, kwargs)
        # Those of the request before: contexts do not pile up in a block.
        self._context_stack.close()
        response = super().open(request, buffered=buffered, follow_redirects=follow_redirects)
        response.json_module = self.application.json  # type: ignore[assignment]
        while self._new_contexts:
            self._context_stack.enter_context(self._new_contexts.pop(0))
        return response

    def __enter__(self) -> FlaskClient:
        if self.preserve_context:
            raise RuntimeError(
                "Cannot nest client invocations: leave the first 'with' block before another."
            )
        self.preserve_context = True
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.preserve_context = False
        self._context_stack.close()

    def _make_request(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> BaseRequest:
        match args:
            case (BaseRequest() as given, *_):
                request = copy(given)
                request.environ = self._copy_environ(given.environ)
                return request
            case (werkzeug.test.EnvironBuilder() as given, *_):
                builder = copy(given)
                builder.environ_base = self._copy_environ(dict(given.environ_base or {}))
                return builder.get_request()
            case (dict() as environ, *_):
                base = self._copy_environ({})
                return EnvironBuilder.from_environ(
                    environ, app=self.application, environ_base=base
                ).get_request()
        return self._request_from_builder_args(args, kwargs)

    def _request_from_builder_args(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> BaseRequest:
        base = self._copy_environ(kwargs.pop("environ_base", None) or {})
        return BaseRequest(build_environ(self.application, *args, environ_base=base, **kwargs))

    def _copy_environ(self, other: WSGIEnvironment) -> WSGIEnvironment:
        if not self.preserve_context:
            return self.environ_base | other
        # The application hands its contexts to this function when it is done with them.
        keep = {"werkzeug.debug.preserve_context": self._new_contexts.append}
        return self.environ_base | other | keep


class FlaskCliRunner(CliRunner):
    """Runs an application's commands in a test.

    :param app: the application.
    :param kwargs: for :class:`click.testing.CliRunner`.
    """

    def __init__(self, app: Flask, **kwargs: Any) -> None:
        self.app = app
        super().__init__(**kwargs)

    def invoke(  # type: ignore[override]
        self, cli: Any = None, args: Any = None, **kwargs: Any
    ) -> Result:
        """Run a command and give its result.

        :param cli: the command; by default the group ``app.cli``.
        :param args: the command line, as a list or a string.
        :param kwargs: for :meth:`click.testing.CliRunner.invoke`. Without ``obj``, the command finds this application.
        """
        kwargs.setdefault("obj", ScriptInfo(create_app=lambda: self.app))
        return super().invoke(self.app.cli if cli is None else cli, args, **kwargs)
