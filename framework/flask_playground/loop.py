"""An event loop for one coroutine inside a synchronous call: for asynchronous views.

Neither a thread nor the page's own loop can run it there.
"""

from __future__ import annotations

import asyncio
import time
from asyncio import events, tasks
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

MISSING = object()


def async_to_sync(function: Callable[P, Awaitable[R]]) -> Callable[P, R]:
    """Give a function that waits for the coroutine's result, as ``asgiref.sync.async_to_sync`` does."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        async def wait() -> R:
            return await function(*args, **kwargs)

        return run(wait())

    return call


def run(coroutine: Coroutine[Any, Any, R]) -> R:
    """Run a coroutine to its end; the context variables that it sets stay set.

    :raises Exception: what the coroutine raises.
    :raises RuntimeError: if it waits for something that no timer brings.
    """
    context = copy_context()
    with outer_loop_set_aside():
        loop = TimerLoop()
        task = loop.create_task(coroutine, context=context)
        try:
            result = loop.run_until_complete(task)
        finally:
            task.cancel()
            loop.run_until_complete(asyncio.gather(task, return_exceptions=True))
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()
    for variable, value in context.items():
        if variable.get(MISSING) is not value:
            variable.set(value)
    return result


@contextmanager
def outer_loop_set_aside() -> Iterator[None]:
    """Let another loop run in this thread, though one and perhaps its task are running."""
    loop = events._get_running_loop()
    task = asyncio.current_task(loop) if loop is not None else None
    if loop is not None and task is not None:
        tasks._leave_task(loop, task)
    events._set_running_loop(None)
    try:
        yield
    finally:
        events._set_running_loop(loop)
        if loop is not None and task is not None:
            tasks._enter_task(loop, task)


def leave_interrupts_to_tasks() -> None:
    """Have the page's loop let go of a ``KeyboardInterrupt`` that has ended one of its tasks.

    Whoever waits for the task is told of it. Raised out of the loop as well, it would be an error of the page that nobody can catch.
    """
    loop: Any = events._get_running_loop()
    if hasattr(loop, "_keyboard_interrupt_handler"):
        loop._keyboard_interrupt_handler = lambda: None


class TimerLoop(asyncio.BaseEventLoop):
    """An event loop that knows callbacks and timers, and no files or sockets."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = Sleeper()

    def _process_events(self, event_list: list[Any]) -> None:
        """There are none: the selector selects nothing."""

    def _write_to_self(self) -> None:
        """Wakes a selector out of its sleep; nobody could call this while it sleeps."""


class Sleeper:
    """Stands for a selector: waits until the next timer is due."""

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise RuntimeError(
                "The coroutine waits for something other than a timer. In a page, an asynchronous "
                "view cannot wait for the network."
            )
        if timeout > 0:
            time.sleep(timeout)
        return []
