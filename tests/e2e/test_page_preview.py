"""The preview's address bar, the console, and the application's settings."""

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.user import HELLO, PACE, User

PAGES = """from flask import Flask, request

app = Flask(__name__)
asked = 0


@app.route("/")
def index():
    return '<a href="page/1">one</a>'


@app.route("/page/<int:number>")
def page(number):
    global asked
    asked += 1
    return f"page {number}, {request.args.get('q', 'no')} query, request {asked}"
"""

#: Takes a second, in which another page is asked for, and then finds nothing.
LATE = "import time; time.sleep(1); return 'nothing', 404"


@pytest.fixture
def user(page: Page, site: str) -> User:
    user = User(page, site)
    user.open()
    return user


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found is not None
    return found


@pytest.mark.parametrize(("width", "whole"), [(1600, True), (900, False), (390, False)])
def test_the_path_and_the_debug_switch_are_seen_in_every_width(
    user: User, width: int, *, whole: bool
) -> None:
    user.page.set_viewport_size({"width": width, "height": 800})
    user.write(PAGES)
    expect(user.body).to_have_text("one")
    user.visit("/page/7")
    expect(user.body).to_contain_text("page 7")
    user.tab("hello.py").focus()
    bar, field = box(user.page.locator(".address-bar")), box(user.address)
    path, origin = user.page.locator(".address-path"), user.page.locator(".address-origin")
    expect(path).to_have_text("/page/7")
    assert path.evaluate("(element) => element.scrollWidth <= element.clientWidth")
    assert box(path)["x"] + box(path)["width"] <= field["x"] + field["width"]
    assert (box(origin)["y"] < field["y"] + field["height"] - 5) is whole
    word = box(user.page.locator(".debug-switch").get_by_text("Debug"))
    assert word["width"] > 30
    assert word["x"] + word["width"] <= bar["x"] + bar["width"]
    user.address.focus()
    expect(path).to_be_hidden()
    user.expect_path("/page/7")


def test_a_page_is_shown_though_the_error_of_the_one_before_it_is_told_late(
    user: User, complaints: Complaints
) -> None:
    complaints.forgive("404")  # where the browser waits for that page
    user.write(f"{PAGES}\n\n@app.route('/late')\ndef late():\n    {LATE}\n")
    expect(user.preview.get_by_role("link", name="one")).to_be_visible()
    user.visit("/late")
    user.expect_state("Running")
    user.visit("/page/1")
    expect(user.body).to_contain_text("page 1")
    user.wait_until_ready()


def test_links_and_typed_addresses_can_be_gone_back_and_forward(user: User) -> None:
    user.write(PAGES)
    user.preview.get_by_role("link", name="one").click()
    expect(user.body).to_contain_text("page 1")
    user.expect_path("/page/1")
    user.visit("page/2?q=a")
    expect(user.body).to_contain_text("page 2, a query")
    back = user.page.get_by_role("button", name="Back", exact=True)
    forward = user.page.get_by_role("button", name="Forward", exact=True)
    expect(forward).to_be_disabled()
    back.click()
    expect(user.body).to_contain_text("page 1")
    back.click()
    user.expect_path("/")
    expect(back).to_be_disabled()
    forward.click()
    forward.click()
    expect(user.body).to_contain_text("page 2, a query")
    user.expect_path("/page/2?q=a")


def test_reload_asks_the_application_again(user: User) -> None:
    user.write(PAGES)
    expect(user.preview.get_by_role("link", name="one")).to_be_visible()
    user.visit("/page/7")
    expect(user.body).to_contain_text("request 1")
    user.page.get_by_role("button", name="Reload the page").click()
    expect(user.body).to_contain_text("request 2")


def test_an_address_typed_before_an_edit_has_run_is_where_the_edit_shows(
    user: User, complaints: Complaints
) -> None:
    user.write(PAGES)
    user.visit("/page/4")
    expect(user.body).to_contain_text("page 4")
    user.expect_path("/page/4")
    complaints.clear()


def test_a_page_that_arrives_leaves_an_address_that_is_being_typed_alone(user: User) -> None:
    user.write(PAGES)
    user.address.press("ControlOrMeta+a")
    user.page.keyboard.type("page")
    expect(user.preview.get_by_role("link", name="one")).to_be_visible()
    expect(user.address).to_have_value("page")
    user.page.keyboard.type("/3\n")
    expect(user.body).to_contain_text("page 3")


