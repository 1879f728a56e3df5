"""The same requests to Flask from PyPI and to ours, natively and in the browser: the same answers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.conformance.comparison import as_a_script_sees
from tests.conformance.in_browser import BrowserPlayer, FetchingPlayer, open_page
from tests.conformance.native import NativePlayer
from tests.conformance.play import differences, play
from tests.conformance.projects import ENTRY, EXAMPLES, dated_files
from tests.conformance.scenarios import SCENARIOS
from tests.conftest import new_context

#: Mount and host are the same in the runs that are compared.
MOUNT = "preview/conformance"


def test_every_example_has_scenarios():
    assert list(SCENARIOS) == list(EXAMPLES)


@pytest.fixture(scope="module")
def conformance_page(browser: Browser, site: str) -> Iterator[Page]:
    """One page with one interpreter for all scenarios."""
    with new_context(browser) as context:
        yield open_page(context, site)


@pytest.fixture
def check(expected, record_property):
    """Play an example's scenarios, and fail with an account of each response unlike Flask's."""

    def check(name, slug, player, **compared):
        got = play(slug, player)
        asked = {(answer.scenario, answer.request) for answer in got}
        wanted = [a for a in expected(slug, player.mount) if (a.scenario, a.request) in asked]
        differing = differences(wanted, got, ("Flask 3.1.3", f"ours, {name}"), **compared)
        scenarios = len({answer.scenario for answer in got})
        record_property("conformance", (name, slug, scenarios, len(got), len(differing)))
        assert not differing, "\n\n".join(differing)

    return check


@pytest.mark.parametrize("slug", SCENARIOS)
def test_ours_answers_natively_as_flask_does(slug, check, tmp_path):
    files = dated_files(EXAMPLES[slug])
    mount = f"http://127.0.0.1:5000/{MOUNT}"
    with NativePlayer(files, ENTRY, tmp_path / slug, mount=mount) as player:
        check("native", slug, player)


@pytest.mark.parametrize("slug", SCENARIOS)
def test_ours_answers_in_the_browser_as_flask_does(slug, check, conformance_page, site):
    files = dated_files(EXAMPLES[slug])
    check("in the browser", slug, BrowserPlayer(conformance_page, files, f"{site}{MOUNT}"))


@pytest.mark.parametrize("slug", SCENARIOS)
def test_ours_answers_a_script_as_flask_does(slug, check, conformance_page, site):
    files = dated_files(EXAMPLES[slug])
    player = FetchingPlayer(conformance_page, files, f"{site}{MOUNT}")
    check("by fetch, in the browser", slug, player, view=as_a_script_sees)
