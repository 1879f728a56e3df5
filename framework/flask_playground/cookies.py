"""A preview's cookie jar (RFC 6265, with the name prefixes of its revision).

A browser drops ``Set-Cookie`` from a response that a service worker makes, so the preview's cookies
live here. The jar outlives the interpreter as a JSON text. ``HttpOnly``, ``SameSite`` and
``Partitioned`` are ignored: no script and no other site can reach the jar.
"""

from __future__ import annotations

import ipaddress
import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from types import NoneType
from typing import Any
from urllib.parse import SplitResult, urlsplit

MAX_PAIR_LENGTH = 4096
MAX_ATTRIBUTE_LENGTH = 1024
#: What the larger browsers keep for a site.
MAX_COOKIES = 180
#: Seconds that a cookie can be kept at most: 400 days.
MAX_AGE = 400 * 24 * 3600
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


@dataclass
class Cookie:
    """One stored cookie. Times are seconds since the epoch; without ``expires`` it stays in the jar."""

    name: str
    value: str
    domain: str
    host_only: bool
    #: Inside the application: `/` whatever its mount.
    path: str
    secure: bool
    expires: float | None
    created: float
    used: float

    @property
    def key(self) -> tuple[str, str, str]:
        return self.name, self.domain, self.path

    def matches(self, host: str, path: str, secure: bool) -> bool:
        """Tell whether the cookie belongs to a request (section 5.4, step 1)."""
        if self.secure and not secure:
            return False
        if host != self.domain and (self.host_only or not domain_matches(host, self.domain)):
            return False
        return path_matches(path, self.path)


class CookieJar:
    """The cookies of one application.

    :param mount: the path below which it answers, without a final slash.
    :param stored: what ``dump`` gave earlier; a text that it cannot be read from gives an empty jar.
    :param clock: gives the time in seconds since the epoch.
    """

    def __init__(
        self, mount: str, stored: str | None = None, *, clock: Callable[[], float] = time.time
    ) -> None:
        self._mount = mount
        self._clock = clock
        self._cookies = {cookie.key: cookie for cookie in restored(stored)}

    def dump(self) -> str:
        """Give the jar as JSON text."""
        self._drop_expired()
        return json.dumps([asdict(cookie) for cookie in self._cookies.values()])

    def header(self, url: str) -> str:
        """Give the value of the ``Cookie`` header for a request of ``url``; empty if there is none."""
        now = self._drop_expired()
        parts = urlsplit(url)
        host, path = canonical_host(parts), self._inner(parts.path)
        secure = is_trustworthy(parts)
        fitting = [each for each in self._cookies.values() if each.matches(host, path, secure)]
        for cookie in fitting:
            cookie.used = now
        fitting.sort(key=lambda cookie: (-len(cookie.path), cookie.created))
        return "; ".join(f"{c.name}={c.value}" if c.name else c.value for c in fitting)

    def store(self, set_cookie: Iterable[str], url: str) -> bool:
        """Take the ``Set-Cookie`` headers of a response to a request of ``url``.

        :returns: whether the jar changed.
        """
        changed = [self._store_one(header, urlsplit(url)) for header in set_cookie]
        return any(changed)

    def _store_one(self, header: str, url: SplitResult) -> bool:
        now = self._drop_expired()
        cookie = parse(header, url, self._inner(url.path), now)
        if cookie is None:
            return False
        if cookie.path == self._mount or cookie.path.startswith(f"{self._mount}/"):
            cookie.path = self._inner(cookie.path)
        if not prefix_allows(cookie) or (cookie.secure and not is_trustworthy(url)):
            return False
        old = self._cookies.get(cookie.key)
        if cookie.expires is not None and cookie.expires <= now:
            return self._cookies.pop(cookie.key, None) is not None
        if old is not None:
            cookie.created = old.created
        self._cookies[cookie.key] = cookie
        self._evict()
        return old is None or replace(old, used=cookie.used) != cookie

    def _inner(self, path: str) -> str:
        """Give a path as the application knows it."""
        if path == self._mount or path.startswith(f"{self._mount}/"):
            path = path[len(self._mount) :]
        return path or "/"

    def _drop_expired(self) -> float:
        now = self._clock()
        for key, cookie in list(self._cookies.items()):
            if cookie.expires is not None and cookie.expires <= now:
                del self._cookies[key]
        return now

    def _evict(self) -> None:
        """Keep the number of cookies bounded: the longest unused goes, insecure ones first."""
        while len(self._cookies) > MAX_COOKIES:
            victim = min(self._cookies.values(), key=lambda cookie: (cookie.secure, cookie.used))
            del self._cookies[victim.key]


def parse(header: str, url: SplitResult, request_path: str, now: float) -> Cookie | None:
    """Read one ``Set-Cookie`` header (sections 5.2 and 5.3); None where it is to be ignored."""
    if CONTROL.search(header):
        return None
    pair, _, rest = header.partition(";")
    name, equals, value = pair.partition("=")
    name, value = (name.strip(" \t"), value.strip(" \t")) if equals else ("", pair.strip(" \t"))
    if not (name or value) or len(name.encode()) + len(value.encode()) > MAX_PAIR_LENGTH:
        return None
    attributes = parse_attributes(rest)
    host = canonical_host(url)
    domain = attributes.get("domain", "").removeprefix(".").lower()
    if domain and not domain_matches(host, domain):
        return None
    path = attributes.get("path", "")
    return Cookie(
        name=name,
        value=value,
        domain=domain or host,
        host_only=not domain or domain == "localhost",
        path=path if path.startswith("/") else default_path(request_path),
        secure="secure" in attributes,
        expires=expiry(attributes, now),
        created=now,
        used=now,
    )


