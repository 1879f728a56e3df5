"""What goes wrong is told where the user looks, and can be got over there."""

import pytest
from playwright.sync_api import Page, Route, expect
from tests.e2e.conftest import Complaints, share_link
from tests.e2e.user import HELLO, User

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

LOOP = HELLO.replace('return "Hello, user!"', "while True: pass")


@pytest.fixture
def user(page: Page, site: str) -> User:
    return User(page, site)


@pytest.mark.first_visit
def test_the_editor_stands_and_the_boot_shows_its_stages_before_python_is_there(
    user: User,
) -> None:
    held: list[Route] = []
    user.page.context.route("**/runtime/**/*.wasm", lambda route: held.append(route))
    user.page.goto(user.site)
    expect(user.editor).to_contain_text("Greetings from Flask")
    user.choose("New project")
    expect(user.notice).to_contain_text("Starting Python")
    expect(user.notice.locator("[aria-current=step]")).to_contain_text("Download Python")
    user.expect_state("Starting")
    user.write(HELLO.replace("user", "early bird"))

    for route in held:
        route.continue_()
    expect(user.body).to_have_text("Hello, early bird!")


@pytest.mark.first_visit
def test_a_failed_download_is_told_and_can_be_tried_again(user: User) -> None:
    user.page.context.route("**/runtime/**", lambda route: route.abort())
    user.page.goto(user.site)
    expect(user.notice).to_contain_text("Python is not running")
    user.expect_state("Stopped")
    user.page.context.unroute("**/runtime/**")
    user.page.get_by_role("button", name="Start again").click()
    expect(user.body).to_contain_text("Greetings from Flask")


@pytest.mark.first_visit(service_workers="block")
def test_a_page_without_a_service_worker_says_so_and_what_to_do(user: User) -> None:
    user.page.goto(user.site)
    expect(user.notice).to_contain_text("service worker")
    expect(user.notice.locator(".notice-hint")).not_to_be_empty()
    expect(user.editor).to_contain_text("Greetings from Flask")


def test_an_endless_loop_in_a_view_is_stopped_and_the_next_edit_runs(
    user: User, complaints: Complaints
) -> None:
    user.open()
    user.write(LOOP)
    stop = user.page.get_by_role("button", name="Stop")
    stop.click()
    expect(stop).to_be_hidden()
    user.write(HELLO)
    expect(user.body).to_have_text("Hello, user!")
    complaints.clear()


def test_an_endless_loop_at_import_is_stopped_and_the_next_edit_runs(
    user: User, complaints: Complaints
) -> None:
    user.open()
    user.write("while True: pass\n")
    stop = user.page.get_by_role("button", name="Stop")
    stop.click()
    expect(stop).to_be_hidden()
    user.write(HELLO)
    expect(user.body).to_have_text("Hello, user!")
    complaints.clear()


def test_python_restarts_with_the_project_as_it_is(user: User) -> None:
    user.open()
    user.write(
        HELLO
        + "\nimport builtins\nbuiltins.mark = getattr(builtins, 'mark', 0) + 1\nprint('mark', builtins.mark)\n"
    )
    expect(user.console).to_contain_text("mark 1")
    user.choose("Restart Python")
    user.wait_until_ready()
    expect(user.body).to_have_text("Hello, user!")
    expect(user.console).to_contain_text("mark 1")
    expect(user.console).not_to_contain_text("mark 2")


def test_a_module_without_an_application_says_what_is_missing(
    user: User, complaints: Complaints
) -> None:
    user.open()
    user.write("nothing = None\n")
    user.expect_state("Error")
    expect(user.card).to_contain_text("There is no application in hello.py yet")
    expect(user.page.locator(".console-problem")).to_have_count(1)


def test_stop_during_an_import_leaves_the_interpreter_as_it_is(
    user: User, complaints: Complaints
) -> None:
    user.open()
    user.write(f"import builtins\nbuiltins.mark = 1\nprint('marked')\n{HELLO}\nwhile True: pass\n")
    # What is to be left is there only once the import has come to its loop.
    expect(user.console).to_contain_text("marked")
    user.page.get_by_role("button", name="Stop").click()
    user.expect_state("Error")
    user.write(f"import builtins\n{HELLO}".replace("user!", "{builtins.mark}").replace('"H', 'f"H'))
    expect(user.body).to_have_text("Hello, 1")
    complaints.clear()


