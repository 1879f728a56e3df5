"""Coroutines run to their end inside a synchronous call."""

import asyncio
import contextvars
import time

import pytest

from flask_playground.loop import async_to_sync, run

variable = contextvars.ContextVar("variable")


async def view(value, *, wait=0.0):
    await asyncio.sleep(wait)
    return value


def test_the_result_is_returned():
    assert async_to_sync(view)("a", wait=0.001) == "a"


def test_the_function_keeps_its_name():
    assert async_to_sync(view).__name__ == "view"


def test_it_sleeps_until_the_timer_is_due(monkeypatch):
    slept = []
    sleep = time.sleep
    monkeypatch.setattr("flask_playground.loop.time.sleep", lambda s: slept.append(s) or sleep(s))
    run(view("a", wait=0.02))
    assert len(slept) < 5
    assert sum(slept) > 0.01


def test_tasks_of_the_coroutine_run_too():
    async def gather():
        return await asyncio.gather(*(view(number, wait=0.001) for number in range(3)))

    assert run(gather()) == [0, 1, 2]


def test_an_exception_comes_out():
    async def fail():
        await asyncio.sleep(0)
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        run(fail())


def test_it_works_while_the_pages_own_loop_runs_a_task():
    async def outer():
        task = asyncio.current_task()
        inner = async_to_sync(view)("inner")
        assert asyncio.current_task() is task
        return inner, await view("outer", wait=0.001)

    assert asyncio.run(outer()) == ("inner", "outer")


def test_it_works_while_the_pages_own_loop_runs_no_task():
    loop = asyncio.new_event_loop()
    results = []
    loop.call_soon(lambda: results.append(async_to_sync(view)("inner")))
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()
    assert results == ["inner"]


def test_context_variables_pass_in_and_out():
    async def change():
        assert variable.get() == "before"
        variable.set("after")

    def call():
        variable.set("before")
        run(change())
        return variable.get()

    assert contextvars.Context().run(call) == "after"


def test_a_coroutine_that_nothing_can_wake_is_told_so():
    async def wait_for_ever():
        await asyncio.get_running_loop().create_future()

    with pytest.raises(RuntimeError, match="other than a timer"):
        run(wait_for_ever())


def test_a_coroutine_that_is_given_up_is_told_so():
    seen = []

    async def wait_for_ever():
        try:
            await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            seen.append("cancelled")
            raise

    with pytest.raises(RuntimeError):
        run(wait_for_ever())
    assert seen == ["cancelled"]


def test_an_asynchronous_generator_left_open_is_closed():
    closed = []

    async def numbers():
        try:
            yield 1
        finally:
            closed.append(True)

    async def take_one():
        return await anext(generator)

    generator = numbers()
    assert run(take_one()) == 1
    assert closed == [True]
