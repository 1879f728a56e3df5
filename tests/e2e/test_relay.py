"""The way of a request from the preview to Python and back, in a real browser.

One application answers all of it, hosted at the root of an origin and under a path.
"""

import base64
import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect
from tests.conftest import new_context, serve_site

from .conftest import Complaints, complaints_of, run_project

PROJECT = {"app.py": (Path(__file__).parent / "projects/relay/app.py").read_text()}


class Relay:
    """A playground page that runs the application, and the frame of its preview."""

    def __init__(self, page: Page, site: str, complaints: Complaints) -> None:
        self.page = page
        self.site = site
        self.complaints = complaints
        self.frame = run_project(page, site, PROJECT)
        self.mount = self.frame.url

    def visit(self, path: str) -> Frame:
        """Show `path` of the application."""
        self.frame.goto(self.mount + path.removeprefix("/"))
        return self.frame

    def fetch(self, path: str, **init: Any) -> dict[str, Any]:
        """What a script of the application gets for `path`."""
        script = """async ([url, init]) => {
            const response = await fetch(url, init)
            const { status, redirected, url: final } = response
            const text = await response.text()
            return { status, redirected, url: final, text, headers: Object.fromEntries(response.headers) }
        }"""
        return self.frame.evaluate(script, [self.mount + path.removeprefix("/"), init])

    def fetch_json(self, path: str, **init: Any) -> Any:
        script = "async ([url, init]) => (await fetch(url, init)).json()"
        return self.frame.evaluate(script, [self.mount + path.removeprefix("/"), init])


@pytest.fixture(scope="module", params=["/", "/some/path/"])
def running(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Relay]:
    """The application, booted once for all tests under one base path."""
    with (
        serve_site(request.param) as site,
        new_context(browser) as context,
        complaints_of(context) as complaints,
    ):
        yield Relay(context.new_page(), site, complaints)


@pytest.fixture
def relay(running: Relay) -> Iterator[Relay]:
    """The application at its front page; fails the test when the console has errors."""
    running.visit("/")
    yield running
    assert running.complaints == []


def test_a_page_of_the_application_is_shown(relay: Relay) -> None:
    expect(relay.frame.get_by_role("heading")).to_have_text("Relay")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_body_of_a_megabyte_arrives_byte_for_byte(relay: Relay, method: str) -> None:
    body = random.Random(method).randbytes(1_000_000)
    script = """async ([method, url, text]) => {
        const body = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
        return (await fetch(url, { method, body })).json()
    }"""
    seen = relay.frame.evaluate(
        script, [method, relay.mount + "echo", base64.b64encode(body).decode()]
    )
    assert seen["method"] == method
    assert seen["length"] == len(body)
    assert seen["sha256"] == sha256(body).hexdigest()


def test_a_response_of_a_megabyte_arrives_byte_for_byte(relay: Relay) -> None:
    script = """async (url) => {
        const body = await (await fetch(url)).arrayBuffer()
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body))
        return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")
    }"""
    expected = sha256(bytes(number % 251 for number in range(1_000_000))).hexdigest()
    assert relay.frame.evaluate(script, relay.mount + "bytes/1000000") == expected


def test_the_application_sees_query_and_headers_as_a_server_would(relay: Relay) -> None:
    seen = relay.fetch_json("/echo?a=1&a=2&b=%20", headers={"X-Own": "yes"})
    assert seen["method"] == "GET"
    assert seen["query"] == {"a": ["1", "2"], "b": [" "]}
    headers = seen["headers"]
    assert headers["X-Own"] == "yes"
    assert headers["Referer"] == relay.mount
    assert headers["Host"] in relay.site
    assert headers["User-Agent"] == relay.frame.evaluate("navigator.userAgent")
    assert headers["Accept-Language"].startswith("en")


def test_head_has_headers_and_no_body(relay: Relay) -> None:
    answer = relay.fetch("/bytes/1234", method="HEAD")
    assert answer["status"] == 200
    assert answer["headers"]["content-length"] == "1234"
    assert answer["text"] == ""


@pytest.mark.parametrize("status", [204, 205, 304])
def test_a_status_without_a_body_is_passed_on(relay: Relay, status: int) -> None:
    answer = relay.fetch(f"/status/{status}")
    assert answer["status"] == status
    assert answer["headers"]["x-status"] == str(status)
    assert answer["text"] == ""


