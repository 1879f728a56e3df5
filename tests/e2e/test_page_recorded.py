"""What an example answered when the site was built stands in the preview until Python has started."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, Route, expect
from tests.e2e.conftest import Complaints
from tests.e2e.user import PACE, User

#: Counts the frames that are drawn while no page stands in the preview.
WATCH_FOR_GAPS = """() => {
    window.gaps = 0;
    const look = () => {
        const seen = [...document.querySelectorAll(".preview-frame")].filter((frame) => frame.checkVisibility({ visibilityProperty: true }));
        if (seen.length === 0) window.gaps += 1;
        requestAnimationFrame(look);
    };
    look();
}"""


class Visitor(User):
    """Somebody who comes for the first time, and before Python is there."""

    def __init__(self, page: Page, site: str) -> None:
        super().__init__(page, site)
        self._held: list[Route] = []
        page.context.route("**/runtime/**/*.wasm", lambda route: self._held.append(route))

    def let_python_come(self) -> None:
        for route in self._held:
            route.continue_()

    @property
    def recorded(self) -> FrameLocator:
        return self.page.frame_locator('iframe[title="The page as it was recorded"]')

    @property
    def mark(self) -> Locator:
        return self.page.locator(".recorded-mark")


@pytest.fixture
def visitor(page: Page, site: str) -> Visitor:
    return Visitor(page, site)


@pytest.mark.first_visit
def test_the_recorded_page_is_marked_and_gives_way_to_the_live_one_without_a_gap(
    visitor: Visitor,
) -> None:
    visitor.page.goto(visitor.site)
    expect(visitor.recorded.get_by_role("heading")).to_have_text("Greetings from Flask")
    expect(visitor.mark).to_have_text(re.compile("^Recorded.*once Python has started"))
    expect(visitor.page.get_by_role("progressbar", name="Start of Python")).to_be_visible()
    visitor.expect_state("Starting")
    background = "element => getComputedStyle(element.ownerDocument.body).backgroundColor"
    recorded = visitor.recorded.locator("body").evaluate(background)
    visitor.page.evaluate(WATCH_FOR_GAPS)

    visitor.let_python_come()
    visitor.wait_until_ready()
    expect(visitor.preview.get_by_role("heading")).to_have_text("Greetings from Flask")
    expect(visitor.page.locator("iframe")).to_have_count(1)
    expect(visitor.mark).to_have_text("")
    assert visitor.body.evaluate(background) == recorded
    assert visitor.page.evaluate("window.gaps") == 0


@pytest.mark.first_visit
def test_a_link_pressed_in_the_recorded_page_is_followed_by_the_live_one(visitor: Visitor) -> None:
    visitor.page.goto(visitor.site)
    visitor.recorded.get_by_role("link", name="How is this page made?").click()
    expect(visitor.mark).to_contain_text("Waiting for Python")
    expect(visitor.recorded.get_by_role("heading")).to_have_text("Greetings from Flask")

    visitor.let_python_come()
    expect(visitor.preview.get_by_role("heading")).to_have_text("How it is made")
    visitor.expect_path("/how")
    visitor.page.get_by_role("button", name="Back", exact=True).click()
    expect(visitor.preview.get_by_role("heading")).to_have_text("Greetings from Flask")


@pytest.mark.first_visit
def test_a_form_sent_by_keyboard_in_the_recorded_page_is_sent_by_the_live_one(
    visitor: Visitor,
) -> None:
    visitor.page.goto(visitor.site)
    visitor.recorded.get_by_label("Who gets this card?").click()
    visitor.page.keyboard.type("Ada", delay=PACE)
    visitor.page.keyboard.press("Enter")
    expect(visitor.mark).to_contain_text("Waiting for Python")

    visitor.let_python_come()
    expect(visitor.body).to_contain_text("Dear Ada, wish you were here.")


@pytest.mark.first_visit
def test_who_types_in_the_recorded_page_types_on_in_the_live_one(visitor: Visitor) -> None:
    visitor.page.goto(visitor.site)
    visitor.recorded.get_by_label("Who gets this card?").click()
    visitor.page.keyboard.type("Adb", delay=PACE)
    visitor.page.keyboard.press("ArrowLeft")

    visitor.let_python_come()
    field = visitor.preview.get_by_label("Who gets this card?")
    expect(field).to_be_focused()
    visitor.page.keyboard.press("Delete")
    visitor.page.keyboard.type("a", delay=PACE)
    expect(field).to_have_value("Ada")


@pytest.mark.first_visit
def test_a_button_that_a_script_listens_to_is_pressed_in_the_live_page(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.site}#example=middleware")
    visitor.recorded.get_by_role("button", name="Ask directly").click()
    visitor.let_python_come()
    expect(visitor.preview.get_by_role("status")).to_contain_text("127.0.0.1 by http")


@pytest.mark.first_visit
def test_an_example_that_was_edited_has_no_recorded_page(visitor: Visitor) -> None:
    visitor.page.goto(visitor.site)
    expect(visitor.recorded.get_by_role("heading")).to_be_visible()
    visitor.write("x = 1")
    visitor.page.reload()
    expect(visitor.notice).to_contain_text("Starting Python")
    expect(visitor.page.locator("iframe")).to_have_count(0)


@pytest.mark.first_visit
def test_another_project_takes_the_recorded_page_away(visitor: Visitor) -> None:
    visitor.page.goto(visitor.site)
    expect(visitor.recorded.get_by_role("heading")).to_be_visible()
    visitor.choose("New project")
    expect(visitor.notice).to_contain_text("Starting Python")
    expect(visitor.page.locator("iframe")).to_have_count(0)
    expect(visitor.mark).to_have_text("")


@pytest.fixture
def serve_recording(page: Page) -> Callable[[str], None]:
    """Put another page in place of the recorded ones."""

    def serve(html: str) -> None:
        answer = {"path": "/", "page": html}
        page.context.route("**/examples/recorded/*.json", lambda route: route.fulfill(json=answer))

    return serve


@pytest.mark.first_visit
def test_a_recorded_page_reaches_neither_the_page_nor_the_network(
    visitor: Visitor, serve_recording: Callable[[str], None], complaints: Complaints
) -> None:
    serve_recording(
        "<p>Harmless</p><script>parent.document.title = 'reached'</script>"
        "<img src='/reached.png' onerror=\"parent.document.title = 'reached'\">"
        "<style>@import '/reached.css'</style>"
    )
    answered: list[str] = []
    visitor.page.on("response", lambda response: answered.append(response.url))
    visitor.page.goto(visitor.site)
    expect(visitor.recorded.locator("p")).to_have_text("Harmless")
    expect(visitor.page).to_have_title("A postcard · Playground")
    for refusal in ("'allow-scripts' permission", "img-src", "style-src"):
        complaints.expect(refusal)
    assert not [url for url in answered if "reached" in url]


@pytest.mark.first_visit
def test_a_recording_of_another_path_is_not_shown(visitor: Visitor) -> None:
    elsewhere = {"path": "/elsewhere", "page": "<p>Elsewhere</p>"}
    visitor.page.context.route(
        "**/examples/recorded/*.json", lambda route: route.fulfill(json=elsewhere)
    )
    visitor.page.goto(visitor.site)
    expect(visitor.notice).to_contain_text("Starting Python")
    visitor.let_python_come()
    expect(visitor.body).to_contain_text("Greetings from Flask")
