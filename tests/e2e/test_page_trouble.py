"""What goes wrong is told where the reader looks, and can be got over there."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.e2e.conftest import Complaints
from tests.e2e.reader import HELLO, Reader

LOOP = HELLO.replace('return "Hello, reader!"', "while True: pass")


@pytest.fixture
def reader(page: Page, site: str) -> Reader:
    return Reader(page, site)


def test_the_editor_stands_and_the_boot_shows_its_stages_before_python_is_there(
    reader: Reader,
) -> None:
    held: list[Route] = []
    reader.page.context.route("**/runtime/**/*.wasm", lambda route: held.append(route))
    reader.page.goto(reader.site)
    expect(reader.editor).to_contain_text("Hello, World!")
    expect(reader.notice).to_contain_text("Starting Python")
    expect(reader.notice.locator("[aria-current=step]")).to_contain_text("Download Python")
    reader.expect_state("Starting")
    reader.write(HELLO.replace("reader", "early bird"))

    for route in held:
        route.continue_()
    expect(reader.body).to_have_text("Hello, early bird!")


def test_a_failed_download_is_told_and_can_be_tried_again(reader: Reader) -> None:
    reader.page.context.route("**/runtime/**", lambda route: route.abort())
    reader.page.goto(reader.site)
    expect(reader.notice).to_contain_text("Python is not running")
    reader.expect_state("Stopped")
    reader.page.context.unroute("**/runtime/**")
    reader.page.get_by_role("button", name="Start again").click()
    expect(reader.body).to_have_text("Hello, World!")


def test_a_page_without_a_service_worker_says_so_and_what_to_do(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(service_workers="block")
    reader = Reader(context.new_page(), site)
    reader.page.goto(site)
    expect(reader.notice).to_contain_text("service worker")
    expect(reader.notice.locator(".notice-hint")).not_to_be_empty()
    expect(reader.editor).to_contain_text("Hello, World!")
    context.close()


def test_an_endless_loop_in_a_view_is_stopped_and_the_next_edit_runs(
    reader: Reader, complaints: Complaints
) -> None:
    reader.open()
    reader.write(LOOP)
    stop = reader.page.get_by_role("button", name="Stop")
    stop.click()
    expect(stop).to_be_hidden()
    reader.write(HELLO)
    expect(reader.body).to_have_text("Hello, reader!")
    complaints.clear()


def test_an_endless_loop_at_import_is_stopped_and_the_next_edit_runs(
    reader: Reader, complaints: Complaints
) -> None:
    reader.open()
    reader.write("while True: pass\n")
    stop = reader.page.get_by_role("button", name="Stop")
    stop.click()
    expect(stop).to_be_hidden()
    reader.write(HELLO)
    expect(reader.body).to_have_text("Hello, reader!")
    complaints.clear()


def test_python_restarts_with_the_project_as_it_is(reader: Reader) -> None:
    reader.open()
    reader.write(
        HELLO
        + "\nimport builtins\nbuiltins.mark = getattr(builtins, 'mark', 0) + 1\nprint('mark', builtins.mark)\n"
    )
    expect(reader.console).to_contain_text("mark 1")
    reader.choose("Restart Python")
    reader.wait_until_ready()
    expect(reader.body).to_have_text("Hello, reader!")
    expect(reader.console).to_contain_text("mark 1")
    expect(reader.console).not_to_contain_text("mark 2")


def test_a_module_without_an_application_says_what_is_missing(
    reader: Reader, complaints: Complaints
) -> None:
    reader.open()
    reader.write("nothing = None\n")
    reader.expect_state("Error")
    expect(reader.body).to_contain_text("hello")
    expect(reader.page.locator(".console-problem")).to_have_count(1)
    complaints.expect("500")
