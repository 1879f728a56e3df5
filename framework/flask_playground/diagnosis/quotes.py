"""Texts that end too early, for they have quotes in them, and texts without quotes."""

from __future__ import annotations

import keyword
import re

from .case import Advice, Case
from .parsing import broken, line_fix, offset_in
from .sources import Source
from .syntax import WORD

#: A text between quotes, or a comment.
TEXT = re.compile(r"""(["'])(?:(?!\1)[^\\]|\\.)*\1|#.*""")
#: Two words side by side that may be a text, behind what a value stands behind: up to a comma or the end of the line.
UNQUOTED = re.compile(
    r"(?:\breturn |(?<![=!<>])=\s*|[(,]\s*)"
    r"(?P<text>[A-Za-z]\w*(?: [A-Za-z]\w*)+(?:(?:,? [A-Za-z]\w*)*[.!?]?(?=\s*$)|[.!?]?(?=\s*[),])))"
)


def quotes_within_quotes(case: Case) -> Advice | None:
    """``"my "holiday" in Rome"``: the second quote ends the text."""
    if not (found := broken(case)):
        return None
    error, source, place = found
    line = source.line(place["line"])
    stopped = (error.msg or "").startswith(("invalid syntax", "unterminated string"))
    if not stopped or not (text := text_that_goes_on(line)):
        return None
    start, end = text
    quote = line[start]
    closing = [at for at in range(end, len(line)) if line[at] == quote]
    # Behind a name that the program has, a + is more likely to be missing.
    if not closing or used_elsewhere(source, place["line"], WORD.match(line, end)):
        return None
    other = "'" if quote == '"' else '"'
    kind = "single" if quote == '"' else "double"
    if other in line[start : closing[-1]]:
        label, around, mark = f"Write \\{quote} inside it", quote, f"\\{quote}"
        hint = f"A quote that belongs to the text has a backslash in front: \\{quote}."
    else:
        label, around, mark = f"Put {kind} quotes around it", other, quote
        hint = f"Around a text with {quote} in it stand {kind} quotes: {other}...{other}."
    candidates = [
        f"{line[:start]}{around}{line[start + 1 : last].replace(quote, mark)}{around}{line[last + 1 :]}"
        for last in closing
    ]
    return Advice(
        "The text ends at the second quote",
        f"To Python it is {line[start:end]} and no more. {hint}",
        line_fix(label, source, place["line"], candidates),
        source.span(place["line"], start, end),
    )


def text_that_goes_on(line: str) -> tuple[int, int] | None:
    """Give where the first text of a line begins and ends at whose closing quote a word follows at once."""
    if '"""' in line or "'''" in line:
        return None
    for match in TEXT.finditer(line):
        behind = WORD.match(line, match.end())
        if line[match.end() :].startswith("{"):
            return match.span()
        # What can stand there: a word of Python's, and the letter in front of another text.
        if behind and not keyword.iskeyword(behind[0]) and not is_prefix(line, behind):
            return match.span()
    return None


def is_prefix(line: str, word: re.Match[str]) -> bool:
    """Tell whether a word is the ``f`` in front of a text, or another such."""
    quoted = line[word.end() :].startswith(("'", '"'))
    return quoted and word[0].lower() in ("f", "r", "b", "u", "fr", "rf", "br", "rb")


def text_without_quotes(case: Case) -> Advice | None:
    """``return Good evening``: two words side by side that nothing in the file has made."""
    if not (found := broken(case)) or not (found[0].msg or "").startswith("invalid syntax"):
        return None
    _, source, place = found
    number, start = place["line"], offset_in(source, place)
    line = source.line(number)
    for match in UNQUOTED.finditer(line):
        words = WORD.findall(match["text"])[:2]
        begins, ends = match.span("text")
        if not begins <= start < ends or any(map(keyword.iskeyword, words)):
            continue
        # What stands behind a comma may be a value of its own.
        words += re.findall(r", (\w+)", match["text"])
        if any(used_elsewhere(source, number, WORD.match(word)) for word in words):
            continue
        return Advice(
            "If this is a text, put it in quotes",
            "Two words side by side mean nothing to Python. Between quotes they are a text, which it takes as it stands.",
            line_fix(
                "Put it in quotes",
                source,
                number,
                [f'{line[:begins]}"{match["text"]}"{line[ends:]}'],
            ),
            source.span(number, begins, ends),
        )
    return None


def used_elsewhere(source: Source, number: int, word: re.Match[str] | None) -> bool:
    """Tell whether a word stands on another line than this."""
    name = re.compile(rf"\b{word[0]}\b") if word else None
    lines = [line for n, line in enumerate(source.lines, 1) if n != number]
    return name is not None and any(map(name.search, lines))
