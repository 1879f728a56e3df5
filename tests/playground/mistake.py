"""A mistake in a project, what is to be said of it, and the project as the offered change leaves it."""

from __future__ import annotations

import sys
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from flask_playground.runtime import Runtime

ORIGIN, MOUNT = "http://localhost:8000", "/preview/abc"

APP = "from flask import Flask\n\napp = Flask(__name__)\n\n"

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MULTIPART = {"Content-Type": "multipart/form-data; boundary=b"}


@dataclass(frozen=True)
class Ask:
    """A request."""

    method: str = "GET"
    path: str = "/"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def get(path: str) -> Ask:
    return Ask("GET", path)


def post(path: str, body: bytes = b"", headers: Mapping[str, str] = FORM) -> Ask:
    return Ask("POST", path, body, headers)


@dataclass(frozen=True)
class Mistake:
    """One mistake.

    :param what: the mistake, in words.
    :param files: the project: the text of hello.py, or all its files.
    :param title: the heading, whole.
    :param hint: parts of the hint.
    :param at: the guilty place, as ``path:line:text``; without the text where that depends on Python's version.
    :param ask: the request that brings it to light; None where the project does not load.
    :param fixes: the labels of the changes that are offered; the first is made.
    :param then: a request that the project answers once the change is made; None where it has only to load.
    :param left: the title of the problem that is left after the change, where one is.
    :param docs: the page that explains it.
    :param app: the project's app setting.
    :param debug: whether in debug mode; None for both, which can differ where a request is answered.
    :param kind: the problem's kind.
    :param platform: the only ``sys.platform`` on which it is one.
    """

    what: str
    files: str | Mapping[str, str | bytes]
    title: str
    hint: Sequence[str] = ()
    at: str = ""
    ask: Ask | None = None
    fixes: Sequence[str] = ()
    then: Ask | None = None
    left: str = ""
    docs: str = ""
    app: str = "hello.py"
    debug: bool | None = None
    kind: str = ""
    platform: str = ""


