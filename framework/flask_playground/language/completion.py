"""What can stand at the cursor."""

from __future__ import annotations

from pathlib import Path

from jedi import Script
from jedi.api.classes import Completion

from .documentation import documentation_of
from .messages import Documentation, Option
from .scripts import Scripts

#: What is inferred of the owner of members: its full name, and whether it is an instance, a class or a module.
Owner = tuple[str, str]


class Completions:
    """Completions at a place, and what there is to say about each of those that were given last.

    To list the members of a class takes jedi far longer than to infer which one stands before the dot. Those of the libraries do
    not change: they are listed once.

    :param root: the folder of the project, whose classes do change.
    """

    def __init__(self, scripts: Scripts, root: Path) -> None:
        self._scripts = scripts
        self._root = root
        self._members: dict[frozenset[Owner], dict[str, Completion]] = {}
        self._options: dict[str, Completion] = {}

    def at(self, path: str, text: str, line: int, column: int) -> list[Option]:
        """Give what can stand at a position of ``text``, the likeliest first; ``column`` counts characters from 0."""
        self._options = self.find(path, text, line, column)
        return [Option(name=name, kind=each.type) for name, each in self._options.items()]

    def find(self, path: str, text: str, line: int, column: int) -> dict[str, Completion]:
        """Give the same in jedi's terms, and leave what was given last as it is."""
        script = self._scripts.make(path, text)
        before = text.split("\n")[line - 1][:column].rstrip()
        owners = self._owners(script, line, len(before) - 1) if before.endswith(".") else None
        if owners and owners in self._members:
            return self._members[owners]
        found = {each.name_with_symbols: each for each in script.complete(line, column)}
        if owners and found:
            self._members[owners] = found
        return found

    def describe(self, name: str) -> Documentation | None:
        """Document ``name``, one of those that were given last."""
        option = self._options.get(name)
        return documentation_of(option) if option else None

    def _owners(self, script: Script, line: int, column: int) -> frozenset[Owner] | None:
        """Give what ends at a position; None where that is not known to be of the libraries alone."""
        found = script.infer(line, max(column - 1, 0))
        if any(not each.full_name or self._is_own(each.module_path) for each in found):
            return None
        return frozenset((each.full_name, each.type) for each in found) or None

    def _is_own(self, module: Path | None) -> bool:
        return module is not None and module.is_relative_to(self._root)
