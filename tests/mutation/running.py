"""Runs tests in processes that have already imported everything, and collected the tests.

A :class:`Runner` starts ``python -m tests.mutation.running``: pytest, which stops before the first test, and forks for each
run that it is asked for. So a run takes hardly longer than its tests.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple, Self

import hypothesis
import pytest
from tests.mutation.caches import forget_cached_results
from tests.mutation.suites import ROOT, SUITES, Copy, path_of, python
from tests.mutation.swapping import Functions

#: Options of pytest. Hypothesis is imported before it is a plugin.
OPTIONS = [
    *("-q", "-p", "no:cacheprovider"),
    *("-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"),
]


class Outcome(NamedTuple):
    """What came of a run of tests.

    :param noticed: whether one failed, or could not even be collected.
    :param by: the test, the file of tests, or ``"timeout"``; ``None`` if it could not be told.
    """

    noticed: bool
    by: str | None


class Runner:
    """Runs the tests of a package in a copy; a context manager.

    :param package: the package's name.
    :param copy: the copy of the packages, unchanged while the runner starts.
    """

    def __init__(self, package: str, copy: Copy) -> None:
        self.package = package
        self.copy = copy

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            python("running", SUITES[self.package], str(self.copy.folder)),
            cwd=ROOT,
            env=self.copy.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.requests, self.answers = self.process.stdin, self.process.stdout
        self.answers.readline()
        return self

    def __exit__(self, *exc: object) -> None:
        self.requests.close()
        self.process.wait()
        self.answers.close()

    def run(self, tests: Sequence[str], timeout: float, module: str, anew: bool) -> Outcome:
        """Run tests until the first that fails.

        :param tests: their node ids.
        :param timeout: after how many seconds the run is ended, and taken as one that failed.
        :param module: the module that has changed in the copy.
        :param anew: whether the packages must be imported anew for the change to be of consequence.
        """
        request = {"tests": tests, "timeout": timeout, "path": path_of(module), "anew": anew}
        print(json.dumps(request), file=self.requests, flush=True)
        return Outcome(*json.loads(self.answers.readline()))


def steady_hypothesis() -> None:
    """Have property tests try the same examples each time, whatever time they take."""
    hypothesis.settings.register_profile(
        "mutation",
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutation")


class _Server:
    """Stands in for pytest's loop over the tests: answers requests.

    :param folder: the copy's.
    :param requests: where they come from, a line of JSON each.
    :param answers: where the outcomes go.
    """

    def __init__(self, folder: Path, requests: IO[str], answers: IO[str]) -> None:
        self.folder = folder
        self.requests = requests
        self.answers = answers

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        functions = Functions(self.folder)
        print("ready", file=self.answers, flush=True)
        for line in self.requests:
            request = json.loads(line)
            read, write = os.pipe()
            pid = os.fork()
            if pid == 0:
                _Child(self.folder, request, write).run_and_exit(session, functions)
            os.close(write)
            outcome = _outcome(pid, read, request["timeout"])
            print(json.dumps(outcome), file=self.answers, flush=True)
        return True


def _outcome(pid: int, read: int, timeout: float) -> Outcome:
    deadline = time.monotonic() + timeout
    while (ended := os.waitpid(pid, os.WNOHANG))[0] == 0 and time.monotonic() < deadline:
        # To wait for a child no longer than some time is not to be had on every system without looking again.
        time.sleep(0.005)
    # What the tests have started is of the same process group, and goes too.
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    os.set_blocking(read, False)
    with os.fdopen(read) as pipe, suppress(BlockingIOError):
        failed = pipe.readline().strip()
    if ended[0] == 0:
        os.waitpid(pid, 0)
        return Outcome(True, "timeout")
    return Outcome(ended[1] != 0, failed or None)


class _Child:
    """Runs tests in a process of its own.

    :param folder: the copy's.
    :param request: what :meth:`Runner.run` was given.
    :param pipe: a file descriptor to which it is written what has failed.
    """

    def __init__(self, folder: Path, request: dict[str, Any], pipe: int) -> None:
        self.path = folder / request["path"]
        self.tests: list[str] = request["tests"]
        self.anew: bool = request["anew"]
        self.pipe = pipe
        self.scratch = folder.with_suffix(".tmp")
        self.failed = False

    def run_and_exit(self, session: pytest.Session, functions: Functions) -> None:
        try:
            os.setsid()
            os.dup2(0, 2)
            if self.anew or not functions.swap(self.path):
                self.collect_and_run()
            else:
                self.run(session)
        except BaseException:
            self.failed = True
        finally:
            os._exit(self.failed)

    def run(self, session: pytest.Session) -> None:
        """Run those of the session's tests."""
        forget_cached_results()
        session.config.pluginmanager.register(self)
        items = {item.nodeid: item for item in session.items}
        chosen = [items[test] for test in self.tests]
        for item, following in zip(chosen, [*chosen[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return

    def collect_and_run(self) -> None:
        """Import everything anew that is tested or tests, and run the tests."""
        for name in list(sys.modules):
            if name.partition(".")[0] in {*SUITES, "tests"}:
                del sys.modules[name]
        files = dict.fromkeys(test.partition("::")[0] for test in self.tests)
        options = [*OPTIONS, "-x", f"--basetemp={self.scratch}"]
        self.failed = pytest.main([*options, *files], plugins=[self]) != pytest.ExitCode.OK

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = set(self.tests)
        items[:] = [item for item in items if item.nodeid in chosen]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._note(report)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.failed:
            self.failed = True
            os.write(self.pipe, f"{report.nodeid}\n".encode())


def _serve(tests: str, folder: Path) -> None:
    requests, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    steady_hypothesis()
    options = [*OPTIONS, f"--basetemp={folder.with_suffix('.tmp')}"]
    pytest.main([*options, tests], plugins=[_Server(folder, requests, answers)])


if __name__ == "__main__":
    _serve(sys.argv[1], Path(sys.argv[2]))
