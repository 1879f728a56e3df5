"""Mistakes, each made by typing, told in plain words, and mended by what the page offers or says."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.conftest import ROOT
from tests.e2e.conftest import Complaints
from tests.e2e.user import User

#: Milliseconds between two keys.
PACE = 70

pytestmark = pytest.mark.shared_page

MINIMAL = (ROOT / "docs/examples/minimal/hello.py").read_text("utf-8")
#: Its lines that are changed.
FIRST, ROUTE, DEF, RETURN = 1, 7, 8, 9

HELLO = "Hello, World!"


class Typist(User):
    """A user who types, key by key."""

    def go(self, line: int) -> None:
        self.editor.press("ControlOrMeta+Home")
        for _ in range(1, line):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("End")

    def append(self, line: int, text: str) -> None:
        """Type at a line's end."""
        self.go(line)
        self.page.keyboard.type(text, delay=PACE)

    def retype(self, line: int, text: str) -> None:
        """Type another text in the place of a line's, its indentation left out."""
        self.go(line)
        self.page.keyboard.press("Shift+Home")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text, delay=PACE)

    def rub_out(self, line: int, keys: int = 1) -> None:
        """Take characters from a line's end."""
        self.go(line)
        for _ in range(keys):
            self.page.keyboard.press("Backspace", delay=PACE)

    def expect_told(self, title: str, hint: str = "") -> None:
        expect(self.card.get_by_role("heading", level=2)).to_have_text(title)
        if hint:
            expect(self.card).to_contain_text(hint)

    def expect_page(self, text: str) -> None:
        """Wait until all is well, and the page shows a text."""
        expect(self.card).to_have_count(0)
        expect(self.body).to_contain_text(text)
        self.wait_until_ready()


@pytest.fixture
def user(page: Page, site: str, complaints: Complaints) -> Typist:
    # The browser holds the failed requests against the page: they are what these tests are about.
    complaints.forgive("Failed to load")
    typist = Typist(page, site)
    typist.begin({"hello.py": MINIMAL})
    return typist


def test_a_misspelt_name_is_corrected(user: Typist) -> None:
    user.append(RETURN, " + reqest.path")
    user.expect_told("Python does not know the name “reqest”", "Did you mean “request”?")
    user.mend("Change it to request")
    user.expect_page("Hello, World!/")


def test_a_missing_import_is_added_and_then_a_misspelt_endpoint_corrected(user: Typist) -> None:
    user.append(RETURN, ' + url_for("helo_world")')
    user.expect_told("The name “url_for” has not been imported")
    user.mend("Import url_for")
    user.expect_told("url_for() finds no view called “helo_world”", "Did you mean “hello_world”?")
    user.mend("Change it to hello_world")
    user.expect_page("Hello, World!/")


def test_a_missing_template_is_created(user: Typist) -> None:
    user.append(FIRST, ", render_template")
    user.retype(RETURN, 'return render_template("sign-in.html", name="Ada")')
    user.expect_told("There is no template “sign-in.html”", "templates/sign-in.html")
    user.mend("Create templates/sign-in.html")
    expect(user.tab("templates/sign-in.html")).to_have_attribute("aria-selected", "true")
    user.expect_page("name: Ada")


def test_a_view_that_returns_nothing_is_made_to_return(user: Typist) -> None:
    user.retype(RETURN, '"Good morning"')
    user.expect_told("The view “hello_world” returned nothing", "Write return in front")
    user.mend("Return it")
    user.expect_page("Good morning")


def test_a_number_is_made_a_text(user: Typist) -> None:
    user.retype(RETURN, "return 6 * 7")
    user.expect_told("The view “hello_world” returned a whole number")
    user.mend("Make it a text")
    user.expect_page("42")


def test_a_missing_value_of_the_query_is_done_without_or_brought(user: Typist) -> None:
    user.append(FIRST, ", request")
    user.retype(RETURN, 'return "Key: " + request.args["key"]')
    user.expect_told("There is no “key” in the query in the address", "?key=value")
    user.visit("/?key=secret")
    user.expect_page("Key: secret")
    user.visit("/")
    user.mend("Do without it: use get()")
    user.expect_page("Key:")


def test_a_form_that_is_sent_to_a_view_for_get_is_let_in(user: Typist) -> None:
    user.retype(RETURN, "return '<form method=post><button>Send</button></form>'")
    user.preview.get_by_role("button", name="Send").click()
    user.expect_told("/ does not take POST", "It takes “GET”")
    user.mend("Allow POST")
    expect(user.card).to_have_count(0)
    user.preview.get_by_role("button", name="Send").click()
    expect(user.console.locator(".console-access").last).to_contain_text("200")
    user.wait_until_ready()


def test_a_path_without_a_route_gets_one(user: Typist) -> None:
    user.visit("/about")
    user.expect_told("Nothing answers at /about", "The application answers “/”")
    user.mend("Add a route for /about")
    user.expect_page("This is /about")