def test_an_address_that_is_given_up_gives_way_to_the_page_s_own(user: User) -> None:
    user.address.press_sequentially("nowhere")
    user.editor.click()
    user.expect_path("/")


def test_a_fragment_is_a_move_within_the_page_and_an_edit_still_shows(user: User) -> None:
    user.visit("/#there")
    user.expect_path("/#there")
    user.write(HELLO)
    expect(user.body).to_have_text("Hello, user!")
    user.expect_path("/#there")


def test_an_address_that_a_script_pushes_is_shown_and_reloaded(user: User) -> None:
    user.write(PAGES)
    expect(user.preview.get_by_role("link", name="one")).to_be_visible()
    user.body.evaluate("() => history.pushState(null, '', '/page/4')")
    user.expect_path("/page/4")
    user.page.get_by_role("button", name="Reload the page").click()
    expect(user.body).to_contain_text("page 4")
    user.page.get_by_role("button", name="Back").click()
    expect(user.preview.get_by_role("link", name="one")).to_be_visible()


def test_a_download_leaves_the_page_and_its_address_as_they_are(user: User) -> None:
    user.write(
        HELLO
        + """

@app.route("/file")
def file():
    return "x", {"Content-Disposition": "attachment; filename=x.txt"}
"""
    )
    expect(user.body).to_have_text("Hello, user!")
    with user.page.expect_download() as download:
        user.visit("/file")
    assert download.value.suggested_filename == "x.txt"
    expect(user.toast).to_contain_text("/file is a download: your browser keeps “x.txt”")
    user.expect_path("/")
    expect(user.body).to_have_text("Hello, user!")


def test_an_edit_stays_on_the_page_that_is_shown(user: User) -> None:
    user.write(PAGES)
    expect(user.preview.get_by_role("link", name="one")).to_be_visible()
    user.visit("/page/3")
    expect(user.body).to_contain_text("page 3")
    user.write(PAGES.replace("page {number}", "sheet {number}"))
    expect(user.body).to_contain_text("sheet 3")
    user.expect_path("/page/3")


FORM = '''from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return """<h1>Visitors</h1><form>
<label>Name <input name="name"></label>
<label>Note <textarea name="note"></textarea></label>
<label><input type="checkbox" name="moths" value="yes"> Moths</label>
<label>Night <select name="night"><option>Friday</option><option>Saturday</option></select></label>
</form>"""
'''


#: The first takes longer than a page is awaited for once a response has come (600 ms); the other ends meanwhile.
SLOW = (
    HELLO
    + """

@app.route("/slow")
def slow():
    import time
    time.sleep(1.5)
    return "slept"


@app.route("/ping")
def ping():
    import time
    time.sleep(0.5)
    return "pong"
"""
)


#: Keeps what the address bar shows from now on.
WATCH_ADDRESS = """(input) => {
    window.addresses = [];
    setInterval(() => window.addresses.push(input.value), 50);
}"""


def test_an_address_is_not_given_up_for_what_a_page_asks_for_meanwhile(user: User) -> None:
    user.write(SLOW)
    expect(user.body).to_have_text("Hello, user!")
    user.body.evaluate("() => void fetch('ping')")
    user.visit("/slow")
    user.address.evaluate(WATCH_ADDRESS)
    expect(user.body).to_have_text("slept")
    assert {address.rpartition("/")[2] for address in user.page.evaluate("addresses")} == {"slow"}


def test_what_is_filled_in_stays_when_an_edit_has_the_page_come_anew(user: User) -> None:
    user.write(FORM)
    form = user.preview
    form.get_by_label("Name").press_sequentially("Ada", delay=PACE)
    form.get_by_label("Note").press_sequentially("two lamps", delay=PACE)
    form.get_by_label("Moths").check()
    form.get_by_label("Night").select_option("Saturday")
    user.replace("hello.py", "Visitors", "Guests")
    expect(form.get_by_role("heading")).to_have_text("Guests")
    expect(form.get_by_label("Name")).to_have_value("Ada")
    expect(form.get_by_label("Note")).to_have_value("two lamps")
    expect(form.get_by_label("Moths")).to_be_checked()
    expect(form.get_by_label("Night")).to_have_value("Saturday")


