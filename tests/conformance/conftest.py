"""The table of the scenarios at the end of the test run, and in build/conformance/scenarios.txt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conformance.native import NativePlayer, install_reference
from tests.conformance.play import Answer, play
from tests.conformance.projects import ENTRY, EXAMPLES, dated_files

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "build" / "conformance" / "scenarios.txt"


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder with Flask from PyPI."""
    return install_reference()


@pytest.fixture(scope="session")
def expected(reference, tmp_path_factory) -> Iterator:
    """The answers of Flask from PyPI to an example's scenarios: a function of slug and mount."""
    known: dict[tuple[str, str], list[Answer]] = {}

    def answers(slug: str, mount: str) -> list[Answer]:
        if (slug, mount) not in known:
            folder = tmp_path_factory.mktemp("reference") / slug
            files = dated_files(EXAMPLES[slug])
            with NativePlayer(files, ENTRY, folder, mount=mount, reference=reference) as player:
                known[slug, mount] = play(slug, player)
        return known[slug, mount]

    return answers


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    rows: dict[str, list[tuple[str, int, int, int]]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", None) != "call":
                continue
            for name, value in getattr(report, "user_properties", ()):
                if name == "conformance":
                    rows.setdefault(value[0], []).append(tuple(value[1:]))
    if not rows:
        return
    lines = []
    for run, examples_of_run in sorted(rows.items()):
        scenarios, requests, differing = (sum(row[i] for row in examples_of_run) for i in (1, 2, 3))
        lines.append(f"{run}: {scenarios} scenarios, {requests} requests, {differing} differences")
        lines += [
            f"    {slug:<22}{s:>4} scenarios{r:>5} requests{d:>4} differences"
            for slug, s, r, d in examples_of_run
        ]
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    terminalreporter.section("conformance with Flask 3.1.3")
    for line in lines:
        if not line.startswith(" "):
            terminalreporter.line(line)
