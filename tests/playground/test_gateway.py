"""The server's side of WSGI, for applications that keep to it and for those that do not."""

import contextvars
import io
import sys
import traceback
from wsgiref.validate import validator

import pytest

from flask_playground import failures
from flask_playground.environ import make_environ
from flask_playground.error_pages import ErrorPages
from flask_playground.gateway import AppResponse, ResponseBroken

HTML = [("Content-Type", "text/html")]


class Server:
    """Has applications answer, and keeps what is reported."""

    def __init__(self):
        self.errors = io.StringIO()
        self.ended = []
        self.failed = []
        self.steps = 0

    def open(self, app, method="GET", body=b"", headers=()):
        head = {"method": method, "url": "http://localhost:8000/p/a?b=c", "headers": headers}
        environ = make_environ(head, body, mount="/p", cookies="", errors=self.errors)
        return AppResponse(
            app,
            environ,
            error_pages=ErrorPages(),
            report=self.report,
            on_failure=self.fail,
            on_step=self.step,
            on_end=self.ended.append,
        )

    def report(self, environ, error):
        self.errors.write("".join(traceback.format_exception(error)))

    def fail(self, response, failure):
        self.failed.append((response, response.status, failure.error))

    def step(self):
        self.steps += 1


@pytest.fixture
def server():
    return Server()


def body_of(response):
    return list(iter(response.next, None))


def answering(*chunks, status="200 OK", headers=HTML):
    def app(environ, start_response):
        start_response(status, list(headers))
        return list(chunks)

    return app


class Body:
    """An iterable that counts its closings, and may fail at its end."""

    def __init__(self, *chunks, error=None):
        self.chunks, self.error, self.closed = list(chunks), error, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.chunks:
            return self.chunks.pop(0)
        raise self.error or StopIteration

    def close(self):
        self.closed += 1


def with_body(body, status="200 OK"):
    def app(environ, start_response):
        start_response(status, list(HTML))
        return body

    return app


def test_head_and_body_of_a_response(server):
    response = server.open(answering(b"a", b"", b"b", status="201 Made Here"))
    assert (response.status, response.reason) == (201, "Made Here")
    assert response.headers == HTML
    assert body_of(response) == [b"a", b"b"]
    assert response.size == 2


def test_a_response_passes_the_standards_own_checker(server):
    def app(environ, start_response):
        environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"fine"]

    response = server.open(validator(app), "POST", b"body", [("content-type", "text/plain")])
    assert body_of(response) == [b"fine"]
    assert server.errors.getvalue() == ""


def test_the_body_is_asked_for_one_piece_at_a_time(server):
    made = []

    def app(environ, start_response):
        start_response("200 OK", HTML)
        for number in range(3):
            made.append(number)
            yield b"%d" % number

    response = server.open(app)
    assert made == [0]
    assert response.next() == b"0"
    assert response.next() == b"1"
    assert made == [0, 1]


def test_start_response_may_come_with_the_first_piece(server):
    def app(environ, start_response):
        yield b""
        start_response("404 Not Found", HTML)
        yield b"late"

    response = server.open(app)
    assert response.status == 404
    assert body_of(response) == [b"late"]


def test_what_is_written_comes_before_what_is_returned(server):
    def app(environ, start_response):
        write = start_response("200 OK", HTML)
        write(b"one ")
        write(b"two ")
        return [b"three"]

    assert b"".join(body_of(server.open(app))) == b"one two three"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("status", ["200 OK", "204 No Content", "205 Reset", "304 Not Modified"])
def test_no_body_goes_with_head_or_a_status_without_body(server, method, status):
    body = Body(b"text")
    response = server.open(with_body(body, status), method)
    expected = [b"text"] if (method, status) == ("GET", "200 OK") else []
    assert body_of(response) == expected
    assert body.closed == 1
    assert server.ended == [response]


def test_close_is_called_once_when_the_body_has_ended(server):
    body = Body(b"a")
    response = server.open(with_body(body))
    body_of(response)
    response.close()
    assert body.closed == 1
    assert server.ended == [response]


def test_close_is_called_when_the_client_leaves(server):
    body = Body(b"a", b"b")
    response = server.open(with_body(body))
    response.next()
    response.close()
    response.close()
    assert body.closed == 1
    assert response.next() is None
    assert response.size == 1


def test_a_response_that_is_stopped_ends_after_what_there_is_of_it(server):
    body = Body(b"a", b"b")
    response = server.open(with_body(body))
    response.stop()
    assert body.closed == 1
    assert server.ended == []
    assert body_of(response) == [b"a"]
    assert server.ended == [response]


def test_an_error_in_close_is_reported_and_goes_no_further(server):
    body = Body(b"a")
    body.close = lambda: 1 / 0
    assert body_of(server.open(with_body(body))) == [b"a"]
    assert "ZeroDivisionError" in server.errors.getvalue()


def failing(error):
    def app(environ, start_response):
        raise error

    return app


def failing_at_first_piece(error):
    return with_body(Body(error=error))


@pytest.mark.parametrize("make", [failing, failing_at_first_piece])
@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ValueError("<wrong>"), 500, "ValueError: &lt;wrong&gt;"),
        (SystemExit(3), 500, "SystemExit: 3"),
        (KeyboardInterrupt(), 503, "stopped"),
    ],
)
def test_a_failure_before_the_head_becomes_a_page(server, make, error, status, said):
    response = server.open(make(error))
    assert response.status == status
    page = b"".join(body_of(response)).decode()
    assert said in page
    assert dict(response.headers)["Content-Type"] == "text/html; charset=utf-8"


def test_the_owner_is_told_of_a_failure_once_and_after_the_head_is_known(server):
    error = ValueError("wrong")
    response = server.open(failing(error))
    body_of(response)
    assert server.failed == [(response, 500, error)]