def test_repeated_headers_all_arrive(relay: Relay) -> None:
    assert relay.fetch("/repeated")["headers"]["x-repeated"] == "one, two, three"


def test_a_form_is_posted(relay: Relay) -> None:
    relay.frame.set_content("""
        <form action="form" method="post">
          <input name="who" value="Ægir &amp; Rán"><input name="who" value="+"><button>Send</button>
        </form>""")
    relay.frame.get_by_role("button", name="Send").click()
    relay.frame.wait_for_url("**/form")
    shown = relay.frame.evaluate("JSON.parse(document.body.innerText)")
    assert shown == {"form": {"who": ["Ægir & Rán", "+"]}, "files": {}}


def test_a_file_is_uploaded(relay: Relay) -> None:
    content = random.Random(1).randbytes(200_000)
    relay.frame.set_content("""
        <form action="form" method="post" enctype="multipart/form-data">
          <input name="note" value="with a file"><input type="file" name="it"><button>Send</button>
        </form>""")
    file = {"name": "náme.bin", "mimeType": "application/x-thing", "buffer": content}
    relay.frame.locator("[type=file]").set_input_files([file])
    relay.frame.get_by_role("button", name="Send").click()
    relay.frame.wait_for_url("**/form")
    shown = relay.frame.evaluate("JSON.parse(document.body.innerText)")
    assert shown["form"] == {"note": ["with a file"]}
    assert shown["files"] == {
        "it": ["náme.bin", "application/x-thing", sha256(content).hexdigest()]
    }


def test_a_navigation_follows_redirects_and_keeps_the_cookies_on_the_way(relay: Relay) -> None:
    relay.visit("/hop/3")
    assert relay.frame.url == relay.mount + "hop/0"
    assert relay.frame.evaluate("JSON.parse(document.body.innerText)") == {
        "hop1": "seen",
        "hop2": "seen",
        "hop3": "seen",
    }


def test_a_fetch_follows_redirects(relay: Relay) -> None:
    answer = relay.fetch("/hop/2")
    assert answer["redirected"]
    assert answer["url"] == relay.mount + "hop/0"


@pytest.mark.parametrize(
    ("code", "method", "length"), [(302, "GET", 0), (303, "GET", 0), (307, "POST", 4)]
)
def test_a_redirect_of_a_post_is_followed_as_its_status_says(
    relay: Relay, code: int, method: str, length: int
) -> None:
    seen = relay.fetch_json(f"/redirect/{code}", method="POST", body="data")
    assert (seen["method"], seen["length"]) == (method, length)


def test_a_response_is_streamed_as_it_is_read(relay: Relay) -> None:
    # The body has no end: to see any of it is to see it before it is complete.
    script = """async (url) => {
        const response = await fetch(url + "endless")
        const user = response.body.getReader()
        const first = await user.read()
        await user.cancel()
        return first.value.length
    }"""
    assert relay.frame.evaluate(script, relay.mount) > 0


@pytest.mark.parametrize("how", ["user.cancel()", "abort.abort()"])
def test_a_client_that_leaves_closes_the_generator(relay: Relay, how: str) -> None:
    script = f"""async (url) => {{
        const abort = new AbortController()
        const response = await fetch(url + "endless", {{ signal: abort.signal }})
        const user = response.body.getReader()
        await user.read()
        await {how}
        for (let state = {{}}; !state.closed;) state = await (await fetch(url + "stream")).json()
        return true
    }}"""
    assert relay.frame.evaluate(script, relay.mount)


def test_leaving_the_page_closes_the_generator(relay: Relay) -> None:
    state = "async (url) => (await (await fetch(url + 'stream')).json())"
    relay.frame.evaluate("async (url) => void (await fetch(url + 'endless'))", relay.mount)
    assert not relay.frame.evaluate(state, relay.mount)["closed"]
    relay.visit("/")
    relay.frame.wait_for_function(f"async (url) => (await ({state})(url)).closed", arg=relay.mount)


def test_an_application_that_forbids_frames_is_seen_in_its_preview(relay: Relay) -> None:
    relay.visit("/unframed")
    expect(relay.frame.get_by_text("seen")).to_be_visible()


