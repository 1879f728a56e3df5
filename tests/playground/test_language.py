"""What the editor is told about code that is being written."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from flask_playground.language.tools import LanguageTools

APP = """from flask import Flask, request, session

app = Flask(__name__)


class Thing:
    def __init__(self):
        self.name = "x"

    def go(self):
        "Goes."
        return self.name

"""


class Editor:
    """Asks at the place in a file that a bar marks."""

    def __init__(self, root: Path) -> None:
        self.tools = LanguageTools(root, sys.path[1:])

    def write(self, text: str, path: str = "hello.py") -> None:
        self.tools.write(path, text)

    def ask(self, kind: str, text: str, path: str = "hello.py") -> Any:
        before, _, after = text.partition("|")
        self.write(before + after, path)
        column = len(before.split("\n")[-1].encode("utf-16-le")) // 2 + 1
        line = before.count("\n") + 1
        return self.answer(type=kind, path=path, line=line, column=column)

    def answer(self, **question: Any) -> Any:
        return json.loads(self.tools.answer(json.dumps(question)))

    def names(self, text: str, path: str = "hello.py") -> list[str]:
        return [option["name"] for option in self.ask("complete", text, path)]

    def check(self, text: str, path: str = "hello.py") -> list[tuple[int, str, str]]:
        """Give the line, the marked text and the message of each mark."""
        self.write(text, path)
        lines = text.split("\n")
        return [
            (
                mark["line"],
                lines[mark["line"] - 1][mark["column"] - 1 : mark["endColumn"] - 1],
                mark["message"],
            )
            for mark in self.answer(type="check", path=path)
        ]


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(tmp_path / "project")


@pytest.mark.parametrize(
    ("code", "offered"),
    [
        ("from flask import re|", "render_template"),
        ("import dat|", "datetime"),
        (APP + "app.|", "route"),
        (APP + "@app.|", "get"),
        (APP + "request.|", "form"),
        (APP + "request.args.|", "getlist"),
        (APP + "session.|", "pop"),
        (APP + "Thing().|", "go"),
        (APP + "Thing().go().|", "upper"),
        (APP + "def view(user):\n    us|", "user"),
        (APP + "whil|", "while"),
        ("'😀'; import dat|", "datetime"),
    ],
)
def test_completions_know_flask_the_project_and_python(
    editor: Editor, code: str, offered: str
) -> None:
    assert offered in editor.names(code)


def test_completions_know_the_projects_other_modules_as_they_are_now(editor: Editor) -> None:
    assert editor.names("import tools\ntools.ans|") == []
    editor.write("answer = 42\n", "tools.py")
    assert editor.names("import tools\ntools.ans|") == ["answer"]
    editor.write("answers = []\n", "tools.py")
    assert editor.names("import tools\ntools.ans|") == ["answers"]
    editor.tools.write("tools.py", None)
    assert editor.names("import tools\ntools.ans|") == []


def test_a_completion_is_described_by_its_signature_and_docstring(editor: Editor) -> None:
    editor.names(APP + "Thing().|")
    described = editor.answer(type="describe", name="go")
    assert described == {"signature": "go()", "text": "Goes."}


def test_a_property_is_described_by_its_declaration(editor: Editor) -> None:
    editor.names(APP + "request.|")
    assert editor.answer(type="describe", name="form")["signature"].startswith("def form(self)")


def test_what_was_not_offered_is_not_described(editor: Editor) -> None:
    editor.names(APP + "Thing().|")
    assert editor.answer(type="describe", name="stop") is None


def test_a_signature_says_which_parameter_is_being_written(editor: Editor) -> None:
    signature = editor.ask("signature", "def add(one, other: int = 2):\n    'Adds.'\n\nadd(1, |")
    label = signature["label"]
    assert label == "add(one, other: int=2)"
    marked = [label[each["start"] : each["end"]] for each in signature["parameters"]]
    assert marked == ["one", "other: int=2"]
    assert (signature["active"], signature["text"]) == (1, "Adds.")


def test_outside_of_a_call_there_is_no_signature(editor: Editor) -> None:
    assert editor.ask("signature", "print(1)|") is None


def test_hovering_over_a_name_shows_its_documentation(editor: Editor) -> None:
    found = editor.ask("hover", "from flask import render_tem|plate")
    assert found["signature"].startswith("render_template(")
    assert "template" in found["text"]


@pytest.mark.parametrize("code", ["|return 1", "   |  "])
def test_hovering_over_what_is_no_name_shows_nothing(editor: Editor, code: str) -> None:
    assert editor.ask("hover", code) is None


def test_documentation_has_no_markup(editor: Editor) -> None:
    code = "def f():\n    '''A :class:`~a.b.Name` of ``x``.\n\n    .. versionchanged:: 2\n       It moved.\n    '''\n\nf|"
    assert editor.ask("hover", code)["text"] == "A Name of x."


def test_a_syntax_error_is_marked(editor: Editor) -> None:
    assert editor.check("x = 1\nif x\n    y\n") == [(2, "", "SyntaxError: expected ':'")]
    assert editor.check("return 1\n") == [(1, "return 1", "SyntaxError: 'return' outside function")]


def test_a_name_that_nothing_defines_is_marked_with_the_one_that_is_meant(editor: Editor) -> None:
    assert editor.check(APP + "reqest.form\n") == [
        (14, "reqest", "Nothing here has the name “reqest”. Is “request” meant?")
    ]


def test_a_name_of_flask_that_is_not_imported_is_marked_with_its_import(editor: Editor) -> None:
    assert editor.check("url_for('x')\n") == [
        (
            1,
            "url_for",
            "Nothing here has the name “url_for”. Flask has it: from flask import url_for",
        )
    ]


def test_columns_count_as_the_page_counts_them(editor: Editor) -> None:
    editor.write("x = '😀' + y\n")
    [mark] = editor.answer(type="check", path="hello.py")
    assert (mark["column"], mark["endColumn"]) == (12, 13)


def test_what_is_only_untidy_is_not_marked(editor: Editor) -> None:
    assert (
        editor.check("import os\nfrom flask import *\n\ndef f():\n    x = 1\n    redirect('/')\n")
        == []
    )


def test_a_template_that_jinja_cannot_read_is_marked(editor: Editor) -> None:
    [(line, marked, message)] = editor.check("<p>\n  {{ name }\n</p>\n", "templates/a.html")
    assert (line, marked, message) == (2, "{{ name }", "unexpected '}'")


VIEW = """from flask import Flask, render_template

