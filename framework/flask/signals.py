"""Signals that tell of what the framework does, without a hand in it.

Each is a :class:`blinker.Signal`; ``request_started.connect(function, app)`` calls ``function(app, **values)`` each time.
The sender is the application. What else is sent is named at each signal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blinker import Namespace, Signal

if TYPE_CHECKING:
    from .cycle import RequestCycle

_signals = Namespace()

template_rendered = _signals.signal("template-rendered")
"""A template was rendered. Sends ``template`` (the Jinja template) and ``context`` (a dict)."""

before_render_template = _signals.signal("before-render-template")
"""A template is about to be rendered. Sends ``template`` and ``context``, which can still be changed."""

request_started = _signals.signal("request-started")
"""The request's context is pushed, and nothing has handled the request yet. Sends nothing else."""

request_finished = _signals.signal("request-finished")
"""The response is made and about to be sent. Sends ``response``."""

request_tearing_down = _signals.signal("request-tearing-down")
"""The request's context is being popped, also after an error. Sends ``exc``, the exception or ``None``."""

got_request_exception = _signals.signal("got-request-exception")
"""An exception that no handler took reached the application. Sends ``exception``."""

appcontext_tearing_down = _signals.signal("appcontext-tearing-down")
"""The application context is being popped, also after an error. Sends ``exc``, the exception or ``None``."""

appcontext_pushed = _signals.signal("appcontext-pushed")
"""An application context was pushed. Sends nothing else."""

appcontext_popped = _signals.signal("appcontext-popped")
"""An application context was popped. Sends nothing else."""

message_flashed = _signals.signal("message-flashed")
"""A message was flashed. Sends ``message`` and ``category``."""


def send(signal: Signal, app: RequestCycle, **values: Any) -> None:
    """Send a signal in the name of an application.

    Where every request passes, the caller asks for ``signal.receivers`` first: the call itself is not free.

    :param signal: one of the above.
    :param app: the sender, in whose way asynchronous receivers are called.
    :param values: what else the receivers are given.
    """
    if signal.receivers:
        signal.send(app, _async_wrapper=app.ensure_sync, **values)
