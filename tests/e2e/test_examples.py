"""Every example in the browser: offered, opened, edited, and used for what it shows."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from tests.conformance.projects import EXAMPLES
from tests.e2e.conftest import Complaints
from tests.e2e.playground import Playground


@dataclass(frozen=True)
class Edit:
    """A change that a user types, and the text that the preview then shows."""

    file: str
    old: str
    new: str
    shown: str


EDITS = {
    "postcard": Edit(
        "app.py", "Greetings from Flask", "Greetings from Malta", "Greetings from Malta"
    ),
    "minimal": Edit("hello.py", "World!", "User!", "Hello, User!"),
    "debug-mode": Edit("hello.py", "some numbers", "any numbers", "The average of any numbers"),
    "routing": Edit("hello.py", "Index Page", "Front Page", "Front Page"),
    "variable-rules": Edit("hello.py", "Six converters", "Half a dozen", "Half a dozen"),
    "unique-urls": Edit("hello.py", "With and without", "Mind", "Mind the slash"),
    "url-building": Edit("hello.py", "/login", "/enter", "/enter?next=/"),
    "http-methods": Edit("hello.py", "Log in</h1>", "Come in</h1>", "Come in"),
    "static-files": Edit("hello.py", "Static files</h1>", "Still files</h1>", "Still files"),
    "templates": Edit("templates/hello.html", ", World", ", all", "Hello, all!"),
    "template-inheritance": Edit(
        "application/templates/index.html", "Which one", "Which tea", "Which tea?"
    ),
    "escaping": Edit("hello.py", "blink>hacker", "u>guest", "<u>guest"),
    "context-locals": Edit("hello.py", "/inner", "/deeper", "failed"),
    "request-data": Edit("templates/index.html", "Three ways in", "Ways in", "Ways in"),
    "uploads": Edit("templates/upload.html", "Upload a file", "Send a file", "Send a file"),
    "cookies": Edit("templates/index.html", "stranger", "whoever you are", "whoever you are"),
    "redirects-errors": Edit("templates/start.html", "Places to go", "Ways out", "Ways out"),
    "responses": Edit("hello.py", "A view may return", "A view gives", "A view gives"),
    "sessions": Edit("hello.py", "You are not logged in", "Nobody is here", "Nobody is here"),
    "flashing": Edit("templates/index.html", "To buy", "To fetch", "To fetch"),
    "logging": Edit("hello.py", "Apples</h1>", "Fruit</h1>", "Fruit"),
    "middleware": Edit("hello.py", "Who is asking", "Who asks", "Who asks?"),
}

Story = Callable[[Playground, Complaints], None]
STORIES: dict[str, Story] = {}


def story(slug: str) -> Callable[[Story], Story]:
    """What a user does with an example once it runs."""

    def register(function: Story) -> Story:
        STORIES[slug] = function
        return function

    return register


def test_every_example_is_told():
    assert list(EDITS) == list(EXAMPLES)
    assert list(STORIES) == list(EXAMPLES)


def test_the_list_offers_every_example(page: Page, site: str):
    page.goto(site)
    page.get_by_role("button", name="Examples").click()
    for example in EXAMPLES.values():
        name = f"{example.title} {example.description}"
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


@pytest.mark.parametrize("slug", EXAMPLES)
def test_example_is_opened_edited_and_used(slug, page: Page, site: str, complaints: Complaints):
    example, edit = EXAMPLES[slug], EDITS[slug]
    playground = Playground(page, site)
    playground.open(f"#example={slug}")
    expect(page).to_have_title(f"{example.title} · Playground")
    playground.expect_path(example.path)
    playground.replace(edit.file, edit.old, edit.new)
    expect(playground.body).to_contain_text(edit.shown)
    STORIES[slug](playground, complaints)


def follow(playground: Playground, link: str) -> None:
    playground.preview.get_by_role("link", name=link, exact=True).click()


@story("postcard")
def _(playground, complaints):
    preview = playground.preview
    preview.get_by_role("textbox", name="Who gets this card?").fill("<Ada>")
    preview.get_by_role("button", name="Send").click()
    expect(playground.body).to_contain_text("Dear <Ada>, wish you were here.")
    follow(playground, "How is this page made?")
    playground.expect_path("/how")
    follow(playground, "Back to the card")
    expect(playground.body).to_contain_text("Greetings from Malta")


@story("minimal")
def _(playground, complaints):
    playground.visit("/elsewhere")
    expect(playground.body).to_contain_text("Not Found")
    complaints.expect("404")


@story("debug-mode")
def _(playground, complaints):
    follow(playground, "3 5 7")
    expect(playground.body).to_have_text("The average is 5.")
    playground.visit("/average")
    expect(playground.preview.get_by_role("heading", level=1)).to_have_text("Internal Server Error")
    playground.page.get_by_role("switch", name="Debug").check()
    playground.page.get_by_role("button", name="Open the debugger").click()
    expect(playground.preview.get_by_role("heading", level=1)).to_have_text("ZeroDivisionError")
    expect(playground.body).to_contain_text("sum(numbers) / len(numbers)")
    expect(playground.console).to_contain_text("division by zero")
    complaints.expect("500")


@story("routing")
def _(playground, complaints):
    # This link is written as an absolute path, and has to find home all the same.
    follow(playground, "/hello")
    expect(playground.body).to_contain_text("Hello, World")
    playground.expect_path("/hello")
    follow(playground, "Back")
    expect(playground.body).to_contain_text("Front Page")
    playground.visit("/farewell")
    expect(playground.body).to_have_text("Until next time")


@story("variable-rules")
def _(playground, complaints):
    for path, shown in {
        "/user/Zoë": "User Zoë",
        "/user/<i>": "User <i>",
        "/post/41": "Post 41; the next one is 42",
        "/price/2.50": "2.50 each, 7.50 for three",
        "/wiki/a/b/c": "a > b > c",
        "/spring": "It is spring.",
        "/ticket/5a1e0000-0000-4000-8000-00000000cafe": "UUID version 4",
    }.items():
        playground.visit(path)
        expect(playground.body).to_contain_text(shown)
    playground.visit("/post/seven")
    expect(playground.body).to_contain_text("Not Found")
    complaints.expect("404")


@story("unique-urls")
def _(playground, complaints):
    playground.visit("/projects")
    expect(playground.body).to_contain_text("The project page")
    playground.expect_path("/projects/")
    follow(playground, "atlas")
    playground.expect_path("/projects/atlas")
    playground.visit("/about/")
    expect(playground.body).to_contain_text("Not Found")
    complaints.expect("404")


@story("url-building")
def _(playground, complaints):
    expect(playground.console).to_contain_text("/user/John%20Doe")
    playground.preview.locator("a", has_text="John%20Doe").click()
    expect(playground.body).to_have_text("A profile")
    playground.expect_path("/user/John%20Doe")


@story("http-methods")
def _(playground, complaints):
    preview = playground.preview
    preview.get_by_label("Name").fill("Ada <3")
    preview.get_by_role("button", name="Log in").click()
    expect(playground.body).to_contain_text("Welcome, Ada <3.")
    playground.visit("/desk")
    for method, answer in {
        "PUT": '"text": "Buy apples"',
        "GET": '"text": "Buy apples"',
        "HEAD": "HEAD: 200",
        "OPTIONS": "Allow: ",
        "DELETE": "DELETE: 204",
        "POST": "POST: 405",
    }.items():
        preview.get_by_role("button", name=method, exact=True).click()
        expect(preview.get_by_role("status")).to_contain_text(f"{method}: ")
        expect(preview.get_by_role("status")).to_contain_text(answer)
    complaints.expect("405")


@story("static-files")
def _(playground, complaints):
    preview = playground.preview
    # Rejects for what is no picture.
    preview.locator("img").evaluate("image => image.decode()")
    preview.get_by_role("button", name="Ask twice").click()
    expect(preview.locator("output")).to_have_text(
        re.compile(r"First 200 with \d+ bytes, then 304\.")
    )
    playground.replace("static/style.css", "fff8ef", "010203")
    expect(playground.body).to_have_css("background-color", "rgb(1, 2, 3)")


@story("templates")
def _(playground, complaints):
    follow(playground, "Ada")
    expect(playground.preview.get_by_role("heading")).to_have_text("Hello Ada!")
    follow(playground, "Zoë <3")
    expect(playground.preview.get_by_role("heading")).to_have_text("Hello Zoë <3!")
    expect(playground.body).to_contain_text("by GET")


@story("template-inheritance")
def _(playground, complaints):
    follow(playground, "Sencha")
    expect(playground.body).to_contain_text("2 minutes at 75 °C.")
    follow(playground, "About")
    playground.replace("application/templates/layout.html", "Every page", "Each page")
    expect(playground.preview.get_by_role("contentinfo")).to_contain_text("Each page extends")
    expect(playground.body).to_have_css("color", "rgb(31, 45, 36)")


@story("escaping")
def _(playground, complaints):
    preview = playground.preview
    preview.get_by_label("Name").fill("<b>you</b>")
    preview.get_by_role("button", name="Show").click()
    expect(preview.locator("#escaped")).to_have_text("<b>you</b>")
    expect(preview.locator("#safe")).to_have_text("you")
    expect(preview.locator("#markup")).to_have_text("<b>you</b>")
    follow(playground, "text file")
    expect(playground.body).to_contain_text("Dear <you>,")


@story("context-locals")
def _(playground, complaints):
    playground.replace("hello.py", "/deeper", "/inner")
    expect(playground.body).not_to_contain_text("failed")
    expect(playground.preview.get_by_text("holds")).to_have_count(5)


@story("request-data")
def _(playground, complaints):
    preview = playground.preview
    preview.get_by_label("Search").fill("berry")
    preview.get_by_role("button", name="Search").click()
    expect(preview.get_by_role("listitem")).to_have_text(["blueberry"])
    playground.expect_path("/search?key=berry")
    playground.visit("/login")
    preview.get_by_label("Username").fill("ada")
    preview.get_by_label("Password").fill("byron")
    preview.get_by_role("button", name="Log in").click()
    expect(preview.get_by_role("alert")).to_contain_text("do not fit")
    preview.get_by_label("Username").fill("ada")
    preview.get_by_label("Password").fill("lovelace")
    preview.get_by_role("button", name="Log in").click()
    expect(preview.get_by_role("heading")).to_have_text("Welcome, ada")
    follow(playground, "Back")
    preview.get_by_role("button", name="Add up").click()
    expect(preview.locator("output")).to_contain_text('{ "count": 3, "sum": 6.5 }')
    preview.get_by_role("button", name="Send no password").click()
    expect(playground.page.get_by_role("region", name="What went wrong")).to_contain_text(
        "There is no “password” in the form"
    )
    complaints.expect("500")


@story("uploads")
def _(playground, complaints):
    preview = playground.preview
    chooser = preview.get_by_label("File, 64 KiB at most")
    every_byte = bytes(range(256))
    chooser.set_input_files(
        {"name": "../notes of mine.bin", "mimeType": "application/x-notes", "buffer": every_byte}
    )
    preview.get_by_role("button", name="Upload").click()
    expect(preview.get_by_role("listitem")).to_contain_text("notes_of_mine.bin, 256 bytes")
    link = preview.get_by_role("link", name="notes_of_mine.bin", exact=True)
    read = "async link => [...new Uint8Array(await (await fetch(link.href)).arrayBuffer())]"
    assert bytes(link.evaluate(read)) == every_byte
    chooser.set_input_files({"name": "big.txt", "mimeType": "text/plain", "buffer": b"x" * 70_000})
    preview.get_by_role("button", name="Upload").click()
    expect(preview.get_by_role("alert")).to_have_text("64 KiB is the limit.")
    complaints.expect("413")


@story("cookies")
def _(playground, complaints):
    preview = playground.preview
    preview.get_by_label("Name").fill("Zoë; é")
    preview.get_by_role("button", name="Remember me").click()
    expect(preview.get_by_role("heading")).to_have_text("Welcome back, Zoë; é")
    expect(preview.get_by_role("row", name="username Zoë; é")).to_be_visible()
    # The cookies are kept for the next visit.
    playground.page.reload()
    expect(preview.get_by_role("heading")).to_have_text("Welcome back, Zoë; é")
    preview.get_by_role("button", name="Forget me").click()
    expect(playground.body).to_contain_text("Visit number 1.")
    expect(preview.get_by_role("heading")).not_to_contain_text("Zoë")


@story("redirects-errors")
def _(playground, complaints):
    follow(playground, "The front page")
    expect(playground.body).to_contain_text("Unauthorized")
    playground.expect_path("/login")
    complaints.expect("401")
    playground.visit("/start")
    follow(playground, "Nowhere")
    expect(playground.preview.get_by_role("heading")).to_have_text("Not here")
    expect(playground.body).to_contain_text("nothing at /nowhere")
    complaints.expect("404")
    follow(playground, "start")
    follow(playground, "An umbrella")
    expect(playground.body).to_contain_text("There is no umbrella left.")
    complaints.expect("409")


@story("responses")
def _(playground, complaints):
    for path, shown in {
        "/text": "Bold — and naïve",
        "/octets": "eight bit",
        "/mapping": '"name": "Zo\\u00eb"',
        "/sequence": '[ 1, 2.5, "three", false ]',
        "/status": "Made it",
        "/stream": "3 green bottles 2 green bottles 1 green bottles",
        "/application": "Said by a plain WSGI application at /application",
    }.items():
        playground.visit(path)
        expect(playground.body).to_contain_text(shown)
    # A page stays where it is when the answer is 204: no content.
    playground.visit("/empty")
    expect(playground.console).to_contain_text("/empty")
    expect(playground.body).to_contain_text("Said by a plain WSGI application")


@story("sessions")
def _(playground, complaints):
    preview = playground.preview
    follow(playground, "Log in")
    preview.get_by_label("Username").fill("<i>Ada</i>")
    preview.get_by_role("button", name="Log in").click()
    expect(playground.body).to_contain_text("Logged in as <i>Ada</i>")
    # Neither an edit nor a visit later logs anyone out.
    playground.replace("hello.py", "Logged in as", "Known as")
    expect(playground.body).to_contain_text("Known as <i>Ada</i>")
    playground.page.reload()
    expect(playground.body).to_contain_text("Known as <i>Ada</i>")
    follow(playground, "Log out")
    expect(playground.body).to_contain_text("Nobody is here")


@story("flashing")
def _(playground, complaints):
    preview = playground.preview
    preview.get_by_label("Thing").fill("Bread & butter")
    preview.get_by_role("button", name="Add").click()
    expect(preview.get_by_role("status")).to_have_text("Bread & butter is on the list.")
    expect(preview.get_by_role("listitem")).to_have_text("Bread & butter")
    follow(playground, "Load this page again")
    expect(preview.get_by_role("status")).to_have_count(0)
    preview.get_by_role("button", name="Clear").click()
    expect(preview.get_by_role("status")).to_have_text(["1 crossed off.", "A clean sheet."])


@story("logging")
def _(playground, complaints):
    follow(playground, "Order 42")
    expect(playground.body).to_contain_text("Ten are all we have")
    expect(playground.console).to_contain_text("Somebody wants '42'")
    expect(playground.console).to_contain_text("A suspicious order (42 apples)")
    playground.visit("/order?apples=none")
    expect(playground.body).to_contain_text("How many is that?")
    expect(playground.console).to_contain_text("An order that is not a number")
    expect(playground.console).to_contain_text("ValueError")
    complaints.expect("400")


@story("middleware")
def _(playground, complaints):
    preview = playground.preview
    preview.get_by_role("button", name="Ask directly").click()
    expect(preview.get_by_role("status")).to_contain_text("127.0.0.1 by http")
    preview.get_by_role("button", name="Ask as if through a proxy").click()
    expect(preview.get_by_role("status")).to_contain_text("203.0.113.9 by https")
    expect(preview.get_by_role("status")).to_contain_text("Passed through the overhead")
