"""Application and request contexts: what "current" means while a request, a command or a test runs."""

from __future__ import annotations

import sys
import typing as t
from contextvars import ContextVar, Token
from functools import partial, update_wrapper
from types import TracebackType

from werkzeug.exceptions import HTTPException

from . import typing as ft
from .globals import _cv_app, _cv_request
from .signals import announce, appcontext_popped, appcontext_pushed

if t.TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from werkzeug.routing import MapAdapter

    from .app import Flask
    from .sessions import SessionMixin
    from .wrappers import Request, Response

F = t.TypeVar("F", bound=t.Callable[..., t.Any])
C = t.TypeVar("C")
_Leave = t.Callable[[BaseException | None], None]

_sentinel = t.cast(t.Any, object())


class _AppCtxGlobals:
    """A namespace for data of one application context: what :data:`flask.g` stands for.

    Attributes are set, read and deleted freely; a missing one raises :exc:`AttributeError`.
    """

    if t.TYPE_CHECKING:

        def __getattr__(self, name: str) -> t.Any: ...

        def __setattr__(self, name: str, value: t.Any) -> None: ...

        def __delattr__(self, name: str) -> None: ...

    def get(self, name: str, default: t.Any | None = None) -> t.Any:
        """Give the attribute ``name``, or ``default`` where it is not set."""
        return vars(self).get(name, default)

    def pop(self, name: str, default: t.Any = _sentinel) -> t.Any:
        """Remove and give the attribute ``name``.

        :param default: given instead of a missing attribute.
        :raises KeyError: if the attribute is missing and there is no default.
        """
        fallback = () if default is _sentinel else (default,)
        return vars(self).pop(name, *fallback)

    def setdefault(self, name: str, default: t.Any = None) -> t.Any:
        """Give the attribute ``name``; set it to ``default`` first where it is missing."""
        return vars(self).setdefault(name, default)

    def __contains__(self, item: str) -> bool:
        return item in vars(self)

    def __iter__(self) -> t.Iterator[str]:
        yield from vars(self)

    def __repr__(self) -> str:
        if (ctx := _cv_app.get(None)) is None:
            return object.__repr__(self)
        return f"<flask.g of {ctx.app.name!r}>"


