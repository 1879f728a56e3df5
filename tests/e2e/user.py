"""A user who writes projects of their own in the playground."""

from playwright.sync_api import Locator, expect
from tests.e2e.playground import Playground

#: Milliseconds between two keys of a person who types.
PACE = 70

#: An application of one page; the tests put what they need after it.
HELLO = """from flask import Flask

app = Flask(__name__)


@app.route("/")
def hello():
    return "Hello, user!"
"""


class User(Playground):
    """What a user does beyond trying the examples."""

    @property
    def editor(self) -> Locator:
        return self.page.locator(".cm-content")

    def write(self, text: str) -> None:
        """Put `text` in place of all that the open file holds."""
        self.editor.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def type(self, text: str, *, every_space: bool = False) -> None:
        """Type `text` at the cursor, key by key; its indentation is left to the editor unless `every_space` is typed."""
        for index, line in enumerate(text.split("\n")):
            if index:
                self.page.keyboard.press("Enter", delay=PACE)
            self.page.keyboard.type(line if every_space or not index else line.lstrip(), delay=PACE)

    def wait_for_language(self) -> None:
        """Turn to the editor, and wait until its language tools answer."""
        self.editor.focus()
        expect(self.page.locator(".editor[data-language=ready]")).to_be_attached()

    @property
    def lines(self) -> Locator:
        return self.page.locator(".cm-line")

    @property
    def text(self) -> str:
        """What the editor shows, which is all of a short file."""
        return "\n".join(self.lines.all_text_contents())

    @property
    def completions(self) -> Locator:
        return self.page.locator(".cm-tooltip-autocomplete")

    def add_file(self, path: str, text: str) -> None:
        self.page.get_by_role("button", name="Add a file").click()
        self.dialog.get_by_role("textbox").fill(path)
        self.dialog.get_by_role("button", name="Add").click()
        expect(self.tab(path)).to_have_attribute("aria-selected", "true")
        self.write(text)

    def tab(self, path: str) -> Locator:
        return self.page.get_by_role("tablist", name="Files").get_by_role("tab", name=path)

    @property
    def tabs(self) -> Locator:
        return self.page.get_by_role("tablist", name="Files").get_by_role("tab")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog").filter(visible=True)

    @property
    def toast(self) -> Locator:
        return self.page.locator(".toast")

    @property
    def notice(self) -> Locator:
        """What stands in the place of a page that cannot be shown."""
        return self.page.locator(".notice")

    @property
    def card(self) -> Locator:
        """What says what went wrong: the card over the page, or the strip below it."""
        return self.page.get_by_role("region", name="What went wrong")

    def mend(self, label: str) -> None:
        """Press the button that offers to mend it."""
        self.card.get_by_role("button", name=label).click()

    def expect_state(self, state: str) -> None:
        expect(self.page.locator(".run-state")).to_have_text(state)

    def choose(self, item: str) -> None:
        """Choose from the project's menu."""
        self.page.locator(".project-button").click()
        self.dialog.get_by_role("button", name=item).click()

    def project(self) -> Locator:
        return self.page.locator(".project-button")
