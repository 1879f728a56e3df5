"""The documentation in a browser: it reads without scripts, and every example of the quickstart runs in place."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect
from tests.conftest import ROOT, new_context

from .conftest import Complaints, complaints_of

BUILT = ROOT / "build" / "site" / "docs"
EXAMPLES = re.findall(r"^\.\. playground:: (\S+)", (ROOT / "docs/quickstart.rst").read_text(), re.M)


@pytest.fixture(scope="module")
def quickstart(browser: Browser, site: str) -> Iterator[tuple[Page, Complaints]]:
    """The quickstart in one page for all tests of this module, as a user goes through it."""
    with new_context(browser) as context, complaints_of(context) as complaints:
        page = context.new_page()
        page.goto(f"{site}docs/quickstart.html")
        yield page, complaints


def example(page: Page, slug: str) -> Locator:
    return page.locator(f'flask-playground[example="{slug}"]')


def run(element: Locator) -> FrameLocator:
    """Press the example's button; gives the frame that takes the code's place."""
    element.get_by_role("button", name="Run", exact=True).click()
    return element.frame_locator("iframe")


def response(frame: FrameLocator) -> Locator:
    return frame.frame_locator('iframe[title="The application\'s page"]').locator("body")


@pytest.mark.parametrize("slug", EXAMPLES)
def test_an_example_of_the_quickstart_runs_in_place(
    quickstart: tuple[Page, Complaints], slug: str
) -> None:
    page, complaints = quickstart
    element = example(page, slug)
    path = element.get_attribute("path")
    assert path is not None
    frame = run(element)
    expect(response(frame)).to_contain_text(re.compile(r"\S"))
    frame.get_by_role("button", name="Console").click()
    answered = frame.locator(".console-access").filter(has_text=re.compile("GET")).last
    expect(answered).to_contain_text("200")
    expect(answered).to_contain_text(path)
    frame.get_by_role("button", name="Close").click()
    expect(element.locator("pre").first).to_be_visible()
    heard, complaints[:] = list(complaints), []
    assert heard == []


def test_every_section_with_code_has_its_example() -> None:
    catalogue = (ROOT / "docs/examples/examples.toml").read_text()
    slugs = re.findall(r'^slug = "(.+)"', catalogue, re.M)
    assert sorted(EXAMPLES) == sorted(slugs)


@pytest.mark.first_visit(java_script_enabled=False)
def test_without_scripts_the_code_is_there(page: Page, site: str) -> None:
    page.goto(f"{site}docs/quickstart.html")
    element = example(page, "template-inheritance")
    for name in ("layout.html", "tea.html", "__init__.py"):
        expect(element.locator(".code-block-caption").filter(has_text=name)).to_be_visible()
    expect(element.locator("pre").first).to_contain_text("{% block")
    expect(page.get_by_role("button", name="Run", exact=True)).to_have_count(0)


def test_a_tab_says_the_files_name_in_place_of_a_caption(page: Page, site: str) -> None:
    page.goto(f"{site}docs/")
    element = page.locator("flask-playground")
    expect(element.get_by_role("tab")).to_have_text(["hello.py"])
    expect(element.locator(".code-block-caption")).to_be_hidden()


def test_the_examples_follow_the_theme_of_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}docs/")
    frame = run(page.locator("flask-playground"))
    expect(response(frame)).to_have_text("Hello, World!")
    toggle = (
        page.locator(".theme-toggle-header, .theme-toggle-content").locator("visible=true").first
    )
    seen = set()
    for _ in range(3):
        toggle.click()
        theme = page.evaluate("document.body.dataset.theme")
        if theme != "auto":
            expect(frame.locator("html")).to_have_attribute("data-theme", theme)
            seen.add(theme)
    assert seen == {"light", "dark"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index", "quickstart", "embedding", "api"])
def test_no_page_is_wider_than_a_phone(
    page: Page, site: str, name: str, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}docs/{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


class Links(HTMLParser):
    """Ids, local targets, and names in code that lead nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self.loose: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if "id" in attributes:
            self.ids.add(attributes["id"])
        target = attributes.get("href", attributes.get("src", ""))
        if tag in ("a", "img", "link", "script") and target:
            self.targets.append(target)
        if "xref" in attributes.get("class", "").split() and "a" not in self.open:
            self.loose.append(str(attributes.get("class")))
        if tag in ("a", "code"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "code") and tag in self.open:
            self.open.reverse()
            self.open.remove(tag)
            self.open.reverse()


def read(path: Path) -> Links:
    links = Links()
    links.feed(path.read_text("utf-8"))
    return links


def test_every_local_link_leads_somewhere() -> None:
    pages = {path: read(path) for path in BUILT.rglob("*.html")}
    broken = []
    for path, links in pages.items():
        for target in links.targets:
            if re.match(r"[a-z]+:|//", target):
                continue
            name, _, fragment = target.partition("#")
            file = (path.parent / name.partition("?")[0]).resolve() if name else path
            if file.is_dir():
                file /= "index.html"
            if not file.is_file() or (
                fragment and file in pages and fragment not in pages[file].ids
            ):
                broken.append(f"{path.relative_to(BUILT)}: {target}")
    assert broken == []
