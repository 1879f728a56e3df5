"""<flask-playground> in documents of this origin and of another."""

import http.server
import itertools
import json
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

HELLO = """\
from flask import Flask

app = Flask(__name__)


@app.route("/")
def hello():
    return "Hello from the document"


@app.route("/deep")
def deep():
    return "Deep inside"
"""

Document = Callable[[str], str]
numbers = itertools.count()


def document(site: str, body: str) -> str:
    """A document that loads the element; with an icon, for which the browser would ask otherwise."""
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>A document</title>"
        f'<link rel="icon" href="data:,"><script type="module" src="{site}embed.js"></script>{body}'
    )


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Leave the test's output alone."""


@pytest.fixture
def elsewhere(tmp_path: Path, site: str) -> Iterator[Document]:
    """Serves a document with the given body at another origin; gives its URL."""
    handler = partial(QuietHandler, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def write(body: str) -> str:
        (tmp_path / "index.html").write_text(document(site, body), "utf-8")
        return f"http://127.0.0.1:{server.server_address[1]}/index.html"

    yield write
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def here(page: Page, site: str) -> Document:
    """Serves a document with the given body at the playground's own origin; gives its URL."""

    def write(body: str) -> str:
        html = document(site, body)
        # A new name each time, since the service worker keeps what it has seen.
        url = f"{site}document-{next(numbers)}.html"
        # By the context: once the site has a service worker, it is what asks.
        page.context.route(
            url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
        )
        return url

    return write


def element(attributes: str = "", code: str = HELLO) -> str:
    return f"<flask-playground {attributes}><pre><code>{code}</code></pre></flask-playground>"


def frame_of(holder: Locator) -> FrameLocator:
    return holder.frame_locator("iframe")


def response(frame: FrameLocator) -> Locator:
    return frame.frame_locator('iframe[title="The application\'s page"]').locator("body")


def run(holder: Locator) -> FrameLocator:
    holder.get_by_role("button", name="Run", exact=True).click()
    return frame_of(holder)


def type_over(page: Page, frame: FrameLocator, code: str) -> None:
    """Put `code` in place of all that the editor holds, by keys."""
    frame.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(code)


@pytest.mark.first_visit
def test_nothing_is_fetched_until_it_is_run(page: Page, here: Document) -> None:
    url = here(element())
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(url)
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()
    scripts = [url.rpartition("/")[2] for url in requests]
    assert scripts == [url.rpartition("/")[2], "embed.js"]


def test_it_runs_where_it_stands(page: Page, here: Document) -> None:
    page.goto(here(element()))
    frame = run(page.locator("flask-playground"))
    expect(response(frame)).to_have_text("Hello from the document")


def test_it_opens_the_path_that_the_document_names(page: Page, here: Document) -> None:
    page.goto(here(element('path="/deep"')))
    frame = run(page.locator("flask-playground"))
    expect(response(frame)).to_have_text("Deep inside")


def test_an_edit_shows_its_response(page: Page, here: Document) -> None:
    page.goto(here(element()))
    frame = run(page.locator("flask-playground"))
    expect(response(frame)).to_have_text("Hello from the document")
    type_over(page, frame, HELLO.replace("the document", "the user"))
    expect(response(frame)).to_have_text("Hello from the user")


def test_edit_puts_the_cursor_into_the_code(page: Page, here: Document) -> None:
    page.goto(here(element()))
    holder = page.locator("flask-playground")
    holder.get_by_role("button", name="Edit").click()
    expect(frame_of(holder).locator(".cm-content")).to_be_focused()


def test_a_mistake_is_shown_at_its_line_and_mended(page: Page, here: Document) -> None:
    page.goto(here(element()))
    frame = run(page.locator("flask-playground"))
    expect(response(frame)).to_have_text("Hello from the document")
    type_over(page, frame, HELLO.replace("def hello():", "def hello()"))
    expect(frame.locator(".cm-lint-marker-error, .cm-lintRange-error").first).to_be_visible()
    card = frame.get_by_role("region", name="What went wrong")
    card.get_by_role("button", name="Add the colon").click()
    expect(card).to_have_count(0)
    expect(response(frame)).to_have_text("Hello from the document")


def test_reset_brings_the_documents_code_back(page: Page, here: Document) -> None:
    page.goto(here(element()))
    frame = run(page.locator("flask-playground"))
    expect(response(frame)).to_have_text("Hello from the document")
    type_over(page, frame, HELLO.replace("the document", "the user"))
    expect(response(frame)).to_have_text("Hello from the user")
    frame.get_by_role("button", name="Reset").click()
    expect(response(frame)).to_have_text("Hello from the document")


def test_close_brings_the_code_block_back(page: Page, here: Document) -> None:
    page.goto(here(element()))
    holder = page.locator("flask-playground")
    frame = run(holder)
    expect(response(frame)).to_have_text("Hello from the document")
    frame.get_by_role("button", name="Close").click()
    expect(holder.locator("iframe")).to_have_count(0)
    expect(holder.get_by_role("button", name="Run", exact=True)).to_be_focused()
    expect(holder.locator("pre")).to_be_visible()


def test_two_examples_of_a_page_do_not_meet(page: Page, here: Document) -> None:
    page.goto(here(element("id=one") + element("id=two")))
    one, two = run(page.locator("#one")), run(page.locator("#two"))
    expect(response(one)).to_have_text("Hello from the document")
    expect(response(two)).to_have_text("Hello from the document")
    type_over(page, one, HELLO.replace("the document", "the first"))
    expect(response(one)).to_have_text("Hello from the first")
    two.get_by_role("button", name="Reload").click()
    expect(two.locator(".console-access")).to_have_count(2)
    expect(response(two)).to_have_text("Hello from the document")


def test_the_frame_is_no_lower_than_the_code_was(page: Page, here: Document) -> None:
    page.goto(here(element(code=HELLO + "# a line\n" * 60)))
    holder = page.locator("flask-playground")
    expect(holder.get_by_role("button", name="Run", exact=True)).to_be_visible()
    before = holder.bounding_box()
    run(holder)
    expect(holder.locator("iframe")).to_be_visible()
    after = holder.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] >= before["height"]


