"""Changes one thing in a module, runs the tests that run the changed lines, and counts how often one of them fails.

    npm run mutants -- [--seed N] [--sample N] [--jobs N] [MODULE ...]

MODULE is a dotted name, ``flask.ctx``; a package stands for the modules in it, and without any all are tried. Ends with status
1 where the tests of a module notice less than is promised. The survivors are printed, and everything is in
``build/mutation/report.json``. The work tree is left alone: the mutants live in a copy of the packages.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from itertools import groupby
from pathlib import Path
from queue import SimpleQueue

from tests.mutation import equivalents, report
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.report import Result
from tests.mutation.running import Outcome, Runner
from tests.mutation.suites import BUILD, FRAMEWORK, Copy, modules, path_of
from tests.mutation.touched import Touched


def main() -> int:
    """Run the command."""
    options = _options()
    chosen = [name for name in modules() if _is_asked_for(name, options.modules)]
    if not chosen:
        raise SystemExit(f"No module of the framework is named {' or '.join(options.modules)}.")
    started = time.monotonic()
    mutants = {name: mutants_of(name, (FRAMEWORK / path_of(name)).read_text()) for name in chosen}
    equivalents.check_against(each for those in mutants.values() for each in those)
    samples = [
        each for name in chosen for each in _sample(mutants[name], options.sample, options.seed)
    ]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        results = list(_tried(samples, options.jobs, Path(folder)))
    of_module = {name: list(group) for name, group in groupby(results, lambda r: r.mutant.module)}
    scores = [report.score_of(name, len(mutants[name]), group) for name, group in of_module.items()]
    report.write(BUILD / "report.json", options.seed, scores, results)
    print(*report.table(scores), sep="\n")
    print(
        f"seed {options.seed}, {len(results)} mutants, {(time.monotonic() - started) / 60:.1f} minutes"
    )
    return int(not all(score.is_enough for score in scores))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="npm run mutants --", description=__doc__.splitlines()[0])
    parser.add_argument(
        "modules", nargs="*", metavar="MODULE", help="flask.ctx, flask.cli; by default all"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the samples; by default 1")
    parser.add_argument("--sample", type=int, default=30, help="mutants a module; by default 30")
    parser.add_argument("--jobs", type=int, default=2, help="processes; by default 2")
    return parser.parse_args()


def _is_asked_for(module: str, asked: Sequence[str]) -> bool:
    return not asked or any(f"{module}.".startswith(f"{name}.") for name in asked)


def _sample(mutants: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    if len(mutants) <= size:
        return list(mutants)
    chosen = random.Random(f"{seed} {mutants[0].module}").sample(range(len(mutants)), size)
    return [mutants[index] for index in sorted(chosen)]


def _tried(mutants: Sequence[Mutant], jobs: int, folder: Path) -> Iterator[Result]:
    """Give what comes of each mutant, in their order, and print the survivors."""
    copies = [Copy(folder / str(number)) for number in range(jobs)]
    for package, group in groupby(mutants, lambda mutant: mutant.module.partition(".")[0]):
        own = list(group)
        touched = Touched(package, copies[0])
        with ExitStack() as stack:
            runners: SimpleQueue[Runner] = SimpleQueue()
            for copy in copies:
                runners.put(stack.enter_context(Runner(package, copy)))
            pool = ThreadPoolExecutor(jobs)
            # When the command is ended early, nothing else is begun.
            stack.callback(pool.shutdown, cancel_futures=True)
            try_one = partial(_try, runners, touched, equivalents.reasons())
            for result in pool.map(try_one, own, [mutant.source() for mutant in own]):
                if result.verdict in ("survived", "misjudged"):
                    print(report.shown(result), flush=True)
                yield result


def _try(
    runners: SimpleQueue[Runner],
    touched: Touched,
    reasons: Mapping[equivalents.Key, str],
    mutant: Mutant,
    source: str,
) -> Result:
    reason = reasons.get(equivalents.key_of(mutant))
    runner = runners.get()
    started = time.monotonic()
    try:
        with runner.copy.changed(mutant.module, source):
            noticed, by = _run(runner, touched, mutant)
    finally:
        runners.put(runner)
    return Result(mutant, noticed, by, reason, round(time.monotonic() - started, 2))


def _run(runner: Runner, touched: Touched, mutant: Mutant) -> Outcome:
    anew = touched.is_of_import(mutant)
    for tests in touched.rounds(mutant):
        # The machine may be busy with other things; a mutant that never ends takes as long as this.
        timeout = 30 + 5 * sum(touched.seconds[test] for test in tests)
        outcome = runner.run(tests, timeout, mutant.module, anew)
        if outcome.noticed:
            return outcome
    return Outcome(False, None)


if __name__ == "__main__":
    sys.exit(main())
