"""Fixtures of the end-to-end tests: a page whose console is watched, and projects to open in it."""

import base64
import json
import zlib
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: no service worker, no storage, no cookies."""
    context = browser.new_context()
    context.set_default_timeout(60_000)
    yield context
    context.close()


class Complaints(list[str]):
    """What the browser's console held against a page. A test takes out what it provoked itself."""

    def expect(self, part: str) -> None:
        """Take out the complaints that contain `part`; there must be one."""
        found = [complaint for complaint in self if part in complaint]
        assert found, f"no console error mentions {part!r}; there are: {list(self)}"
        self[:] = [complaint for complaint in self if part not in complaint]


def complaints_of(context: BrowserContext) -> Complaints:
    """Everything that the pages of `context` log as an error or throw, from now on."""
    complaints = Complaints()
    context.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    return complaints


@pytest.fixture
def complaints(context: BrowserContext) -> Iterator[Complaints]:
    """Fails the test when any page of the context logs an error or throws."""
    complaints = complaints_of(context)
    yield complaints
    assert complaints == []


@pytest.fixture
def page(context: BrowserContext, complaints: Complaints) -> Page:
    """A page whose console must stay free of errors."""
    return context.new_page()


def share_link(files: Mapping[str, str], app: str = "") -> str:
    """The fragment with which the playground opens `files` as a project that came with a link."""
    project = {"name": "Shared", "files": dict(files), "app": app, "debug": False}
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(json.dumps(project).encode()) + packer.flush()
    return "#project=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def run_project(page: Page, site: str, files: Mapping[str, str]) -> Frame:
    """Open the playground on a project, run it, and give the preview's frame once it shows a page."""
    page.goto(site + share_link(files))
    page.get_by_role("button", name="Run it").click()
    page.wait_for_selector("iframe")
    frame = page.query_selector("iframe").content_frame()
    frame.wait_for_url("**/preview/**")
    return frame
