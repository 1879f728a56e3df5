"""The environ, against PEP 3333 and against what a server in use provides."""

import io
import threading
import urllib.request
from wsgiref.validate import check_environ

import pytest
from werkzeug.serving import make_server
from werkzeug.wsgi import FileWrapper

from flask_playground.environ import make_environ

MOUNT = "/preview/abc"


def environ_of(
    url="http://localhost:8000/preview/abc/", method="GET", headers=(), body=b"", cookies=""
):
    head = {"method": method, "url": url, "headers": headers}
    return make_environ(head, body, mount=MOUNT, cookies=cookies, errors=io.StringIO())


@pytest.mark.parametrize(
    ("path", "path_info", "query"),
    [
        ("/", "/", ""),
        ("", "", ""),
        ("/login?next=%2Fa&b=c", "/login", "next=%2Fa&b=c"),
        ("/a%2Fb", "/a/b", ""),
        ("/caf%C3%A9", "/caf\u00c3\u00a9", ""),
        ("/%ff", "/\u00ff", ""),
        ("//double", "//double", ""),
        ("/a?", "/a", ""),
        ("/a?b?c", "/a", "b?c"),
        ("/preview/abc/x", "/preview/abc/x", ""),
    ],
)
def test_the_path_below_the_mount_is_the_path_info(path, path_info, query):
    environ = environ_of(f"http://localhost:8000/preview/abc{path}")
    assert environ["SCRIPT_NAME"] == MOUNT
    assert environ["PATH_INFO"] == path_info
    assert environ["QUERY_STRING"] == query


@pytest.mark.parametrize(
    ("url", "scheme", "name", "port", "host"),
    [
        ("http://localhost:8000/preview/abc/", "http", "localhost", "8000", "localhost:8000"),
        ("https://play.example/preview/abc/", "https", "play.example", "443", "play.example"),
        ("http://play.example/preview/abc/", "http", "play.example", "80", "play.example"),
        ("http://[::1]:8000/preview/abc/", "http", "::1", "8000", "[::1]:8000"),
        ("http://me:pw@localhost/preview/abc/", "http", "localhost", "80", "localhost"),
    ],
)
def test_the_host_is_that_of_the_page(url, scheme, name, port, host):
    environ = environ_of(url)
    assert environ["wsgi.url_scheme"] == scheme
    assert (environ["SERVER_NAME"], environ["SERVER_PORT"]) == (name, port)
    assert environ["HTTP_HOST"] == host


@pytest.mark.parametrize(
    ("headers", "key", "value"),
    [
        ([("content-type", "text/plain")], "CONTENT_TYPE", "text/plain"),
        ([("Accept", "a"), ("accept", "b")], "HTTP_ACCEPT", "a,b"),
        ([("cookie", "a=1"), ("cookie", "b=2")], "HTTP_COOKIE", "a=1; b=2"),
        ([("X-Requested-With", "x")], "HTTP_X_REQUESTED_WITH", "x"),
        ([("X_Forwarded_For", "1.2.3.4")], "HTTP_X_FORWARDED_FOR", None),
        ([("host", "evil.example")], "HTTP_HOST", "localhost:8000"),
        ([("content-length", "99")], "CONTENT_LENGTH", None),
        ([("content-length", "99")], "HTTP_CONTENT_LENGTH", None),
        ([("transfer-encoding", "chunked")], "HTTP_TRANSFER_ENCODING", None),
    ],
)
def test_request_headers_become_keys(headers, key, value):
    assert environ_of(headers=headers).get(key) == value


@pytest.mark.parametrize(
    ("method", "body", "length"),
    [
        ("GET", b"", None),
        ("POST", b"", "0"),
        ("POST", b"abc", "3"),
        ("PUT", b"", "0"),
        ("DELETE", b"", None),
        ("DELETE", b"x", "1"),
        ("GET", b"x", "1"),
        ("PROPFIND", b"x", "1"),
    ],
)
def test_the_length_of_the_body_is_known(method, body, length):
    environ = environ_of(method=method, body=body)
    assert environ.get("CONTENT_LENGTH") == length
    assert environ["wsgi.input"].read() == body


def test_cookies_of_the_jar_come_before_those_of_the_request():
    environ = environ_of(headers=[("cookie", "b=2")], cookies="a=1")
    assert environ["HTTP_COOKIE"] == "a=1; b=2"


def test_a_url_outside_the_mount_is_refused():
    with pytest.raises(ValueError, match="/preview/other/"):
        environ_of("http://localhost:8000/preview/other/")
    with pytest.raises(ValueError, match="/preview/abcd"):
        environ_of("http://localhost:8000/preview/abcd")


def test_the_environ_is_what_the_standard_demands():
    environ = environ_of(method="POST", body=b"x", headers=[("content-type", "text/plain")])
    check_environ(environ)


def test_the_environ_of_a_request_is_known_to_the_last_key():
    environ = environ_of("http://localhost:8000/preview/abc/a%20b?c=d", headers=[("accept", "*/*")])
    assert environ.pop("wsgi.input").read() == b""
    assert environ.pop("wsgi.errors").write("") == 0
    assert environ == {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "/preview/abc",
        "PATH_INFO": "/a b",
        "QUERY_STRING": "c=d",
        "REQUEST_URI": "/preview/abc/a%20b?c=d",
        "RAW_URI": "/preview/abc/a%20b?c=d",
        "REMOTE_ADDR": "127.0.0.1",
        "REMOTE_PORT": "49152",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_SOFTWARE": "flask-playground",
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT": "*/*",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileWrapper,
        "flask_playground.mount": "/preview/abc",
    }


def test_no_key_of_a_server_in_use_is_missing():
    seen = {}

    def app(environ, start_response):
        seen.update(environ)
        start_response("200 OK", [("Content-Length", "0")])
        return []

    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.port}/a"
        request = urllib.request.Request(url, b"body", {"Content-Type": "text/plain"})
        urllib.request.urlopen(request, timeout=10).close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    ours = environ_of(method="POST", body=b"body", headers=[("content-type", "text/plain")])
    # What depends on the client, and what is Werkzeug's own.
    expected = {key for key in seen if not key.startswith(("HTTP_", "werkzeug."))}
    assert expected - ours.keys() == set()