def test_a_session_without_a_secret_key_gets_one(user: Typist) -> None:
    user.append(FIRST, ", session")
    user.retype(RETURN, 'return session.setdefault("name", "Ada")')
    user.expect_told("The session needs a secret key")
    user.mend("Set a secret key")
    user.expect_page("Ada")


def test_a_missing_folder_is_created(user: Typist) -> None:
    user.retype(RETURN, 'return str(open("notes/a.txt", "w").write("abc"))')
    user.expect_told("There is no folder notes")
    user.mend("Create the folder notes")
    user.expect_page("3")


def test_a_missing_colon_is_told_after_a_pause_over_the_last_good_page(user: Typist) -> None:
    user.rub_out(DEF)
    user.expect_told("A colon is missing", "begins with “def”")
    expect(user.body).to_have_text(HELLO)
    user.expect_state("Error")
    user.mend("Add the colon")
    user.expect_page(HELLO)


def test_a_terminal_s_line_is_taken_out(user: Typist) -> None:
    user.append(2, "$ flask run")
    user.expect_told("This line is for a terminal, not for Python", "runs by itself")
    user.mend("Take it out")
    user.expect_page(HELLO)


def test_the_marks_of_python_s_prompt_are_taken_away(user: Typist) -> None:
    user.append(4, ">>> greeting = 1")
    user.expect_told("These lines come from Python's prompt")
    user.mend("Keep the code alone")
    user.expect_page(HELLO)


def test_a_line_that_is_not_indented_is_indented(user: Typist) -> None:
    user.go(RETURN)
    user.page.keyboard.press("Shift+Tab")
    user.expect_told("This line has to be indented", "line 8, which ends in a colon")
    user.mend("Indent it")
    user.expect_page(HELLO)


def test_a_name_that_today_s_werkzeug_does_not_have_is_left_out(user: Typist) -> None:
    user.append(2, "from werkzeug.contrib.fixers import LighttpdCGIRootFix")
    user.expect_told("There is no “werkzeug.contrib” today")
    user.mend("Leave it out")
    user.expect_page(HELLO)


def test_input_is_replaced_by_what_the_hint_says(user: Typist) -> None:
    user.append(FIRST, ", request")
    user.retype(RETURN, 'return input("Your name: ")')
    user.expect_told("A web application has no terminal to read from", "request.args")
    user.retype(RETURN, 'return request.args.get("name", "nobody")')
    user.expect_page("nobody")


def test_a_thread_is_left_out_as_the_hint_says(user: Typist) -> None:
    user.append(2, "import threading")
    user.retype(RETURN, "return str(threading.Thread(target=print).start())")
    user.expect_told("Threads cannot be started in a web page", "Call the function itself")
    user.retype(RETURN, "return str(print())")
    user.expect_page("None")


def test_app_run_is_a_warning_that_leaves_the_page_and_goes_under_the_if(user: Typist) -> None:
    user.append(10, "app.run(debug=True)")
    expect(user.card).to_contain_text("The playground runs the application itself")
    expect(user.body).to_have_text(HELLO)
    user.mend("Explain")
    user.mend("Put it under the if")
    user.expect_page(HELLO)
    expect(user.editor).to_contain_text('if __name__ == "__main__":')


def test_a_change_that_was_offered_for_older_code_waits_for_the_newer(user: Typist) -> None:
    user.append(10, "app.run()")
    expect(user.card).to_contain_text("The playground runs the application itself")
    user.page.keyboard.press("ArrowLeft")
    user.page.keyboard.insert_text("debug=True")
    # At once: the card still is the one of what ran before.
    user.mend("Explain")
    user.mend("Put it under the if")
    expect(user.editor).to_contain_text("    app.run(debug=True)")
    user.expect_page(HELLO)


def test_a_snippet_without_an_application_gets_one(user: Typist) -> None:
    user.retype(FIRST, "#")
    user.retype(3, "#")
    user.expect_told("These lines need an application around them")
    user.mend("Add the lines")
    user.expect_page(HELLO)


def test_what_a_button_has_changed_is_taken_back_by_undo(user: Typist) -> None:
    user.append(RETURN, " + reqest.path")
    user.mend("Change it to request")
    user.expect_page("Hello, World!/")
    user.editor.press("ControlOrMeta+z")
    user.expect_told("Python does not know the name “reqest”")
    expect(user.editor).to_contain_text("reqest.path")


def test_undo_is_not_offered_any_more_once_another_project_is_open(user: Typist) -> None:
    user.append(RETURN, " + reqest.path")
    user.mend("Change it to request")
    expect(user.toast).to_contain_text("Done: Change it to request.")
    user.choose("New project")
    expect(user.toast).to_have_count(0)


