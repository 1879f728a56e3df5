"""What the editor knows of Python and Flask, once its language tools are there; typed key by key."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.package_index import package_index
from tests.e2e.user import HELLO, User

pytestmark = [pytest.mark.language_tools, pytest.mark.shared_page]


@pytest.fixture
def user(page: Page, site: str, complaints: Complaints) -> Iterator[User]:
    """A user whose language tools are there; what half-typed code logs is not looked at."""
    user = User(page, site)
    user.begin({"hello.py": HELLO})
    user.wait_for_language()
    yield user
    complaints.clear()


def test_completions_know_flask_and_the_file(user: User) -> None:
    for typed, offered in [
        ("from flask import re", "render_template"),
        ("from flask import Flask, request\nrequest.", "form"),
        ("from flask import Flask\napp = Flask(__name__)\n\n@app.", "route"),
        ("class Thing:\ndef go(self):\npass\n\nThing().", "go"),
    ]:
        user.write("")
        user.type(typed)
        expect(user.completions.get_by_role("option", name=offered).first).to_be_visible()


def test_a_completion_that_an_arrow_key_chose_is_documented(user: User) -> None:
    user.write("")
    user.type("from flask import render_templ")
    expect(user.completions).to_be_visible()
    user.page.keyboard.press("ArrowDown")
    expect(user.page.locator(".cm-completionInfo")).to_contain_text("render_template(")


def test_the_signature_of_a_call_marks_the_parameter_that_is_written(user: User) -> None:
    user.write("")
    user.type("def add(one, other):\nreturn one\n\n\nadd(1, ")
    signature = user.page.locator(".doc-call")
    expect(signature.locator("b")).to_have_text("other")
    user.page.keyboard.press("Escape")
    expect(signature).to_have_count(0)


ADD = "def add(one, other=2):\nreturn one\n\n\nadd(1, "


def test_the_signature_goes_with_the_focus_and_with_the_file(user: User) -> None:
    user.add_file("later.py", "")
    signature = user.page.locator(".doc-call")
    for leave in (user.address.focus, lambda: user.open_file("hello.py")):
        user.open_file("later.py")
        user.write("")
        user.type(ADD)
        expect(signature).to_be_visible()
        leave()
        expect(signature).to_have_count(0)
    user.open_file("later.py")
    user.editor.focus()
    # Long enough for it to have been asked for.
    with pytest.raises(AssertionError):
        expect(signature).to_be_visible(timeout=600)


def test_the_signature_is_three_lines_high_at_most_and_stays_over_the_editor(user: User) -> None:
    user.write("")
    user.type("from flask import Flask\n\nnames = ['so that the call is at the right', Flask(")
    signature, editor = user.page.locator(".doc-call"), user.page.locator(".editor")
    user.type("'x', template_folder=")
    expect(signature.locator("b")).to_contain_text("template_folder")
    expect(signature.locator("b")).to_be_in_viewport()
    box, pane = signature.bounding_box(), editor.bounding_box()
    assert box is not None
    assert pane is not None
    assert box["height"] <= 3 * 20 + 10
    assert pane["x"] <= box["x"]
    assert box["x"] + box["width"] <= pane["x"] + pane["width"]


def test_a_click_goes_through_the_signature_to_the_line_below_it(user: User) -> None:
    user.write("")
    user.type(ADD)
    signature = user.page.locator(".doc-call")
    expect(signature).to_be_visible()
    box, line = signature.bounding_box(), user.lines.nth(3).bounding_box()
    assert box is not None
    assert line is not None
    # It lies over the lines above the call: click the empty one among them, on the tooltip.
    x, y = box["x"] + 10, line["y"] + line["height"] / 2
    assert box["y"] < y < box["y"] + box["height"]
    user.page.mouse.click(x, y)
    expect(signature).to_have_count(0)
    user.type("# here")
    expect(user.lines.nth(3)).to_have_text("# here")


def test_a_mend_opens_no_signature(user: User) -> None:
    user.write(HELLO)
    user.editor.press("ControlOrMeta+End")
    user.type('\nprint(url_for("hello"')
    user.mend("Import url_for")
    expect(user.lines.first).to_contain_text("url_for")
    with pytest.raises(AssertionError):
        expect(user.page.locator(".doc-call")).to_be_visible(timeout=600)


def test_the_documentation_of_a_name_is_shown_on_a_key_and_under_the_pointer(user: User) -> None:
    user.write(HELLO)
    user.lines.get_by_text("Flask", exact=True).last.hover()
    expect(user.page.locator(".doc")).to_contain_text("Flask(")
    user.page.mouse.move(5, 5)
    expect(user.page.locator(".doc")).to_have_count(0)
    user.editor.press("ControlOrMeta+Home")
    user.editor.press("ControlOrMeta+ArrowRight")
    user.editor.press("ControlOrMeta+ArrowRight")
    user.editor.press("Shift+F1")
    expect(user.page.locator(".doc")).to_be_visible()


def test_endpoints_are_offered_in_python_and_in_templates(user: User) -> None:
    user.write(HELLO)
    user.editor.press("ControlOrMeta+End")
    user.type('\nprint(url_for("')
    expect(user.completions).to_contain_text("hello")
    user.add_file("templates/page.html", "")
    user.type("<a href=\"{{ url_for('he")
    expect(user.completions).to_contain_text("hello")
    user.page.keyboard.press("Tab")
    assert user.text == '<a href="{{ url_for(\'hello"'


def test_templates_and_what_is_passed_to_them_are_offered(user: User) -> None:
    user.add_file("templates/page.html", "")
    user.open_file("hello.py")
    user.write(HELLO)
    user.editor.press("ControlOrMeta+End")
    user.type('\nrender_template("pa')
    expect(user.completions).to_contain_text("page.html")
    user.page.keyboard.press("Tab")
    expect(user.lines.last).to_have_text('render_template("page.html")')
    user.page.keyboard.press("ArrowRight")
    user.type(", visitor=1")
    user.open_file("templates/page.html")
    user.editor.press("ControlOrMeta+End")
    user.type("{{ vis")
    expect(user.completions).to_contain_text("visitor")


def test_mistakes_are_marked_while_typing_in_files_that_do_not_run(user: User) -> None:
    user.add_file("later.py", "")
    user.type("import os\nos.path.join(nmae)")
    marked = user.page.locator(".cm-lintRange-warning")
    expect(marked).to_have_text("nmae")
    user.write("import os\nname = 1\nos.path.join(name)\n")
    expect(marked).to_have_count(0)
    user.write("if True\n")
    expect(user.page.locator(".cm-lint-marker-error")).to_have_count(1)


def test_a_template_that_jinja_cannot_read_is_marked(user: User) -> None:
    user.add_file("templates/page.html", "")
    user.type("{% if name %}\nHello\n")
    expect(user.page.locator(".cm-lint-marker-error")).to_have_count(1)


def test_a_key_formats_the_file_and_undo_takes_it_back(user: User) -> None:
    code = "numbers = [ 1,2 ]\n"
    user.write(code)
    user.editor.press("Shift+Alt+f")
    expect(user.lines.first).to_have_text("numbers = [1, 2]")
    user.editor.press("ControlOrMeta+z")
    expect(user.lines.first).to_have_text("numbers = [ 1,2 ]")


def test_what_cannot_be_formatted_says_why(user: User) -> None:
    user.write("def hello(:\n")
    user.editor.press("Shift+Alt+f")
    expect(user.toast).to_contain_text("hello.py cannot be formatted")


LAMPLIGHT = '''
def glow(hours: int) -> str:
    """Say how long the lamp has burnt."""
    return f"{hours} h"
'''


def test_completions_know_the_packages_that_requirements_ask_for(user: User) -> None:
    with package_index({"lamplight": LAMPLIGHT}) as url:
        code = HELLO.replace("from flask", "import lamplight\nfrom flask")
        requirements = f"--index-url {url}\nlamplight\n"
        user.begin({"hello.py": code, "requirements.txt": requirements})
        user.open_file("hello.py")
        user.editor.press("ControlOrMeta+End")
        user.page.keyboard.press("Enter")
        user.type("lamp = lamplight.gl")
        option = user.completions.get_by_role("option", name="glow")
        expect(option).to_be_visible()
        user.page.keyboard.press("ArrowDown")
        expect(user.page.locator(".cm-completionInfo")).to_contain_text(
            "how long the lamp has burnt"
        )
