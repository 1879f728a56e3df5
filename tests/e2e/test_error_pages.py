"""The pages that stand where the application has no answer, whoever writes them."""

import pytest
from playwright.sync_api import Page

from .conftest import Complaints, run_project

INVALID_STATUS = """
from flask import Flask

app = Flask(__name__)

@app.get("/")
def index():
    return "", 600
"""

FAILS_BESIDE_FLASK = """
from flask import Flask

app = Flask(__name__)
app.wsgi_app = None
"""

TOKEN = """() => {
    const probe = document.body.appendChild(document.createElement("i"))
    probe.style.color = "var(--danger)"
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
}"""


@pytest.mark.parametrize(
    "source", [FAILS_BESIDE_FLASK, INVALID_STATUS], ids=["of Python", "of the service worker"]
)
def test_an_error_page_has_the_colours_of_the_playground(
    page: Page, site: str, complaints: Complaints, source: str
) -> None:
    frame = run_project(page, site, {"app.py": source})
    message = frame.locator(".what")
    colours = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colour = message.evaluate("(element) => getComputedStyle(element).color")
        assert colour == page.evaluate(TOKEN)
        colours.add(colour)
    assert len(colours) == 2
    complaints.expect("50")
