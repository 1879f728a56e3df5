"""What counts as the same response: status, header fields in their order, and body, byte for byte.

Four things carry the moment or the place of a run, and are checked before they are put on equal
terms, never just left out:

- a signed session cookie holds the second in which it was signed. Its signature is verified with the
  example's secret key, and the part that holds the session is compared exactly.
- a cookie's `Expires` that follows from `Max-Age` must be that far from now.
- the entity tag of a file ends in a checksum of the file's absolute path. It must be the checksum of
  a file of this run, and counts as that file's relative path.
- `Allow` is written from a set, which each process has in an order of its own: it is compared sorted.

`Date` and `Server` belong to the server and are not compared.
"""

import re
import time
from dataclasses import dataclass, field
from difflib import unified_diff
from email.utils import parsedate_to_datetime
from zlib import adler32

from itsdangerous import BadSignature, TimestampSigner

SERVERS_OWN = {"date", "server"}
TOLERANCE = 10  # seconds between a response's making and its arrival

FILE_TAG = re.compile(r'^"([\d.]+-\d+)-(\d+)"$')
MAX_AGE = re.compile(r"Max-Age=(\d+)")
EXPIRES = re.compile(r"Expires=([^;]+)")


@dataclass(frozen=True)
class Response:
    #: A number, or `redirect` where a script learns no more of it.
    status: int | str
    headers: list[tuple[str, str]]
    body: bytes
    #: When it arrived, in seconds since the epoch.
    moment: float = field(default_factory=time.time)

    def header(self, name: str) -> str:
        return next((v for n, v in self.headers if n.lower() == name.lower()), "")


@dataclass(frozen=True)
class Run:
    """What a comparison has to know of the run that a response comes from."""

    #: Folders below which the project's files lie, each with the name it is given here.
    folders: dict[str, str]
    files: list[str]
    secret_key: str | None

    def checksums(self) -> dict[int, str]:
        """Relative path of each file by the checksum of its absolute path."""
        return {
            adler32(f"{folder}/{file}".encode()): f"{name}/{file}"
            for folder, name in self.folders.items()
            for file in self.files
        }


def comparable(response: Response, run: Run) -> list[str]:
    """The response as lines, with what belongs to its moment and place checked and made equal."""
    lines = [f"status {response.status}"]
    for name, value in response.headers:
        if name.lower() in SERVERS_OWN:
            continue
        if name.lower() == "set-cookie":
            value = same_moment(value, response.moment, run.secret_key)
        elif name.lower() == "etag":
            value = same_place(value, run)
        elif name.lower() == "allow":
            value = ", ".join(sorted(value.split(", ")))
        lines.append(f"{name}: {value}")
    return [*lines, *map(repr, response.body.splitlines(keepends=True))]


def same_moment(cookie: str, arrived: float, secret_key: str | None) -> str:
    """A `Set-Cookie` value whose signature and expiry have been checked, without their moment."""
    age, expires = MAX_AGE.search(cookie), EXPIRES.search(cookie)
    if age and expires and int(age[1]):
        made = parsedate_to_datetime(expires[1]).timestamp() - int(age[1])
        if abs(made - arrived) < TOLERANCE:
            cookie = EXPIRES.sub("Expires=<in Max-Age seconds>", cookie)
    name, _, rest = cookie.partition("=")
    value, semicolon, attributes = rest.partition(";")
    if name == "session" and value and secret_key is not None:
        # As Flask documents its cookie: HMAC with SHA-1 and a key derived under this salt.
        signer = TimestampSigner(secret_key, salt="cookie-session", key_derivation="hmac")
        try:
            payload, signed = signer.unsign(value, return_timestamp=True)
        except BadSignature as error:
            return f"{cookie}  <-- {error}"
        if abs(signed.timestamp() - arrived) < TOLERANCE:
            return f"session={payload.decode()}.<signed now>{semicolon}{attributes}"
    return cookie


def same_place(etag: str, run: Run) -> str:
    """A file's entity tag, with the path of the file in place of its checksum."""
    match = FILE_TAG.match(etag)
    if match is None or int(match[2]) not in (files := run.checksums()):
        return etag
    return f'"{match[1]}-{files[int(match[2])]}"'


def as_a_script_sees(response: Response) -> Response:
    """What `fetch` tells of a response: no redirect's target, no cookie, names sorted, values joined."""
    if response.status in (301, 302, 303, 307, 308):
        return Response("redirect", [], b"")
    fields: dict[str, str] = {}
    for name, value in response.headers:
        key = name.lower()
        fields[key] = f"{fields[key]}, {value}" if key in fields else value
    fields.pop("set-cookie", None)
    return Response(response.status, sorted(fields.items()), response.body)


def difference(expected: list[str], got: list[str], names: tuple[str, str]) -> str:
    """A readable account of how two responses differ; empty where they do not."""
    return "\n".join(unified_diff(expected, got, *names, lineterm="", n=2))
