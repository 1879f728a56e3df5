"""Pages that stand in the preview where the application has no answer."""

from __future__ import annotations

from html import escape

from .messages import Problem

STYLE = """
:root { color-scheme: light dark; --text: #1c1e21; --soft: #5b6068; --back: #fff; --block: #f4f5f7;
  --line: #dfe2e6; --accent: #b3261e; --mark: #fdeceb }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8eb; --soft: #a3a9b2; --back: #16181c;
  --block: #1f2227; --line: #33373e; --accent: #ff8a80; --mark: #3a2020 } }
body { margin: 0; padding: 32px 24px; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif }
main { max-width: 760px; margin: 0 auto }
h1 { margin: 0 0 8px; font-size: 20px }
p { margin: 0 0 16px }
.what { font: 14px/1.5 ui-monospace, monospace; color: var(--accent); overflow-wrap: anywhere }
.where { color: var(--soft); font-size: 14px; margin: 0 0 4px }
pre { margin: 0 0 16px; padding: 12px 0; overflow-x: auto; border: 1px solid var(--line);
  border-radius: 6px; background: var(--block); font: 13px/1.5 ui-monospace, monospace }
pre span { display: block; padding: 0 12px }
pre .here { background: var(--mark) }
pre i { color: var(--soft); font-style: normal; user-select: none }
summary { cursor: pointer; color: var(--soft); font-size: 14px; margin-bottom: 8px }
"""

TITLES = {
    "syntax": "Python cannot read this",
    "import": "The project stopped while it was imported",
    "no-app": "There is no application here",
    "several-apps": "There is more than one application here",
    "factory": "The application could not be made",
    "file-name": "A file has a name that cannot be used",
    "packages": "A package could not be installed",
    "internal": "The playground itself failed",
}


def problem(problem: Problem, source: str = "") -> bytes:
    """The page for a project that did not load; `source` is the text of the file it names."""
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
    return page(TITLES[problem["kind"]], *parts)


def excerpt(source: str, line: int, around: int = 2) -> str:
    """The line with its neighbours, numbered; empty where the file has no such line."""
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


def server_error(message: str) -> bytes:
    """The page for an exception that the application let out."""
    return page(
        "The application failed",
        f'<p class="what">{escape(message)}</p>',
        "<p>The console shows where. In debug mode this page would show it too.</p>",
    )


def stopped() -> bytes:
    """The page for a request that the reader stopped."""
    return page(
        "Stopped",
        "<p>The application was stopped before it had answered. Reload to ask again.</p>",
    )


def no_project() -> bytes:
    """The page for a request that came before any project."""
    return page("Nothing is running yet", "<p>The project has not been loaded.</p>")


def page(title: str, *parts: str) -> bytes:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>\n"
    ).encode()


def headers(page: bytes) -> list[tuple[str, str]]:
    """The headers that go with a page of this module."""
    return [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Cache-Control", "no-store"),
    ]
