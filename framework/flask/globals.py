"""The names that mean "the current one": application, request, session and ``g``.

They are proxies of what :mod:`flask.ctx` has made current. Outside a context, using one raises :exc:`RuntimeError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ctx import LocalProxy
from .ctx import _cv_app as _cv_app
from .ctx import _cv_request as _cv_request
from .held import hold

if TYPE_CHECKING:
    from .app import Flask
    from .ctx import AppContext, RequestContext, _AppCtxGlobals
    from .sessions import SessionMixin
    from .wrappers import Request

hold(__name__)

_no_app_msg = """\
Working outside of application context.

The code that ran needs to know the current application, and none is active here. A view, a hook and a 'flask' command
have one. Elsewhere, wrap the code in 'with app.app_context():'.\
"""
app_ctx: AppContext = LocalProxy(_cv_app, unbound_message=_no_app_msg)  # type: ignore[assignment]
current_app: Flask = LocalProxy(_cv_app, "app", unbound_message=_no_app_msg)  # type: ignore[assignment]
g: _AppCtxGlobals = LocalProxy(_cv_app, "g", unbound_message=_no_app_msg)  # type: ignore[assignment]

_no_req_msg = """\
Working outside of request context.

The code that ran needs to know the current request, and none is being handled here. A view and a hook have one. In a
test or a shell, wrap the code in 'with app.test_request_context():'.\
"""
request_ctx: RequestContext = LocalProxy(_cv_request, unbound_message=_no_req_msg)  # type: ignore[assignment]
request: Request = LocalProxy(_cv_request, "request", unbound_message=_no_req_msg)  # type: ignore[assignment]
session: SessionMixin = LocalProxy(_cv_request, "session", unbound_message=_no_req_msg)  # type: ignore[assignment]
