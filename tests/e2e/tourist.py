"""A user who takes the tour."""

import re

from playwright.sync_api import Locator, expect
from tests.e2e.user import User

#: Milliseconds between two keys.
PACE = 70


class Tourist(User):
    """What the tour adds to the page: a panel with a step, its task, and what its check says."""

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("region", name="Tour", exact=True)

    @property
    def result(self) -> Locator:
        """What the check says."""
        return self.panel.locator(".tour-result")

    def expect_step(self, slug: str, title: str) -> None:
        """Wait until a step is open, and named by the page's address."""
        expect(self.panel.get_by_role("heading", level=2)).to_have_text(title)
        expect(self.page).to_have_url(re.compile(f"#tour={slug}$"))

    def expect_done(self) -> None:
        expect(self.result).to_contain_text("That is right.")

    def next(self) -> None:
        """Follow the way on that a step offers which is done."""
        self.result.get_by_role("link", name="Next: ").click()

    def take_solution(self) -> None:
        self.panel.get_by_role("button", name="Show a solution").click()
        self.panel.get_by_role("button", name="Put it into the editor").click()

    def point_at(self, file: str) -> None:
        """Have the editor show the line of `file` of which the step speaks, the cursor at its beginning."""
        self.panel.get_by_role("button", name=re.compile(rf"^{re.escape(file)}, line \d+$")).click()
        expect(self.editor).to_be_focused()

    def type(self, *texts: str) -> None:
        """Type, key by key."""
        for text in texts:
            self.page.keyboard.type(text, delay=PACE)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key, delay=PACE / 2)

    def type_lines(self, *lines: str) -> None:
        """Type lines with all of their spaces, the first one from where the cursor stands."""
        first, *others = lines
        self.type(first.lstrip(" "))
        for line in others:
            self.press("Enter")
            self.type(line)