def test_a_first_import_that_never_ends_can_be_stopped(user: User) -> None:
    user.page.goto(user.site + share_link({"app.py": f"while True: pass\n{HELLO}"}))
    user.page.get_by_role("button", name="Run it").click()
    user.page.get_by_role("button", name="Stop").click()
    user.expect_state("Error")
    user.write(HELLO)
    expect(user.body).to_have_text("Hello, user!")


def test_a_restart_during_an_import_imports_again(user: User, complaints: Complaints) -> None:
    user.open()
    user.write(f"import time\nstart = time.time()\nwhile time.time() < start + 2: pass\n{HELLO}")
    user.expect_state("Running")
    user.choose("Restart Python")
    expect(user.body).to_have_text("Hello, user!")
    complaints.clear()


def test_a_view_that_no_interrupt_reaches_is_stopped_and_not_asked_for_again(
    user: User, complaints: Complaints
) -> None:
    user.open()
    # What sleeps is a view of the user's: the one thing that no interrupt reaches.
    sleep = "ask = 0\n\n@app.route('/sleep')\ndef sleep():\n    import time\n    time.sleep(600)\n"
    user.write(f"{HELLO}\n\n{sleep}")
    expect(user.body).to_have_text("Hello, user!")
    user.visit("/sleep")
    user.page.get_by_role("button", name="Stop").click()
    expect(user.body).to_contain_text("Stopped")
    user.wait_until_ready()
    user.visit("/")
    expect(user.body).to_have_text("Hello, user!")
    complaints.expect("503")


def test_a_page_that_streams_is_shown_while_it_comes_and_ended_by_stop(user: User) -> None:
    user.open()
    user.write(STREAM)
    expect(user.body).to_contain_text("piece 2")
    user.expect_state("Running")
    user.page.get_by_role("button", name="Stop").click()
    user.wait_until_ready()
    expect(user.console).to_contain_text("closed")


def test_a_response_that_nobody_reads_any_more_leaves_the_page_usable(
    user: User, complaints: Complaints
) -> None:
    user.open()
    user.write(STREAM)
    expect(user.body).to_contain_text("piece 2")
    devtools = user.page.context.new_cdp_session(user.page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    user.page.get_by_role("button", name="Stop").click()
    user.wait_until_ready()
    user.write(HELLO)
    expect(user.body).to_have_text("Hello, user!")
    complaints.clear()


def test_python_starts_again_where_a_view_has_ended_it(user: User, complaints: Complaints) -> None:
    complaints.forgive("status of 502")
    user.open()
    user.write(HELLO + "\n\n@app.route('/end')\ndef end():\n    import os\n    os._exit(1)\n")
    expect(user.body).to_have_text("Hello, user!")
    user.visit("/end")
    # Whether by the worker's last word or the page's is a matter of which comes first.
    expect(user.body).to_contain_text("The application could not answer")
    expect(user.console).to_contain_text(
        "The program has ended Python itself, as os._exit() does. It starts again."
    )
    user.visit("/")
    expect(user.body).to_have_text("Hello, user!")
    user.wait_until_ready()


@pytest.mark.parametrize(
    ("module", "told"),
    [
        ("import os\nos._exit(1)\n", "Python crashed while the project was loaded"),
        ("import sys\nsys.modules.clear()\n", "The playground has failed"),
    ],
)
def test_after_a_module_that_brings_python_down_the_next_edit_runs(
    user: User, complaints: Complaints, module: str, told: str
) -> None:
    user.open()
    user.write(module)
    expect(user.card).to_contain_text(told)
    user.write(HELLO)
    expect(user.body).to_have_text("Hello, user!")
    user.wait_until_ready()
    complaints.clear()


def test_files_have_any_name(user: User, site: str) -> None:
    files = {"app.py": HELLO, "constructor": "c", "toString.py": "", "__proto__": "p"}
    user.begin(files)
    expect(user.body).to_have_text("Hello, user!")


@pytest.mark.parametrize("fault", ["throws", "never answers"])
@pytest.mark.first_visit
def test_a_browser_that_gives_no_database_has_a_page_that_works(user: User, fault: str) -> None:
    answer = "throw new DOMException('no', 'SecurityError')" if fault == "throws" else "return {}"
    user.page.add_init_script(f"IDBFactory.prototype.open = () => {{ {answer} }}")
    user.open()
    expect(user.toast).to_contain_text("This browser keeps nothing for this page")
    user.write(HELLO)
    expect(user.body).to_have_text("Hello, user!")
