"""Which tests run which lines: found by running them all, once for each state of the sources.

What is found is kept below ``build/``, a file for each file of tests, and found anew where that file, one that it shares
with others, or a module of the packages has changed.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from pathlib import Path
from typing import Any

import pytest
from tests.mutation import recorder
from tests.mutation.caches import forget_cached_results
from tests.mutation.mutants import Mutant
from tests.mutation.running import OPTIONS, steady_hypothesis
from tests.mutation.suites import BUILD, FRAMEWORK, ROOT, SUITES, Copy, modules, path_of, python

#: Stands for a test: what runs before the first of them.
AT_IMPORT = "import"


class Touched:
    """Knows the tests of a package by the lines that they run.

    :param package: the package's name.
    :param copy: a copy of the packages, in which tests are run where it is not known yet.
    :raises RuntimeError: if a test fails: then nothing can be learned from mutants.
    """

    def __init__(self, package: str, copy: Copy) -> None:
        self.seconds: dict[str, float] = {}
        # By file and line.
        self._tests: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._at_import: dict[str, set[int]] = defaultdict(set)
        self._words: dict[str, set[str]] = {}
        for found in _found(SUITES[package], copy):
            for path, numbers in found.pop(AT_IMPORT)["lines"].items():
                self._at_import[path].update(numbers)
            for test, about in found.items():
                self.seconds[test] = about["seconds"]
                for path, numbers in about["lines"].items():
                    for number in numbers:
                        self._tests[path][number].add(test)

    def is_of_import(self, mutant: Mutant) -> bool:
        """Tell whether what a mutant changes runs when the packages or the tests are imported.

        :param mutant: the mutant.
        """
        at_import = self._at_import[path_of(mutant.module)]
        return not mutant.in_function or not at_import.isdisjoint(mutant.lines)

    def rounds(self, mutant: Mutant) -> Iterator[list[str]]:
        """Give the tests that can notice a mutant, those that are likely to before the others.

        :param mutant: the mutant.
        :returns: lists of node ids: those of the file whose tests run most of the module; then the others.
        """
        lines = self._tests[path_of(mutant.module)]
        tests = set().union(*(lines[number] for number in mutant.lines if number in lines))
        if self.is_of_import(mutant):
            # Of consequence to what uses the module, or imports something from it before the first test.
            users = [mutant.module] if mutant.in_function else _importers(mutant.module)
            for user in users:
                tests |= set().union(*self._tests[path_of(user)].values())
            tests |= {test for test in self.seconds if self._names(_file(test), mutant.names)}
        likely = max({_file(test) for test in tests}, key=self._reach(mutant.module), default="")
        # What runs at import may be of consequence to a test of the module that runs no line of it.
        own = self.seconds if self.is_of_import(mutant) else tests
        first = {test for test in own if _file(test) == likely}
        yield from (self._by_cost(chosen) for chosen in (first, tests - first) if chosen)

    def _reach(self, module: str) -> Callable[[str], tuple[int, str]]:
        # How many lines of a module the tests of a file run. Those that run at import tell nothing.
        path = path_of(module)
        lines = [
            these for at, these in self._tests[path].items() if at not in self._at_import[path]
        ]
        reach = Counter(file for these in lines for file in {_file(test) for test in these})
        return lambda file: (reach[file], file)

    def _names(self, file: str, names: Set[str]) -> bool:
        if file not in self._words:
            text = (ROOT / file).read_text()
            self._words[file] = {*re.findall(r"\w+", text), *re.findall(r"[\w.]+", text)}
        return not self._words[file].isdisjoint(names)

    def _by_cost(self, tests: Set[str]) -> list[str]:
        seconds: dict[str, float] = defaultdict(float)
        for test in tests:
            seconds[_file(test)] += self.seconds[test]
        return sorted(
            tests, key=lambda test: (seconds[_file(test)], _file(test), self.seconds[test])
        )


def _file(test: str) -> str:
    return test.partition("::")[0]


def _importers(module: str) -> list[str]:
    # Those of the same package that take something from a module, told by their text.
    package, _, name = module.partition(".")
    name = name.rpartition(".")[2] or package
    imports = re.compile(
        rf"^ *(from [.\w]*\b{name} import|(from [.\w]+ )?import .*\b{name}\b)", re.M
    )
    sources = {each: (FRAMEWORK / path_of(each)).read_text() for each in modules()}
    return [
        each
        for each, text in sources.items()
        if each.partition(".")[0] == package and imports.search(text)
    ]


def _found(folder: str, copy: Copy) -> list[dict[str, Any]]:
    """Give, for each file of tests, what is known of each test: the seconds it took, and the lines by file."""
    keys = _keys(folder)
    kept = {file: BUILD / "touched" / f"{file}.json" for file in keys}
    stale = [file for file in keys if _key_in(kept[file]) != keys[file]]
    if stale:
        print(f"Finding out which lines the tests of {len(stale)} files run ...", flush=True)
        BUILD.mkdir(parents=True, exist_ok=True)
        output = BUILD / "found.json"
        output.unlink(missing_ok=True)
        subprocess.run(
            python("touched", str(copy.folder), str(output), *stale), cwd=ROOT, env=copy.environ
        )
        if not output.exists():
            raise RuntimeError("A test fails without any mutant. Mend it first.")
        for file, tests in json.loads(output.read_text()).items():
            kept[file].parent.mkdir(parents=True, exist_ok=True)
            kept[file].write_text(json.dumps({"key": keys[file], "tests": tests}))
    return [json.loads(file.read_text())["tests"] for file in kept.values()]


def _keys(folder: str) -> dict[str, str]:
    """Give, for each file of tests, a digest of all that decides which lines its tests run."""
    of_all = [*FRAMEWORK.rglob("*.py"), Path(recorder.__file__), ROOT / "constraints.txt"]
    shared = [path for path in (ROOT / folder).iterdir() if path.is_file()]
    own = [path for path in shared if path.name.startswith("test_")]
    common = _digest(sys.version, sorted({*of_all, *shared} - {*own}))
    return {str(path.relative_to(ROOT)): _digest(common, [path]) for path in sorted(own)}


def _digest(seed: str, paths: Sequence[Path]) -> str:
    digest = hashlib.sha256(seed.encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _key_in(file: Path) -> str | None:
    return json.loads(file.read_text())["key"] if file.exists() else None


class _Recording:
    """Keeps what is found of each test.

    :param folder: the copy's.
    :param notes: the file into which processes that tests start note their lines.
    """

    def __init__(self, folder: Path, notes: Path) -> None:
        self.folder = folder
        self.notes = notes
        self.lines: set[recorder.Line] = set()
        self.found: dict[str, dict[str, Any]] = defaultdict(dict)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        found = self._taken(0)
        for file in {_file(item.nodeid) for item in session.items}:
            self.found[file][AT_IMPORT] = found

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        # What an earlier test has had worked out would not be run by this one.
        forget_cached_results()
        self.lines.clear()
        started = time.monotonic()
        result = yield
        seconds = round(time.monotonic() - started, 3)
        self.found[_file(item.nodeid)][item.nodeid] = self._taken(seconds)
        return result

    def _taken(self, seconds: float) -> dict[str, Any]:
        lines: dict[str, set[int]] = defaultdict(set)
        for file, number in self.lines | recorder.taken(self.notes):
            lines[str(Path(file).relative_to(self.folder))].add(number)
        return {"seconds": seconds, "lines": {file: sorted(lines[file]) for file in sorted(lines)}}


def _find(folder: Path, output: Path, files: Sequence[str]) -> int:
    recording = _Recording(folder, output.with_suffix(".lines"))
    steady_hypothesis()
    recorder.follow_processes(str(folder), recording.notes)
    recorder.trace(str(folder), recording.lines.add)
    status = pytest.main([*OPTIONS, "-x", *files], plugins=[recording])
    if status == pytest.ExitCode.OK:
        output.write_text(json.dumps(recording.found))
    return status


if __name__ == "__main__":
    _, _folder, _output, *_files = sys.argv
    sys.exit(_find(Path(_folder), Path(_output), _files))
