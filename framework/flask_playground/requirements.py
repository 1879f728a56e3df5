"""What a requirements.txt asks for, read as pip reads it (its documentation: "Requirements File Format")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import NormalizedName, canonicalize_name

#: The framework and what it stands on are part of the runtime and in use; they cannot be replaced.
BUILT_IN = {"flask", "werkzeug", "jinja2", "markupsafe", "itsdangerous", "click", "blinker"}

NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
COMMENT = re.compile(r"(^|\s+)#.*$")
INDEX_OPTIONS = {"-i", "--index-url", "--extra-index-url"}

#: Why an option of pip has no effect; what is not named here falls under OTHER_OPTION.
IGNORED_OPTIONS = {
    "-r": "only this file is read; write the requirements into it.",
    "-c": "only this file is read; write the versions into its requirements.",
    "-e": "a page cannot build a package; the project's own modules can be imported as they are.",
    "--hash": "the installer of the page does not compare hashes.",
}
LONG_OPTIONS = {"--requirement": "-r", "--constraint": "-c", "--editable": "-e"}
OTHER_OPTION = "the installer of the page has no such option."
IS_BUILT_IN = "the playground brings its own."
DOES_NOT_APPLY = "its marker does not hold for the page's Python."


class InvalidLine(ValueError):
    """A line of a requirements.txt that is neither a requirement nor an option.

    :param number: the line's number, from 1.
    """

    def __init__(self, text: str, why: str, number: int) -> None:
        super().__init__(f"{text!r} is not a requirement: {why}")
        self.number = number


@dataclass(frozen=True)
class Wanted:
    """One package to install: the requirement's text, the package's name, and the line's number."""

    text: str
    name: NormalizedName
    line: int


@dataclass
class Requirements:
    """What a requirements.txt asks for.

    ``ignored`` has what has no effect in a page, with a sentence that says why.
    """

    wanted: list[Wanted] = field(default_factory=list)
    index_urls: list[str] = field(default_factory=list)
    ignored: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str, *, incomplete: bool = False) -> Requirements:
        """Read the file.

        :param incomplete: whether it is being typed: a last line without an end is then left out.
        :raises InvalidLine: at the first line that cannot be understood.
        """
        lines = text.splitlines()
        if incomplete and lines and not text.endswith("\n"):
            lines.pop()
        found = cls()
        for number, line in logical_lines(lines):
            requirement, options = split_options(line)
            if requirement:
                found._add_requirement(requirement, number)
            for option in options:
                found._add_option(option)
        return found

    def _add_requirement(self, text: str, number: int) -> None:
        if is_wheel(text):
            name = canonicalize_name(urlsplit(text).path.rpartition("/")[2].partition("-")[0])
        else:
            try:
                requirement = Requirement(text)
            except InvalidRequirement as error:
                raise InvalidLine(text, str(error).partition("\n")[0], number) from None
            text, name = str(requirement), canonicalize_name(requirement.name)
            if name in BUILT_IN:
                self.ignored[text] = IS_BUILT_IN
                return
            if requirement.marker and not requirement.marker.evaluate():
                self.ignored[text] = DOES_NOT_APPLY
                return
        if all(text != other.text for other in self.wanted):
            self.wanted.append(Wanted(text, name, number))

    def _add_option(self, option: str) -> None:
        name, _, value = option.replace("=", " ", 1).partition(" ")
        if name in INDEX_OPTIONS:
            self.index_urls.append(value.rstrip("/"))
        elif name == "--hash":
            # A requirement may have many: one word about them is enough.
            self.ignored[name] = IGNORED_OPTIONS[name]
        else:
            self.ignored[option] = IGNORED_OPTIONS.get(LONG_OPTIONS.get(name, name), OTHER_OPTION)


def named_in(message: str, wanted: Iterable[Wanted]) -> Wanted | None:
    """Give the first of the packages that an installer's message names; None if it names none."""
    names = {canonicalize_name(name) for name in NAME.findall(message)}
    return next((each for each in wanted if each.name in names), None)


def logical_lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Join each line that ends in a backslash to the next one; give those that are not empty.

    Each has the number of its first line, and no comment.
    """
    first, joined = 1, ""
    for number, line in enumerate(lines, 1):
        joined += COMMENT.sub("", line)
        if joined.endswith("\\"):
            joined = joined[:-1]
            continue
        if joined.strip():
            yield first, joined.strip()
        first, joined = number + 1, ""
    if joined.strip():
        yield first, joined.strip()


def split_options(line: str) -> tuple[str, list[str]]:
    """Split a line into the requirement, which may be empty, and the options after it."""
    parts = [""]
    for word in line.split():
        if word.startswith("-"):
            parts.append(word)
        else:
            parts[-1] = f"{parts[-1]} {word}".strip()
    requirement, *options = parts
    return requirement, options


def is_wheel(text: str) -> bool:
    """Tell whether a line is the plain URL of a wheel, which is no requirement by the standard."""
    url = urlsplit(text)
    return url.scheme in {"http", "https"} and url.path.endswith(".whl")
