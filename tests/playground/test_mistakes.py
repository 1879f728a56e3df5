"""Each mistake is told in plain words, at its place, and the change that is offered mends it."""

from pathlib import Path

import pytest
from tests.playground.mistake import Mistake, all_mistakes, check

DOCS = Path(__file__).parents[2] / "docs"

BOTH = [
    pytest.param(mistake, debug, id=f"{mistake.what}{'' if debug else ' (debug mode off)'}")
    for mistake in all_mistakes()
    for debug in (True, False)
    if mistake.debug == debug or (mistake.debug is None and (debug or mistake.ask))
]


@pytest.mark.usefixtures("untouched_process")
@pytest.mark.parametrize(("mistake", "debug"), BOTH)
def test_a_mistake_is_explained(mistake: Mistake, debug: bool, tmp_path: Path) -> None:
    check(mistake, tmp_path / "project", debug)


@pytest.mark.parametrize("page", sorted({mistake.docs for mistake in all_mistakes()} - {""}))
def test_the_page_that_explains_it_is_there(page: str) -> None:
    file, _, anchor = page.partition("#")
    text = (DOCS / file.replace(".html", ".rst")).read_text()
    assert not anchor or f".. _{anchor}:" in text
