"""What is shown and kept of a run: the survivors, and the table of scores."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.mutation.mutants import Mutant
from tests.mutation.suites import path_of

#: How many in a hundred of the mutants that are not equivalent have to be noticed, in each module.
PROMISED = 85


@dataclass(frozen=True)
class Result:
    """What came of a mutant.

    :param noticed: whether a test failed with it.
    :param by: the test that did, or ``"timeout"``, as far as it is known.
    :param reason: why it is held to be equivalent, if it is.
    """

    mutant: Mutant
    noticed: bool
    by: str | None
    reason: str | None
    seconds: float

    @property
    def verdict(self) -> str:
        """``killed``, ``survived``, ``equivalent``, or ``misjudged``: said to be equivalent, and noticed."""
        if self.reason is not None:
            return "misjudged" if self.noticed else "equivalent"
        return "killed" if self.noticed else "survived"


@dataclass(frozen=True)
class Score:
    """A row of the table.

    :param possible: how many mutants the module has; ``sampled``, how many of them were tried.
    """

    module: str
    possible: int
    sampled: int
    killed: int
    survived: int
    equivalent: int
    misjudged: int

    @property
    def score(self) -> float:
        """Of a hundred mutants that are not equivalent, how many were killed."""
        counted = self.killed + self.survived
        return 100 * self.killed / counted if counted else 100.0

    @property
    def is_enough(self) -> bool:
        """Whether the module's tests notice what is promised, and the list of equivalents is right."""
        return self.score >= PROMISED and not self.misjudged


def score_of(module: str, possible: int, results: Sequence[Result]) -> Score:
    """Count a module's results.

    :param module: its dotted name.
    :param possible: how many mutants it has.
    :param results: of those that were tried.
    """
    counts = Counter(result.verdict for result in results)
    kinds = ("killed", "survived", "equivalent", "misjudged")
    return Score(module, possible, len(results), **{kind: counts[kind] for kind in kinds})


def shown(result: Result) -> str:
    """Give a mutant as a diff, with its place and verdict."""
    mutant = result.mutant
    place = f"framework/{path_of(mutant.module)}:{mutant.line}"
    nth = f" (number {mutant.nth} of its kind)" if mutant.nth > 1 else ""
    by = f", noticed by {result.by}" if result.noticed else ""
    head = f"{place} {mutant.scope or 'module'}: {mutant.operator}{nth}, {result.verdict}{by}"
    removed = [f"  - {line}" for line in mutant.was.splitlines()]
    added = [f"  + {line}" for line in mutant.becomes.splitlines()]
    return "\n".join([head, *removed, *added])


def table(scores: Sequence[Score]) -> Iterator[str]:
    """Give the lines of the table."""
    width = max(len(score.module) for score in scores)
    columns = "possible  sampled  killed  survived  equivalent  score"
    yield f"{'module':{width}}  {columns}"
    for each in scores:
        yield (
            f"{each.module:{width}}  {each.possible:8}  {each.sampled:7}  {each.killed:6}  {each.survived:8}"
            f"  {each.equivalent:10}  {each.score:4.0f}%{'' if each.is_enough else '  not enough'}"
        )


def write(path: Path, seed: int, scores: Sequence[Score], results: Sequence[Result]) -> None:
    """Keep it all as JSON.

    :param path: the file.
    :param seed: the seed of the samples.
    :param scores: the table's rows.
    :param results: everything that was tried.
    """
    shown = ("module", "scope", "operator", "line", "was", "becomes", "nth")
    mutants = [
        {name: getattr(result.mutant, name) for name in shown}
        | {name: getattr(result, name) for name in ("verdict", "by", "reason", "seconds")}
        for result in results
    ]
    rows = [asdict(each) | {"score": round(each.score, 1)} for each in scores]
    path.write_text(
        json.dumps({"seed": seed, "modules": rows, "mutants": mutants}, indent=1) + "\n"
    )
