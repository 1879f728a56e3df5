"""Lines that Python cannot read: words, brackets, quotes, colons."""

from __future__ import annotations

import keyword
import re

from ..messages import Place
from .case import Advice, Case
from .parsing import broken, line_fix, offset_in
from .sources import Source
from .spelling import distance

CLOSING = {"(": ")", "[": "]", "{": "}"}
CURLY_QUOTES = str.maketrans(
    {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u00a0": " "}
)
#: How the messages begin where Python has met something else than it can go on with.
STOPPED = ("invalid syntax", "expected")
WORD = re.compile(r"[A-Za-z_]\w*")


def print_statement(case: Case) -> Advice | None:
    """``print "text"``, as Python 2 had it."""
    if not (found := broken(case)) or "call to 'print'" not in (found[0].msg or ""):
        return None
    _, source, place = found
    line = source.line(place["line"])
    start = line.find("print", offset_in(source, place))
    told = line[start + 5 :].strip()
    candidates = [f"{line[:start]}print({told})"] if start >= 0 else []
    return Advice(
        "print needs parentheses",
        "This is how Python 2 printed. Today print is a function: print(...).",
        line_fix("Add the parentheses", source, place["line"], candidates),
    )


def foreign_character(case: Case) -> Advice | None:
    """A character that a text processor has put in a quote's or a space's place."""
    if not (found := broken(case)) or not (found[0].msg or "").startswith("invalid"):
        return None
    error, source, place = found
    line = source.line(place["line"])
    if "character" not in error.msg or (plain := line.translate(CURLY_QUOTES)) == line:
        return None
    space = "\u00a0" in line
    return Advice(
        "A special space stands in this line" if space else "These quotes are not those of Python",
        "It was probably pasted from a web page or a text processor. "
        + (
            "Python takes plain spaces only."
            if space
            else "Python takes straight quotes only: \" or '."
        ),
        line_fix("Make them plain", source, place["line"], [plain]),
    )


def misspelt_keyword(case: Case) -> Advice | None:
    """A word of the line that would be a word of Python, were it spelt right."""
    if not (found := broken(case)) or not (found[0].msg or "").startswith(STOPPED):
        return None
    _, source, place = found
    line = source.line(place["line"])
    for word in WORD.finditer(line):
        if word[0] in keyword.kwlist or len(word[0]) < 2:
            continue
        for right in keyword.kwlist:
            if distance(word[0], right) != 1:
                continue
            changed = line[: word.start()] + right + line[word.end() :]
            if fixes := line_fix(f"Change it to {right}", source, place["line"], [changed]):
                return Advice(
                    f"“{word[0]}” is no word that Python knows",
                    f"Did you mean “{right}”?",
                    fixes,
                    source.span(place["line"], word.start(), word.end()),
                )
    return None


#: What other languages write, and Python's way: patterns that stand outside of texts.
FOREIGN = [
    (re.compile(r"\s*&&\s*"), "&&", " and "),
    (re.compile(r"\s*\|\|\s*"), "||", " or "),
    (re.compile(r"\belse if\b"), "else if", "elif"),
    (re.compile(r"\+\+"), "++", " += 1"),
    (re.compile(r"!(?=[A-Za-z_(])"), "!", "not "),
    (re.compile(r"\bfunction\b"), "function", "def"),
    (re.compile(r"\b(?:const|let|var) "), "const", ""),
]


def other_language(case: Case) -> Advice | None:
    """A word or sign of another language, such as ``&&``."""
    if not (found := broken(case)) or not (found[0].msg or "").startswith(STOPPED):
        return None
    _, source, place = found
    line = source.line(place["line"])
    for pattern, sign, ours in FOREIGN:
        if not pattern.search(line):
            continue
        if fixes := line_fix("Write it so", source, place["line"], [pattern.sub(ours, line)]):
            hint = (
                f"Python writes “{ours.strip()}”."
                if ours
                else "Python needs no word in front of the name."
            )
            return Advice(f"“{sign}” belongs to another language", hint, fixes)
    return None


def missing_parameters(case: Case) -> Advice | None:
    """A ``def`` without the brackets after the name."""
    if not (found := broken(case)) or (found[0].msg or "") != "expected '('":
        return None
    _, source, place = found
    line = source.line(place["line"])
    start = offset_in(source, place)
    return Advice(
        "The brackets after the function's name are missing",
        "A function has brackets after its name, even if it takes nothing: def index():",
        line_fix("Add the brackets", source, place["line"], [f"{line[:start]}(){line[start:]}"]),
    )


def missing_colon(case: Case) -> Advice | None:
    if not (found := broken(case)) or found[0].msg != "expected ':'":
        return None
    _, source, place = found
    line = source.line(place["line"])
    code = line.partition("#")[0].rstrip()
    candidates = [f"{code}:{line[len(code) :]}"]
    word = (WORD.search(line) or [""])[0]
    return Advice(
        "A colon is missing",
        f"A line that begins with “{word}” ends in a colon, and the lines that belong to it are indented.",
        line_fix("Add the colon", source, place["line"], candidates),
    )


def assignment_for_comparison(case: Case) -> Advice | None:
    if not (found := broken(case)) or "'=='" not in (found[0].msg or ""):
        return None
    _, source, place = found
    line = source.line(place["line"])
    signs = [match.start() for match in re.finditer(r"(?<![=!<>:])=(?!=)", line)]
    candidates = [f"{line[:at]}=={line[at + 1 :]}" for at in signs]
    return Advice(
        "“=” gives a value; to compare, write “==”",
        "A condition asks whether two things are equal, which is “==” in Python.",
        line_fix("Change it to ==", source, place["line"], candidates),
    )


def unclosed_bracket(case: Case) -> Advice | None:
    if not (found := broken(case)):
        return None
    error, source, place = found
    start = offset_in(source, place)
    number, message = place["line"], error.msg or ""
    if message == "invalid syntax" and source.line(number)[start:].startswith(":"):
        # In a bracket a colon means nothing: Python stops there, before it can miss the other one.
        start = last_open(source.line(number)[:start])
    elif not message.endswith("was never closed"):
        start = -1
    if start < 0:
        return None
    opened = source.line(number)[start : start + 1]
    closing = CLOSING.get(opened, ")")
    return Advice(
        f"The bracket “{opened}” is never closed",
        f"It is opened here, and its “{closing}” is missing, perhaps at the end of this line.",
        line_fix(f"Add the {closing}", source, number, closed(source, number, closing)),
        source.span(number, start, start + 1),
    )


def last_open(text: str) -> int:
    """Give the index of the last bracket that is open at the end of a text; -1 where there is none."""
    opened: list[int] = []
    quote = ""
    for index, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in CLOSING:
            opened.append(index)
        elif character in CLOSING.values() and opened:
            opened.pop()
    return opened[-1] if opened and not quote else -1


def closed(source: Source, number: int, closing: str) -> list[str]:
    """Give a line with a closing bracket at its end, in front of a colon or a comma there."""
    line = source.line(number).rstrip()
    candidates = [f"{line}{closing}"]
    if line.endswith((":", ",")):
        candidates.append(f"{line[:-1]}{closing}{line[-1]}")
    return candidates


def unmatched_bracket(case: Case) -> Advice | None:
    if not (found := broken(case)):
        return None
    error, source, place = found
    if match := re.match(r"(?:f-string: )?unmatched '(.)'", error.msg or ""):
        start = offset_in(source, place)
        line = source.line(place["line"])
        without = line[:start] + line[start + 1 :]
        return Advice(
            f"This “{match[1]}” closes nothing",
            "There is a closing bracket more than there are opening ones.",
            line_fix(f"Take the {match[1]} out", source, place["line"], [without]),
        )
    match = re.match(
        r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", error.msg or ""
    )
    if match is None:
        return None
    return Advice(
        f"“{match[1]}” cannot close what “{match[2]}” has opened",
        f"Brackets close in the reverse order in which they open: “{CLOSING[match[2]]}” is due first.",
    )


def unclosed_quote(case: Case) -> Advice | None:
    if not (found := broken(case)):
        return None
    error, source, place = found
    message = error.msg or ""
    if "triple-quoted" in message and message.startswith("unterminated"):
        return Advice(
            "The text in triple quotes never ends",
            "It begins here, and everything below belongs to it. Close it with the same three quotes.",
        )
    if not message.startswith(("unterminated", "EOL while scanning")):
        return None
    start = offset_in(source, place)
    line = source.line(place["line"])
    quote = next((character for character in line[start:] if character in "'\""), "'")
    return Advice(
        "A text has no closing quote",
        f"It begins here with {quote}, and has to end with {quote} on the same line.",
        line_fix("Close the quote", source, place["line"], quoted(line, start, quote)),
        source.span(place["line"], start, len(line.rstrip())),
    )


def quoted(line: str, start: int, quote: str) -> list[str]:
    """Give a line with its last text closed: at its end, or in front of the brackets there."""
    line = line.rstrip()
    # What stands behind may be meant as text or as code.
    if any(sign in line[start:] for sign in ",%+={"):
        return []
    cut = len(line)
    candidates = [f"{line}{quote}"]
    while cut > start + 1 and line[cut - 1] in ")]}:":
        cut -= 1
        candidates.append(f"{line[:cut]}{quote}{line[cut:]}")
    return candidates


def formatted_text(case: Case) -> Advice | None:
    """A mistake within the braces of an f-string."""
    if not (found := broken(case)) or "f-string" not in (found[0].msg or ""):
        return None
    return Advice(
        "The braces in this f-string cannot be read",
        'In f"..." each {…} holds one expression, such as {name}. Use other quotes inside it than around it, '
        "and write {{ or }} for a brace that is text.",
    )


def missing_comma(case: Case) -> Advice | None:
    if not (found := broken(case)) or "forgot a comma" not in (found[0].msg or ""):
        return None
    return Advice(
        "Something is missing between these two",
        "Two values stand side by side: a comma may be missing, or a quote or bracket before them.",
    )


def outside_function(case: Case) -> Advice | None:
    if not (found := broken(case)):
        return None
    match = re.match(r"'(\w+)' outside (?:async )?function", found[0].msg or "")
    if match is None:
        return None
    if match[1] == "await":
        hint = "await works in a function that begins with async def only."
    else:
        hint = "It belongs to a function: indent it as far as the function's other lines."
    return Advice(f"“{match[1]}” stands outside of a function", hint)


def argument_order(case: Case) -> Advice | None:
    if not (found := broken(case)) or "positional argument follows keyword" not in (
        found[0].msg or ""
    ):
        return None
    return Advice(
        "A value without a name stands behind one with a name",
        "In a call, values such as name=value come last: move the one without a name to the front.",
    )


def escape_in_text(case: Case) -> Advice | None:
    if not (found := broken(case)) or "unicodeescape" not in (found[0].msg or ""):
        return None
    return Advice(
        "A backslash in this text begins a special character",
        "Put an r in front of the quote, r'...', or write slashes: 'C:/Users'.",
    )


def wrong_encoding(case: Case) -> Advice | None:
    message = (found[0].msg or "") if (found := broken(case)) else ""
    if not ("codec can't decode" in message or message.startswith("Non-UTF-8")):
        return None
    return Advice(
        "The file is not saved as UTF-8",
        "Some of its characters are in another encoding. Type them anew here, or save the file as UTF-8 and add it again.",
        place=Place(path=found[1].path, line=found[2]["line"]) if found else None,
    )


def unreadable_line(case: Case) -> Advice | None:
    if not broken(case):
        return None
    return Advice(
        "Python cannot read this line",
        "It stopped here; the mistake is here or shortly before, perhaps at the end of the line above.",
    )
