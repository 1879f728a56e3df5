"""Run the own tests of Flask and of extensions against real Flask and against ours: `npm run conformance`.

Their tests come from their source distributions on PyPI, at run time, into `build/upstream`. Each suite of
`upstream.toml` runs twice in one environment with pinned packages, with the one or the other `flask` in front on the
import path. A table shows how many tests pass each time, `build/conformance/upstream.json` has the details, and the
exit status is 1 where a test passes with real Flask alone and is not a listed exception.

Usage: upstream.py [NAME ...] [--ours PATH]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
UPSTREAM = ROOT / "build" / "upstream"
RESULT = ROOT / "build" / "conformance" / "upstream.json"
CONSTRAINTS = HERE / "upstream-constraints.txt"
ENVIRONMENT = UPSTREAM / "environment"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
TIMEOUT = 900
MAX_EXCEPTIONS = 10

# What the tests are given of the environment: settings for Flask, certificates and proxies change what they see.
PASSED_ON = ("HOME", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USERPROFILE")


@dataclass
class Suite:
    """Tests of one project, and where they are unpacked."""

    name: str
    version: str
    command: list[str]

    @property
    def source(self) -> Path:
        """The unpacked source distribution."""
        return UPSTREAM / "sources" / f"{self.name}-{self.version}"


@dataclass
class Outcome:
    """Which tests of a suite passed, failed and were skipped in one run."""

    passed: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)

    def counts(self) -> dict[str, int]:
        """The number of tests of each kind."""
        return {name: len(ids) for name, ids in asdict(self).items()}


@dataclass
class Comparison:
    """A suite's two runs."""

    suite: Suite
    real: Outcome
    ours: Outcome
    exceptions: dict[str, str]

    @property
    def lost(self) -> list[str]:
        """Tests that pass with real Flask, and not with ours."""
        return sorted(self.real.passed - self.ours.passed)

    @property
    def unexplained(self) -> list[str]:
        """Lost tests that are no listed exception."""
        return [test for test in self.lost if test not in self.exceptions]


def main() -> int:
    """Run what the command line asks for; gives the exit status."""
    arguments = _parse_arguments()
    settings = tomllib.loads((HERE / "upstream.toml").read_text("utf-8"))
    exceptions = {entry["test"]: entry["reason"] for entry in settings.get("exception", [])}
    if len(exceptions) > MAX_EXCEPTIONS:
        print(f"{len(exceptions)} exceptions are listed; {MAX_EXCEPTIONS} are allowed.")
        return 1
    every = {
        entry["name"].lower(): Suite(
            entry["name"], entry["version"], entry.get("command", settings["defaults"]["command"])
        )
        for entry in settings["suite"]
    }
    names = [name.lower() for name in arguments.names]
    if unknown := [name for name in names if name not in every]:
        known = ", ".join(suite.name for suite in every.values())
        print(f"upstream.toml has no suite {', '.join(unknown)}. It has {known}.")
        return 2
    suites = [every[name] for name in names or every]
    _prepare_environment()
    real = _install_flask("real", f"flask=={settings['flask']}")
    ours = _install_flask(
        "ours", str(ROOT if arguments.ours is None else arguments.ours), anew=True
    )
    comparisons = []
    print(
        f"{'tests of':<26} {'with Flask ' + settings['flask']:>18} {'with ours':>18}  differences"
    )
    for suite in suites:
        _unpack_source(suite)
        comparison = Comparison(
            suite, _run(suite, "real", real), _run(suite, "ours", ours), exceptions
        )
        comparisons.append(comparison)
        _print_row(comparison)
    _write_result(settings["flask"], comparisons)
    return _conclude(comparisons)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run upstream tests against real Flask and ours.")
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="suites to run, as in upstream.toml (by default all)",
    )
    parser.add_argument(
        "--ours", type=Path, help="the project to take as ours (by default this one)"
    )
    return parser.parse_args()


def _prepare_environment() -> None:
    """Make the environment that both runs share; kept until the pinned packages change."""
    stamp = ENVIRONMENT / "constraints.txt"
    if stamp.is_file() and stamp.read_bytes() == CONSTRAINTS.read_bytes():
        return
    print("Making the environment for upstream tests ...", flush=True)
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    venv.create(ENVIRONMENT, with_pip=True)
    # Without dependencies: the file names every package, and none may bring Flask in.
    _pip("install", "--no-deps", "--requirement", str(CONSTRAINTS))
    shutil.copyfile(CONSTRAINTS, stamp)