class AppContext:
    """Makes an application the current one: ``current_app`` and ``g`` work while it is pushed.

    Usually used through ``with app.app_context():``. It may be pushed more than once; its teardown functions run at
    the last pop.

    :param app: the application.
    """

    _g: _AppCtxGlobals | None = None
    _adapter: MapAdapter | None = _sentinel

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._cv_tokens: list[Token[AppContext]] = []

    @property
    def g(self) -> _AppCtxGlobals:
        """The data of this context, an ``app.app_ctx_globals_class``; made at the first use."""
        if (g := self._g) is None:
            g = self._g = self.app.app_ctx_globals_class()
        return g

    @g.setter
    def g(self, value: _AppCtxGlobals) -> None:
        self._g = value

    @property
    def url_adapter(self) -> MapAdapter | None:
        """Builds URLs, and matches those of a request; made at the first use.

        ``None`` outside a request if there is no ``SERVER_NAME``, and for a request whose host is not acceptable.
        """
        if self._adapter is _sentinel:
            self._make_url_adapter()
        return self._adapter

    @url_adapter.setter
    def url_adapter(self, value: MapAdapter | None) -> None:
        self._adapter = value

    def _make_url_adapter(self) -> None:
        self._adapter = self.app.create_url_adapter(None)

    def push(self) -> None:
        """Make this context the current one."""
        self._cv_tokens.append(_cv_app.set(self))
        if appcontext_pushed.receivers:
            announce(appcontext_pushed, self.app)

    def pop(self, exc: BaseException | None = _sentinel) -> None:
        """Undo one :meth:`push`, and run the teardown functions if it was the first.

        :param exc: the exception that ended the work, for the teardown functions; by default the one being handled.
        :raises AssertionError: if another context was pushed later and is still there.
        """
        try:
            if len(self._cv_tokens) == 1:
                self.app.do_teardown_appcontext(_handled() if exc is _sentinel else exc)
        finally:
            _restore(_cv_app, self._cv_tokens.pop(), self)
        if appcontext_popped.receivers:
            announce(appcontext_popped, self.app)

    def __enter__(self) -> t.Self:
        self.push()
        return self

    def __exit__(
        self,
        exc_type: type | None,
        exc_value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.pop(exc_value)


class RequestContext(AppContext):
    """Makes a request the current one: ``request`` and ``session`` work while it is pushed.

    It is the application context as well, unless one of the same application is already active; then ``g`` stays that
    one's. The session, the URL adapter and ``g`` are made when they are first asked for.

    :param app: the application that handles the request.
    :param environ: the WSGI environ.
    :param request: used instead of a new ``app.request_class(environ)``.
    :param session: used instead of opening one.
    """

    flashes: list[tuple[str, str]] | None = None
    _failure: BaseException | None = None

    def __init__(
        self,
        app: Flask,
        environ: WSGIEnvironment,
        request: Request | None = None,
        session: SessionMixin | None = None,
    ) -> None:
        self.app = app
        self.request = self._make_request(environ) if request is None else request
        self._opened_session = session
        self._after_request_functions: list[ft.AfterRequestCallable[t.Any]] = []
        self._cv_tokens = []
        # What each push has to undo: the current request, and the application context if it came with the push.
        self._pushes: list[tuple[Token[RequestContext], _Leave | None]] = []
        if app._needs_url_adapter(self.request):
            self._make_url_adapter()

    def _make_request(self, environ: WSGIEnvironment) -> Request:
        request = self.app.request_class(environ)
        request.json_module = self.app.json
        return request

    def _make_url_adapter(self) -> None:
        self._adapter = None
        try:
            self._adapter = self.app.create_url_adapter(self.request)
        except HTTPException as error:
            self.request.routing_exception = error

    @property
    def session(self) -> SessionMixin:
        """The session; reading this property marks it as accessed, so that the response varies by cookie.

        :raises AssertionError: if the context has never been pushed.
        """
        session = self._session
        if session is None:
            raise AssertionError(
                "The session opens when the request context is pushed, and this one has not been."
            )
        session.accessed = True
        return session

    @session.setter
    def session(self, value: SessionMixin) -> None:
        self._opened_session = value

    @property
    def _session(self) -> SessionMixin | None:
        # The session, not marked as accessed. Extensions that keep sessions of their own assign it.
        if self._opened_session is None and self._pushes:
            self._open_session()
        return self._opened_session

    @_session.setter
    def _session(self, value: SessionMixin | None) -> None:
        self._opened_session = value

    def _save_session(self, response: Response) -> None:
        app, interface = self.app, self.app.session_interface
        if self._opened_session is None and interface.get_cookie_name(app) not in (
            self.request.environ.get("HTTP_COOKIE", "")
        ):
            # Saving would change nothing: it was not used, and the client has sent none to be refreshed.
            return
        session = t.cast("SessionMixin", self._session)
        if not interface.is_null_session(session):
            interface.save_session(app, session, response)

    def _open_session(self) -> None:
        interface = self.app.session_interface
        session = interface.open_session(self.app, self.request)
        if session is None:
            session = interface.make_null_session(self.app)
        self._opened_session = session

    def copy(self) -> RequestContext:
        """Give a new context with the same request and session, to be pushed in another thread or task."""
        request = self.request
        return type(self)(self.app, request.environ, request, self._session)

    def match_request(self) -> None:
        """Find the URL rule; store it and its values, or the routing error, on the request."""
        request = self.request
        try:
            request.url_rule, request.view_args = self.app._match(self)
        except HTTPException as error:
            request.routing_exception = error

    def push(self) -> None:
        """Make this context the current one: open the session if it must be open now, and match the URL."""
        current = _cv_app.get(None)
        leave_app = None if current is not None and current.app is self.app else self._enter_app()
        self._pushes.append((_cv_request.set(self), leave_app))
        if self._opened_session is None and not getattr(
            self.app.session_interface, "_opens_on_demand", False
        ):
            self._open_session()
        if self._adapter is not None:
            self.match_request()

    def _enter_app(self) -> _Leave:
        # Makes the application the current one, and gives what undoes it.
        app = self.app
        if app._makes_app_contexts_itself():
            app_ctx = app.app_context()
            app_ctx.push()
            return app_ctx.pop
        AppContext.push(self)
        return partial(AppContext.pop, self)

    def pop(self, exc: BaseException | None = _sentinel) -> None:
        """Undo one :meth:`push`; at the last, run the teardown functions and close the request's files.

        :param exc: the exception that ended the work, for the teardown functions; by default the one being handled.
        :raises AssertionError: if another context was pushed later and is still there.
        """
        if exc is _sentinel:
            exc = _handled()
        try:
            if len(self._pushes) == 1:
                self._end_request(exc)
        finally:
            token, leave_app = self._pushes.pop()
            try:
                _restore(_cv_request, token, self)
            finally:
                if leave_app is not None:
                    leave_app(exc)

    def _end_request(self, exc: BaseException | None) -> None:
        request = self.request
        try:
            self.app.do_teardown_request(exc)
            if (close := getattr(request, "close", None)) is not None:
                close()
        finally:
            # The environ may outlive the request; it must not keep it alive.
            request.environ["werkzeug.request"] = None

    def _call(self, f: t.Callable[..., t.Any], *args: t.Any, **kwargs: t.Any) -> t.Any:
        with self:
            return self.app.ensure_sync(f)(*args, **kwargs)

    def _take_flashes(self) -> list[tuple[str, str]]:
        # Out of the session at the first call, and kept for those that follow.
        if self.flashes is None:
            session = self.session
            self.flashes = session.pop("_flashes") if "_flashes" in session else []
        return self.flashes

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.request.url!r} [{self.request.method}] of {self.app.name}>"