def test_a_project_with_files_that_are_not_shown(page: Page, here: Document) -> None:
    app = HELLO.replace(
        'return "Hello from the document"',
        "return (app.open_resource('words.bin').read(), 200, {'Content-Type': 'text/plain'})",
    )
    project = {
        "name": "Words",
        "files": {"app.py": app, "words.bin": {"base64": "aGlkZGVuIHdvcmRz"}},
        "app": "app.py",
        "debug": False,
    }
    body = (
        f'<flask-playground><div data-file="app.py"><pre>{app}</pre></div>'
        f'<script type="application/json">{json.dumps(project)}</script></flask-playground>'
    )
    page.goto(here(body))
    holder = page.locator("flask-playground")
    expect(holder.get_by_role("tab")).to_have_text(["app.py"])
    frame = run(holder)
    expect(response(frame)).to_have_text("hidden words")
    expect(frame.get_by_role("tab", name="words.bin")).to_be_visible()


def test_arrow_keys_move_among_the_tabs_of_the_code(page: Page, here: Document) -> None:
    files = "".join(
        f'<div data-file="{name}"><pre>in {name}</pre></div>' for name in ("app.py", "other.py")
    )
    page.goto(here(f"<flask-playground>{files}</flask-playground>"))
    page.get_by_role("tab", name="app.py").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="other.py")).to_be_focused()
    expect(page.get_by_text("in other.py")).to_be_visible()
    expect(page.get_by_text("in app.py")).to_be_hidden()


def test_an_example_of_the_site_by_name(page: Page, here: Document) -> None:
    page.goto(here('<flask-playground example="minimal"></flask-playground>'))
    frame = run(page.locator("flask-playground"))
    expect(response(frame)).to_have_text("Hello, World!")


def test_an_example_that_the_site_does_not_have(page: Page, here: Document) -> None:
    page.goto(here('<flask-playground example="nonesuch"></flask-playground>'))
    frame = run(page.locator("flask-playground"))
    expect(frame.get_by_role("alert")).to_contain_text("no example named “nonesuch”")


def test_auto_runs_when_it_comes_into_view(page: Page, here: Document) -> None:
    page.goto(here(f'<div style="height: 3000px"></div>{element("auto")}'))
    holder = page.locator("flask-playground")
    expect(holder.get_by_role("button", name="Run", exact=True)).to_be_attached()
    expect(holder.locator("iframe")).to_have_count(0)
    holder.scroll_into_view_if_needed()
    expect(response(frame_of(holder))).to_have_text("Hello from the document")


def test_the_playground_opens_with_the_users_changes(page: Page, here: Document) -> None:
    page.goto(here(element()))
    frame = run(page.locator("flask-playground"))
    expect(response(frame)).to_have_text("Hello from the document")
    type_over(page, frame, HELLO.replace("the document", "the user"))
    expect(response(frame)).to_have_text("Hello from the user")
    with page.expect_popup() as popup:
        # As a tap does: nothing comes before it.
        frame.get_by_role("link", name="Open in playground").dispatch_event("click")
    expect(popup.value.locator(".cm-content")).to_contain_text("Hello from the user")


def test_a_document_elsewhere_cannot_run_code_here(page: Page, elsewhere: Document) -> None:
    # Another port is another origin, yet the same site: a browser that keeps nothing for frames of other sites
    # lets it have a service worker.
    page.goto(elsewhere(element("auto")).replace("127.0.0.1", "localhost"))
    frame = frame_of(page.locator("flask-playground"))
    inside = frame.get_by_role("button", name="Run", exact=True)
    expect(inside).to_be_visible()
    expect(frame.locator(".cm-content")).to_contain_text("Hello from the document")
    expect(frame.locator('iframe[title="The application\'s page"]')).to_have_count(0)
    assert page.workers == []
    inside.click()
    expect(response(frame)).to_have_text("Hello from the document")


def test_where_a_frame_may_keep_nothing_a_tab_of_its_own_will_do(
    page: Page, elsewhere: Document
) -> None:
    page.goto(elsewhere(element()))
    frame = run(page.locator("flask-playground"))
    frame.get_by_role("button", name="Run", exact=True).click()
    expect(frame.get_by_role("alert")).to_contain_text("service worker")
    link = frame.get_by_role("link", name="Open in playground")
    link.hover()
    expect(link).to_have_attribute("href", re.compile("#project="))


def test_the_frames_page_says_what_it_is(page: Page, site: str) -> None:
    page.goto(f"{site}embed.html")
    expect(page.get_by_role("alert")).to_contain_text("This page is a frame")
    expect(page.get_by_role("link", name="Open the playground")).to_have_attribute("href", site)


@pytest.mark.parametrize("width", [320, 1000])
def test_everything_is_in_reach_at_any_width(page: Page, here: Document, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(here('<meta name="viewport" content="width=device-width">' + element()))
    frame = run(page.locator("flask-playground"))
    expect(response(frame)).to_have_text("Hello from the document")
    for name in ("Console", "Reset", "Close"):
        expect(frame.get_by_role("button", name=name)).to_be_in_viewport()
    root = frame.locator("html")
    assert root.evaluate("root => root.scrollWidth <= root.clientWidth")
