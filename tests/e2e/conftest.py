"""Fixtures of the end-to-end tests: a page whose console is watched, and projects to open in it."""

import base64
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Page, WebError
from tests import evidence
from tests.conftest import new_context
from tests.e2e.profile import Profile

#: Has a browser say that its user wants no more loaded than has to be.
SAVE_DATA = "Object.defineProperty(navigator.connection, 'saveData', { value: true })"


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[Profile]:
    """The profile that tests share, one after the other."""
    with new_context(browser) as context:
        yield Profile(context)


@pytest.fixture(scope="session")
def saving_profile(browser: Browser) -> Iterator[Profile]:
    """The same of a browser that saves data, in which the page does without the editor's language tools."""
    with new_context(browser) as context:
        context.add_init_script(SAVE_DATA)
        yield Profile(context)


@pytest.fixture(scope="module")
def shared_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """The page of the tests that are marked so."""
    with new_context(browser) as context:
        if not request.node.get_closest_marker("language_tools"):
            context.add_init_script(SAVE_DATA)
        yield context.new_page()


@pytest.fixture
def context(
    request: pytest.FixtureRequest, browser: Browser, site: str
) -> Iterator[BrowserContext]:
    """
    Nothing is stored and no page is open; with the mark `first_visit` there is no service worker and no cache either.
    With the mark `shared_page` there is what the tests before left: what a page takes long to load is loaded once a module.
    Without the mark `language_tools` the browser saves data: a Python more takes longer than most tests.
    """
    if mark := request.node.get_closest_marker("first_visit"):
        with new_context(browser, **mark.kwargs) as context:
            yield context
    elif request.node.get_closest_marker("shared_page"):
        yield request.getfixturevalue("shared_page").context
    else:
        tools = request.node.get_closest_marker("language_tools")
        profile = request.getfixturevalue("profile" if tools else "saving_profile")
        with profile.cleared(site) as context:
            yield context


class Complaints(list[str]):
    """What the browser's console held against a page. A test takes out what it provoked itself."""

    def __init__(self, context: BrowserContext) -> None:
        super().__init__()
        self._context = context
        self._forgiven: list[str] = []

    def hear(self, text: str) -> None:
        """Take note of a complaint that is not forgiven."""
        if not any(part in text for part in self._forgiven):
            self.append(text)

    def forgive(self, part: str) -> None:
        """Leave out the complaints that contain `part`, also those that are still to come."""
        self._forgiven.append(part)

    def expect(self, part: str) -> None:
        """Take out the complaints that contain `part`; waits for the first, which may come after what it is about."""
        if not any(part in complaint for complaint in self):
            self._context.wait_for_event("console", lambda message: part in message.text)
        self[:] = [complaint for complaint in self if part not in complaint]


@contextmanager
def complaints_of(context: BrowserContext) -> Iterator[Complaints]:
    """Everything that the pages of `context` log as an error or throw within the block."""
    complaints = Complaints(context)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.hear(message.text)

    def catch(error: WebError) -> None:
        complaints.hear(str(error.error))

    context.on("console", hear)
    context.on("weberror", catch)
    yield complaints
    context.remove_listener("console", hear)
    context.remove_listener("weberror", catch)


@pytest.fixture
def complaints(request: pytest.FixtureRequest, context: BrowserContext) -> Iterator[Complaints]:
    """Fails the test when any page of the context logs an error or throws."""
    with complaints_of(context) as complaints:
        yield complaints
    if complaints:
        # Now: once the test is reported, its pages are closed.
        evidence.keep(request.node.nodeid, "complaints", [context])
    assert complaints == []


@pytest.fixture
def page(request: pytest.FixtureRequest, context: BrowserContext, complaints: Complaints) -> Page:
    """A page whose console must stay free of errors."""
    if request.node.get_closest_marker("shared_page"):
        page: Page = request.getfixturevalue("shared_page")
        return page
    return context.new_page()


def share_link(files: Mapping[str, str], app: str = "", *, debug: bool = False) -> str:
    """The fragment with which the playground opens `files` as a project that came with a link."""
    project = {"name": "Shared", "files": dict(files), "app": app, "debug": debug}
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
