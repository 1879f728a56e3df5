"""The preview's address bar, the console, and the application's settings."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.reader import HELLO, Reader

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


@pytest.fixture
def reader(page: Page, site: str) -> Reader:
    reader = Reader(page, site)
    reader.open()
    return reader


def test_links_and_typed_addresses_can_be_gone_back_and_forward(reader: Reader) -> None:
    reader.write(PAGES)
    reader.preview.get_by_role("link", name="one").click()
    expect(reader.body).to_contain_text("page 1")
    reader.expect_path("/page/1")
    reader.visit("page/2?q=a")
    expect(reader.body).to_contain_text("page 2, a query")
    back = reader.page.get_by_role("button", name="Back", exact=True)
    forward = reader.page.get_by_role("button", name="Forward", exact=True)
    expect(forward).to_be_disabled()
    back.click()
    expect(reader.body).to_contain_text("page 1")
    back.click()
    reader.expect_path("/")
    expect(back).to_be_disabled()
    forward.click()
    forward.click()
    expect(reader.body).to_contain_text("page 2, a query")
    reader.expect_path("/page/2?q=a")


def test_reload_asks_the_application_again(reader: Reader) -> None:
    reader.write(PAGES)
    expect(reader.preview.get_by_role("link", name="one")).to_be_visible()
    reader.visit("/page/7")
    expect(reader.body).to_contain_text("request 1")
    reader.page.get_by_role("button", name="Reload the page").click()
    expect(reader.body).to_contain_text("request 2")


def test_an_address_typed_before_an_edit_has_run_is_where_the_edit_shows(
    reader: Reader, complaints: Complaints
) -> None:
    reader.write(PAGES)
    reader.visit("/page/4")
    expect(reader.body).to_contain_text("page 4")
    reader.expect_path("/page/4")
    complaints.clear()


def test_a_page_that_arrives_leaves_an_address_that_is_being_typed_alone(reader: Reader) -> None:
    reader.write(PAGES)
    reader.address.press("ControlOrMeta+a")
    reader.page.keyboard.type("page")
    expect(reader.preview.get_by_role("link", name="one")).to_be_visible()
    expect(reader.address).to_have_value("page")
    reader.page.keyboard.type("/3\n")
    expect(reader.body).to_contain_text("page 3")


def test_an_address_that_is_given_up_gives_way_to_the_page_s_own(reader: Reader) -> None:
    reader.address.press_sequentially("nowhere")
    reader.editor.click()
    reader.expect_path("/")


def test_a_fragment_is_a_move_within_the_page_and_an_edit_still_shows(reader: Reader) -> None:
    reader.visit("/#there")
    reader.expect_path("/#there")
    reader.write(HELLO)
    expect(reader.body).to_have_text("Hello, reader!")
    reader.expect_path("/#there")


def test_an_address_that_a_script_pushes_is_shown_and_reloaded(reader: Reader) -> None:
    reader.write(PAGES)
    expect(reader.preview.get_by_role("link", name="one")).to_be_visible()
    reader.body.evaluate("() => history.pushState(null, '', '/page/4')")
    reader.expect_path("/page/4")
    reader.page.get_by_role("button", name="Reload the page").click()
    expect(reader.body).to_contain_text("page 4")
    reader.page.get_by_role("button", name="Back").click()
    expect(reader.preview.get_by_role("link", name="one")).to_be_visible()


def test_a_download_leaves_the_page_and_its_address_as_they_are(reader: Reader) -> None:
    reader.write(
        HELLO
        + """

@app.route("/file")
def file():
    return "x", {"Content-Disposition": "attachment; filename=x.txt"}
