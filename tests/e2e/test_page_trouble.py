"""What goes wrong is told where the reader looks, and can be got over there."""

import pytest
from playwright.sync_api import Page, Route, expect
from tests.e2e.conftest import Complaints, share_link
from tests.e2e.reader import HELLO, Reader

STREAM = """from flask import Flask

app = Flask(__name__)


@app.route("/")
def stream():
    def pieces():
        try:
            yield "<!doctype html><p>piece 1 "
            number = 2
            while True:
                yield f"piece {number} "
                number += 1
        finally:
            print("closed")
    return pieces()
"""

LOOP = HELLO.replace('return "Hello, reader!"', "while True: pass")


@pytest.fixture
def reader(page: Page, site: str) -> Reader:
    return Reader(page, site)


@pytest.mark.first_visit
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


@pytest.mark.first_visit
def test_a_failed_download_is_told_and_can_be_tried_again(reader: Reader) -> None:
    reader.page.context.route("**/runtime/**", lambda route: route.abort())
    reader.page.goto(reader.site)
    expect(reader.notice).to_contain_text("Python is not running")
    reader.expect_state("Stopped")
    reader.page.context.unroute("**/runtime/**")
    reader.page.get_by_role("button", name="Start again").click()
    expect(reader.body).to_have_text("Hello, World!")


@pytest.mark.first_visit(service_workers="block")
def test_a_page_without_a_service_worker_says_so_and_what_to_do(reader: Reader) -> None:
    reader.page.goto(reader.site)
    expect(reader.notice).to_contain_text("service worker")
    expect(reader.notice.locator(".notice-hint")).not_to_be_empty()
    expect(reader.editor).to_contain_text("Hello, World!")


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


def test_stop_during_an_import_leaves_the_interpreter_as_it_is(
    reader: Reader, complaints: Complaints
) -> None:
    reader.open()
    reader.write(f"import builtins\nbuiltins.mark = 1\n{HELLO}\nwhile True: pass\n")
    reader.page.get_by_role("button", name="Stop").click()
    reader.expect_state("Error")
    reader.write(
        f"import builtins\n{HELLO}".replace("reader!", "{builtins.mark}").replace('"H', 'f"H')
    )
    expect(reader.body).to_have_text("Hello, 1")
    complaints.clear()


def test_a_first_import_that_never_ends_can_be_stopped(
    reader: Reader, complaints: Complaints
) -> None:
    reader.page.goto(reader.site + share_link({"app.py": f"while True: pass\n{HELLO}"}))
    reader.page.get_by_role("button", name="Run it").click()
    reader.page.get_by_role("button", name="Stop").click()
    reader.expect_state("Error")
    reader.write(HELLO)
    expect(reader.body).to_have_text("Hello, reader!")
    complaints.clear()


def test_a_restart_during_an_import_imports_again(reader: Reader, complaints: Complaints) -> None:
    reader.open()
    reader.write(f"import time\nstart = time.time()\nwhile time.time() < start + 2: pass\n{HELLO}")
    reader.expect_state("Running")
    reader.choose("Restart Python")
    expect(reader.body).to_have_text("Hello, reader!")
    complaints.clear()


def test_a_view_that_no_interrupt_reaches_is_stopped_and_not_asked_for_again(
    reader: Reader, complaints: Complaints
) -> None:
    reader.open()
    sleep = "ask = 0\n\n@app.route('/sleep')\ndef sleep():\n    import time\n    time.sleep(600)\n"
    reader.write(f"{HELLO}\n\n{sleep}")
    expect(reader.body).to_have_text("Hello, reader!")
    reader.visit("/sleep")
    reader.page.get_by_role("button", name="Stop").click()
    expect(reader.body).to_contain_text("Stopped")
    reader.wait_until_ready()
    reader.visit("/")
    expect(reader.body).to_have_text("Hello, reader!")
    complaints.expect("503")


def test_a_page_that_streams_is_shown_while_it_comes_and_ended_by_stop(reader: Reader) -> None:
    reader.open()
    reader.write(STREAM)
    expect(reader.body).to_contain_text("piece 2")
    reader.expect_state("Running")
    reader.page.get_by_role("button", name="Stop").click()
    reader.wait_until_ready()
    expect(reader.console).to_contain_text("closed")


def test_a_response_that_nobody_reads_any_more_leaves_the_page_usable(
    reader: Reader, complaints: Complaints
) -> None:
    reader.open()
    reader.write(STREAM)
    expect(reader.body).to_contain_text("piece 2")
    devtools = reader.page.context.new_cdp_session(reader.page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    reader.page.get_by_role("button", name="Stop").click()
    reader.wait_until_ready()
    reader.write(HELLO)
    expect(reader.body).to_have_text("Hello, reader!")
    complaints.clear()
