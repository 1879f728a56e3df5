"""Packages that a project asks for in requirements.txt, installed by micropip."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from . import problems
from .messages import Place, Problem

REQUIREMENTS = "requirements.txt"

#: The framework and what it stands on are part of the runtime and in use; they cannot be replaced.
BUILT_IN = {"flask", "werkzeug", "jinja2", "markupsafe", "itsdangerous", "click", "blinker"}

#: Takes requirements and index URLs (None: the installer's own); raises whatever it raises.
Installer = Callable[[list[str], list[str] | None], Awaitable[None]]

COMMENT = re.compile(r"(^|\s)#.*")
INDEX = re.compile(r"(?:-i|--index-url|--extra-index-url)[ =]\s*(\S+)")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


async def install_with_micropip(requirements: list[str], index_urls: list[str] | None) -> None:
    micropip: Any = import_module("micropip")
    await micropip.install(requirements, index_urls=index_urls)


@dataclass
class Requirements:
    """What a requirements.txt asks for."""

    #: Each requirement with the number of its line.
    lines: dict[str, int] = field(default_factory=dict)
    index_urls: list[str] = field(default_factory=list)
    #: Lines that mean nothing here.
    passed_over: list[str] = field(default_factory=list)

    @classmethod
    def parse(cls, text: str, *, being_typed: bool = False) -> Requirements:
        """Read the file; of one `being_typed`, a last line without an end is not finished yet."""
        lines = text.splitlines()
        if being_typed and lines and not text.endswith("\n"):
            lines.pop()
        found = cls()
        for number, line in enumerate(lines, 1):
            wanted = COMMENT.sub("", line).partition(" --hash")[0].strip()
            if match := INDEX.fullmatch(wanted):
                found.index_urls.append(match[1].rstrip("/"))
            elif wanted.startswith("-") or name_of(wanted) in BUILT_IN:
                found.passed_over.append(wanted)
            elif wanted:
                found.lines.setdefault(wanted, number)
        return found


class Packages:
    """The packages installed since the interpreter's start.

    `index_urls` are asked where a project names no index of its own. `note` takes lines for the
    console.
    """

    def __init__(
        self,
        note: Callable[[str], None],
        index_urls: Sequence[str] | None = None,
        installer: Installer = install_with_micropip,
    ) -> None:
        self._note = note
        self._index_urls = list(index_urls) if index_urls is not None else None
        self._installer = installer
        self._installed: set[str] = set()
        self._noted: set[str] = set()

    async def provide(self, text: str, *, being_typed: bool = False) -> Problem | None:
        """Install what `text`, a requirements.txt, names and is not there yet.

        Gives the problem where that fails, with the line that it is about.
        """
        wanted = Requirements.parse(text, being_typed=being_typed)
        for line in wanted.passed_over:
            if line not in self._noted:
                self._noted.add(line)
                self._note(f"* {REQUIREMENTS}: {line} is passed over: {reason(line)}\n")
        missing = [line for line in wanted.lines if line not in self._installed]
        if not missing:
            return None
        self._note(f"* Installing {', '.join(missing)}\n")
        try:
            await self._installer(missing, wanted.index_urls or self._index_urls)
        except Exception as error:
            return failed(error, wanted)
        self._installed.update(missing)
        return None


def reason(line: str) -> str:
    if line.startswith("-"):
        return "this option has no meaning in a page."
    return "the playground brings its own."


def failed(error: Exception, wanted: Requirements) -> Problem:
    message = str(error).partition("\n")[0] or type(error).__name__
    lines = [
        number for line, number in wanted.lines.items() if name_of(line) in normalized(message)
    ]
    hint = (
        "In a page only packages that are pure Python, or built for Pyodide, can be installed, "
        "and the network must be there. Check the name's spelling."
    )
    if isinstance(error, ModuleNotFoundError) and error.name == "micropip":
        message, hint = "This runtime has no installer for packages.", "Remove requirements.txt."
    first = min(wanted.lines.values())
    return problems.make(
        "packages", message, hint, place=Place(path=REQUIREMENTS, line=lines[0] if lines else first)
    )


def name_of(requirement: str) -> str:
    match = NAME.match(requirement)
    return normalized(match[0]) if match else ""


def normalized(text: str) -> str:
    """Names of packages compare without regard to case and to `-`, `_`, `.`."""
    return re.sub(r"[-_.]+", "-", text).lower()