def _install_flask(name: str, what: str, anew: bool = False) -> Path:
    """Put a distribution of `flask` into a folder of its own, its metadata and command included."""
    folder = UPSTREAM / "flask" / name
    if anew:
        shutil.rmtree(folder, ignore_errors=True)
    if not folder.is_dir():
        _pip("install", "--no-deps", "--no-build-isolation", "--target", str(folder), what)
    return folder


def _unpack_source(suite: Suite) -> None:
    if suite.source.is_dir():
        return
    downloads = UPSTREAM / "downloads" / suite.name
    requirement = f"{suite.name}=={suite.version}"
    options = ("--no-deps", "--no-build-isolation", "--no-binary", ":all:")
    _pip("download", *options, "--dest", str(downloads), requirement)
    (archive,) = downloads.glob("*.tar.gz")
    unpacked = suite.source.with_suffix(".part")
    with tarfile.open(archive) as file:
        file.extractall(unpacked, filter="data")
    (top,) = unpacked.iterdir()
    top.rename(suite.source)
    unpacked.rmdir()
    # pytest looks upwards for its settings: a project without any must not be given ours.
    (suite.source.parent / "pytest.ini").write_text("[pytest]\n", "utf-8")


def _pip(*arguments: str) -> None:
    command = [BIN / "python", "-m", "pip", "--disable-pip-version-check", *arguments, "-qq"]
    subprocess.run(command, check=True, timeout=TIMEOUT)


def _run(suite: Suite, name: str, flask: Path) -> Outcome:
    """Run a suite with the `flask` of a folder."""
    report = UPSTREAM / "reports" / f"{suite.name}-{name}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    environment = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    # For tests that call the `flask` command.
    environment["PATH"] = os.pathsep.join(map(str, (flask / "bin", BIN, os.environ["PATH"])))
    environment["PYTHONPATH"] = str(flask)
    command = [str(BIN / "python"), *(part.format(report=report) for part in suite.command)]
    done = subprocess.run(
        command,
        cwd=suite.source,
        env=environment,
        timeout=TIMEOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    report.with_suffix(".log").write_text(done.stdout, "utf-8")
    if not report.is_file():
        raise SystemExit(f"The tests of {suite.name} gave no report with {name}:\n{done.stdout}")
    return _read_report(suite, ElementTree.parse(report).iter("testcase"))


def _read_report(suite: Suite, cases: Iterable[ElementTree.Element]) -> Outcome:
    outcome = Outcome()
    seen: Counter[str] = Counter()
    for case in cases:
        test = f"{suite.name}::{case.get('classname')}::{case.get('name')}"
        # Names of parametrized tests can hold addresses, which differ from run to run, and come more than once.
        test = re.sub(r" at 0x[0-9a-f]+", "", test)
        seen[test] += 1
        if seen[test] > 1:
            test += f" ({seen[test]})"
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            outcome.failed.add(test)
        elif "skipped" in kinds:
            outcome.skipped.add(test)
        else:
            outcome.passed.add(test)
    return outcome


def _print_row(comparison: Comparison) -> None:
    suite = comparison.suite
    columns = [
        f"{len(run.passed)} of {sum(run.counts().values())}"
        for run in (comparison.real, comparison.ours)
    ]
    lost, unexplained = len(comparison.lost), len(comparison.unexplained)
    note = "none" if lost == 0 else f"{lost}, of which {lost - unexplained} excepted"
    print(
        f"{suite.name + ' ' + suite.version:<26} {columns[0]:>18} {columns[1]:>18}  {note}",
        flush=True,
    )


def _write_result(flask: str, comparisons: list[Comparison]) -> None:
    suites = [
        {
            "name": each.suite.name,
            "version": each.suite.version,
            "real": each.real.counts(),
            "ours": each.ours.counts(),
            "excepted": {
                test: each.exceptions[test] for test in each.lost if test in each.exceptions
            },
            "unexplained": each.unexplained,
        }
        for each in comparisons
    ]
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps({"flask": flask, "suites": suites}, indent=2) + "\n", "utf-8")


def _conclude(comparisons: list[Comparison]) -> int:
    for each in comparisons:
        for test in each.lost:
            print(
                f"\n{test}\n  {each.exceptions.get(test, 'passes with real Flask, and not with ours')}"
            )
    real = sum(len(each.real.passed) for each in comparisons)
    ours = sum(len(each.ours.passed) for each in comparisons)
    unexplained = sum(len(each.unexplained) for each in comparisons)
    print(
        f"\n{real} tests pass with real Flask, {ours} with ours; {unexplained} unexplained differences."
    )
    print(f"Reports: {UPSTREAM / 'reports'}; result: {RESULT}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
