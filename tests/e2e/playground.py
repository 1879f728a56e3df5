"""The playground page as a user works it: by its labels, waiting for what they would wait for."""

from collections.abc import Mapping

from playwright.sync_api import FrameLocator, Locator, Page, expect
from tests.e2e.conftest import share_link


class Playground:
    """The playground in `page`, served at `site` (with its final slash)."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site

    def open(self, fragment: str = "#example=minimal") -> None:
        """Open the page on what `fragment` names, and wait until the application has answered."""
        self.page.goto(f"{self.site}{fragment}")
        self.wait_until_ready()

    def begin(self, files: Mapping[str, str]) -> None:
        """Open a project of these files in debug mode, as from a link, in the page as it is, and run it."""
        self.page.goto(self.site + share_link(files, next(iter(files)), debug=True))
        self.page.get_by_role("button", name="Run it").click()
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        expect(self.page.locator(".run-state")).to_have_text("Ready")

    def choose_example(self, title: str, description: str) -> None:
        """Choose from the list of examples, and wait until it has answered."""
        self.page.get_by_role("button", name="Examples").click()
        self.page.get_by_role("link", name=f"{title} {description}").click()
        expect(self.page).to_have_title(f"{title} · Playground")
        self.wait_until_ready()

    @property
    def preview(self) -> FrameLocator:
        """The application's page."""
        return self.page.frame_locator('iframe[title="The application\'s page"]')

    @property
    def body(self) -> Locator:
        return self.preview.locator("body")

    @property
    def address(self) -> Locator:
        return self.page.get_by_role("textbox", name="Address of the page in the preview")

    def visit(self, path: str) -> None:
        """Type a path into the address bar."""
        self.address.fill(path)
        self.address.press("Enter")

    def expect_path(self, path: str) -> None:
        """Wait until the address bar shows `path`."""
        expect(self.address).to_have_value(f"http://127.0.0.1:5000{path}")

    @property
    def console(self) -> Locator:
        """The console's rows; it is a strip until somebody looks into it."""
        fold = self.page.get_by_role("button", name="Console", exact=True)
        # Twice where it has opened by itself, for an error, just before the click that was to open it.
        for _ in range(2):
            if fold.get_attribute("aria-expanded") == "false":
                fold.click()
        return self.page.get_by_role("log", name="Console")

    def open_file(self, path: str) -> None:
        tab = self.page.get_by_role("tab", name=path, exact=True)
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")

    def replace(self, path: str, old: str, new: str) -> None:
        """Open a file, find `old` where it stands first, and type `new` over it."""
        self.open_file(path)
        editor = self.page.locator(".cm-content")
        editor.press("ControlOrMeta+Home")
        editor.press("ControlOrMeta+f")
        find = self.page.get_by_role("textbox", name="Find")
        find.fill("")
        find.press_sequentially(old)
        find.press("Enter")
        find.press("Escape")
        expect(editor).to_be_focused()
        self.page.keyboard.type(new)
        expect(editor).to_contain_text(new)