FORM = """from flask import Flask

app = Flask(__name__)


@app.route("/")
def form():
    return '<form method="post" action="/greet"><input name="name"><button>Send</button></form>'


@app.route("/greet"{methods})
def greet():
    return "Hello, " + request.form["name"]
"""


def send(user: Typist, name: str) -> None:
    user.preview.get_by_role("textbox").press_sequentially(name, delay=PACE)
    user.preview.get_by_role("button", name="Send").click()


def test_after_a_mend_the_form_that_failed_stands_there_again_to_be_sent(user: Typist) -> None:
    user.write(FORM.replace("{methods}", ""))
    send(user, "Ada")
    expect(user.card).to_contain_text("POST /greet")
    user.mend("Allow POST")
    expect(user.toast).to_contain_text("Send the form again.")
    field = user.preview.get_by_role("textbox")
    expect(field).to_have_value("Ada")
    user.expect_path("/")
    expect(user.page.get_by_role("button", name="Forward")).to_be_disabled()
    user.preview.get_by_role("button", name="Send").click()
    user.expect_told("The name “request” has not been imported")
    user.mend("Import request")
    expect(field).to_have_value("Ada")
    user.preview.get_by_role("button", name="Send").click()
    user.expect_page("Hello, Ada")
    user.expect_path("/greet")


def test_after_an_edit_by_hand_it_stands_there_too(user: Typist) -> None:
    user.write(FORM.replace("{methods}", ', methods=["POST"]'))
    send(user, "Ada")
    user.expect_told("The name “request” has not been imported")
    user.append(FIRST, ", request")
    expect(user.preview.get_by_role("textbox")).to_have_value("Ada")
    user.preview.get_by_role("button", name="Send").click()
    user.expect_page("Hello, Ada")


def test_half_typed_code_leaves_the_page_alone(user: Typist) -> None:
    cards = "window.cards = 0; new MutationObserver(() => { if (document.querySelector('.problem-card')) cards++ })"
    user.page.evaluate(
        f"{cards}.observe(document.body, {{ subtree: true, childList: true }}) || undefined"
    )
    # Each of these is no Python before the next key, and 300 milliseconds is longer than an edit waits to run.
    user.go(RETURN)
    user.page.keyboard.type(' + ("!" * 3)', delay=300)
    user.expect_page("Hello, World!!!!")
    assert user.page.evaluate("window.cards") == 0


def test_an_error_leads_to_its_line_and_to_the_debugger(user: Typist) -> None:
    user.append(RETURN, " + reqest.path")
    user.expect_state("Error in the last request")
    expect(user.tab("hello.py")).to_have_accessible_name("hello.py (has an error)")
    expect(user.page.locator(".cm-lint-marker-error")).to_have_count(1)
    expect(user.body).to_have_text(HELLO)
    user.go(FIRST)
    user.mend("Go to line 9")
    expect(user.page.locator(".cm-activeLine")).to_contain_text("reqest")
    user.mend("Open the debugger")
    expect(user.body).to_contain_text("NameError")
    expect(user.card).to_contain_text("Python does not know")
    user.mend("Explain")
    user.expect_told("Python does not know the name “reqest”")


def test_with_debug_mode_off_the_page_is_flask_s_and_the_line_is_marked(user: Typist) -> None:
    user.page.get_by_role("switch", name="Debug").uncheck()
    user.append(RETURN, " + reqest.path")
    expect(user.body).to_contain_text("Internal Server Error")
    expect(user.page.locator(".cm-lint-marker-error")).to_have_count(1)
    user.expect_state("Error in the last request")
    user.mend("Explain")
    user.mend("Change it to request")
    user.expect_page("Hello, World!/")


def test_the_console_counts_the_errors_of_now(user: Typist) -> None:
    user.append(RETURN, " + reqest.path")
    user.expect_state("Error in the last request")
    # A slow machine also asked for the page while the name was half typed: the count may begin above 1.
    count = user.console.locator(".console-count")
    reload = user.page.get_by_role("button", name="Reload the page")
    reload.click()
    expect(count).to_have_attribute("title", re.compile(r"^\d+ times$"))
    times = int((count.get_attribute("title") or "").split()[0])
    reload.click()
    expect(count).to_have_attribute("title", f"{times + 1} times")
    expect(user.page.locator(".console-errors")).to_have_text("1 error")
    expect(user.console.locator(".console-frames").last).to_have_text(
        "hello.py, line 9, in hello_world"
    )
    user.mend("Change it to request")
    user.expect_page("Hello, World!/")
    expect(user.page.locator(".console-errors")).to_have_text("")


def test_who_has_pressed_a_mend_writes_on_where_they_were(user: Typist) -> None:
    user.append(10, "\n\nsaid = print(reqest)")
    user.expect_told("Python does not know the name “reqest”")
    user.mend("Change it to request")
    user.page.keyboard.type("  # typed on", delay=PACE)
    expect(user.editor).to_contain_text("said = print(request)  # typed on")
