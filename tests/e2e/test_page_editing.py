"""Writing an application: its response, its errors where they happened, its files."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.reader import HELLO, Reader


@pytest.fixture
def reader(page: Page, site: str) -> Reader:
    """A reader before the first example, which has answered."""
    reader = Reader(page, site)
    reader.open()
    return reader


def test_an_edit_shows_its_response_without_a_click(reader: Reader) -> None:
    reader.write(HELLO.replace("reader", "typist"))
    expect(reader.body).to_have_text("Hello, typist!")


def test_code_typed_key_by_key_is_indented_and_its_brackets_are_closed(
    reader: Reader, complaints: Complaints
) -> None:
    reader.editor.press("ControlOrMeta+a")
    reader.page.keyboard.type(
        'from flask import Flask\napp = Flask(__name__)\n@app.route("/")\ndef typed():\nreturn "by hand"'
    )
    expect(reader.body).to_have_text("by hand")
    # On a busy machine keys come so slowly that half of the code is run too.
    complaints.clear()


def test_a_syntax_error_is_marked_where_it_happened_and_goes_when_it_is_mended(
    reader: Reader, complaints: Complaints
) -> None:
    reader.write(HELLO.replace("def hello():", "def hello()"))
    reader.expect_state("Error")
    expect(reader.page.locator(".cm-lint-marker-error")).to_have_count(1)
    expect(reader.tab("hello.py")).to_have_accessible_name("hello.py (has an error)")
    expect(reader.body).to_contain_text("SyntaxError")
    expect(reader.console).to_contain_text("hello.py, line 7")

    reader.write(HELLO)
    expect(reader.body).to_have_text("Hello, reader!")
    expect(reader.page.locator(".cm-lint-marker-error")).to_have_count(0)
    expect(reader.tab("hello.py")).to_have_accessible_name("hello.py")
    complaints.expect("500")


def test_an_error_at_import_leads_from_the_console_to_its_line_in_another_file(
    reader: Reader, complaints: Complaints
) -> None:
    reader.add_file("tools.py", "x = 1\ny = x / 0\n")
    reader.open_file("hello.py")
    reader.write("import tools\n" + HELLO)
    reader.expect_state("Error")
    reader.console.get_by_role("button", name="tools.py, line 2").click()
    expect(reader.tab("tools.py")).to_have_attribute("aria-selected", "true")
    expect(reader.page.locator(".cm-activeLine")).to_have_text("y = x / 0")
    complaints.expect("500")


def test_an_exception_in_a_view_leads_from_its_traceback_to_the_line(
    reader: Reader, complaints: Complaints
) -> None:
    reader.write(HELLO.replace('return "Hello, reader!"', "return 1 / 0"))
    reader.console.get_by_role("button", name="hello.py", exact=False).first.click()
    expect(reader.page.locator(".cm-activeLine")).to_contain_text("1 / 0")
    expect(reader.page.locator(".console-errors")).to_contain_text("error")
    complaints.expect("500")


def test_a_template_is_added_renamed_and_deleted_and_the_preview_follows(
    reader: Reader, complaints: Complaints
) -> None:
    reader.write(
        HELLO.replace("import Flask", "import Flask, render_template").replace(
            '"Hello, reader!"', 'render_template("page.html", name="Ada")'
        )
    )
    reader.add_file("templates/first.html", "Dear {{ name }}")
    reader.page.keyboard.press("Escape")
    reader.tab("templates/first.html").press("F2")
    expect(reader.dialog.get_by_role("textbox")).to_have_value("templates/first.html")
    reader.page.keyboard.type("page")
    reader.page.keyboard.press("Enter")
    expect(reader.tab("templates/page.html")).to_be_visible()
    expect(reader.body).to_have_text("Dear Ada")

    reader.tab("templates/page.html").press("Delete")
    expect(reader.tabs).to_have_count(1)
    expect(reader.body).to_contain_text("Internal Server Error")
    reader.toast.get_by_role("button", name="Undo").click()
    expect(reader.body).to_have_text("Dear Ada")
    complaints.expect("500")


@pytest.mark.parametrize(
    ("name", "says"),
    [("../outside.py", "leads out of the project"), ("hello.py", "already a file")],
)
def test_a_bad_file_name_is_told_in_the_dialog_and_can_be_mended_there(
    reader: Reader, name: str, says: str
) -> None:
    reader.page.get_by_role("button", name="Add a file").click()
    field = reader.dialog.get_by_role("textbox")
    field.fill(name)
    field.press("Enter")
    expect(reader.dialog).to_contain_text(says)
    expect(field).to_have_value(name)
    field.fill("fine.py")
    field.press("Enter")
    expect(reader.tab("fine.py")).to_have_attribute("aria-selected", "true")


def test_the_only_file_of_a_project_stays(reader: Reader) -> None:
    reader.tab("hello.py").press("Delete")
    expect(reader.toast).to_contain_text("only file")
    expect(reader.tabs).to_have_count(1)


def test_control_s_runs_at_once_and_leaves_the_browsers_own_dialog_closed(reader: Reader) -> None:
    requests = reader.console.get_by_text("GET", exact=True)
    expect(requests).to_have_count(1)
    reader.editor.press("ControlOrMeta+s")
    expect(requests).to_have_count(2)


def test_what_python_knows_is_offered_while_typing(reader: Reader) -> None:
    reader.write("")
    reader.page.keyboard.type("enumer")
    expect(reader.page.locator(".cm-tooltip-autocomplete")).to_contain_text("enumerate")


def test_each_file_keeps_its_own_undo(reader: Reader) -> None:
    reader.write(HELLO)
    reader.add_file("other.py", "two = 2\n")
    reader.editor.press("ControlOrMeta+z")
    expect(reader.editor).to_have_text("")
    reader.open_file("hello.py")
    expect(reader.editor).to_contain_text("Hello, reader!")
    reader.editor.press("ControlOrMeta+z")
    expect(reader.editor).to_contain_text("Hello, World!")
