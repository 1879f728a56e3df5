"""Packages that a project asks for in requirements.txt, installed by micropip."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .messages import Place, Problem

if TYPE_CHECKING:
    from .requirements import InvalidLine, Wanted

REQUIREMENTS = "requirements.txt"

#: Takes requirements and index URLs (None: the installer's own); raises whatever it raises.
Installer = Callable[[list[str], list[str] | None], Awaitable[None]]


async def install_with_micropip(requirements: list[str], index_urls: list[str] | None) -> None:
    micropip: Any = import_module("micropip")
    await micropip.install(requirements, index_urls=index_urls)


class Packages:
    """The packages installed since the interpreter's start.

    ``index_urls`` are asked where a project names no index of its own. ``note`` takes lines for the
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

    async def provide(self, text: str, *, incomplete: bool = False) -> Problem | None:
        """Install what ``text``, a requirements.txt, names and is not there yet.

        :param incomplete: whether the text is being typed.
        :returns: the problem where that fails, with the line that it is about.
        """
        # Not at the top: few projects need it, and everyone would download it with the snapshot.
        from .requirements import InvalidLine, Requirements, named_in

        try:
            requirements = Requirements.parse(text, incomplete=incomplete)
        except InvalidLine as error:
            return invalid_line(error)
        self._note_ignored(requirements.ignored)
        missing = [each for each in requirements.wanted if each.text not in self._installed]
        if not missing:
            return None
        texts = [each.text for each in missing]
        self._note(f"* Installing {', '.join(texts)}\n")
        try:
            await self._installer(texts, requirements.index_urls or self._index_urls)
        except Exception as error:
            return not_installed(error, named_in(str(error), missing) or missing[0])
        self._installed.update(texts)
        return None

    def _note_ignored(self, ignored: dict[str, str]) -> None:
        for text, why in ignored.items():
            if text not in self._noted:
                self._noted.add(text)
                self._note(f"* {REQUIREMENTS}: {text} is ignored: {why}\n")


def problem(message: str, hint: str, line: int) -> Problem:
    """Make the problem of a line of requirements.txt."""
    from .diagnosis.problem import TITLES, make

    place = Place(path=REQUIREMENTS, line=line)
    return make("packages", TITLES["packages"], message, hint, place=place)


def invalid_line(error: InvalidLine) -> Problem:
    hint = (
        "A line is a requirement, such as requests or attrs>=23, the URL of a wheel, or an option "
        "of pip. A comment begins with #."
    )
    return problem(str(error), hint, error.number)


def not_installed(error: Exception, wanted: Wanted) -> Problem:
    """Tell what the installer raised, at the line of the package that it is about."""
    message = str(error).partition("\n")[0] or type(error).__name__
    hint = (
        "In a page only packages that are pure Python, or built for Pyodide, can be installed, "
        "and the network must be there. Check the name's spelling."
    )
    if isinstance(error, ModuleNotFoundError) and error.name == "micropip":
        message, hint = "This runtime has no installer for packages.", "Remove requirements.txt."
    return problem(message, hint, wanted.line)
