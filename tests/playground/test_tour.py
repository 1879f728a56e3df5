"""The tour as it is written: every section of the specification is in it, and its solutions run natively."""

import importlib
import re
import sys
from pathlib import Path

import pytest
from web.build import tour

from flask import Flask

#: The headings of Flask's own quickstart.
SECTIONS = {
    "Quickstart",
    "A Minimal Application",
    "Externally Visible Server",
    "What to do if the Server does not Start",
    "Old Version of Flask",
    "Invalid Import Name",
    "Debug Mode",
    "Routing",
    "Variable Rules",
    "Unique URLs / Redirection Behavior",
    "URL Building",
    "HTTP Methods",
    "Static Files",
    "Rendering Templates",
    "Accessing Request Data",
    "Context Locals",
    "The Request Object",
    "File Uploads",
    "Cookies",
    "Redirects and Errors",
    "About Responses",
    "Sessions",
    "Message Flashing",
    "Logging",
    "Hooking in WSGI Middlewares",
    "Using Flask Extensions",
    "Deploying to a Web Server",
}

CONTENTS = tour.read_contents()
STEPS = {step.slug: step for step in tour.read_steps(CONTENTS)}
FIRST = """+++
title = "One"
covers = ["Routing"]
look = { file = "app.py", line = "a =" }
+++

Text.

## Task

Do it.

## Hint

So.

## Start

```python app.py
a = 1
b = 2
```

## Solution

```diff app.py
-a = 1
+a = 3
```
"""


def read(source: str, before: object = None) -> tour.Step:
    return tour.read_step("one", "Chapter", source, before or tour.Project())


def test_every_section_of_the_specification_is_in_some_step() -> None:
    assert set().union(*(step.covers for step in STEPS.values())) == SECTIONS


def test_every_file_is_a_step_of_some_chapter() -> None:
    assert {path.stem for path in tour.TOUR.glob("*.md")} == set(STEPS)


@pytest.mark.parametrize("slug", STEPS)
def test_a_solution_runs_natively_and_answers_at_its_address(
    slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = STEPS[slug]
    for name, content in step.solution.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    try:
        app = importlib.import_module("app").app
    finally:
        for name in ("app", "moon"):
            sys.modules.pop(name, None)
    assert isinstance(app, Flask)
    with app.test_client().get(step.path) as response:
        assert response.status_code < 500


def test_a_step_is_read_with_its_projects_and_the_line_it_is_about() -> None:
    step = read(FIRST)
    assert (step.title, step.text, step.task, step.hint) == ("One", "Text.", "Do it.", "So.")
    assert step.start.files == {"app.py": "a = 1\nb = 2\n"}
    assert step.solution.files == {"app.py": "a = 3\nb = 2\n"}
    assert step.look == {"path": "app.py", "line": 1}


def test_a_step_can_lead_to_a_control_in_place_of_a_line() -> None:
    assert read(FIRST).control is None
    step = read(re.sub("look = .*", 'control = "debug"', FIRST))
    assert (step.look, step.control) == (None, "debug")


def test_a_step_starts_from_what_the_one_before_it_has_come_to() -> None:
    start = FIRST.split("## Start")[0]
    step = read(start + "## Solution\n", tour.Project({"app.py": "a = 1\n", "b.txt": ""}))
    assert step.start.files == {"app.py": "a = 1\n", "b.txt": ""}
    assert step.continues


def test_a_step_that_changes_what_was_there_does_not_go_on_with_it() -> None:
    assert not read(FIRST, tour.Project({"app.py": "other\n"})).continues


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("+++\n", "", "the header between two lines of"),
        ("## Hint", "## Hints", "no section of the name 'Hints'"),
        ('line = "a ="', 'line = "="', "'=' is on 2 lines of app.py"),
        ("-a = 1", "-a = 2", "this fits in 0 places of app.py"),
        ("```diff app.py", "```diff main.py", "there is no file main.py: there is app.py"),
        ("-a = 1", "a = 1", "a line of a diff begins with"),
    ],
)
def test_a_step_that_cannot_be_read_says_why(old: str, new: str, message: str) -> None:
    with pytest.raises(tour.StepError, match=message):
        read(FIRST.replace(old, new))
