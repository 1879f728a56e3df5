"""The pages that stand in the preview where the application has no answer."""

from __future__ import annotations

from html import escape

from .messages import Problem


class ErrorPages:
    """The error pages of one runtime, as HTML.

    ``stylesheet`` is CSS for elements (``main``, ``h1``, ``p``, ``pre``, ``summary``) and for these
    classes: ``what`` is the message and ``where`` the place of an error, ``here`` its line among the
    lines in a ``pre``, whose numbers are ``i``.
    """

    def __init__(self, stylesheet: str = "") -> None:
        self._stylesheet = stylesheet

    def problem(self, problem: Problem, source: str = "") -> bytes:
        """Tell why a project did not load; ``source`` is the text of the file that it names."""
        parts = [f'<p class="what">{escape(problem["message"])}</p>']
        place = problem.get("place")
        if place:
            parts.append(f'<p class="where">{escape(place["path"])}, line {place["line"]}</p>')
            parts.append(excerpt(source, place["line"]))
        if problem["hint"]:
            parts.append(f"<p>{escape(problem['hint'])}</p>")
        if problem["traceback"]:
            trace = "".join(
                f"<span>{escape(line)}</span>" for line in problem["traceback"].splitlines()
            )
            parts.append(f"<details><summary>Traceback</summary><pre>{trace}</pre></details>")
        return self._page(problem["title"], *parts)

    def server_error(self, message: str) -> bytes:
        """Tell of an exception that the application let out."""
        return self._page(
            "The application failed",
            f'<p class="what">{escape(message)}</p>',
            "<p>The console shows where. In debug mode this page would show it too.</p>",
        )

    def stopped(self) -> bytes:
        """Answer a request that the user stopped."""
        return self._page(
            "Stopped",
            "<p>The application was stopped before it had answered. Reload to ask again.</p>",
        )

    def no_project(self) -> bytes:
        """Answer a request that came before any project."""
        return self._page("Nothing is running yet", "<p>The project has not been loaded.</p>")

    def _page(self, title: str, *parts: str) -> bytes:
        return (
            '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)}</title><style>{self._stylesheet}</style></head>"
            f"<body><main><h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>\n"
        ).encode()


def page_headers(page: bytes) -> list[tuple[str, str]]:
    """Give the headers that go with an error page."""
    return [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Cache-Control", "no-store"),
    ]


def excerpt(source: str, line: int, around: int = 2) -> str:
    """Show the line with its neighbours, numbered; empty where the file has no such line."""
    lines = source.splitlines()
    if not 0 < line <= len(lines):
        return ""
    first, last = max(1, line - around), min(len(lines), line + around)
    width = len(str(last))
    rows = []
    for number in range(first, last + 1):
        mark = ' class="here"' if number == line else ""
        code = escape(lines[number - 1])
        rows.append(f"<span{mark}><i>{number:>{width}}  </i>{code}</span>")
    return f"<pre>{''.join(rows)}</pre>"