def test_the_owner_is_told_of_a_failure_while_the_body_comes(server):
    error = ValueError("midway")
    response = server.open(with_body(Body(b"a", error=error)))
    response.next()
    assert server.failed == []
    with pytest.raises(ResponseBroken):
        response.next()
    assert server.failed == [(response, 200, error)]


def test_the_owner_is_told_of_a_failure_that_the_application_answers(server):
    error = ValueError("noted")

    def app(environ, start_response):
        environ[failures.KEY].note(error)
        environ[failures.KEY].note(ValueError("that follows"))
        return answering(b"Sorry", status="500 Failed")(environ, start_response)

    response = server.open(app)
    assert server.failed == [(response, 500, error)]
    assert body_of(response) == [b"Sorry"]


def test_a_failure_in_the_body_breaks_the_response_off(server):
    body = Body(b"a", error=ValueError("midway"))
    response = server.open(with_body(body))
    assert response.next() == b"a"
    with pytest.raises(ResponseBroken, match="ValueError: midway"):
        response.next()
    assert body.closed == 1
    assert "ValueError: midway" in server.errors.getvalue()
    assert server.ended == [response]
    assert response.next() is None


def test_an_interrupt_in_the_body_breaks_the_response_off(server):
    response = server.open(with_body(Body(b"a", error=KeyboardInterrupt())))
    response.next()
    with pytest.raises(ResponseBroken):
        response.next()
    assert "KeyboardInterrupt" in server.errors.getvalue()


def test_exc_info_replaces_a_head_that_has_not_been_sent(server):
    def app(environ, start_response):
        start_response("200 OK", HTML)
        try:
            raise ValueError
        except ValueError:
            start_response("500 Failed", [("X-Second", "1")], sys.exc_info())
        return [b"replaced"]

    response = server.open(app)
    assert (response.status, response.headers) == (500, [("X-Second", "1")])


def test_exc_info_after_the_head_raises_the_error_again(server):
    def app(environ, start_response):
        start_response("200 OK", HTML)
        yield b"sent"
        try:
            raise ValueError("too late")
        except ValueError:
            start_response("500 Failed", HTML, sys.exc_info())

    response = server.open(app)
    response.next()
    with pytest.raises(ResponseBroken, match="too late"):
        response.next()
    assert response.status == 200


def test_exc_info_after_a_write_raises_the_error_again(server):
    def app(environ, start_response):
        start_response("200 OK", HTML)(b"sent")
        try:
            raise ValueError("too late")
        except ValueError:
            start_response("500 Failed", HTML, sys.exc_info())
        return []

    server.open(app)
    assert "too late" in server.errors.getvalue()


def twice(environ, start_response):
    start_response("200 OK", HTML)
    start_response("200 OK", HTML)
    return []


def never(environ, start_response):
    return []


def nothing(environ, start_response):
    start_response("200 OK", HTML)


@pytest.mark.parametrize(
    ("app", "said"),
    [
        (twice, "second time"),
        (never, "without calling start_response"),
        (nothing, "NoneType"),
        (answering("text"), "must come as bytes, not str"),
        (answering(status="fine"), "not a status"),
        (answering(status="99 Low"), "not a status"),
        (answering(status="200 OK\r\nX: y"), "not a status"),
        (answering(status="200 \u20ac"), "not a status"),
        (answering(headers=[("X", "a\r\nSet-Cookie: b")]), "control character"),
        (answering(headers=[("X", "a\0b")]), "control character"),
        (answering(headers=[("X Y", "a")]), "cannot be the name"),
        (answering(headers=[("", "a")]), "cannot be the name"),
        (answering(headers=[("X", 5)]), "must be str"),
        (answering(headers=[("X", "\u20ac")]), "beyond latin-1"),
    ],
)
def test_an_application_against_the_protocol_is_told_so(server, app, said):
    assert server.open(app).status == 500
    assert said in server.errors.getvalue()


def test_one_context_holds_for_the_call_and_each_piece(server):
    variable = contextvars.ContextVar("variable")

    def app(environ, start_response):
        start_response("200 OK", HTML)
        token = variable.set("mine")
        yield variable.get().encode()
        yield variable.get().encode()
        variable.reset(token)

    first, second = server.open(app), server.open(app)
    assert [first.next(), second.next(), first.next(), second.next()] == [b"mine"] * 4
    assert [first.next(), second.next()] == [None, None]
    assert variable.get("outside") == "outside"
    assert server.errors.getvalue() == ""


def test_close_sees_the_context_of_the_call(server):
    variable = contextvars.ContextVar("variable", default="outside")
    seen = []

    def app(environ, start_response):
        start_response("200 OK", HTML)
        variable.set("mine")
        body = Body(b"a", b"b")
        body.close = lambda: seen.append(variable.get())
        return body

    server.open(app).close()
    assert seen == ["mine"]


def test_a_file_is_sent_in_pieces_and_closed(server):
    file = io.BytesIO(b"x" * 10000)

    def app(environ, start_response):
        start_response("200 OK", HTML)
        return environ["wsgi.file_wrapper"](file)

    assert len(b"".join(body_of(server.open(app)))) == 10000
    assert file.closed


def test_the_owner_is_told_after_each_piece_and_of_the_end(server):
    response = server.open(answering(b"a", b"b"))
    steps = [server.steps]
    while response.next() is not None:
        steps.append(server.steps)
    assert steps == sorted(set(steps))
    assert (response.path, server.ended) == ("/a?b=c", [response])


def test_the_duration_is_in_milliseconds(server, monkeypatch):
    clock = iter([10.0, 11.5])
    monkeypatch.setattr("flask_playground.gateway.time.perf_counter", lambda: next(clock))
    assert server.open(answering(b"a")).duration == 1500
