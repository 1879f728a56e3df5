"""From a request's head and body to a WSGI environ (PEP 3333)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, TextIO
from urllib.parse import unquote_to_bytes, urlsplit

from werkzeug.wsgi import FileWrapper

from .messages import RequestHead

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

DEFAULT_PORTS = {"http": "80", "https": "443"}

#: What the server settles itself: the body has arrived whole, and the URL says which host was meant.
SETTLED_BY_SERVER = {"host", "content-length", "transfer-encoding"}


def make_environ(
    head: RequestHead, body: bytes, *, mount: str, cookies: str, errors: TextIO
) -> WSGIEnvironment:
    """Build the environ of one request.

    :param mount: the path below which the application answers, as it stands in the URL and without
        a final slash; it becomes ``SCRIPT_NAME``.
    :param cookies: the jar's ``Cookie`` header, or empty.
    :param errors: what the application writes to as ``wsgi.errors``.
    :raises ValueError: for a URL outside the mount.
    """
    method = head["method"].upper()
    url = urlsplit(head["url"])
    if url.path != mount and not url.path.startswith(f"{mount}/"):
        raise ValueError(f"{head['url']!r} is outside the application's mount {mount!r}")
    host = url.netloc.rpartition("@")[2]
    target = f"{url.path}?{url.query}" if url.query else url.path
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": wsgi_text(mount),
        "PATH_INFO": wsgi_text(url.path[len(mount) :]),
        "QUERY_STRING": url.query,
        "REQUEST_URI": target,
        "RAW_URI": target,
        "REMOTE_ADDR": "127.0.0.1",
        "REMOTE_PORT": "49152",
        "SERVER_NAME": url.hostname or "localhost",
        "SERVER_PORT": str(url.port or DEFAULT_PORTS.get(url.scheme, "80")),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_SOFTWARE": "flask-playground",
        "HTTP_HOST": host,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": url.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": errors,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileWrapper,
        "flask_playground.mount": mount,
    }
    if body or method in {"POST", "PUT", "PATCH"}:
        environ["CONTENT_LENGTH"] = str(len(body))
    if cookies:
        environ["HTTP_COOKIE"] = cookies
    for name, value in head["headers"]:
        add_header(environ, name, value)
    return environ


def requested_path(environ: WSGIEnvironment) -> str:
    """Give the path of a request below the mount, with the query, percent-encoded."""
    target: str = environ["REQUEST_URI"]
    mount: str = environ["flask_playground.mount"]
    return target[len(mount) :] or "/"


def add_header(environ: WSGIEnvironment, name: str, value: str) -> None:
    """Put one request header into the environ, joined to an earlier one of the same name."""
    # `X-User` and `X_User` would be the same key: a server drops the one that HTTP does not have.
    if "_" in name or name.lower() in SETTLED_BY_SERVER:
        return
    key = name.upper().replace("-", "_")
    if key != "CONTENT_TYPE":
        key = f"HTTP_{key}"
    if key in environ:
        value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
    environ[key] = value


def wsgi_text(path: str) -> str:
    """Percent-decode a path to the text that WSGI wants: each byte as one latin-1 character."""
    return unquote_to_bytes(path).decode("latin-1")
