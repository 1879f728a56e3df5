"""From an empty project to a login form that works, as somebody does it who has only keys, or only a phone."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.user import PACE, User

#: As far as it goes without a template.
APP = """from flask import Flask, redirect, render_template, request, session, url_for

app = Flask(__name__)
app.secret_key = "moonlight"


@app.route("/")
def index():
    return "Welcome, " + session["name"]


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        session["name"] = request.form["name"]
        return redirect(url_for("index"))
    return render_template("login.html")
"""

FORM = '<form method="post"><label>Name <input name="name"></label><button>Log in</button></form>'

SPIN = """

@app.route("/spin")
def spin():
    while True:
        pass
"""

PHONE = pytest.mark.first_visit(viewport={"width": 390, "height": 844}, has_touch=True)


@pytest.fixture
def user(page: Page, site: str, complaints: Complaints) -> User:
    # What is half done is answered with errors, which the browser tells.
    complaints.forgive("Failed to load")
    return User(page, site)


#: What the control with the focus is called; in the application's page, that has it.
NAME = """() => {
    const { activeElement: at } = document;
    return at.getAttribute("aria-label") || (at.localName === "iframe" ? at.title : at.textContent.trim());
}"""


def tab_to(user: User, name: str, key: str = "Tab") -> None:
    """Press Tab until the control is reached whose name begins so."""
    for _ in range(40):
        user.page.keyboard.press(key)
        if user.page.evaluate(NAME).startswith(name):
            return
    raise AssertionError(f"{name} is not among the next 40 controls")


def command(user: User, words: str) -> None:
    """Find a command by its words."""
    user.page.keyboard.press("F1")
    expect(user.dialog).to_be_visible()
    user.page.keyboard.type(words, delay=PACE)
    user.page.keyboard.press("Enter")


def go_to(user: User, path: str, key: str = "Tab") -> None:
    """Type a path into the address bar, come to it by keys."""
    tab_to(user, "Address of the page", key)
    user.page.keyboard.press("ControlOrMeta+a")
    user.page.keyboard.type(path, delay=PACE)
    user.page.keyboard.press("Enter")


def test_by_keyboard_alone_one_comes_to_a_login_that_works(user: User) -> None:
    page = user.page
    page.goto(user.site)
    user.wait_until_ready()
    command(user, "new project")
    expect(page).to_have_title("Untitled · Playground")
    command(user, "rename the project")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Moth Club", delay=PACE)
    page.keyboard.press("Enter")
    expect(page).to_have_title("Moth Club · Playground")

    tab_to(user, "Code of hello.py")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    user.type(APP, every_space=True)
    expect(user.card.get_by_role("heading", level=2)).to_contain_text("name")
    page.keyboard.press("Escape")
    go_to(user, "/login")
    expect(user.card).to_contain_text("There is no template “login.html”")
    tab_to(user, "Create templates/login.html")
    page.keyboard.press("Enter")
    expect(user.tab("templates/login.html")).to_have_attribute("aria-selected", "true")
    # The button is gone, and the keys go into what it has made.
    expect(user.editor).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    user.type(FORM)
    page.keyboard.press("Escape")
    expect(user.preview.get_by_role("button", name="Log in")).to_be_visible()
    tab_to(user, "The application's page")
    expect(user.preview.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Ada", delay=PACE)
    page.keyboard.press("Enter")
    expect(user.body).to_have_text("Welcome, Ada")
    user.expect_path("/")

    # Within the application's page, keys are the application's.
    tab_to(user, "Run", "Shift+Tab")
    command(user, "go to hello.py")
    expect(user.editor).to_be_focused()
    page.keyboard.press("ControlOrMeta+End")
    user.type(SPIN, every_space=True)
    page.keyboard.press("Escape")
    go_to(user, "/spin")
    user.expect_state("Running")
    tab_to(user, "Stop")
    page.keyboard.press("Enter")
    expect(user.body).to_contain_text("was stopped")
    # Where Stop was is Run, and the keys go on from there.
    go_to(user, "/", "Shift+Tab")
    expect(user.body).to_have_text("Welcome, Ada")
    user.wait_until_ready()
    command(user, "layout: stacked")
    page.keyboard.press("F5")
    user.wait_until_ready()
    expect(page).to_have_title("Moth Club · Playground")
    expect(user.editor).to_contain_text("while True")
    expect(user.body).to_have_text("Welcome, Ada")


def append(user: User, line: int, text: str) -> None:
    """Tap behind the end of a line, and type."""
    box = user.lines.nth(line - 1).bounding_box()
    assert box is not None
    user.page.touchscreen.tap(box["x"] + box["width"] - 2, box["y"] + box["height"] - 4)
    user.type(text, every_space=True)


@PHONE
def test_on_a_phone_one_comes_to_a_form_that_works(user: User) -> None:
    page = user.page
    page.goto(user.site)
    user.wait_until_ready()
    user.page.locator(".project-button").tap()
    user.dialog.get_by_role("button", name="New project").tap()
    expect(page).to_have_title("Untitled · Playground")
    user.wait_until_ready()

    append(user, 1, ", render_template, reqest")
    expect(user.card).to_contain_text("Did you mean “request”?")
    user.card.get_by_role("button", name="Change it to request").tap()
    expect(user.card).to_have_count(0)
    append(
        user, 8, '\n\n\n@app.route("/form")\ndef form():\n    return render_template("form.html")'
    )
    expect(user.editor).to_contain_text('render_template("form.html")')
    user.page.get_by_role("button", name="Show more of the preview").tap()
    user.visit("/form")
    expect(user.card).to_contain_text("There is no template “form.html”")
    user.card.get_by_role("button", name="Create templates/form.html").tap()
    user.page.get_by_role("button", name="Show the code").tap()
    expect(user.tab("templates/form.html")).to_have_attribute("aria-selected", "true")
    append(user, user.lines.count(), FORM.replace("post", "get"))
    user.page.get_by_role("button", name="Show the preview").tap()
    form = user.preview
    form.get_by_label("Name").tap()
    page.keyboard.type("Ada", delay=PACE)
    form.get_by_role("button", name="Log in").tap()
    user.expect_path("/form?name=Ada")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
