"""Application and request contexts: what "current" means while a request, a command or a test runs.

Two context variables hold the contexts that are active, so each thread and each asyncio task sees its own. The names of
:mod:`flask.globals` look the variables up at each use.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar, Token
from functools import partial, update_wrapper
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from werkzeug.exceptions import HTTPException
from werkzeug.local import LocalProxy as BaseProxy

from .held import hold
from .signals import appcontext_popped, appcontext_pushed, send
from .typing import AfterRequestCallable

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from werkzeug.routing import MapAdapter

    from .app import Flask
    from .sessions import SessionMixin
    from .wrappers import Request

hold(__name__)

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

_cv_app: ContextVar[AppContext] = ContextVar("flask.app_ctx")
_cv_request: ContextVar[RequestContext] = ContextVar("flask.request_ctx")

_sentinel = cast(Any, object())


class LocalProxy(BaseProxy[T]):
    # Werkzeug's proxy finds each operation through a descriptor. The busy ones are methods here, which Python calls
    # directly: reading an attribute of `request` takes a third of the time.
    __slots__ = ()
    # A class statement without a docstring would hide the one of the object behind the proxy.
    __doc__ = BaseProxy.__dict__["__doc__"]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._get_current_object(), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._get_current_object(), name, value)

    def __getitem__(self, key: Any) -> Any:
        return self._get_current_object()[key]  # type: ignore[index]

    def __setitem__(self, key: Any, value: Any) -> None:
        self._get_current_object()[key] = value  # type: ignore[index]

    def __contains__(self, key: Any) -> bool:
        return key in self._get_current_object()  # type: ignore[operator]


class _AppCtxGlobals:
    """A namespace for data of one application context: what :data:`flask.g` stands for.

    Attributes are set, read and deleted freely; a missing one raises :exc:`AttributeError`.
    """

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

        def __setattr__(self, name: str, value: Any) -> None: ...

        def __delattr__(self, name: str) -> None: ...

    def get(self, name: str, default: Any | None = None) -> Any:
        """Give the attribute ``name``, or ``default`` where it is not set."""
        return vars(self).get(name, default)

    def pop(self, name: str, default: Any = _sentinel) -> Any:
        """Remove and give the attribute ``name``.

        :param default: given instead of a missing attribute.
        :raises KeyError: if the attribute is missing and there is no default.
        """
        fallback = () if default is _sentinel else (default,)
        return vars(self).pop(name, *fallback)

    def setdefault(self, name: str, default: Any = None) -> Any:
        """Give the attribute ``name``; set it to ``default`` first where it is missing."""
        return vars(self).setdefault(name, default)

    def __contains__(self, item: str) -> bool:
        return item in vars(self)

    def __iter__(self) -> Iterator[str]:
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

    g: _AppCtxGlobals
    """The data of this context, an ``app.app_ctx_globals_class``."""

    url_adapter: MapAdapter | None
    """Builds URLs, and matches that of a request. ``None`` outside a request if there is no ``SERVER_NAME``, and for a
    request whose host is not acceptable."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.g = app.app_ctx_globals_class()
        self.url_adapter = app.create_url_adapter(None)
        # What each push has to undo. (In a request context the first name is for what makes the request current.)
        self._cv_tokens: list[Any] = []
        self._app_tokens: list[Token[AppContext]] = self._cv_tokens

    def push(self) -> None:
        """Make this context the current one."""
        self._app_tokens.append(_cv_app.set(self))
        if appcontext_pushed.receivers:
            send(appcontext_pushed, self.app)

    def pop(self, exc: BaseException | None = _sentinel) -> None:
        """Undo one :meth:`push`, and run the teardown functions if it was the first.

        :param exc: the exception that ended the work, for the teardown functions; by default the one being handled.
        :raises AssertionError: if another context was pushed later and is still there.
        """
        try:
            if len(self._app_tokens) == 1:
                self.app.do_teardown_appcontext(sys.exc_info()[1] if exc is _sentinel else exc)
        finally:
            latest = _cv_app.get()
            _cv_app.reset(self._app_tokens.pop())
        if latest is not self:
            raise _not_the_latest("application", self, latest)
        if appcontext_popped.receivers:
            send(appcontext_popped, self.app)

    def __enter__(self) -> Self:
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
    one's.

    :param app: the application that handles the request.
    :param environ: the WSGI environ.
    :param request: used instead of a new ``app.request_class(environ)``.
    :param session: used instead of opening one.
    """

    flashes: list[tuple[str, str]] | None = None

    def __init__(
        self,
        app: Flask,
        environ: WSGIEnvironment,
        request: Request | None = None,
        session: SessionMixin | None = None,
    ) -> None:
        self.app = app
        self.g = app.app_ctx_globals_class()
        self.request = self._make_request(environ) if request is None else request
        self.url_adapter = None
        try:
            self.url_adapter = app.create_url_adapter(self.request)
        except HTTPException as error:
            self.request.routing_exception = error
        self._opened_session = session
        self._after_request_functions: list[AfterRequestCallable[Any]] = []
        # What each push has to undo: the current request, and the application context if it came with the push.
        self._cv_tokens: list[tuple[Token[RequestContext], AppContext | None]] = []
        self._app_tokens = []

    def _make_request(self, environ: WSGIEnvironment) -> Request:
        request = self.app.request_class(environ)
        request.json_module = self.app.json
        return request

    def copy(self) -> RequestContext:
        """Give a new context with the same request and session, to be pushed in another thread or task."""
        request = self.request
        return type(self)(self.app, request.environ, request, self._session)

    def push(self) -> None:
        """Make this context the current one: open the session if it must be open now, and match the URL."""
        current = _cv_app.get(None)
        new_app = current is None or current.app is not self.app
        self._cv_tokens.append((_cv_request.set(self), self._push_app() if new_app else None))
        if self._opened_session is None and not getattr(
            self.app.session_interface, "_opens_on_demand", False
        ):
            self._open_session()
        if self.url_adapter is not None:
            self.match_request()

    def _push_app(self) -> AppContext:
        # This is the application context too, unless the application has its own kind of those.
        app = self.app
        if app._has_own_app_context or "app_context" in vars(app):
            app_ctx = app.app_context()
            app_ctx.push()
            return app_ctx
        super().push()
        return self

    def match_request(self) -> None:
        """Find the URL rule; store it and its values, or the routing error, on the request."""
        request, adapter = self.request, cast("MapAdapter", self.url_adapter)
        try:
            request.url_rule, request.view_args = adapter.match(return_rule=True)  # type: ignore[assignment]
        except HTTPException as error:
            request.routing_exception = error

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
        if self._opened_session is None and self._cv_tokens:
            self._open_session()
        return self._opened_session

    @_session.setter
    def _session(self, value: SessionMixin | None) -> None:
        self._opened_session = value

    def _open_session(self) -> None:
        interface = self.app.session_interface
        session = interface.open_session(self.app, self.request)
        if session is None:
            session = interface.make_null_session(self.app)
        self._opened_session = session

    def _take_flashes(self) -> list[tuple[str, str]]:
        # Out of the session at the first call, and kept for those that follow.
        if self.flashes is None:
            session = self.session
            self.flashes = session.pop("_flashes") if "_flashes" in session else []
        return self.flashes

    def pop(self, exc: BaseException | None = _sentinel) -> None:
        """Undo one :meth:`push`; at the last, run the teardown functions and close the request's files.

        :param exc: the exception that ended the work, for the teardown functions; by default the one being handled.
        :raises AssertionError: if another context was pushed later and is still there.
        """
        if exc is _sentinel:
            exc = sys.exc_info()[1]
        token, app_ctx = self._cv_tokens[-1]
        try:
            if len(self._cv_tokens) == 1:
                self._end_request(exc)
        finally:
            del self._cv_tokens[-1]
            latest = _cv_request.get()
            _cv_request.reset(token)
            # The application context is left after the request, also if a teardown function has failed.
            if app_ctx is self:
                super().pop(exc)
            elif app_ctx is not None:
                app_ctx.pop(exc)
        if latest is not self:
            raise _not_the_latest("request", self, latest)

    def _end_request(self, exc: BaseException | None) -> None:
        request = self.request
        try:
            self.app.do_teardown_request(exc)
            request.close()
        finally:
            # The environ may outlive the request; it must not keep it alive.
            request.environ["werkzeug.request"] = None

    def _call(self, f: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with self:
            return self.app.ensure_sync(f)(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.request.url!r} [{self.request.method}] of {self.app.name}>"


def _not_the_latest(kind: str, popped: AppContext, current: AppContext) -> AssertionError:
    return AssertionError(
        f"Popped the wrong {kind} context: {current!r} is the current one, not {popped!r}. "
        "Contexts are popped in the reverse order of their pushes."
    )


def after_this_request(f: AfterRequestCallable[Any]) -> AfterRequestCallable[Any]:
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
    return cast(F, update_wrapper(partial(ctx._call, f), f))


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
