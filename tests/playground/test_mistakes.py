"""Each mistake is told in plain words, at its place, and the change that is offered mends it."""

from pathlib import Path

import pytest
from tests.playground.mistake import Learner, Mistake, all_mistakes, check, get

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


@pytest.mark.usefixtures("untouched_process")
def test_a_layout_that_is_created_has_the_blocks_that_pages_fill(tmp_path: Path) -> None:
    page = '{% extends "layout.html" %}{% block content %}Hi{% endblock %}'
    code = "from flask import *\napp = Flask('hello')\n"
    code += "@app.route('/')\ndef index():\n    return render_template('a.html')\n"
    learner = Learner(tmp_path / "project")
    learner.files, learner.app = {"hello.py": code, "templates/a.html": page}, "hello.py"
    learner.load()
    _, problem = learner.ask(get("/"))
    assert problem is not None
    learner.mend(problem["fixes"][0])
    assert "{% block content %}{% endblock %}" in str(learner.files["templates/layout.html"])
