"""What was pasted into a Python file and is no Python: prompts, lines for a terminal, HTML, a list of files."""

from __future__ import annotations

import re

from ..messages import FixChange, Setting, Write
from .case import Advice, Case, fix
from .imports import REQUIREMENTS
from .parsing import broken
from .sources import Source

PROMPT = re.compile(r"^\s*(?:>>>|\.\.\.)(?: |$)")
FIRST_PROMPT = re.compile(r"^\s*>>>(?: |$)")
SHELL = re.compile(
    r"^\s*(?:[$%] \S|C:\\.*>|(?:flask|pip3?|python3?|py|npm|git|curl)\s+[\w-]|(?:export|set|cd|mkdir|source)\s+[\w./~-]+)"
)
OUTPUT = re.compile(r"^\s*\* (?:Running|Serving|Debug|Restarting|Environment)")
MARKUP = re.compile(r"^\s*(?:<[!/a-zA-Z]|\{[%{#])")
LISTING = re.compile(r"^\s*/[\w.-]+/?\s*$")
SETTING = re.compile(r"FLASK_(APP|DEBUG|ENV)\s*=\s*[\"']?([\w./:-]+)")
INSTALL = re.compile(r"pip3? install (?:-\S+ )*([A-Za-z0-9][\w.\[\]=<>~-]*)\s*$")


def prompts(case: Case) -> Advice | None:
    """Lines copied from Python's prompt, with what it has answered."""
    if not (found := broken(case)):
        return None
    _, source, place = found
    first = next((n for n, line in enumerate(source.lines, 1) if FIRST_PROMPT.match(line)), None)
    if first is None or first > place["line"]:
        return None
    last, kept = session(source, first)
    span = source.span(first, 0, len(source.line(first)))
    whole = source.span(last, 0, len(source.line(last)))
    span["endLine"], span["endColumn"] = whole["line"], whole["endColumn"]
    return Advice(
        "These lines come from Python's prompt",
        "The marks >>> and ... are printed by Python, and lines without them are its answers. "
        "A file has the code alone.",
        fix("Keep the code alone", source.replace(span, "\n".join(kept))),
        source.line_place(first),
    )


def session(source: Source, first: int) -> tuple[int, list[str]]:
    """Give the last line of what was copied from a prompt, and the code in it."""
    kept: list[str] = []
    last = first
    for number in range(first, len(source.lines) + 1):
        line = source.line(number)
        if match := PROMPT.match(line):
            kept.append(line[match.end() :])
            last = number
        elif not line.strip() and not any(map(FIRST_PROMPT.match, source.lines[number:])):
            break
        else:
            last = number
    return last, kept


def terminal_lines(case: Case) -> Advice | None:
    """Lines that are typed into a terminal."""
    if not (found := broken(case)):
        return None
    _, source, place = found
    number = place["line"]
    # An indented line stops Python before it has seen what is on it; so does the one before.
    if not SHELL.match(source.line(number)) and not OUTPUT.match(source.line(number)):
        return None
    lines = [n for n, line in enumerate(source.lines, 1) if SHELL.match(line) or OUTPUT.match(line)]
    changes: list[FixChange] = [taken_out(source, n) for n in lines]
    text = "\n".join(source.line(n) for n in lines)
    return Advice(
        "This line is for a terminal, not for Python",
        f"{instead(text)} Take it out of the file.",
        fix("Take it out", *changes, *settings(case, text)),
        source.line_place(number),
    )


def taken_out(source: Source, number: int) -> FixChange:
    span = source.span(number, 0, len(source.line(number)))
    if number < len(source.lines):
        span["endLine"], span["endColumn"] = number + 1, 1
    return source.replace(span, "")


def instead(text: str) -> str:
    """Tell what the playground has in a command's place."""
    if match := INSTALL.search(text):
        return f"Here the packages of a project stand in requirements.txt: write {match[1]} there."
    if "FLASK_DEBUG" in text or "FLASK_ENV" in text:
        return "Here debug mode is a switch of the project, and the program runs by itself after each change."
    if "flask" in text.lower():
        return "Here the program runs by itself after each change, and the project says which file it is."
    return "A terminal runs programs; this file is a program."


def settings(case: Case, text: str) -> list[FixChange]:
    """Give the settings that the commands would make."""
    changes: list[FixChange] = []
    for name, value in SETTING.findall(text):
        if name == "APP" and value.partition(":")[0] in case.sources.paths:
            changes.append(Setting(type="setting", name="app", value=value))
        if name == "DEBUG" and value.lower() in ("1", "true"):
            changes.append(Setting(type="setting", name="debug", value=True))
    match = INSTALL.search(text)
    if match and match[1].lower() != "flask" and REQUIREMENTS not in case.sources.paths:
        changes.append(Write(type="write", path=REQUIREMENTS, content=f"{match[1]}\n"))
    return changes


def markup(case: Case) -> Advice | None:
    """HTML, or a template, in a Python file."""
    if not (found := broken(case)) or not MARKUP.match(found[1].line(found[2]["line"])):
        return None
    return Advice(
        "This is HTML, and the file is for Python",
        "Put it into a file of its own in the folder templates, such as templates/hello.html, "
        "or into quotes if it is short.",
        place=found[1].line_place(found[2]["line"]),
        docs="quickstart.html#templates",
    )


def listing(case: Case) -> Advice | None:
    """The names of files and folders, as documentation shows them."""
    if not (found := broken(case)) or not LISTING.match(found[1].line(found[2]["line"])):
        return None
    return Advice(
        "This lists files and folders, and is no Python",
        "It shows which files a project has. Add each of them as a file of its own, with slashes in its name.",
        place=found[1].line_place(found[2]["line"]),
    )