class Learner:
    """A project that is loaded, asked and mended."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.messages: list[dict[str, Any]] = []
        self.runtime = Runtime(mount=MOUNT, emit=self.messages.append, root=str(root))
        self.files: dict[str, str | bytes] = {}
        self.app, self.debug = "", True

    def load(self) -> Any:
        project = {"name": "", "files": self.files, "app": self.app, "debug": self.debug}
        return finished(self.runtime.load(project))

    def ask(self, ask: Ask) -> tuple[int, dict[str, Any] | None]:
        """Send a request; give the status of its response, and the problem that came with it."""
        self.messages.clear()
        url = f"{ORIGIN}{MOUNT}{ask.path}"
        head = {"method": ask.method, "url": url, "headers": [list(h) for h in ask.headers.items()]}
        response = self.runtime.open(head, ask.body)
        told = [message for message in self.messages if message["type"] == "problem"]
        while response.next() is not None:
            pass
        assert len(told) <= 1
        if not told:
            return response.status, None
        request = {"method": ask.method, "path": ask.path, "status": response.status}
        assert told[0]["request"] == {**request, "document": False}
        return response.status, told[0]["problem"]

    def mend(self, fix: Mapping[str, Any]) -> None:
        """Make the changes of a fix, as the page does."""
        replaced: dict[str, list[Mapping[str, Any]]] = {}
        for change in fix["changes"]:
            match change["type"]:
                case "write":
                    assert change["path"] not in self.files
                    self.files[change["path"]] = change["content"]
                case "replace":
                    replaced.setdefault(change["path"], []).append(change)
                case "move":
                    assert change["to"] not in self.files
                    self.files[change["to"]] = self.files.pop(change["path"])
                case "setting":
                    setattr(self, change["name"], change["value"])
        for path, changes in replaced.items():
            text = self.files[path]
            assert isinstance(text, str)
            self.files[path] = changed(text, changes)


def check(mistake: Mistake, root: Path, debug: bool) -> None:
    """Make the mistake in a folder, and see that it is told as the mistake says."""
    learner = Learner(root)
    files = {"hello.py": mistake.files} if isinstance(mistake.files, str) else mistake.files
    learner.files, learner.app, learner.debug = dict(files), mistake.app, debug
    problem = seen(learner, mistake.ask)
    assert problem is not None, "no problem was told"
    place, labels = (
        shown(problem.get("place"), learner.files),
        [fix["label"] for fix in problem["fixes"]],
    )
    told = f"{problem['title']}\n{problem['hint']}\n{problem['message']}\n{place}\n{labels}"
    assert problem["title"] == mistake.title, told
    assert len(problem["title"]) <= 70
    assert all(part in problem["hint"] for part in mistake.hint), told
    assert problem["hint"].count(". ") < 3, told
    assert "\n" not in problem["message"]
    assert problem.get("docs", "") == mistake.docs, problem.get("docs")
    if mistake.kind:
        assert problem["kind"] == mistake.kind
    assert mistake.at in (place, place.rpartition(":")[0]), told
    assert labels == list(mistake.fixes), told
    if mistake.fixes:
        learner.mend(problem["fixes"][0])
        left = seen(learner, mistake.then)
        assert (left["title"] if left else "") == mistake.left, learner.files


def seen(learner: Learner, ask: Ask | None) -> dict[str, Any] | None:
    """Load the project and ask it; give the problem that comes of the one or the other."""
    outcome = learner.load()
    if not outcome["ok"]:
        problem: dict[str, Any] = outcome["problem"]
        return problem
    if ask is None:
        return outcome["warnings"][0] if outcome["warnings"] else None
    status, told = learner.ask(ask)
    assert told is not None or status < 400, f"{status}, and no problem"
    return told


def shown(place: Mapping[str, Any] | None, files: Mapping[str, str | bytes]) -> str:
    """Give a place as ``path:line:text``."""
    if place is None:
        return ""
    where = f"{place['path']}:{place['line']}"
    text = files.get(place["path"])
    if "endColumn" not in place or not isinstance(text, str):
        return where
    start, end = (
        offset(text, place["line"], place["column"]),
        offset(text, place["endLine"], place["endColumn"]),
    )
    return f"{where}:{text[start:end]}"


def changed(text: str, changes: Sequence[Mapping[str, Any]]) -> str:
    """Make changes whose places are those in the text as it was."""
    ranges = [
        (
            offset(text, each["line"], each["column"]),
            offset(text, each["endLine"], each["endColumn"]),
            each["text"],
        )
        for each in changes
    ]
    ranges.sort(key=lambda each: each[:2])
    for (_, end, _), (start, _, _) in pairwise(ranges):
        assert end <= start, "two changes overlap"
    for start, end, new in reversed(ranges):
        text = text[:start] + new + text[end:]
    return text


def offset(text: str, line: int, column: int) -> int:
    """Give the index of a position that is counted in lines and UTF-16 code units, both from 1."""
    lines = text.splitlines(keepends=True) or [""]
    if line > len(lines):
        assert (line, column) == (len(lines) + 1, 1), (line, column)
        assert text.endswith("\n")
        return len(text)
    before = sum(map(len, lines[: line - 1]))
    units = lines[line - 1].rstrip("\r\n").encode("utf-16-le")
    assert 0 <= (column - 1) * 2 <= len(units), (line, column)
    return before + len(units[: (column - 1) * 2].decode("utf-16-le"))


def finished(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine that waits for nothing."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("it waits")


def all_mistakes() -> list[Mistake]:
    """Gather the tables."""
    from importlib import import_module

    folder = Path(__file__).parent / "mistakes"
    found: list[Mistake] = []
    for path in sorted(folder.glob("[!_]*.py")):
        found += import_module(f"tests.playground.mistakes.{path.stem}").MISTAKES
    return [mistake for mistake in found if mistake.platform in ("", sys.platform)]
