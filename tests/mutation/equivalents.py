"""The list of mutants that behave as the module itself does, each with its reason: no test can notice them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from tests.mutation.mutants import Mutant

LIST = Path(__file__).with_name("equivalent.toml")

#: Module, scope, statement as it was, as it becomes, and which of those that are alike in all that.
Key = tuple[str, str, str, str, int]


def key_of(mutant: Mutant) -> Key:
    """Give what tells a mutant from all others, also after lines of its module have moved."""
    return mutant.module, mutant.scope, mutant.was, mutant.becomes, mutant.nth


def reasons() -> dict[Key, str]:
    """Give the reason of each mutant on the list."""
    return {
        (module, entry["in"], entry["was"], entry["becomes"], entry.get("nth", 1)): entry["reason"]
        for module, entries in tomllib.loads(LIST.read_text("utf-8")).items()
        for entry in entries
    }


def check_against(mutants: Iterable[Mutant]) -> None:
    """Check that the list names nothing that is no more.

    :param mutants: all mutants of one or more modules.
    :raises LookupError: if entries of these modules fit none of their mutants; it names all of them.
    """
    known = {key_of(mutant) for mutant in mutants}
    modules = {module for module, *_ in known}
    stale = [key for key in reasons() if key[0] in modules and key not in known]
    if stale:
        listed = "\n".join(f"  {key}" for key in stale)
        raise LookupError(f"{LIST.name} has entries that fit no mutant any more:\n{listed}")