def parse_attributes(text: str) -> dict[str, str]:
    """Give the attributes by name in lower case; of repeated ones the last counts."""
    attributes: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.partition("=")
        name, value = name.strip(" \t").lower(), value.strip(" \t")
        if len(value) <= MAX_ATTRIBUTE_LENGTH and is_usable(name, value):
            attributes[name] = value
    return attributes


def is_usable(name: str, value: str) -> bool:
    """Tell whether an attribute counts: a malformed one is as if it were not there."""
    if name == "max-age":
        return re.fullmatch(r"-?[0-9]+", value) is not None
    if name == "expires":
        return parse_date(value) is not None
    return bool(name)


def expiry(attributes: dict[str, str], now: float) -> float | None:
    """Tell when the cookie ends: Max-Age before Expires; without either, not by itself."""
    if "max-age" in attributes:
        # Digits without end are no reason to compute with them.
        seconds = int(attributes["max-age"][:12])
        return now + min(seconds, MAX_AGE) if seconds > 0 else 0.0
    if "expires" in attributes:
        date = parse_date(attributes["expires"])
        return None if date is None else min(date, now + MAX_AGE)
    return None


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE_DELIMITERS = re.compile(r"[\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+")
TIME = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D.*)?", re.ASCII)
DAY = re.compile(r"(\d{1,2})(?:\D.*)?", re.ASCII)
YEAR = re.compile(r"(\d{2,4})(?:\D.*)?", re.ASCII)


def parse_date(text: str) -> float | None:
    """Give the seconds since the epoch of a cookie date (section 5.1.1); None if it is none."""
    clock: tuple[int, int, int] | None = None
    day = month = year = None
    for token in DATE_DELIMITERS.split(text):
        if clock is None and (match := TIME.fullmatch(token)):
            clock = int(match[1]), int(match[2]), int(match[3])
        elif day is None and (match := DAY.fullmatch(token)):
            day = int(match[1])
        elif month is None and token[:3].lower() in MONTHS:
            month = MONTHS.index(token[:3].lower()) + 1
        elif year is None and (match := YEAR.fullmatch(token)):
            year = int(match[1])
    if clock is None or day is None or month is None or year is None:
        return None
    if year < 100:
        year += 1900 if year >= 70 else 2000
    if year < 1601:
        return None
    try:
        return datetime(year, month, day, *clock, tzinfo=UTC).timestamp()
    except ValueError:
        return None


def canonical_host(url: SplitResult) -> str:
    return (url.hostname or "").lower()


def domain_matches(host: str, domain: str) -> bool:
    """Apply section 5.1.3: the same host, or a subdomain where the host is no address."""
    return host == domain or (host.endswith(f".{domain}") and not is_address(host))


def is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_trustworthy(url: SplitResult) -> bool:
    """Tell whether ``Secure`` cookies travel to ``url``: over TLS, or within the user's own machine."""
    host = canonical_host(url)
    if url.scheme == "https" or host == "localhost" or host.endswith(".localhost"):
        return True
    return is_address(host) and ipaddress.ip_address(host).is_loopback


def path_matches(path: str, cookie_path: str) -> bool:
    """Tell whether a request of ``path`` is in the path of a cookie (section 5.1.4)."""
    if not path.startswith(cookie_path):
        return False
    return (
        len(path) == len(cookie_path) or cookie_path.endswith("/") or path[len(cookie_path)] == "/"
    )


def default_path(path: str) -> str:
    """Give the folder of the request's path (section 5.1.4)."""
    return path[: path.rfind("/")] or "/"


def prefix_allows(cookie: Cookie) -> bool:
    """Tell whether what a name that begins with ``__Secure-`` or ``__Host-`` promises holds."""
    name = cookie.name.lower()
    if name.startswith("__host-"):
        return cookie.secure and cookie.host_only and cookie.path == "/"
    return cookie.secure or not name.startswith("__secure-")


def restored(stored: str | None) -> list[Cookie]:
    """Give the cookies of a dumped jar; entries without what a cookie needs are left out, as is a
    damaged text."""
    try:
        entries: Any = json.loads(stored or "[]")
    except ValueError:
        return []
    return [
        Cookie(**{name: entry[name] for name in STORED})
        for entry in (entries if isinstance(entries, list) else [])
        if is_stored_cookie(entry)
    ]


#: What a cookie's fields are as JSON.
STORED: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("name", "value", "domain", "path"), (str,)),
    **dict.fromkeys(("host_only", "secure"), (bool,)),
    "expires": (int, float, NoneType),
    **dict.fromkeys(("created", "used"), (int, float)),
}


def is_stored_cookie(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    return all(name in entry and isinstance(entry[name], STORED[name]) for name in STORED)
