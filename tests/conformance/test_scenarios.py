"""The same requests to Flask from PyPI and to ours, natively and in the browser: the same answers."""

import pytest
from tests.conformance.conftest import EXAMPLES
from tests.conformance.native import NativePlayer
from tests.conformance.play import differences, play
from tests.conformance.projects import ENTRY, dated_files
from tests.conformance.scenarios import SCENARIOS

MOUNT = "http://127.0.0.1:5000/preview/conformance"


def test_every_example_has_scenarios():
    assert list(SCENARIOS) == list(EXAMPLES)


@pytest.mark.parametrize("slug", SCENARIOS)
def test_ours_answers_natively_as_flask_does(slug, expected, tmp_path, record_property):
    files = dated_files(EXAMPLES[slug])
    with NativePlayer(files, ENTRY, tmp_path / slug, mount=MOUNT) as player:
        got = play(slug, player)
    differing = differences(expected(slug, MOUNT), got, ("Flask 3.1.3", "ours"))
    counts = len(SCENARIOS[slug]), len(got), len(differing)
    record_property("conformance", ("native", slug, *counts))
    assert not differing, "\n\n".join(differing)
