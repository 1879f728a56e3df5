"""Writing an application: its response, its errors where they happened, its files."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.user import HELLO, User


@pytest.fixture
def user(page: Page, site: str) -> User:
    """A user before the first example, which has answered."""
    user = User(page, site)
    user.open()
    return user


def test_an_edit_shows_its_response_without_a_click(user: User) -> None:
    user.write(HELLO.replace("user", "typist"))
    expect(user.body).to_have_text("Hello, typist!")


def test_code_typed_key_by_key_is_indented_and_its_brackets_are_closed(
    user: User, complaints: Complaints
) -> None:
    user.editor.press("ControlOrMeta+a")
    user.page.keyboard.type(
        'from flask import Flask\napp = Flask(__name__)\n@app.route("/")\ndef typed():\nreturn "by hand"'
    )
    expect(user.body).to_have_text("by hand")
    # On a busy machine keys come so slowly that half of the code is run too.
    complaints.clear()


def test_a_syntax_error_is_marked_where_it_happened_and_goes_when_it_is_mended(
    user: User,
) -> None:
    user.write(HELLO.replace("def hello():", "def hello()"))
    user.expect_state("Error")
    expect(user.page.locator(".cm-lint-marker-error")).to_have_count(1)
    expect(user.tab("hello.py")).to_have_accessible_name("hello.py (has an error)")
    expect(user.card).to_contain_text("SyntaxError")
    expect(user.console).to_contain_text("hello.py, line 7")

    user.write(HELLO)
    expect(user.body).to_have_text("Hello, user!")
    expect(user.page.locator(".cm-lint-marker-error")).to_have_count(0)
    expect(user.tab("hello.py")).to_have_accessible_name("hello.py")


def test_an_error_at_import_leads_from_the_console_to_its_line_in_another_file(
    user: User, complaints: Complaints
) -> None:
    user.add_file("tools.py", "x = 1\ny = x / 0\n")
    user.open_file("hello.py")
    user.write("import tools\n" + HELLO)
    user.expect_state("Error")
    user.console.get_by_role("button", name="tools.py, line 2").click()
    expect(user.tab("tools.py")).to_have_attribute("aria-selected", "true")
    expect(user.page.locator(".cm-activeLine")).to_have_text("y = x / 0")


def test_an_exception_in_a_view_leads_from_its_traceback_to_the_line(
    user: User, complaints: Complaints
) -> None:
    user.write(HELLO.replace('return "Hello, user!"', "return 1 / 0"))
    user.console.get_by_role("button", name="hello.py", exact=False).first.click()
    expect(user.page.locator(".cm-activeLine")).to_contain_text("1 / 0")
    expect(user.page.locator(".console-errors")).to_contain_text("error")
    complaints.expect("500")


def test_a_template_is_added_renamed_and_deleted_and_the_preview_follows(
    user: User, complaints: Complaints
) -> None:
    user.write(
        HELLO.replace("import Flask", "import Flask, render_template").replace(
            '"Hello, user!"', 'render_template("page.html", name="Ada")'
        )
    )
    user.add_file("templates/first.html", "Dear {{ name }}")
    user.page.keyboard.press("Escape")
    user.tab("templates/first.html").press("F2")
    expect(user.dialog.get_by_role("textbox")).to_have_value("templates/first.html")
    user.page.keyboard.type("page")
    user.page.keyboard.press("Enter")
    expect(user.tab("templates/page.html")).to_be_visible()
    expect(user.body).to_have_text("Dear Ada")

    user.tab("templates/page.html").press("Delete")
    expect(user.tabs).to_have_count(1)
    expect(user.card).to_contain_text("There is no template “page.html”")
    user.toast.get_by_role("button", name="Undo").click()
    expect(user.body).to_have_text("Dear Ada")
    complaints.expect("500")


@pytest.mark.parametrize(
    ("name", "says"),
    [("../outside.py", "leads out of the project"), ("hello.py", "already a file")],
)
def test_a_bad_file_name_is_told_in_the_dialog_and_can_be_mended_there(
    user: User, name: str, says: str
) -> None:
    user.page.get_by_role("button", name="Add a file").click()
    field = user.dialog.get_by_role("textbox")
    field.fill(name)
    field.press("Enter")
    expect(user.dialog).to_contain_text(says)
    expect(field).to_have_value(name)
    field.fill("fine.py")
    field.press("Enter")
    expect(user.tab("fine.py")).to_have_attribute("aria-selected", "true")


def test_the_only_file_of_a_project_stays(user: User) -> None:
    user.tab("hello.py").press("Delete")
    expect(user.toast).to_contain_text("only file")
    expect(user.tabs).to_have_count(1)


def test_control_s_runs_at_once_and_leaves_the_browsers_own_dialog_closed(user: User) -> None:
    requests = user.console.get_by_text("GET", exact=True)
    expect(requests).to_have_count(1)
    user.editor.press("ControlOrMeta+s")
    expect(requests).to_have_count(2)


def test_what_python_knows_is_offered_while_typing(user: User) -> None:
    user.write("")
    user.page.keyboard.type("enumer")
    expect(user.page.locator(".cm-tooltip-autocomplete")).to_contain_text("enumerate")


def test_each_file_keeps_its_own_undo(user: User) -> None:
    user.write(HELLO)
    user.add_file("other.py", "two = 2\n")
    user.editor.press("ControlOrMeta+z")
    expect(user.editor).to_have_text("")
    user.open_file("hello.py")
    expect(user.editor).to_contain_text("Hello, user!")
    user.editor.press("ControlOrMeta+z")
    expect(user.editor).to_contain_text("Hello, World!")
