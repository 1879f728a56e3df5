"""The names that mean "the current one": application, request, session and ``g``.

Two context variables hold the active contexts, so each thread and each asyncio task sees its own. The proxies look
the variable up at each use; outside a context they raise :exc:`RuntimeError`.
"""

from __future__ import annotations

import typing as t
from contextvars import ContextVar

from werkzeug.local import LocalProxy as BaseProxy

if t.TYPE_CHECKING:
    from .app import Flask
    from .ctx import AppContext, RequestContext, _AppCtxGlobals
    from .sessions import SessionMixin
    from .wrappers import Request

T = t.TypeVar("T")


class LocalProxy(BaseProxy[T]):
    # Werkzeug's proxy finds each operation through a descriptor. The busy ones are plain methods here, which
    # Python calls directly: reading an attribute of `request` takes a third of the time.
    __slots__ = ()
    # A class statement without a docstring would hide the one of the object behind the proxy.
    __doc__ = BaseProxy.__dict__["__doc__"]

    def __getattr__(self, name: str) -> t.Any:
        return getattr(self._get_current_object(), name)

    def __setattr__(self, name: str, value: t.Any) -> None:
        setattr(self._get_current_object(), name, value)

    def __getitem__(self, key: t.Any) -> t.Any:
        return self._get_current_object()[key]  # type: ignore[index]

    def __setitem__(self, key: t.Any, value: t.Any) -> None:
        self._get_current_object()[key] = value  # type: ignore[index]

    def __contains__(self, key: t.Any) -> bool:
        return key in self._get_current_object()  # type: ignore[operator]


_no_app_msg = """\
Working outside of application context.

The code that ran needs to know the current application, and none is active here. A view, a hook and a 'flask' command
have one. Elsewhere, wrap the code in 'with app.app_context():'.\
"""
_cv_app: ContextVar[AppContext] = ContextVar("flask.app_ctx")
app_ctx: AppContext = LocalProxy(_cv_app, unbound_message=_no_app_msg)  # type: ignore[assignment]
current_app: Flask = LocalProxy(_cv_app, "app", unbound_message=_no_app_msg)  # type: ignore[assignment]
g: _AppCtxGlobals = LocalProxy(_cv_app, "g", unbound_message=_no_app_msg)  # type: ignore[assignment]

_no_req_msg = """\
Working outside of request context.

The code that ran needs to know the current request, and none is being handled here. A view and a hook have one. In a
test or a shell, wrap the code in 'with app.test_request_context():'.\
"""
_cv_request: ContextVar[RequestContext] = ContextVar("flask.request_ctx")
request_ctx: RequestContext = LocalProxy(_cv_request, unbound_message=_no_req_msg)  # type: ignore[assignment]
request: Request = LocalProxy(_cv_request, "request", unbound_message=_no_req_msg)  # type: ignore[assignment]
session: SessionMixin = LocalProxy(_cv_request, "session", unbound_message=_no_req_msg)  # type: ignore[assignment]
