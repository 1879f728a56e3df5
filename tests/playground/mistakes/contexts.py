"""What only a request has, used outside of one."""

from tests.playground.mistake import APP, Mistake

DOCS = "quickstart.html#context-locals"

MISTAKES = [
    Mistake(
        "the request at a module's top level",
        APP + "from flask import request\nname = request.form\n",
        "“request.form” works only while a request is answered",
        ["when the file is imported", "test_request_context"],
        at="hello.py:6:request.form",
        docs=DOCS,
    ),
    Mistake(
        "a URL at a module's top level",
        APP + "from flask import url_for\nhome = url_for('index')\n",
        "“url_for” works only while a request is answered",
        at="hello.py:6:url_for('index')",
        docs=DOCS,
    ),
]
