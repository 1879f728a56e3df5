"""Two tabs on one project: neither loses what was written in it, and each is told."""

import random

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.user import HELLO, PACE, User

#: What the browser keeps of all projects, as one text.
KEPT = """() => new Promise((resolve) => {
    const opened = indexedDB.open("flask-playground")
    opened.onsuccess = () => {
        const all = opened.result.transaction("projects").objectStore("projects").getAll()
        all.onsuccess = () => {
            opened.result.close()
            resolve(all.result.map(({ name, files }) => name + Object.values(files).join()).join())
        }
    }
})"""

#: The other tabs hear of no change that this one writes, as when they have not looked yet.
SAY_NOTHING_OF_CHANGES = """() => {
    const { postMessage } = BroadcastChannel.prototype
    BroadcastChannel.prototype.postMessage = function (message) {
        if (message.type !== "saved") postMessage.call(this, message)
    }
}"""


@pytest.fixture
def tabs(page: Page, site: str) -> tuple[User, User]:
    """Two tabs that show the same project."""
    first = User(page, site)
    first.open()
    first.write(HELLO)
    expect(first.body).to_have_text("Hello, user!")
    wait_until_kept(first, "Hello, user!")
    second = User(page.context.new_page(), site)
    second.open("")
    expect(second.body).to_have_text("Hello, user!")
    return first, second


def wait_until_kept(user: User, text: str) -> None:
    user.page.wait_for_function(f"async (text) => (await ({KEPT})()).includes(text)", arg=text)


def type_at_the_end(user: User, text: str) -> None:
    user.editor.press("ControlOrMeta+End")
    user.page.keyboard.type(text, delay=PACE)


def test_a_tab_follows_what_is_written_in_another(tabs: tuple[User, User]) -> None:
    first, second = tabs
    first.replace("hello.py", "user!", "both tabs!")
    expect(second.editor).to_contain_text("both tabs!")
    expect(second.body).to_have_text("Hello, both tabs!")
    expect(second.toast).to_contain_text("was changed in another tab")


def test_what_two_tabs_write_at_once_becomes_two_projects(tabs: tuple[User, User]) -> None:
    first, second = tabs
    first.page.evaluate(SAY_NOTHING_OF_CHANGES)
    type_at_the_end(first, "# written first")
    wait_until_kept(first, "# written first")
    # Long enough that the copy is made while it is typed.
    type_at_the_end(second, "# and this was written second")
    expect(second.toast).to_contain_text("What you write here is now “A minimal application 2”")
    expect(first.toast).to_contain_text("What the other one wrote is now “A minimal application 2”")
    expect(second.editor).to_contain_text("# and this was written second")
    for user, own, others in (
        (first, "# written first", "second"),
        (second, "# and this was written second", "first"),
    ):
        wait_until_kept(user, own)
        user.page.reload()
        expect(user.editor).to_contain_text(own)
        expect(user.editor).not_to_contain_text(others)


def test_to_look_around_in_a_tab_undoes_nothing_of_the_other(tabs: tuple[User, User]) -> None:
    first, second = tabs
    first.page.evaluate(SAY_NOTHING_OF_CHANGES)
    type_at_the_end(first, "# stays")
    wait_until_kept(first, "# stays")
    second.visit("/?looked=around")
    arrived = '[title="The application\'s page"][src$="?looked=around"]'
    expect(second.page.locator(arrived)).to_be_attached()
    second.page.reload()
    expect(second.editor).to_contain_text("# stays")
    second.expect_path("/?looked=around")


def test_a_tab_that_reads_again_writes_into_the_same_project(tabs: tuple[User, User]) -> None:
    first, second = tabs
    type_at_the_end(first, "# one ")
    expect(second.editor).to_contain_text("# one ")
    type_at_the_end(second, "two ")
    expect(first.editor).to_contain_text("# one two ")
    type_at_the_end(first, "three")
    expect(second.editor).to_contain_text("# one two three")
    expect(second.project()).to_have_text("A minimal application")


@pytest.mark.parametrize("seed", [1, 2])
def test_no_word_is_lost_whichever_tab_it_is_typed_in(tabs: tuple[User, User], seed: int) -> None:
    chance = random.Random(seed)
    address = tabs[0].page.evaluate("location.hash")
    words = [f"word{number}" for number in range(12)]
    for word in words:
        user = chance.choice(tabs)
        if chance.random() < 0.3:
            # Back from the copy that the tab has made of an earlier word.
            user.page.evaluate("(address) => void (location.hash = address)", address)
        user.editor.press("ControlOrMeta+End")
        user.page.keyboard.type(f"#{word} ", delay=chance.choice([0, PACE]))
    for word in words:
        wait_until_kept(tabs[0], word)
