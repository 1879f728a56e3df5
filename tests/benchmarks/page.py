"""Time from opening the page to the app's first response, and from an edit to its new response, in Chromium.

Against a bare page that boots the same Pyodide, installs Flask 3.1.3 from wheels, and answers hello world. Both are
served by the same static server; the two take turns, each round in a new profile: a first visit, then repeat visits
in a browser started anew on that profile.

    npm run bench [-- --rounds 5 --repeats 2 --edits 15]

Prints a table and writes build/bench/page.json. Ends with status 1 when a figure is missed.
"""

import argparse
import importlib.metadata
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

ROOT = Path(__file__).parents[2]
BENCH = ROOT / "build" / "bench"
BARE = BENCH / "bare"
PYODIDE = ROOT / "node_modules" / "pyodide"
WHEELS = ["blinker", "click", "itsdangerous", "jinja2", "werkzeug"]
TIMEOUT = 120_000

# At most so much of the bare page's time; and the median of an edit in milliseconds.
FIRST_VISIT, REPEAT_VISIT, EDIT = 1.0, 0.6, 150.0

BARE_PAGE = """<!doctype html>
<meta charset="utf-8">
<title>Bare Pyodide with Flask</title>
<link rel="icon" href="data:,">
<output></output>
<script type="module">
  import { loadPyodide } from "./pyodide.mjs";
  const pyodide = await loadPyodide({ enableRunUntilComplete: false });
  await pyodide.loadPackage(WHEELS.map((name) => new URL(name, location.href).href), { messageCallback() {} });
  document.querySelector("output").textContent = pyodide.runPython(`
from flask import Flask

app = Flask(__name__)

@app.route("/")
def hello():
    return "Hello, World!"

app.test_client().get("/").text
`);
  performance.measure("bare:first-response", { start: 0, end: performance.now() });
</script>
"""


def main() -> int:
    options = parse()
    make_bare_page()
    times: dict[str, list[float]] = {
        name: [] for name in ("bare first", "bare repeat", "first", "repeat", "edit")
    }
    boots: dict[str, list[float]] = {"first": [], "repeat": []}
    with (
        sync_playwright() as playwright,
        server(ROOT / "build" / "site") as site,
        server(BARE) as bare,
    ):
        for number in range(options.rounds):
            print(f"round {number + 1} of {options.rounds} ...", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory() as profile:
                for visit in range(1 + options.repeats):
                    with chromium(playwright, profile) as context:
                        page = visit_until(context, bare, "bare:first-response")
                        times["bare repeat" if visit else "bare first"].append(
                            duration(page, "bare:first-response")
                        )
            with tempfile.TemporaryDirectory() as profile:
                for visit in range(1 + options.repeats):
                    with chromium(playwright, profile) as context:
                        page = visit_until(
                            context, f"{site}#example=minimal", "playground:first-response"
                        )
                        kind = "repeat" if visit else "first"
                        times[kind].append(duration(page, "playground:first-response"))
                        boots[kind].append(duration(page, "playground:boot"))
                        if not visit:
                            wait_until_kept(page)
                        elif visit == options.repeats:
                            times["edit"] += edits(page, options.edits)
    return report(times, boots)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Time the page against bare Pyodide with Flask")
    parser.add_argument(
        "--rounds", type=int, default=5, help="new profiles for each of the two pages"
    )
    parser.add_argument("--repeats", type=int, default=2, help="repeat visits in each profile")
    parser.add_argument("--edits", type=int, default=15, help="edits in each profile")
    return parser.parse_args()


def make_bare_page() -> None:
    """Write the bare page, the Pyodide of the project, and the wheels, into build/bench/bare."""
    wheels = BENCH / "wheels"
    if not list(wheels.glob("flask-3.1.3-*.whl")):
        wheels.mkdir(parents=True, exist_ok=True)
        pins = [f"{name}=={importlib.metadata.version(name)}" for name in WHEELS]
        download = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        only = ["--only-binary=:all:", "--dest", str(wheels)]
        subprocess.run([sys.executable, *download, *only, "flask==3.1.3", *pins], check=True)
        pure_markupsafe(wheels)
    BARE.mkdir(parents=True, exist_ok=True)
    names = [
        "pyodide.mjs",
        "pyodide.asm.mjs",
        "pyodide.asm.wasm",
        "python_stdlib.zip",
        "pyodide-lock.json",
    ]
    for file in [*(PYODIDE / name for name in names), *wheels.glob("*.whl")]:
        shutil.copyfile(file, BARE / file.name)
    listed = json.dumps(sorted(wheel.name for wheel in wheels.glob("*.whl")))
    (BARE / "index.html").write_text(BARE_PAGE.replace("WHEELS", listed))


def pure_markupsafe(folder: Path) -> None:
    """Make a wheel of the installed MarkupSafe without what is compiled: PyPI has none for the browser."""
    distribution = importlib.metadata.distribution("markupsafe")
    with zipfile.ZipFile(
        folder / f"markupsafe-{distribution.version}-py3-none-any.whl", "w"
    ) as wheel:
        for file in distribution.files or []:
            if file.suffix in {".py", ""} or file.name == "METADATA":
                wheel.write(str(distribution.locate_file(file)), str(file))


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Serve `folder` as the site is served; gives the URL."""
    command = ["node", "web/build/serve.mjs", "/", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


@contextmanager
def chromium(playwright: Playwright, profile: str) -> Iterator[BrowserContext]:
    """A browser of its own on the profile: nothing is in memory from the visit before."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    quiet = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=path, args=quiet
    )
    context.set_default_timeout(TIMEOUT)
    try:
        yield context
    finally:
        context.close()