def _handled() -> BaseException | None:
    return sys.exc_info()[1]


def _restore(variable: ContextVar[C], token: Token[C], context: C) -> None:
    # Undoes the push of a context, which must be the latest.
    current = variable.get()
    variable.reset(token)
    if current is not context:
        kind = "application" if variable is _cv_app else "request"
        raise AssertionError(
            f"Popped the wrong {kind} context: {current!r} is the current one, not {context!r}. "
            "Contexts are popped in the reverse order of their pushes."
        )


def after_this_request(f: ft.AfterRequestCallable[t.Any]) -> ft.AfterRequestCallable[t.Any]:
    """Call ``f`` with the response of the current request; it returns the same or another response.

    For a view or a function that it calls, to change a response which does not exist yet. Works as a decorator.

    :raises RuntimeError: outside a request context.
    """
    _require_request("after_this_request")._after_request_functions.append(f)
    return f


def copy_current_request_context(f: F) -> F:
    """Wrap ``f`` so that it runs in a copy of the current request context, in whichever thread or greenlet it is called.

    :raises RuntimeError: outside a request context.
    """
    ctx = _require_request("copy_current_request_context").copy()
    return t.cast(F, update_wrapper(partial(ctx._call, f), f))


def _require_request(name: str) -> RequestContext:
    ctx = _cv_request.get(None)
    if ctx is None:
        raise RuntimeError(
            f"'{name}' can only be used when a request context is active, such as in a view function."
        )
    return ctx


def has_request_context() -> bool:
    """Tell whether a request is being handled, that is, whether ``request`` and ``session`` can be used."""
    return _cv_request.get(None) is not None


def has_app_context() -> bool:
    """Tell whether an application context is active, that is, whether ``current_app`` and ``g`` can be used."""
    return _cv_app.get(None) is not None
