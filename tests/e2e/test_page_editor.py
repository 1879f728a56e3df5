"""What stands around the code: the find panel, and what a phone has besides."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.user import HELLO, User

PHONE = pytest.mark.first_visit(viewport={"width": 390, "height": 844}, has_touch=True)


@pytest.fixture
def user(page: Page, site: str) -> User:
    user = User(page, site)
    user.open()
    return user


def test_find_counts_the_matches_and_goes_from_one_to_the_next(user: User) -> None:
    user.write(HELLO)
    user.editor.press("ControlOrMeta+Home")
    user.editor.press("ControlOrMeta+f")
    panel = user.page.get_by_role("search", name="Find and replace")
    expect(panel.get_by_role("textbox", name="Find")).to_be_focused()
    user.page.keyboard.type("hello")
    expect(panel.get_by_role("status")).to_have_text("2 matches")
    user.page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("1 of 2")
    user.page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("2 of 2")
    panel.get_by_role("button", name="Match case").click()
    expect(panel.get_by_role("status")).to_have_text("1 match")
    user.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(user.editor).to_be_focused()


def test_replace_changes_every_match_and_undo_takes_it_back(user: User) -> None:
    user.write(HELLO)
    user.editor.press("ControlOrMeta+h")
    panel = user.page.get_by_role("search", name="Find and replace")
    panel.get_by_role("textbox", name="Find").fill("hello")
    panel.get_by_role("textbox", name="Replace with").fill("greet")
    panel.get_by_role("button", name="Replace all").click()
    assert user.text == HELLO.replace("hello", "greet").replace("Hello", "greet")
    user.page.keyboard.press("Escape")
    user.editor.press("ControlOrMeta+z")
    assert user.text == HELLO


@PHONE
def test_a_phone_has_keys_for_signs_and_indentation(user: User, complaints: Complaints) -> None:
    user.editor.tap()
    user.write("")
    user.page.keyboard.type("f")
    keys = user.page.get_by_role("toolbar", name="Signs and indentation")
    keys.get_by_role("button", name="Opening parenthesis").tap()
    user.page.keyboard.type("x")
    keys.get_by_role("button", name="Closing parenthesis").tap()
    keys.get_by_role("button", name="Indent", exact=True).tap()
    assert user.text == "    f(x)"
    keys.get_by_role("button", name="Indent less").tap()
    assert user.text == "f(x)"
    expect(user.editor).to_be_focused()
    complaints.clear()


@PHONE
def test_on_a_phone_long_lines_go_on_below_themselves(user: User, complaints: Complaints) -> None:
    user.write("value = " + " + ".join(["number"] * 30))
    scroller = user.page.locator(".cm-scroller")
    assert scroller.evaluate("(element) => element.scrollWidth - element.clientWidth") <= 1
    complaints.clear()


@PHONE
def test_with_a_phone_s_keyboard_open_there_is_room_for_lines_and_the_rest_comes_back(
    user: User,
) -> None:
    user.editor.tap()
    bar = user.page.locator(".top-bar")
    expect(bar).to_be_visible()
    user.page.set_viewport_size({"width": 390, "height": 470})
    expect(bar).to_be_hidden()
    # The sheet over the code takes its time to go down.
    scroller = user.page.locator(".cm-scroller").element_handle()
    lines = "(element) => element.clientHeight / parseFloat(getComputedStyle(element).lineHeight)"
    user.page.wait_for_function(f"(scroller) => ({lines})(scroller) >= 7", arg=scroller)
    expect(user.page.get_by_role("toolbar", name="Signs and indentation")).to_be_visible()
    expect(user.tab("hello.py")).to_be_visible()
    # The tap takes the focus from the code, and all comes back: it is done all the same.
    user.page.get_by_role("button", name="Show more of the preview").tap()
    expect(user.page.get_by_role("button", name="Show the code")).to_be_visible()
    expect(bar).to_be_visible()


#: Where the cursor stands, in pixels from the editor's right edge, and how wide the fade there is.
EDGE = """(scroller) => [
    scroller.getBoundingClientRect().right - scroller.querySelector(".cm-cursor").getBoundingClientRect().right,
    parseFloat(getComputedStyle(scroller, "::after").width),
]"""


def test_a_line_that_goes_on_fades_at_the_edge_and_who_writes_it_sees_what_they_write(
    user: User,
) -> None:
    user.write("")
    user.type("# " + "word " * 30)
    scroller = user.page.locator(".cm-scroller")
    for key in ("Shift", "ControlOrMeta+ArrowLeft"):
        user.page.keyboard.press(key)
        distance, fade = scroller.evaluate(EDGE)
        assert fade >= 24
        assert distance >= fade - 2
