"""How long until a list of completions stands, from the key that asks for it, the editor's own pause included."""

from playwright.sync_api import Page, expect

#: What stands in the file, and the key that asks.
QUESTIONS = [
    ("from flask import ", "r"),
    ("from flask import request\nrequest", "."),
    ("from flask import request\nrequest.form", "."),
    ("from flask import session\nsession", "."),
    ("from flask import Flask\napp = Flask(__name__)\n@app", "."),
    ("names = []\nnames", "."),
    ("name = ''\nname", "."),
    ("class Thing:\n    def go(self):\n        pass\n\n\nThing()", "."),
    ("import dateti", "m"),
    ("def view(user):\n    us", "e"),
]

TIME_LIST = """() => {
    let asked = 0;
    addEventListener("keydown", (event) => (asked = event.timeStamp), { capture: true });
    new MutationObserver(() => {
        if (asked === 0 || !document.querySelector(".cm-tooltip-autocomplete li")) return;
        window.list = performance.now() - asked;
        asked = 0;
    }).observe(document.body, { childList: true, subtree: true });
}"""

#: Milliseconds after which the page is at rest: nothing is run, and the file has been looked over.
REST = 1000


def completion_lists(page: Page, rounds: int) -> list[float]:
    """Ask each question so many times once the language tools are there; give the times in milliseconds."""
    page.locator(".cm-content").focus()
    expect(page.locator(".editor[data-language=ready]")).to_be_attached()
    page.evaluate(TIME_LIST)
    times: list[float] = []
    for text, key in QUESTIONS * rounds:
        page.locator(".cm-content").press("ControlOrMeta+a")
        page.keyboard.insert_text(text)
        # What is timed is a list's way to a page at rest, and no event tells that nothing is to come.
        page.wait_for_timeout(REST)
        page.evaluate("window.list = 0")
        page.keyboard.press(key)
        page.wait_for_function("window.list > 0")
        times.append(page.evaluate("window.list"))
        page.keyboard.press("Escape")
    return times