app = Flask(__name__)


@app.route("/")
def index():
    return render_template("book.html", entries=[], title="Book")
"""
LOOP = "<p>entrys</p>\n{% for e in entrys %}\n  {{ e }}\n{% endfor %}\n"


def test_a_name_that_nothing_gives_a_template_is_marked_with_the_one_that_is_given(
    editor: Editor,
) -> None:
    editor.write(VIEW)
    assert editor.check(LOOP, "templates/book.html") == [
        (2, "entrys", "The view gives “entries”; nothing gives “entrys”.")
    ]
    layout = "<title>{% block title %}{% endblock %}</title>"
    editor.write(layout, "templates/layout.html")
    extending = '{% extends "layout.html" %}{% block title %}{{ titel }}{% endblock %}'
    assert editor.check(extending, "templates/book.html") == [
        (1, "titel", "The view gives “title”; nothing gives “titel”.")
    ]


@pytest.mark.parametrize(
    "template",
    [
        "{% for entry in entries %}{{ entry }}{{ loop.index }}{% endfor %}",
        "{% set entrys = entries %}{{ entrys }}",
        "{% macro entrie(titles) %}{{ titles }}{% endmacro %}{{ entrie(1) }}",
        '{% from "parts.html" import titel %}{{ titel() }}',
        "{% if titel is defined %}{{ titel }}{% endif %}{{ entrys|default([]) }}",
        "{{ url_for('x', titel=title) }}{{ title.titel }}{{ 'titel' }}{{ request.titel }}",
        "{{ something_else }}",
    ],
)
def test_what_a_template_can_know_is_not_marked(editor: Editor, template: str) -> None:
    editor.write(VIEW)
    assert editor.check(template, "templates/book.html") == []


@pytest.mark.parametrize(
    "files",
    [
        {"hello.py": VIEW.replace("entries=[]", "**names")},
        {"hello.py": VIEW.replace('"book.html"', "name")},
        {"hello.py": VIEW + 'render_template("book.html", entrys=[])\n'},
        {"hello.py": VIEW + "show = render_template\n"},
        {"hello.py": VIEW + "@app.context_processor\ndef more():\n    return {}\n"},
        {"hello.py": VIEW.replace("import Flask,", "import Flask, stream_template as show,")},
        {"hello.py": VIEW, "more.py": "def half(:\n"},
        {"hello.py": VIEW, "more.py": "import flask_login\n"},
        {
            "hello.py": VIEW,
            "templates/a.html": '{% for entrys in a %}{% include "book.html" %}{% endfor %}',
        },
        {"hello.py": VIEW, "templates/a.html": "{% include name %}"},
        {"hello.py": VIEW, "shop/templates/book.html": ""},
        {"hello.py": VIEW.replace("book.html", "other.html")},
    ],
)
def test_where_nobody_can_tell_what_a_template_is_given_no_name_in_it_is_marked(
    editor: Editor, files: dict[str, str]
) -> None:
    for path, text in files.items():
        editor.write(text, path)
    assert editor.check(LOOP, "templates/book.html") == []


@pytest.mark.parametrize(
    "layout", ["{% set entrys = [] %}", '{% extends "more.html" %}', "{{ ", ""]
)
def test_a_layout_may_make_a_name(editor: Editor, layout: str) -> None:
    editor.write(VIEW)
    if layout:
        editor.write(layout, "templates/layout.html")
    text = '{% extends "layout.html" %}{% block a %}{{ entrys }}{% endblock %}'
    assert editor.check(text, "templates/book.html") == []


def test_other_files_have_no_marks(editor: Editor) -> None:
    assert editor.check("{{ if x", "notes.txt") == []


def test_a_module_is_brought_into_its_usual_form(editor: Editor) -> None:
    editor.write("x = {  'a':1 }\n")
    assert editor.answer(type="format", path="hello.py") == {
        "text": 'x = {"a": 1}\n',
        "problem": "",
    }


def test_a_module_that_cannot_be_read_is_not_formatted(editor: Editor) -> None:
    editor.write("def f(:\n")
    formatted = editor.answer(type="format", path="hello.py")
    assert formatted["text"] is None
    assert "1:6" in formatted["problem"]


def test_members_of_the_users_own_classes_are_those_of_now(editor: Editor) -> None:
    code = "class Thing:\n    one = 1\n\nthing = Thing()\nthing.|"
    assert "one" in editor.names(code)
    assert "two" in editor.names(code.replace("one", "two"))
    assert "two" in editor.names(code.replace("one", "two").replace("Thing:", "Thing(list):"))


def test_members_that_are_known_of_one_module_are_described_in_another(editor: Editor) -> None:
    editor.names("text = ''\ntext.|")
    assert "upper" in editor.names("word = 'x'\nword.|", "other.py")
    assert editor.answer(type="describe", name="upper")["signature"].startswith("upper(")


def test_a_class_and_its_instance_have_members_of_their_own(editor: Editor) -> None:
    assert "mro" not in editor.names("text = str()\ntext.|")
    assert "mro" in editor.names("text = str\ntext.|")


def test_after_a_failure_nothing_that_was_half_inferred_is_left(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    with monkeypatch.context() as patch:
        patch.setattr("jedi.inference.value.instance.TreeInstance.get_filters", fail)
        with pytest.raises(RecursionError):
            editor.names(APP + "Thing().|")
    assert "go" in editor.names(APP + "Thing().|")


def test_a_rehearsal_between_a_completion_and_its_description_changes_nothing(
    editor: Editor,
) -> None:
    editor.names(APP + "Thing().|")
    while editor.tools.rehearse():
        assert editor.answer(type="describe", name="go") is not None


def test_answers_stay_right_over_more_scripts_than_one_state_of_inference_serves(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flask_playground.language.scripts.MOST_SCRIPTS", 2)
    for _ in range(5):
        assert "go" in editor.names(APP + "Thing().|")
