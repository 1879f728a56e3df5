"""What every test in a browser shares: the built site on a real server, and one browser for the whole run."""

import shutil
import subprocess
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from tests import evidence

ROOT = Path(__file__).parents[1]

# A boot on a busy machine takes longer than the five seconds that Playwright waits by itself.
TIMEOUT = 60_000  # milliseconds
expect.set_options(timeout=TIMEOUT)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """URL of the built site, with its final slash, served as plain static files."""
    with serve_site("/") as url:
        yield url


class serve_site:
    """Serve build/site under the path `base`; a context manager that gives the URL."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __enter__(self) -> str:
        self.process = subprocess.Popen(
            ["node", "web/build/serve.mjs", self.base], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def __exit__(self, *exc: object) -> None:
        self.process.terminate()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium: the one on PATH, else Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    # A page lives for seconds here: to compile Python's WebAssembly again, for speed, would never pay.
    quiet.append("--js-flags=--liftoff-only")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *quiet])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for the whole run."""
    with chromium() as browser:
        yield browser


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """A profile in which nothing has happened yet: no service worker, no cache, no storage."""
    context = browser.new_context(**options)
    context.set_default_timeout(TIMEOUT)
    evidence.record(context)
    return context


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep what the pages of a failed test show."""
    report = yield
    browser = item.funcargs.get("browser")
    if report.failed and isinstance(browser, Browser):
        folder = evidence.keep(item.nodeid, report.when, browser.contexts)
        report.sections.append(("evidence", str(folder.relative_to(ROOT))))
    return report
