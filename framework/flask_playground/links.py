"""Response headers that point into the application, mapped to where it is mounted.

Natively an application is at `http://127.0.0.1:5000/`; here it is below a path of the page's own
origin. A program that redirects to `/login` means its own page, not the playground's.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

#: The application's address as the preview's address bar shows it.
NATIVE_ORIGIN = "http://127.0.0.1:5000"
NATIVE_HOSTS = {"127.0.0.1:5000", "localhost:5000"}

HEADERS = {"location", "content-location"}
REFRESH_URL = re.compile(r"^(\s*\d+\s*[;,]\s*(?:url\s*=\s*)?)(['\"]?)(.*?)\2$", re.IGNORECASE)


class Mount:
    """The path `path` (no final slash) below which a session's application lives."""

    def __init__(self, path: str) -> None:
        self.path = path

    def headers(self, headers: list[tuple[str, str]], url: str) -> list[tuple[str, str]]:
        """The response's headers with their links mapped; `url` is what was requested."""
        return [(name, self._value(name.lower(), value, url)) for name, value in headers]

    def _value(self, name: str, value: str, url: str) -> str:
        if name in HEADERS:
            return self.link(value, url)
        if name == "refresh" and (match := REFRESH_URL.match(value)):
            before, quote, target = match.groups()
            return f"{before}{quote}{self.link(target, url)}{quote}"
        return value

    def link(self, link: str, url: str) -> str:
        """Map one link of a response to `url`.

        Links to the application's own origin (the page's, or the one it has natively) come out
        below the mount; links that are there already, and links elsewhere, come out unchanged.
        """
        try:
            target, page = urlsplit(link), urlsplit(url)
        except ValueError:
            return link
        if target.scheme not in {"", "http", "https"}:
            return link
        if not target.netloc:
            return link if target.scheme else self._on_this_host(link, page.path)
        if target.netloc in NATIVE_HOSTS:
            inner = target._replace(scheme="", netloc="", path=self.below(target.path))
            return urlunsplit(inner)
        if target.netloc == page.netloc:
            return urlunsplit(target._replace(path=self.below(target.path)))
        return link

    def _on_this_host(self, link: str, page: str) -> str:
        """A link without scheme and host, from the page at the path `page`."""
        if link.startswith("/"):
            path = urlsplit(link).path
            return self.below(path) + link[len(path) :]
        # `../login` must not climb over the mount, where natively it would stop at the root.
        inner = urljoin(f"{NATIVE_ORIGIN}{page[len(self.path) :] or '/'}", link)
        meant = self.path + inner[len(NATIVE_ORIGIN) :]
        if urljoin(f"{NATIVE_ORIGIN}{page}", link) == NATIVE_ORIGIN + meant:
            return link
        return meant

    def below(self, path: str) -> str:
        """The mounted form of an absolute path; unchanged if it is below the mount already."""
        if path == self.path or path.startswith(f"{self.path}/"):
            return path
        return f"{self.path}{path or '/'}"