def test_who_types_in_the_page_while_it_comes_anew_types_on(user: User) -> None:
    user.write(FORM)
    form = user.preview
    expect(form.get_by_label("Name")).to_be_visible()
    user.replace("hello.py", "Visitors", "Guests")
    form.get_by_label("Name").click()
    typed = ""
    # Some keys before the new page stands, and some after.
    while form.get_by_role("heading").inner_text() != "Guests" or typed[-3:] != "xyz":
        key = "abcdefghijklmnopqrstuvwxyz"[len(typed) % 26]
        user.page.keyboard.press(key, delay=PACE)
        typed += key
        assert len(typed) < 500
    expect(form.get_by_label("Name")).to_be_focused()
    expect(form.get_by_label("Name")).to_have_value(typed)


def test_an_address_elsewhere_is_refused_with_the_reason(user: User) -> None:
    user.visit("https://example.com/")
    expect(user.page.get_by_text("is somewhere else")).to_be_visible()
    expect(user.body).to_have_text("Hello, World!")


def test_the_page_opens_in_a_tab_of_its_own(user: User) -> None:
    # A tab, unlike a frame, asks for an icon too.
    user.write(HELLO + '\n@app.route("/favicon.ico")\ndef icon():\n    return "", 204\n')
    expect(user.body).to_have_text("Hello, user!")
    with user.page.context.expect_page() as opened:
        user.page.get_by_role("link", name="Open the page in a new tab").click()
    expect(opened.value.locator("body")).to_have_text("Hello, user!")


def test_the_console_tells_what_was_printed_logged_and_answered(
    user: User, complaints: Complaints
) -> None:
    user.write(
        HELLO
        + """

@app.route("/talk")
def talk():
    print("<b>printed</b>")
    app.logger.error("logged")
    return "talked", 404
"""
    )
    expect(user.body).to_have_text("Hello, user!")
    user.visit("/talk")
    expect(user.body).to_have_text("talked")
    expect(user.console).to_contain_text("<b>printed</b>")
    expect(user.console).to_contain_text("logged")
    row = user.console.locator(".console-access").last
    expect(row).to_contain_text("GET404/talk")
    expect(row.locator(".console-status")).to_have_class("console-status is-client-error")

    user.page.get_by_role("button", name="Requests").click()
    expect(user.console.get_by_text("<b>printed</b>")).to_be_hidden()
    user.page.get_by_role("button", name="Clear the console").click()
    expect(user.console).to_have_text("")
    complaints.expect("404")


def test_a_request_in_the_console_can_be_asked_again(user: User) -> None:
    user.write(PAGES)
    expect(user.preview.get_by_role("link", name="one")).to_be_visible()
    user.visit("/page/5")
    expect(user.body).to_contain_text("page 5")
    user.visit("/")
    user.console.get_by_role("button", name="/page/5").click()
    expect(user.body).to_contain_text("page 5, no query, request 2")


def test_without_debug_mode_a_plain_error_stands_in_place_of_the_debugger(
    user: User, complaints: Complaints
) -> None:
    user.write(HELLO.replace('return "Hello, user!"', "raise ValueError('shown')"))
    user.card.get_by_role("button", name="Open the debugger").click()
    expect(user.body).to_contain_text("ValueError: shown")
    user.page.locator(".project-button").click()
    user.page.get_by_role("switch", name="Debug mode").uncheck()
    user.page.keyboard.press("Escape")
    expect(user.body).to_contain_text("Internal Server Error")
    complaints.expect("500")


def test_the_application_is_found_where_the_settings_say(user: User) -> None:
    user.add_file("other.py", HELLO.replace("user", "other"))
    user.choose("Application …")
    user.dialog.get_by_role("textbox").fill("other.py")
    user.dialog.get_by_role("button", name="Use it").click()
    expect(user.body).to_have_text("Hello, other!")


def test_an_edit_is_measured_from_its_start_to_its_response(user: User) -> None:
    user.write(HELLO)
    expect(user.body).to_have_text("Hello, user!")
    names = user.page.evaluate("performance.getEntriesByType('measure').map(({ name }) => name)")
    assert set(names) == {
        "playground:editor",
        "playground:recorded",
        "playground:boot",
        "playground:first-response",
        "playground:run",
    }


def test_a_page_knows_which_page_of_the_application_led_to_it(user: User) -> None:
    user.write(PAGES.replace('f"page {number}', 'f"from {request.referrer}; page {number}'))
    user.preview.get_by_role("link", name="one").click()
    expect(user.body).to_contain_text("page 1")
    expect(user.body).to_contain_text("from http")
    assert "/preview/" in user.body.inner_text().partition(";")[0]
