"""The vocabulary in which scenarios are written: requests as data."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

BOUNDARY = "conformance-boundary"

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Request:
    """A request below the mount; `path` is percent-encoded and may have a query.

    `{ETag}` in a header's value, or another header's name in braces, stands for what the response
    before this one had there.
    """

    method: str
    path: str
    headers: Headers = ()
    body: bytes = b""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def send(method: str, path: str, body: bytes = b"", **headers: str) -> Request:
    """A request of any method; `if_none_match="x"` is the header If-None-Match."""
    named = tuple((name.replace("_", "-").title(), value) for name, value in headers.items())
    return Request(method, path, named, body)


def get(path: str, **headers: str) -> Request:
    return send("GET", path, **headers)


def head(path: str, **headers: str) -> Request:
    return send("HEAD", path, **headers)


def options(path: str) -> Request:
    return send("OPTIONS", path)


def post(path: str, **fields: str | list[str]) -> Request:
    """A form, as a browser sends it."""
    body = urlencode(fields, doseq=True).encode()
    return send("POST", path, body, content_type="application/x-www-form-urlencoded")


def post_json(path: str, value: object) -> Request:
    return send("POST", path, json.dumps(value).encode(), content_type="application/json")


def upload(path: str, field: str, filename: str, content: bytes) -> Request:
    """One file, in the encoding of forms with files (RFC 7578)."""
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{filename}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    return send("POST", path, body, content_type=f"multipart/form-data; boundary={BOUNDARY}")
