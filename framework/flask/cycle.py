"""The request cycle: from the WSGI environ to the response, in the order in which it runs.

    wsgi_app -> context pushed -> routing -> before hooks -> view -> return value made a response
    -> after hooks, session saved -> context popped

Every step that an application may want to change is a method of its own, and is called through ``self``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine, Iterable
from inspect import CO_COROUTINE, iscoroutinefunction
from types import FunctionType, TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, cast

from werkzeug.exceptions import BadRequestKeyError, HTTPException, InternalServerError
from werkzeug.routing import MapAdapter, RequestRedirect, RoutingException, Rule

from . import typing as ft
from .ctx import AppContext, RequestContext, _cv_app, _cv_request, _sentinel
from .debughelpers import FormDataRoutingRedirect
from .errors import ErrorHandling
from .fast_path import inherits
from .helpers import import_extra
from .registration import hooks_for
from .responses import make_response
from .signals import (
    appcontext_tearing_down,
    got_request_exception,
    request_finished,
    request_started,
    request_tearing_down,
    send,
)

if TYPE_CHECKING:
    import logging

    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from blinker import Signal

    from .json.provider import JSONProvider
    from .responses import Response
    from .sessions import SessionInterface
    from .wrappers import Request

    Handled = HTTPException | ft.ResponseReturnValue

_PRESERVE_CONTEXT = "werkzeug.debug.preserve_context"


class RequestCycle(ErrorHandling):
    """What an application does with a request. The methods stand in the order in which they run."""

    json: JSONProvider
    logger: logging.Logger
    request_class: type[Request]
    response_class: type[Response]
    session_interface: SessionInterface
    teardown_appcontext_funcs: list[ft.TeardownCallable]
    testing: bool
    _got_first_request: bool

    # Otherwise a request context serves as the application context, too.
    _has_own_app_context: ClassVar[bool]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._has_own_app_context = not inherits(cls, RequestCycle, "app_context")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, as the WSGI server asks; calls :meth:`wsgi_app`, which middleware may have wrapped."""
        return self.wsgi_app(environ, start_response)

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request: the WSGI application itself.

        Middleware wraps this method, ``app.wsgi_app = Middleware(app.wsgi_app)``, so that the application object
        stays what it is.

        :param environ: the WSGI environ.
        :param start_response: called with the status and the headers.
        :returns: the body.
        """
        ctx = self.request_context(environ)
        failure: BaseException | None = None
        try:
            try:
                ctx.push()
                response = self.full_dispatch_request()
            except BaseException as error:
                failure = error
                if not isinstance(error, Exception):
                    raise
                response = self.handle_exception(error)
            return response(environ, start_response)
        finally:
            if _PRESERVE_CONTEXT in environ:
                self._preserve_contexts(environ)
            if failure is not None and self.should_ignore_error(failure):
                failure = None
            ctx.pop(failure)
            # A traceback keeps this frame, which must not keep the error.
            failure = None

    # 1. The context is made, and pushed. With the push comes routing: the request knows its endpoint before anything of
    # the application runs.

    def request_context(self, environ: WSGIEnvironment) -> RequestContext:
        """Make the context of a request. Pushed, by ``with``, it makes ``request`` and ``session`` work.

        :param environ: the WSGI environ.
        """
        return RequestContext(self, environ)  # type: ignore[arg-type]

    def app_context(self) -> AppContext:
        """Make an application context. Pushed, by ``with``, it makes ``current_app`` and ``g`` work."""
        return AppContext(self)  # type: ignore[arg-type]

    # 2. From the first hook to the response.

    def full_dispatch_request(self) -> Response:
        """Answer the current request: hooks, view, error handlers, response."""
        self._got_first_request = True
        try:
            if request_started.receivers:
                send(request_started, self)
            early = self.preprocess_request()
            rv = self.dispatch_request() if early is None else early
        except Exception as error:
            rv = self.handle_user_exception(error)
        return self.finalize_request(rv)

    def preprocess_request(self) -> ft.ResponseReturnValue | None:
        """Call the URL value preprocessors, then the before hooks: the application's first, the innermost blueprint's last.

        :returns: the first value that a before hook returned, which stands for the view's; usually ``None``.
        """
        if not self.url_value_preprocessors and not self.before_request_funcs:
            return None
        request = _cv_request.get().request
        for preprocess in hooks_for(self.url_value_preprocessors, request.blueprints):
            preprocess(request.endpoint, request.view_args)
        for hook in hooks_for(self.before_request_funcs, request.blueprints):
            if (rv := self.ensure_sync(hook)()) is not None:
                return rv  # type: ignore[no-any-return]
        return None

    def dispatch_request(self) -> ft.ResponseReturnValue:
        """Call the view that the URL leads to, and give what it returns.

        :raises werkzeug.exceptions.HTTPException: if the URL leads to none.
        """
        request = _cv_request.get().request
        if request.routing_exception is not None:
            self.raise_routing_exception(request)
        rule = cast(Rule, request.url_rule)
        if request.method == "OPTIONS" and getattr(rule, "provide_automatic_options", False):
            return self.make_default_options_response()
        view = self.ensure_sync(self.view_functions[rule.endpoint])
        return view(**cast(dict[str, Any], request.view_args))  # type: ignore[no-any-return]

    def raise_routing_exception(self, request: Request) -> NoReturn:
        """Raise why no rule matched.

        In debug mode, a redirect that would lose the form's data is explained instead.

        :param request: the current request.
        """
        error = request.routing_exception
        loses_data = isinstance(error, RequestRedirect) and error.code not in (307, 308)
        if self.debug and loses_data and request.method not in ("GET", "HEAD", "OPTIONS"):
            raise FormDataRoutingRedirect(request)
        raise cast(HTTPException, error)

    def make_default_options_response(self) -> Response:
        """Make the automatic answer to OPTIONS: the methods that the URL allows."""
        adapter = cast(MapAdapter, _cv_request.get().url_adapter)
        response = self.response_class()
        response.allow.update(adapter.allowed_methods())
        return response

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function that can be called from synchronous code: ``func`` itself, or a wrapper if it is ``async``.

        :param func: a view, hook or handler.
        """
        if (
            type(func) is FunctionType
            and not func.__code__.co_flags & CO_COROUTINE
            and not func.__dict__
        ):
            return func
        return self.async_to_sync(func) if iscoroutinefunction(func) else func

    def async_to_sync(self, func: Callable[..., Coroutine[Any, Any, Any]]) -> Callable[..., Any]:
        """Wrap a coroutine function so that a call runs it to its end in an event loop.

        :param func: the coroutine function.
        :raises RuntimeError: if ``asgiref`` is not installed.
        """
        sync = import_extra("asgiref.sync", "async", f"{func!r} is a coroutine function")
        return sync.async_to_sync(func)  # type: ignore[no-any-return]

    # 3. Errors: a hook's or the view's, and those that nothing has handled.

    def handle_user_exception(self, e: Exception) -> Handled:
        """Find a handler for an exception of a hook or the view, and give what it returns.

        :param e: the exception, which is being handled.
        :raises Exception: the same one, if there is no handler.
        """
        if isinstance(e, BadRequestKeyError):
            # To developers: with debug mode or TRAP_BAD_REQUEST_ERRORS the message says which key is missing.
            e.show_exception |= bool(self.debug or self.config["TRAP_BAD_REQUEST_ERRORS"])
        if isinstance(e, HTTPException) and not self.trap_http_exception(e):
            return self.handle_http_exception(e)
        if (handler := self._handler_for(e)) is not None:
            return handler(e)  # type: ignore[no-any-return]
        # Without an argument: a traceback has this method's frame only once.
        raise

    def handle_http_exception(self, e: HTTPException) -> Handled:
        """Find a handler for an HTTP exception and give what it returns; without one the exception is the response.

        :param e: the exception. One without a status, and one of routing, is never handled.
        """
        never_handled = e.code is None or isinstance(e, RoutingException)
        handler = None if never_handled else self._handler_for(e)
        return e if handler is None else handler(e)

    def _handler_for(self, e: Exception) -> Callable[..., Any] | None:
        handler = self._find_error_handler(e, _cv_request.get().request.blueprints)
        return None if handler is None else self.ensure_sync(handler)

    def handle_exception(self, e: Exception) -> Response:
        """Answer an exception that nothing has handled: log it, and give the response of status 500.

        :param e: the exception.
        :raises Exception: the same one, in debug mode and in tests (``PROPAGATE_EXCEPTIONS``).
        """
        send(got_request_exception, self, exception=e)
        propagate = self.config["PROPAGATE_EXCEPTIONS"]
        if self.testing or self.debug if propagate is None else propagate:
            if e is not sys.exc_info()[1]:
                raise e
            raise
        self.log_exception((type(e), e, e.__traceback__))
        error = InternalServerError(original_exception=e)
        handler = self._handler_for(error)
        rv = error if handler is None else handler(error)
        return self.finalize_request(rv, from_error_handler=True)

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> None:
        """Log an exception that nothing has handled.

        :param exc_info: of :func:`sys.exc_info`.
        """
        request = _cv_request.get().request
        self.logger.error(f"Exception on {request.path} [{request.method}]", exc_info=exc_info)

    # 4. The return value is made a response; the after hooks have it; the session is saved.

    def finalize_request(self, rv: Handled, from_error_handler: bool = False) -> Response:
        """Make the response of what a view or handler returned, and have it processed.

        :param rv: the return value.
        :param from_error_handler: whether an error is already being answered; one more is then logged, not raised.
        """
        response = self.make_response(rv)
        logged = Exception if from_error_handler else ()
        try:
            response = self.process_response(response)
            if request_finished.receivers:
                send(request_finished, self, response=response)
        except logged as error:
            self.logger.error("The response to an error could not be finished", exc_info=error)
        return response

    def make_response(self, rv: ft.ResponseReturnValue) -> Response:
        """Make a :attr:`response_class` of a view's return value.

        :param rv: a string, bytes, dict, list, iterator, response or WSGI callable; or a tuple of one of these with a
            status, headers, or both.
        :raises TypeError: if it is anything else, ``None`` included.
        """
        if isinstance(rv, self.response_class):
            return rv
        return make_response(self, rv)  # type: ignore[arg-type]

    def process_response(self, response: Response) -> Response:
        """Call the after hooks, the innermost blueprint's first and the latest first; then save the session.

        :param response: the response.
        :returns: what the last hook returned.
        """
        ctx = _cv_request.get()
        for own_hook in ctx._after_request_functions:
            response = self.ensure_sync(own_hook)(response)
        if self.after_request_funcs:
            for hook in reversed(hooks_for(self.after_request_funcs, ctx.request.blueprints)):
                response = self.ensure_sync(hook)(response)
        app, interface, session = ctx.app, self.session_interface, ctx._opened_session
        if session is None and (cookies := ctx.request.environ.get("HTTP_COOKIE")):
            # It was not used, but saving may refresh the cookie that the client has sent.
            session = ctx._session if interface.get_cookie_name(app) in cookies else None
        if session is not None and not interface.is_null_session(session):
            interface.save_session(app, session, response)
        return response

    # 5. The context is popped.

    def _preserve_contexts(self, environ: WSGIEnvironment) -> None:
        # A debugger or a test client wants to enter the contexts again.
        for current in dict.fromkeys((_cv_app.get(), _cv_request.get())):
            environ[_PRESERVE_CONTEXT](current)

    def do_teardown_request(self, exc: BaseException | None = _sentinel) -> None:
        """Call the request's teardown functions, the innermost blueprint's first and the latest first.

        :param exc: the unhandled exception, or ``None``; by default the one being handled.
        """
        hooks: list[ft.TeardownCallable] = []
        if self.teardown_request_funcs:
            blueprints = _cv_request.get().request.blueprints
            hooks = hooks_for(self.teardown_request_funcs, blueprints)
        self._tear_down(hooks, request_tearing_down, exc)

    def do_teardown_appcontext(self, exc: BaseException | None = _sentinel) -> None:
        """Call the application context's teardown functions, the latest first.

        :param exc: the unhandled exception, or ``None``; by default the one being handled.
        """
        self._tear_down(self.teardown_appcontext_funcs, appcontext_tearing_down, exc)

    def _tear_down(
        self, hooks: list[ft.TeardownCallable], signal: Signal, exc: BaseException | None
    ) -> None:
        exc = sys.exc_info()[1] if exc is _sentinel else exc
        for hook in reversed(hooks):
            self.ensure_sync(hook)(exc)
        if signal.receivers:
            send(signal, self, exc=exc)