"""
    )
    expect(reader.body).to_have_text("Hello, reader!")
    with reader.page.expect_download() as download:
        reader.visit("/file")
    assert download.value.suggested_filename == "x.txt"
    reader.expect_path("/")
    expect(reader.body).to_have_text("Hello, reader!")


def test_an_edit_stays_on_the_page_that_is_shown(reader: Reader) -> None:
    reader.write(PAGES)
    expect(reader.preview.get_by_role("link", name="one")).to_be_visible()
    reader.visit("/page/3")
    expect(reader.body).to_contain_text("page 3")
    reader.write(PAGES.replace("page {number}", "sheet {number}"))
    expect(reader.body).to_contain_text("sheet 3")
    reader.expect_path("/page/3")


def test_an_address_elsewhere_is_refused_with_the_reason(reader: Reader) -> None:
    reader.visit("https://example.com/")
    expect(reader.page.get_by_text("is somewhere else")).to_be_visible()
    expect(reader.body).to_have_text("Hello, World!")


def test_the_page_opens_in_a_tab_of_its_own(reader: Reader) -> None:
    # A tab, unlike a frame, asks for an icon too.
    reader.write(HELLO + '\n@app.route("/favicon.ico")\ndef icon():\n    return "", 204\n')
    expect(reader.body).to_have_text("Hello, reader!")
    with reader.page.context.expect_page() as opened:
        reader.page.get_by_role("link", name="Open the page in a new tab").click()
    expect(opened.value.locator("body")).to_have_text("Hello, reader!")


def test_the_console_tells_what_was_printed_logged_and_answered(
    reader: Reader, complaints: Complaints
) -> None:
    reader.write(
        HELLO
        + """

@app.route("/talk")
def talk():
    print("<b>printed</b>")
    app.logger.error("logged")
    return "talked", 404
"""
    )
    expect(reader.body).to_have_text("Hello, reader!")
    reader.visit("/talk")
    expect(reader.body).to_have_text("talked")
    expect(reader.console).to_contain_text("<b>printed</b>")
    expect(reader.console).to_contain_text("logged")
    row = reader.console.locator(".console-access").last
    expect(row).to_contain_text("GET404/talk")
    expect(row.locator(".console-status")).to_have_class("console-status is-client-error")

    reader.page.get_by_role("button", name="Requests").click()
    expect(reader.console.get_by_text("<b>printed</b>")).to_be_hidden()
    reader.page.get_by_role("button", name="Clear the console").click()
    expect(reader.console).to_have_text("")
    complaints.expect("404")


def test_a_request_in_the_console_can_be_asked_again(reader: Reader) -> None:
    reader.write(PAGES)
    expect(reader.preview.get_by_role("link", name="one")).to_be_visible()
    reader.visit("/page/5")
    expect(reader.body).to_contain_text("page 5")
    reader.visit("/")
    reader.console.get_by_role("button", name="/page/5").click()
    expect(reader.body).to_contain_text("page 5, no query, request 2")


def test_debug_mode_shows_the_debugger_in_place_of_a_plain_error(
    reader: Reader, complaints: Complaints
) -> None:
    reader.write(HELLO.replace('return "Hello, reader!"', "raise ValueError('shown')"))
    expect(reader.body).to_contain_text("Internal Server Error")
    reader.page.locator(".project-button").click()
    reader.page.get_by_role("switch", name="Debug mode").check()
    reader.page.keyboard.press("Escape")
    expect(reader.body).to_contain_text("ValueError: shown")
    complaints.expect("500")


def test_the_application_is_found_where_the_settings_say(reader: Reader) -> None:
    reader.add_file("other.py", HELLO.replace("reader", "other"))
    reader.choose("Application …")
    reader.dialog.get_by_role("textbox").fill("other.py")
    reader.dialog.get_by_role("button", name="Use it").click()
    expect(reader.body).to_have_text("Hello, other!")


def test_an_edit_is_measured_from_its_start_to_its_response(reader: Reader) -> None:
    reader.write(HELLO)
    expect(reader.body).to_have_text("Hello, reader!")
    names = reader.page.evaluate("performance.getEntriesByType('measure').map(({ name }) => name)")
    assert set(names) == {"playground:boot", "playground:first-response", "playground:run"}