def visit_until(context: BrowserContext, url: str, measure: str) -> Page:
    page = context.new_page()
    page.goto(url)
    wait_for_measures(page, measure, 1)
    return page


def wait_for_measures(page: Page, name: str, count: int) -> None:
    expression = "([name, count]) => performance.getEntriesByName(name).length >= count"
    page.wait_for_function(expression, arg=[name, count])


def duration(page: Page, name: str) -> float:
    """The last measure of that name, in milliseconds."""
    return float(
        page.evaluate("(name) => performance.getEntriesByName(name).at(-1).duration", name)
    )


def wait_until_kept(page: Page) -> None:
    """Until what a repeat visit uses is stored: a user who comes back left it time."""
    page.evaluate(
        """async () => {
            const kept = async () => {
                const name = (await caches.keys()).find((name) => name.startsWith("flask-playground-runtime-"));
                const files = name ? (await (await caches.open(name)).keys()).length : 0;
                return files >= 5 && (await caches.match(new URL("files.json", location.href)));
            };
            while (!(await kept())) await new Promise((resolve) => setTimeout(resolve, 100));
        }"""
    )


def edits(page: Page, count: int) -> list[float]:
    """Type into the editor `count` times and read how long each new response took, the typing pause left out."""
    editor = page.locator(".cm-content").first
    editor.click()
    page.keyboard.press("Control+End")
    before = int(page.evaluate("performance.getEntriesByName('playground:run').length"))
    page.keyboard.press("Enter")
    for number in range(count):
        page.keyboard.type("#")
        wait_for_measures(page, "playground:run", before + number + 1)
    durations = page.evaluate(
        "performance.getEntriesByName('playground:run').map((entry) => entry.duration)"
    )
    return [float(value) for value in durations[before:]]


def report(times: dict[str, list[float]], boots: dict[str, list[float]]) -> int:
    """Print the table, write the JSON; 1 when a figure is missed."""
    middle = {name: median(values) for name, values in times.items()}
    rows = [
        ("page open to first response, first visit", "first", "bare first", FIRST_VISIT),
        ("page open to first response, repeat visit", "repeat", "bare repeat", REPEAT_VISIT),
    ]
    print(f"\n{'medians in milliseconds':45}{'bare':>8}{'ours':>8}{'ratio':>8}{'at most':>9}")
    missed = 0
    for title, ours, bare, most in rows:
        ratio = middle[ours] / middle[bare]
        missed += ratio > most
        print(f"{title:45}{middle[bare]:8.0f}{middle[ours]:8.0f}{ratio:8.2f}{most:9.2f}")
    missed += middle["edit"] > EDIT
    print(f"{'edit to new response':45}{'':8}{middle['edit']:8.0f}{'':8}{EDIT:9.0f}")
    for kind, values in boots.items():
        print(f"{f'of it the boot, {kind} visit':45}{'':8}{median(values):8.0f}")
    BENCH.mkdir(parents=True, exist_ok=True)
    result = {
        "medians": middle,
        "times": times,
        "boots": boots,
        "limits": [FIRST_VISIT, REPEAT_VISIT, EDIT],
    }
    (BENCH / "page.json").write_text(json.dumps(result, indent=2) + "\n")
    print(
        f"\n{missed or 'No'} figure{'' if missed == 1 else 's'} missed; all times in build/bench/page.json"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
