"""Links in response headers that lead into the application, brought below its mount.

Natively an application is at ``http://127.0.0.1:5000/``; here it is below a path of the page's own
origin. A program that redirects to ``/login`` means its own page, not the playground's.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

#: The application's address as the preview's address bar shows it.
NATIVE_ORIGIN = "http://127.0.0.1:5000"
NATIVE_HOSTS = {"127.0.0.1:5000", "localhost:5000"}

HEADERS = {"location", "content-location"}
REFRESH_URL = re.compile(r"^(\s*\d+\s*[;,]\s*(?:url\s*=\s*)?)(['\"]?)(.*?)\2$", re.IGNORECASE)


class LinkRewriter:
    """Rewrites the links of an application's responses for its ``mount``, a path without a final slash."""

    def __init__(self, mount: str) -> None:
        self._mount = mount

    def headers(self, headers: list[tuple[str, str]], url: str) -> list[tuple[str, str]]:
        """Give a response's headers with their links rewritten; ``url`` is what was requested."""
        return [(name, self._value(name.lower(), value, url)) for name, value in headers]

    def _value(self, name: str, value: str, url: str) -> str:
        if name in HEADERS:
            return self.link(value, url)
        if name == "refresh" and (match := REFRESH_URL.match(value)):
            before, quote, target = match.groups()
            return f"{before}{quote}{self.link(target, url)}{quote}"
        return value

    def link(self, link: str, url: str) -> str:
        """Rewrite one link of a response to a request of ``url``.

        Links to the application's own origin (the page's, or the one it has natively) come out
        below the mount; links that are there already, and links elsewhere, come out unchanged.
        """
        try:
            target, requested = urlsplit(link), urlsplit(url)
        except ValueError:
            return link
        if target.scheme not in {"", "http", "https"}:
            return link
        if not target.netloc:
            return link if target.scheme else self._on_this_host(link, requested.path)
        if target.netloc in NATIVE_HOSTS:
            inner = target._replace(scheme="", netloc="", path=self.below(target.path))
            return urlunsplit(inner)
        if target.netloc == requested.netloc:
            return urlunsplit(target._replace(path=self.below(target.path)))
        return link

    def _on_this_host(self, link: str, base: str) -> str:
        """Rewrite a link without scheme and host, which is relative to the path ``base``."""
        if link.startswith("/"):
            path = urlsplit(link).path
            return self.below(path) + link[len(path) :]
        # `../login` must not climb over the mount, where natively it would stop at the root.
        inner = urljoin(f"{NATIVE_ORIGIN}{base[len(self._mount) :] or '/'}", link)
        meant = self._mount + inner[len(NATIVE_ORIGIN) :]
        if urljoin(f"{NATIVE_ORIGIN}{base}", link) == NATIVE_ORIGIN + meant:
            return link
        return meant

    def below(self, path: str) -> str:
        """Give an absolute path below the mount; unchanged if it is there already."""
        if path == self._mount or path.startswith(f"{self._mount}/"):
            return path
        return f"{self._mount}{path or '/'}"
