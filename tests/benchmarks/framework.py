"""Speed of the framework against Flask 3.1.3: in-process WSGI, in turn, in fresh processes, the best of several rounds.

Prints a table and writes build/bench/framework.json. It ends with status 1 when a figure that the project promises is
missed: twice Flask's speed in the geometric mean, no workload under 1.2, hello world at most 1.6 times the cost of
bare Werkzeug, an import no slower, no growth of memory.

    python tests/benchmarks/framework.py [--rounds N] [--only NAME ...]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from math import prod
from pathlib import Path

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "build" / "reference"
RESULT = ROOT / "build" / "bench" / "framework.json"
FLASK = "flask==3.1.3"
WORKER = Path(__file__).with_name("framework_worker.py")
IMPORT = (
    "import time; start = time.process_time(); import flask; print(time.process_time() - start)"
)


def reference() -> Path:
    """Give a folder with Flask from PyPI, and nothing of what it depends on."""
    folder = REFERENCE / FLASK.replace("==", "-")
    if not (folder / "flask").is_dir():
        arguments = ["--quiet", "--disable-pip-version-check", "--no-deps", "--target", str(folder)]
        subprocess.run([sys.executable, "-m", "pip", "install", *arguments, FLASK], check=True)
    return folder


def run(path: Path, *arguments: str) -> str:
    """Run Python in a fresh process with a folder in front of its path; give what it prints."""
    environment = os.environ | {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPATH": str(path),
        "PYTHONHASHSEED": "0",
        "FLASK_DEBUG": "0",
    }
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def measure(rounds: int, only: list[str]) -> dict[str, dict[str, dict[str, float]]]:
    """Give microseconds a request by workload, seconds of an import and bytes of growth, for each of the two."""
    candidates = {"flask": reference(), "ours": ROOT / "framework"}
    best: dict[str, dict[str, dict[str, float]]] = {name: {} for name in candidates}
    for _ in range(rounds):
        for name, path in candidates.items():
            figures = json.loads(run(path, str(WORKER), *only))
            figures["other"]["import"] = float(run(path, "-c", IMPORT))
            for group, values in figures.items():
                kept = best[name].setdefault(group, {})
                for key, value in values.items():
                    kept[key] = min(value, kept.get(key, value))
    for name, path in candidates.items():
        best[name]["other"]["growth"] = float(run(path, str(WORKER), "--growth"))
    return best


def report(
    best: dict[str, dict[str, dict[str, float]]],
) -> tuple[list[str], list[str], dict[str, float]]:
    """Give the table's lines, the promises that are not kept, and the ratios."""
    theirs, ours = best["flask"], best["ours"]
    ratios = {name: theirs["workloads"][name] / time for name, time in ours["workloads"].items()}
    lines = [f"{'workload':<34}{'Flask 3.1.3':>14}{'ours':>14}{'times as fast':>16}"]
    for name, ratio in ratios.items():
        lines.append(
            f"{name:<34}{theirs['workloads'][name]:>11.1f} us{ours['workloads'][name]:>11.1f} us{ratio:>16.2f}"
        )
    mean = prod(ratios.values()) ** (1 / len(ratios))
    lines.append(f"{'geometric mean':<34}{mean:>44.2f}")

    missed = [
        f"{name} is only {ratio:.2f} times as fast" for name, ratio in ratios.items() if ratio < 1.2
    ]
    if mean < 2.0:
        missed.append(f"the geometric mean is only {mean:.2f}")
    summary = {"geometric mean": mean, **ratios}
    other, their_other = ours["other"], theirs["other"]
    if "raw Werkzeug" in other and "hello" in ours["workloads"]:
        cost = ours["workloads"]["hello"] / other["raw Werkzeug"]
        their_cost = theirs["workloads"]["hello"] / their_other["raw Werkzeug"]
        lines.append(
            f"hello against bare Werkzeug: {cost:.2f} times its cost (Flask: {their_cost:.2f})"
        )
        summary["hello against bare Werkzeug"] = cost
        if cost > 1.6:
            missed.append(f"hello costs {cost:.2f} times what bare Werkzeug does")
    lines.append(
        f"import: {other['import'] * 1e3:.0f} ms (Flask: {their_other['import'] * 1e3:.0f} ms)"
    )
    if other["import"] > their_other["import"] * 1.05:
        missed.append("the import is slower")
    growth, their_growth = other["growth"], their_other["growth"]
    lines.append(
        f"memory gained in 10,000 requests: {growth / 1024:.1f} KiB (Flask: {their_growth / 1024:.1f} KiB)"
    )
    if growth > 64 * 1024:
        missed.append(f"memory grows by {growth:.0f} bytes in 10,000 requests")
    return lines, missed, summary


def main() -> int:
    """Measure, print, write; give the exit status."""
    parser = argparse.ArgumentParser(description="Speed of the framework against Flask 3.1.3.")
    parser.add_argument(
        "--rounds", type=int, default=5, help="how often each is measured; the best counts"
    )
    parser.add_argument("--only", nargs="*", default=[], help="names of workloads")
    options = parser.parse_args()
    best = measure(options.rounds, options.only)
    lines, missed, ratios = report(best)
    print("\n".join(lines))
    for promise in missed:
        print(f"MISSED: {promise}")
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(
        json.dumps({"measured": best, "ratios": ratios, "missed": missed}, indent=2) + "\n"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
