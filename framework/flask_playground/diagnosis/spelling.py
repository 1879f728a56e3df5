"""Which of the known names a misspelt one stands for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Give the names that resemble a word, the nearest first."""
    lower = {name.lower(): name for name in sorted(set(known), reverse=True)}
    found = difflib.get_close_matches(word.lower(), lower, count, 0.7)
    return [lower[name] for name in found]


def meant(word: str, known: Iterable[str]) -> str | None:
    """Give the one name that a word can only be a slip of the hand for; None where that is not certain."""
    if len(word) < 3:
        return None
    allowed = 1 if len(word) < 7 else 2
    close: dict[int, list[str]] = {}
    for name in set(known) - {word}:
        if abs(len(name) - len(word)) <= allowed and (found := distance(word, name)) <= allowed:
            close.setdefault(found, []).append(name)
    best = close[min(close)] if close else []
    return best[0] if len(best) == 1 and not is_another_word(word, best[0]) else None


def is_another_word(word: str, name: str) -> bool:
    """Tell whether two names differ in what makes another name: an ``s`` at the end, a digit."""
    plural = word.removesuffix("s") == name.removesuffix("s")
    return plural or without_digits(word) == without_digits(name)


def without_digits(name: str) -> str:
    return "".join(character for character in name if not character.isdigit())


def distance(one: str, other: str) -> int:
    """Count the letters added, left out, taken for others or changed with their neighbours; upper case is no change."""
    if one.lower() == other.lower():
        return 0
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, target in enumerate(other, 1):
            cost = min(
                last[column] + 1, current[column - 1] + 1, last[column - 1] + (letter != target)
            )
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == target:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]


def listed(names: Iterable[str], most: int = 8) -> str:
    """Name things in a row: ``one``, ``one and two``, ``one, two and three``, or with the rest counted."""
    quoted = [f"“{name}”" for name in names]
    if len(quoted) > most:
        quoted[most - 1 :] = [f"{len(quoted) - most + 1} more"]
    return join(quoted, "and")


def either(names: Iterable[str]) -> str:
    """Name things to choose from."""
    return join([f"“{name}”" for name in names], "or")


def join(words: list[str], conjunction: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
