"""The one object that the worker with the language tools calls."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ..columns import character_of_column
from ..packages import REQUIREMENTS, Packages
from . import documentation
from .checking import check_python, check_template
from .completion import Completions
from .formatting import formatted
from .messages import Documentation, Formatted, Mark, Option, Signature
from .passing import check_names
from .scripts import Scripts

#: What a project asks first; asked before it does, the answers are there at once.
REHEARSAL = """from flask import Flask, request, session
app = Flask(__name__)
text = "".strip()
names = [text]
fields = {text: names}
class Thing:
    name = text
thing = Thing()
"""
QUESTIONS = [
    "from flask import ",
    "request.",
    "app.",
    "text.",
    "names.",
    "fields.",
    "session.",
    "thing.",
    "request.form.",
    "",
]

TEMPLATES = (".html", ".htm", ".jinja", ".jinja2", ".j2", ".xml", ".xhtml", ".svg")


class LanguageTools:
    """Answers questions about a project's files.

    :param root: the folder in which the files are kept.
    :param libraries: folders and archives with the modules that the project can import.
    """

    def __init__(self, root: Path, libraries: Sequence[str]) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self._root = root.resolve()
        self._texts: dict[str, str] = {}
        self._scripts = Scripts(self._root, libraries)
        self._completions = Completions(self._scripts, self._root)
        # The runtime installs the same, and tells in the console what comes of it.
        self._packages = Packages(note=lambda text: None)
        self._rehearsal = iter(QUESTIONS)
        self._answers: dict[str, Callable[..., object]] = {
            "complete": self.complete,
            "describe": self._completions.describe,
            "signature": self.signature,
            "hover": self.hover,
            "check": self.check,
            "format": self.format,
        }

    def answer(self, question: str) -> str:
        """Answer a question of ``web/protocol/language.ts``, both as JSON."""
        arguments: dict[str, Any] = json.loads(question)
        try:
            return json.dumps(self._answers[arguments.pop("type")](**arguments))
        except BaseException:
            self._scripts.renew()
            raise

    def write(self, path: str, text: str | None) -> None:
        """Have ``text`` in the file ``path``; None removes it."""
        file = self._root / path
        if text is None:
            self._texts.pop(path, None)
            file.unlink(missing_ok=True)
            return
        self._texts[path] = text
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")

    async def provide(self) -> None:
        """Install what the project's requirements.txt asks for; what cannot be had is left out."""
        if REQUIREMENTS in self._texts:
            await self._packages.provide(self._texts[REQUIREMENTS])
            self._scripts.renew()

    def complete(self, path: str, line: int, column: int) -> list[Option]:
        """Give what can stand at a position of ``path``, the likeliest first."""
        characters = self._characters(path, line, column)
        return self._completions.at(path, self._texts[path], line, characters)

    def signature(self, path: str, line: int, column: int) -> Signature | None:
        script = self._scripts.make(path, self._texts[path])
        return documentation.signature(script, line, self._characters(path, line, column))

    def hover(self, path: str, line: int, column: int) -> Documentation | None:
        script = self._scripts.make(path, self._texts[path])
        return documentation.hover(script, line, self._characters(path, line, column))

    def check(self, path: str) -> list[Mark]:
        text = self._texts[path]
        if path.endswith((".py", ".pyi")):
            return check_python(text)
        if not path.endswith(TEMPLATES):
            return []
        return check_template(text) or check_names(path, self._texts)

    def format(self, path: str) -> Formatted:
        return formatted(self._texts[path])

    def rehearse(self) -> bool:
        """Infer one more thing that will be asked for; gives False once there is nothing left."""
        question = next(self._rehearsal, None)
        if question is None:
            return False
        line = REHEARSAL.count("\n") + 1
        found = self._completions.find("rehearsal.py", REHEARSAL + question, line, len(question))
        # Asked for with each option, and inferred only then.
        _ = [each.type for each in found.values()]
        return True

    def _characters(self, path: str, line: int, column: int) -> int:
        return character_of_column(self._texts[path].split("\n")[line - 1], column)


def start(root: str, library: str) -> LanguageTools:
    """Make the tools for the project in the folder ``root``.

    ``library`` is a folder with the sources of what the page otherwise has only compiled.
    """
    return LanguageTools(Path(root), [library, *(path for path in sys.path if path != library)])
