"""Typing code key by key, at the pace of a person: what stands in the editor is what was typed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.user import User

pytestmark = [pytest.mark.language_tools, pytest.mark.shared_page]

HELLO_WORLD = """from flask import Flask

app = Flask(__name__)

@app.route("/")
def hello_world():
    return "<p>Typed!</p>"
"""


@pytest.fixture
def user(page: Page, site: str, complaints: Complaints) -> Iterator[User]:
    """A user before an empty file; what half-typed code logs is not looked at."""
    user = User(page, site)
    user.begin({"hello.py": HELLO_WORLD})
    user.write("")
    yield user
    complaints.clear()


def test_the_first_program_of_the_quickstart_runs_as_it_was_typed(user: User) -> None:
    user.type(HELLO_WORLD)
    assert user.text == HELLO_WORLD
    expect(user.body).to_have_text("Typed!")


MOTHS = """<h1>Moths</h1>
{% for moth in moths %}
  <p>{{ moth.name }}</p>
{% else %}
  <p>None tonight.</p>
{% endfor %}"""


def test_a_template_stands_as_it_was_typed(user: User) -> None:
    user.add_file("templates/moths.html", "")
    user.type(MOTHS, every_space=True)
    assert user.text == MOTHS


LINE_ENDS = [
    "import os",
    "from flask import request",
    "names = list",
    "value = None",
    "print(sorted",
    "def show(name, other):",
    "class Wrong(Exception):",
    "with open(path) as file:",
    "while True:",
    "x = [i for i in range",
    "raise ValueError",
]


@pytest.mark.parametrize("line", LINE_ENDS)
def test_enter_at_the_end_of_a_line_is_a_new_line(user: User, line: str) -> None:
    user.type(f"{line}\n")
    expect(user.lines).to_have_count(2)
    assert user.text.startswith(line)


def test_tab_takes_the_completion_that_stands_first(user: User) -> None:
    user.type("enumer")
    expect(user.completions).to_contain_text("enumerate")
    user.page.keyboard.press("Tab")
    expect(user.editor).to_have_text("enumerate")


def test_tab_takes_it_also_where_it_is_pressed_before_the_list_has_come(user: User) -> None:
    user.type("enumer")
    user.page.keyboard.press("Tab")
    expect(user.editor).to_have_text("enumerate")


def test_enter_takes_the_completion_that_an_arrow_key_chose(user: User) -> None:
    user.type("isinst")
    expect(user.completions).to_contain_text("isinstance")
    user.page.keyboard.press("ArrowDown")
    user.page.keyboard.press("Enter")
    expect(user.editor).to_have_text("isinstance")


def test_a_word_that_is_complete_has_no_list(user: User) -> None:
    user.type("enumerat")
    expect(user.completions).to_be_visible()
    user.type("e")
    expect(user.completions).to_have_count(0)


def tab_into_the_editor(user: User, key: str = "Tab") -> None:
    while not user.editor.evaluate("(editor) => editor.contains(document.activeElement)"):
        user.page.keyboard.press(key)


def test_escape_then_tab_leaves_the_editor_and_a_hint_says_so(user: User) -> None:
    hint = user.page.locator(".editor-hint")
    user.tab("hello.py").focus()
    tab_into_the_editor(user)
    expect(hint).to_have_text("Tab goes on. Once you write: Esc, then Tab")
    user.type("x")
    expect(hint).to_be_hidden()
    user.page.keyboard.press("Home")
    user.page.keyboard.press("Tab")
    expect(user.editor).to_be_focused()
    assert user.text == "    x"
    user.page.keyboard.press("Escape")
    user.page.keyboard.press("Tab")
    expect(user.editor).not_to_be_focused()


@pytest.mark.parametrize(("start", "key"), [("hello.py", "Tab"), ("Console", "Shift+Tab")])
def test_who_passes_through_the_editor_by_tab_leaves_the_code_as_it_is(
    user: User, start: str, key: str
) -> None:
    code = "if True:\n    x = 1"
    user.write(code)
    user.tab(start).or_(user.page.get_by_role("button", name=start, exact=True)).focus()
    tab_into_the_editor(user, key)
    user.page.keyboard.press(key)
    expect(user.editor).not_to_be_focused()
    assert user.text == code


@pytest.mark.parametrize("sign", ["ArrowLeft", "click"])
def test_tab_is_for_the_code_again_once_somebody_turns_to_it(user: User, sign: str) -> None:
    user.write("x")
    user.tab("hello.py").focus()
    tab_into_the_editor(user)
    if sign == "click":
        user.lines.first.click(position={"x": 1, "y": 8})
    else:
        user.page.keyboard.press("Home")
        user.page.keyboard.press(sign)
    user.page.keyboard.press("Tab")
    expect(user.editor).to_be_focused()
    assert user.text.strip() == "x"
    assert user.text != "x"
