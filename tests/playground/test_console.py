"""What the console pane is told: output, log records, responses, in their order."""

import asyncio
import logging
import sys

import pytest

from flask_playground.console import BLOCK, Console, LogHandler


@pytest.fixture
def sent():
    return []


@pytest.fixture
def console(sent, untouched_process):
    return Console(lambda message: sent.append(message["entry"]))


def texts(sent):
    return [(entry["stream"], entry["text"]) for entry in sent if entry["kind"] == "output"]


def test_output_goes_out_by_the_line(console, sent):
    console.install()
    print("one")
    print("two", end="")
    print(" three")
    assert "".join(text for _, text in texts(sent)) == "one\ntwo three\n"
    assert all(text.endswith("\n") for _, text in texts(sent))


def test_an_unfinished_line_waits_for_the_flush(console, sent):
    console.install()
    print("begun", end="")
    assert sent == []
    console.flush()
    assert texts(sent) == [("stdout", "begun")]


def test_the_order_of_the_streams_is_kept(console, sent):
    async def print_in_turn():
        console.install()
        for number in range(3):
            print(number)
            print(number, file=sys.stderr)

    asyncio.run(print_in_turn())
    console.flush()
    assert texts(sent) == [
        (stream, f"{number}\n") for number in range(3) for stream in ("stdout", "stderr")
    ]


def test_many_lines_go_out_together(console, sent):
    console.install()

    async def print_much():
        for _ in range(BLOCK):
            print("x" * 9)

    asyncio.run(print_much())
    console.flush()
    assert "".join(text for _, text in texts(sent)) == "xxxxxxxxx\n" * BLOCK
    assert len(sent) < BLOCK / 100


def test_text_that_comes_at_one_moment_goes_out_in_blocks(console, sent, monkeypatch):
    monkeypatch.setattr("flask_playground.console.time.monotonic", lambda: 0.0)
    console.install()

    async def print_much():
        for _ in range(3 * BLOCK // 10):
            print("x" * 9)

    asyncio.run(print_much())
    sizes = [len(text) for _, text in texts(sent)]
    assert len(sizes) == 2
    assert all(BLOCK <= size < BLOCK + 10 for size in sizes)


def test_a_log_record_comes_after_what_was_printed_before(console, sent):
    console.install()
    print("begun", end="")
    logger = logging.Logger("shop")
    logger.addHandler(LogHandler(console))
    logger.info("hi")
    assert [entry["kind"] for entry in sent] == ["output", "log"]


def test_a_log_record_that_cannot_be_written_is_told_of(console, sent):
    console.install()
    logger = logging.Logger("shop")
    logger.addHandler(LogHandler(console))
    logger.info("%d items", "three")
    console.flush()
    assert "--- Logging error ---" in "".join(text for _, text in texts(sent))


def test_lines_held_back_go_out_by_themselves(console, sent):
    console.install()

    async def print_twice():
        print("first")
        print("second")
        while len(texts(sent)) < 2:
            await asyncio.sleep(0)

    asyncio.run(asyncio.wait_for(print_twice(), 10))
    assert texts(sent) == [("stdout", "first\n"), ("stdout", "second\n")]


def test_bytes_may_be_written_and_characters_cut_in_two(console, sent):
    console.install()
    for byte in "\u20ac\n".encode():
        sys.stdout.buffer.write(bytes([byte]))
    sys.stdout.buffer.write(b"\xff\n")
    console.flush()
    assert "".join(text for _, text in texts(sent)) == "\u20ac\n\\xff\n"


def test_what_cannot_be_encoded_does_not_fail(console, sent):
    console.install()
    print("\ud800", file=sys.stderr)
    console.flush()
    assert "ud800" in texts(sent)[0][1]


def test_a_closed_stream_does_not_silence_the_other(console, sent):
    console.install()
    sys.stdout.close()
    print("still here", file=sys.stderr)
    console.flush()
    assert texts(sent) == [("stderr", "still here\n")]


def test_a_response_is_one_entry_after_what_it_printed(console, sent):
    console.install()
    print("printed", end="")
    console.access("GET", "/a?b=c", 200, 5, 1.5)
    assert [entry["kind"] for entry in sent] == ["output", "access"]
    time = sent[1].pop("time")
    assert time > 1e12
    expected = {"method": "GET", "path": "/a?b=c", "status": 200, "size": 5, "duration": 1.5}
    assert sent[1] == {"kind": "access", "document": False, "download": None, **expected}


@pytest.mark.parametrize(
    ("number", "level"),
    [
        (logging.DEBUG, "debug"),
        (logging.INFO, "info"),
        (25, "info"),
        (logging.WARNING, "warning"),
        (logging.ERROR, "error"),
        (logging.CRITICAL, "critical"),
        (99, "critical"),
        (1, "debug"),
    ],
)
def test_a_log_record_is_an_entry_with_its_level(console, sent, number, level):
    logger = logging.Logger("shop.cart")
    logger.addHandler(LogHandler(console))
    logger.log(number, "%d items", 3)
    assert sent[0] | {"time": 0} == {
        "kind": "log",
        "level": level,
        "logger": "shop.cart",
        "text": "3 items",
        "traceback": "",
        "frames": [],
        "time": 0,
    }


def test_a_logged_exception_brings_its_traceback(console, sent):
    logger = logging.Logger("shop")
    logger.addHandler(LogHandler(console))
    try:
        raise ValueError("wrong")
    except ValueError:
        logger.exception("Could not")
    assert sent[0]["text"] == "Could not"
    assert sent[0]["traceback"].startswith("Traceback")
    assert "ValueError: wrong" in sent[0]["traceback"]


def test_a_formatter_of_the_programs_own_decides_the_text(console, sent):
    handler = LogHandler(console)
    handler.setFormatter(logging.Formatter("<%(message)s>"))
    logger = logging.Logger("shop")
    logger.addHandler(handler)
    logger.info("hi")
    assert sent[0]["text"] == "<hi>"


def test_without_logging_set_up_warnings_are_entries(console, sent):
    logging.root.handlers.clear()  # pytest's
    console.install()
    logging.getLogger("nobody.set.up").warning("careful")
    logging.getLogger("nobody.set.up").info("unheard")
    assert [entry["text"] for entry in sent] == ["careful"]


def test_logging_that_a_program_sets_up_is_text_as_in_a_terminal(console, sent):
    logging.root.handlers.clear()  # pytest's
    console.install()
    logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(message)s")
    logging.info("mine")
    console.flush()
    assert texts(sent) == [("stderr", "INFO:mine\n")]
