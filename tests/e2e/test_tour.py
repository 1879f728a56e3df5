"""The tour as a newcomer goes through it: by typing, key by key."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.test_page_access import FAINT_TEXTS
from tests.e2e.tourist import Tourist

#: Completions come while one types, as they do for a user.
typed = pytest.mark.language_tools


@pytest.fixture
def tourist(page: Page, site: str, complaints: Complaints) -> Iterator[Tourist]:
    yield Tourist(page, site)
    # What is half typed runs where the machine is slow, and steps begin with what is to be mended.
    complaints[:] = [
        complaint for complaint in complaints if "the server responded" not in complaint
    ]


def open_step(tourist: Tourist, slug: str) -> None:
    tourist.page.goto(f"{tourist.site}#tour={slug}")
    expect(tourist.panel).to_be_visible()
    # The check has something to say once the app has run.
    expect(tourist.result).not_to_have_attribute("data-state", "unknown")


@typed
def test_the_first_chapter_is_typed_from_the_first_key_to_the_last(tourist: Tourist) -> None:
    tourist.open()
    tourist.page.get_by_role("link", name="Start the tour").click()
    tourist.expect_step("greeting", "A page that says good evening")
    expect(tourist.result).to_contain_text("/ still shows “Hello, World!”: change the greeting.")
    tourist.point_at("app.py")
    tourist.press("End", *["Backspace"] * len('Hello, World!"'))
    tourist.type('Good evening"')
    tourist.expect_done()
    expect(tourist.body).to_have_text("Good evening")

    tourist.next()
    tourist.expect_step("by-hand", "Four parts")
    expect(tourist.result).to_contain_text("/ still shows “Not written yet”: empty the file")
    tourist.point_at("app.py")
    tourist.press("ControlOrMeta+a", "Delete")
    tourist.type_lines(
        "from flask import Flask",
        "",
        "app = Flask(__name__)",
        "",
        "",
        '@app.route("/")',
        "def index():",
        '    return "Good evening, club"',
    )
    tourist.expect_done()
    expect(tourist.body).to_have_text("Good evening, club")

    tourist.next()
    tourist.expect_step("at-home", "On a machine of your own")
    expect(tourist.result).to_contain_text("README.md should have a line with flask run")
    tourist.point_at("README.md")
    tourist.press("End")
    tourist.press("Enter")
    tourist.type("$ flask --app app run")
    tourist.expect_done()

    tourist.next()
    tourist.expect_step("visible-to-others", "Letting others in")
    tourist.point_at("README.md")
    tourist.press("End")
    tourist.type(" --host=0.0.0.0")
    tourist.expect_done()
    tourist.next()
    tourist.expect_step("old-flask", "An app that wants a newer Flask")


@typed
def test_a_login_is_typed_that_turns_away_who_does_not_know_the_word(tourist: Tourist) -> None:
    open_step(tourist, "log-in")
    tourist.point_at("app.py")
    tourist.type('session["name"] = request.form["name"]')
    tourist.press("Enter", "ControlOrMeta+Home", "End")
    tourist.press(*["ArrowLeft"] * len("url_for"))
    tourist.type("session, ")
    tourist.expect_done()

    tourist.next()
    tourist.expect_step("wrong-word", "The club's word")
    expect(tourist.result).to_contain_text(
        "Mallory has given the word “sunshine”, and is logged in"
    )
    write_login(tourist)
    tourist.expect_done()

    form = tourist.preview
    tourist.expect_path("/login")
    form.get_by_label("Your name").press_sequentially("Ada", delay=70)
    form.get_by_label("The club's word").press_sequentially("sunshine", delay=70)
    form.get_by_role("button", name="Log in").click()
    expect(tourist.body).to_contain_text("That is not the word.")
    form.get_by_label("Your name").press_sequentially("Ada", delay=70)
    form.get_by_label("The club's word").press_sequentially("moonlight", delay=70)
    form.get_by_role("button", name="Log in").click()
    expect(tourist.body).to_contain_text("Good evening, Ada")
    tourist.expect_path("/")


def write_login(tourist: Tourist) -> None:
    """Replace the last view of app.py, from the line after `def login():` on."""
    editor = tourist.editor
    editor.press("ControlOrMeta+End")
    tourist.press(*["Shift+ArrowUp"] * 4, "Shift+Home", "Delete")
    tourist.type_lines(
        "    error = None",
        '    if request.method == "POST":',
        '        if request.form["word"] == WORD:',
        '            session["name"] = request.form["name"]',
        '            return redirect(url_for("index"))',
        '        error = "That is not the word."',
        '    return render_template("login.html", error=error)',
    )


@typed
def test_a_wrong_answer_is_told_what_came_and_a_right_one_passes(tourist: Tourist) -> None:
    open_step(tourist, "last-slash")
    tourist.page.locator(".cm-content").press("ControlOrMeta+End")
    tourist.type_lines(
        "", "", '@app.route("/moths")', "def moths():", '    return "Elephant Hawk-moth"'
    )
    expect(tourist.result).to_contain_text("/moths/ answered 404 Not Found")
    expect(tourist.result).to_contain_text("the app has")
    tourist.press("ArrowUp", "ArrowUp", "End", "ArrowLeft", "ArrowLeft")
    tourist.type("/")
    tourist.expect_done()


@typed
def test_the_first_step_is_done_by_keyboard_alone(tourist: Tourist) -> None:
    tourist.open()
    tab_to(tourist, "Start the tour")
    tourist.press("Enter")
    tourist.expect_step("greeting", "A page that says good evening")
    tab_to(tourist, "app.py, line 8")
    tourist.press("Enter", "End", "ArrowLeft")
    tourist.type(" Good evening!")
    tourist.expect_done()
    tourist.press("Escape")
    tab_to(tourist, "Next: Four parts", "Shift+Tab")
    tourist.press("Enter")
    tourist.expect_step("by-hand", "Four parts")
    # Reading goes on where the next step begins.
    expect(tourist.panel.get_by_role("heading", level=2)).to_be_focused()


def tab_to(tourist: Tourist, name: str, key: str = "Tab") -> None:
    for _ in range(20):
        tourist.press(key)
        focused = tourist.page.locator(":focus")
        if focused.count() and name in (
            focused.get_attribute("aria-label") or focused.inner_text()
        ):
            return
    raise AssertionError(f"{name} is not among the next 20 controls")


def test_who_leaves_and_comes_back_goes_on_where_they_were(tourist: Tourist) -> None:
    open_step(tourist, "at-home")
    tourist.take_solution()
    tourist.expect_done()
    tourist.next()
    tourist.expect_step("visible-to-others", "Letting others in")
    tourist.panel.get_by_role("button", name="Leave the tour").click()
    expect(tourist.panel).to_be_hidden()
    tourist.page.reload()
    tourist.page.get_by_role("link", name="Continue the tour").click()
    tourist.expect_step("visible-to-others", "Letting others in")
    tourist.panel.get_by_role("button", name="A minimal application").click()
    expect(tourist.dialog).to_contain_text("1 of 50 steps done")
    tourist.dialog.get_by_role("link", name="Done: On a machine of your own").click()
    tourist.expect_step("at-home", "On a machine of your own")
    expect(tourist.editor).to_contain_text("flask --app app run")


def test_back_and_forward_lead_from_step_to_step(tourist: Tourist) -> None:
    tourist.open()
    tourist.page.get_by_role("link", name="Start the tour").click()
    tourist.expect_step("greeting", "A page that says good evening")
    tourist.panel.get_by_role("link", name="Skip").click()
    tourist.expect_step("by-hand", "Four parts")
    tourist.page.go_back()
    tourist.expect_step("greeting", "A page that says good evening")
    tourist.page.go_back()
    expect(tourist.panel).to_be_hidden()
    expect(tourist.page).to_have_url(re.compile("#example=minimal$"))
    tourist.page.go_forward()
    tourist.expect_step("greeting", "A page that says good evening")


def test_a_step_that_begins_again_gives_back_what_it_took(tourist: Tourist) -> None:
    open_step(tourist, "greeting")
    tourist.take_solution()
    tourist.expect_done()
    expect(tourist.panel.locator(".tour-solution")).to_contain_text("nothing has to change")
    tourist.panel.get_by_role("button", name="Start over").click()
    expect(tourist.editor).to_contain_text("Hello, World!")
    expect(tourist.result).to_contain_text("still shows “Hello, World!”")
    tourist.toast.get_by_role("button", name="Undo").click()
    expect(tourist.editor).to_contain_text("Good evening, Lamplight Club")
    tourist.expect_done()


def test_an_address_without_a_step_says_so_and_leaves_the_page_as_it_is(tourist: Tourist) -> None:
    tourist.open()
    tourist.page.evaluate("location.hash = '#tour=nowhere'")
    expect(tourist.toast).to_contain_text("The tour has no step named “nowhere”")
    expect(tourist.page).to_have_url(re.compile("#example=minimal$"))


@pytest.mark.first_visit(viewport={"width": 390, "height": 844}, has_touch=True)
def test_on_a_phone_one_taps_from_the_step_to_the_code(tourist: Tourist) -> None:
    open_step(tourist, "greeting")
    assert tourist.page.evaluate("document.documentElement.scrollWidth") == 390
    expect(tourist.editor).to_be_hidden()
    tourist.panel.get_by_role("button", name="Code").tap()
    expect(tourist.editor).to_be_visible()
    # The task stays in sight.
    expect(tourist.panel).to_contain_text("put a greeting of your own between the quotes")
    expect(tourist.panel.get_by_role("heading", level=2)).to_be_hidden()
    tourist.page.locator(".cm-line").nth(7).tap()
    tourist.press("End", "ArrowLeft")
    tourist.type(" Good evening!")
    tourist.expect_done()
    tourist.result.get_by_role("link", name="Next: ").tap()
    tourist.expect_step("by-hand", "Four parts")
    expect(tourist.editor).to_be_hidden()


def test_the_step_about_debug_mode_leads_to_its_switch(tourist: Tourist) -> None:
    open_step(tourist, "debug-off")
    expect(tourist.result).to_contain_text("it is the switch Debug above the preview")
    tourist.panel.get_by_role("button", name="Debug, above the preview").click()
    switch = tourist.page.get_by_role("switch", name="Debug")
    expect(switch).to_be_focused()
    tourist.press("Space")
    tourist.expect_done()


def test_the_tour_leads_from_its_first_step_to_its_last(tourist: Tourist) -> None:
    contents = tourist.page.request.get(f"{tourist.site}tour/index.json").json()
    steps = [step for chapter in contents["chapters"] for step in chapter["steps"]]
    open_step(tourist, steps[0]["slug"])
    for step in steps[:-1]:
        tourist.expect_step(step["slug"], step["title"])
        tourist.take_solution()
        tourist.expect_done()
        tourist.next()
    tourist.expect_step("open-house", "Open house")
    expect(tourist.result).to_contain_text("nobody has tried yet")
    form = tourist.preview
    form.get_by_label("Your name").fill("Ada")
    form.get_by_label("The club's word").fill("moonlight")
    form.get_by_role("button", name="Log in").click()
    form.get_by_role("link", name="Visitors' book").click()
    expect(tourist.result).to_contain_text("no moth is in the book yet")
    form.get_by_role("textbox").fill("Ghost Moth")
    form.get_by_role("button", name="Write it down").click()
    expect(tourist.result).to_contain_text("That was the last step.")
    tourist.panel.get_by_role("button", name="Deploying to a web server").click()
    expect(tourist.dialog).to_contain_text(f"{len(steps)} of {len(steps)} steps done")


@pytest.mark.first_visit(viewport={"width": 390, "height": 470}, has_touch=True)
def test_on_a_low_phone_the_task_can_be_read_over_the_code(tourist: Tourist) -> None:
    open_step(tourist, "for")
    tourist.panel.get_by_role("button", name="Code").tap()
    task = tourist.panel.locator(".tour-task")
    lines = "(element) => element.clientHeight / parseFloat(getComputedStyle(element).lineHeight)"
    assert tourist.panel.locator(".tour-body").evaluate(lines) >= min(3, task.evaluate(lines))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_of_the_tour_stands_out_from_what_is_behind_it(
    tourist: Tourist, theme: Literal["light", "dark"]
) -> None:
    tourist.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    open_step(tourist, "if")
    tourist.panel.get_by_text("Hint").click()
    tourist.panel.get_by_role("button", name="Show a solution").click()
    for passed in (False, True):
        if passed:
            tourist.panel.get_by_role("button", name="Put it into the editor").click()
            tourist.expect_done()
            tourist.panel.get_by_role("button", name="Rendering templates").click()
            expect(tourist.dialog).to_be_visible()
        texts = tourist.page.evaluate(FAINT_TEXTS)
        assert texts["seen"] > 40
        assert texts["faint"] == []


def test_the_links_of_the_steps_lead_into_the_documentation(tourist: Tourist) -> None:
    request = tourist.page.request
    contents = request.get(f"{tourist.site}tour/index.json").json()
    links = set()
    for step in (step for chapter in contents["chapters"] for step in chapter["steps"]):
        whole = request.get(f"{tourist.site}tour/{step['slug']}.json").json()
        links.update(re.findall(r"\]\(([^)]+)\)", whole["text"] + whole["hint"]))
    assert links
    for link in links:
        page, _, fragment = link.partition("#")
        text = request.get(f"{tourist.site}docs/{page}").text()
        assert not fragment or f'id="{fragment}"' in text, link
