"""Nothing that axe knows of is in the way of anybody: in no view, no theme, no width."""

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.conftest import ROOT
from tests.e2e.conftest import Complaints
from tests.e2e.user import User
from tests.gallery.views import VIEWS, View

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")

#: The application's own page is its author's; the embedded example's is ours.
FINDINGS = """async () => {
    // Only a page of its own is to begin with a heading.
    const rules = { "page-has-heading-one": { enabled: window === top } };
    const { violations } = await axe.run(document, { iframes: false, rules });
    return violations.map(({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.slice(0, 4).map(({ html }) => html.slice(0, 200)).join("\\n    ")} (${nodes.length})`);
}"""


def parameter(view: View) -> Any:
    marks = [] if view.options is None else [pytest.mark.first_visit(**view.options)]
    return pytest.param(view, id=view.name, marks=marks)


@pytest.mark.parametrize("view", [parameter(view) for view in VIEWS])
def test_axe_finds_nothing(page: Page, site: str, complaints: Complaints, view: View) -> None:
    # Some views are of requests that fail.
    for expected in ("Failed to load", "net::ERR"):
        complaints.forgive(expected)
    page.emulate_media(reduced_motion="reduce")
    view.reach(User(page, site))
    frames = [page.main_frame, *(frame for frame in page.frames if "/embed.html" in frame.url)]
    findings = []
    for frame in frames:
        frame.evaluate(AXE)
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            found = [finding for frame in frames for finding in frame.evaluate(FINDINGS)]
            findings += [f"{width} {theme}: {finding}" for finding in found]
    assert not findings, "\n".join(findings)