@pytest.mark.parametrize(("by", "field"), [("link", ""), ("form", "kept"), ("button", "kept")])
def test_an_absolute_link_leads_to_the_preview(relay: Relay, by: str, field: str) -> None:
    relay.visit("/links")
    role = "link" if by == "link" else "button"
    relay.frame.get_by_role(role, name=by).click()
    relay.frame.wait_for_url(f"{relay.mount}landed?by={by}")
    expect(relay.frame.locator("body")).to_have_text(
        f"landed by {by} {field} from {relay.mount}links"
    )


def test_an_absolute_link_to_a_tab_of_its_own_leads_to_the_preview(relay: Relay) -> None:
    relay.visit("/links")
    with relay.page.expect_popup() as popup:
        relay.frame.get_by_role("link", name="tab").click()
    popup.value.wait_for_url(f"{relay.mount}landed?by=tab")
    popup.value.close()


@pytest.mark.parametrize(
    ("by", "script"),
    [
        ("location", "location.href = '/landed?by=location'"),
        ("submit", "document.forms[0].action = '/landed?by=submit'; document.forms[0].submit()"),
        ("push", "history.pushState(null, '', '/landed?by=push'); location.reload()"),
    ],
)
def test_a_script_that_goes_to_an_absolute_path_comes_to_the_preview(
    relay: Relay, by: str, script: str
) -> None:
    relay.visit("/links")
    # In a timer: the script's own context goes away with the page.
    relay.frame.evaluate(f"() => void setTimeout(() => {{ {script} }})")
    relay.frame.wait_for_url(f"{relay.mount}landed?by={by}")
    expect(relay.frame.locator("body")).to_contain_text(f"landed by {by}")
    if "/some/path/" in relay.site and by == "location":
        relay.complaints.expect("404")


def test_a_script_that_fetches_an_absolute_path_reaches_the_application(relay: Relay) -> None:
    assert relay.frame.evaluate("async () => (await fetch('/landed?by=fetch')).text()").startswith(
        "landed by fetch"
    )


def test_a_service_worker_that_the_browser_has_stopped_goes_on(relay: Relay) -> None:
    devtools = relay.page.context.new_cdp_session(relay.page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    assert relay.fetch_json("/echo")["method"] == "GET"
    devtools.detach()


def test_an_unknown_preview_is_explained(relay: Relay) -> None:
    page = relay.page.context.new_page()
    response = page.goto(relay.site + "preview/nobody/")
    assert response is not None
    assert response.status == 503
    expect(page.get_by_role("heading")).to_have_text("This preview has no page behind it")
    page.get_by_role("link", name="Open the playground").click()
    page.wait_for_url(relay.site + "?playground")
    page.close()
    relay.complaints.expect("503")


def test_a_view_that_never_ends_is_stopped_and_the_state_kept(relay: Relay) -> None:
    before = relay.fetch_json("/times")
    relay.frame.evaluate("(url) => void (location.href = url + 'spin')", relay.mount)
    relay.page.get_by_role("button", name="Stop").click()
    # The text rather than the load event, which a navigation that was held up may have had before anyone listens.
    expect(relay.frame.locator("body")).to_contain_text("was stopped before it had answered")
    assert relay.fetch_json("/times") == before + 1
    relay.complaints.expect("50")


def test_a_step_that_cannot_be_interrupted_ends_with_its_interpreter(relay: Relay) -> None:
    relay.fetch("/hop/1")
    relay.frame.evaluate("(url) => void (location.href = url + 'block')", relay.mount)
    relay.page.get_by_role("button", name="Stop").click()
    expect(relay.frame.get_by_role("heading")).to_have_text("Stopped")
    assert relay.fetch_json("/hop/0")["hop1"] == "seen", "the cookies outlive the interpreter"
    relay.complaints.expect("503")


def test_a_preview_whose_playground_was_closed_is_explained(
    context: BrowserContext, page: Page, complaints: Complaints, site: str
) -> None:
    address = run_project(page, site, PROJECT).url
    preview = context.new_page()
    preview.goto(address)
    expect(preview.get_by_role("heading")).to_have_text("Relay")
    page.close()
    preview.reload()
    expect(preview.get_by_role("heading")).to_have_text("This preview has no page behind it")
    complaints.expect("503")


@pytest.mark.first_visit
def test_the_playground_works_without_its_server_after_one_visit(page: Page) -> None:
    with serve_site("/some/path/") as site:
        run_project(page, site, PROJECT)
        page.wait_for_function("async () => !!(await caches.match('files.json'))")
    assert run_project(page, site, PROJECT).get_by_role("heading").inner_text() == "Relay"
