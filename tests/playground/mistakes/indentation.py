"""Lines whose indentation does not say where they belong."""

from tests.playground.mistake import APP, Mistake, get

MISTAKES = [
    Mistake(
        "a view whose body is not indented",
        APP + '@app.route("/")\ndef index():\nname = "Ada"\nreturn f"Hello, {name}"\n',
        "This line has to be indented",
        ["belongs to line 6", "four spaces"],
        at='hello.py:7:name = "Ada"',
        fixes=["Indent it"],
        then=get("/"),
        kind="syntax",
    ),
    Mistake(
        "an if whose body is not indented, in a function",
        APP
        + '@app.route("/")\ndef index():\n    if app.debug:\n    return "debug"\n    return "not"\n',
        "This line has to be indented",
        ["belongs to line 7"],
        at='hello.py:8:return "debug"',
        fixes=["Indent it"],
        then=get("/"),
    ),
    Mistake(
        "a function without a body",
        APP + '@app.route("/")\ndef index():\n',
        "Something has to follow this line",
        ["Line 6 ends in a colon", "pass"],
        at="hello.py:6:def index():",
    ),
    Mistake(
        "a function without a body, and another one below",
        APP + 'def first():\n\n@app.route("/")\ndef index():\n    return "Hello"\n',
        "Something has to follow this line",
        ["Line 5 ends in a colon"],
        at="hello.py:5:def first():",
    ),
    Mistake(
        "a line that is indented too far",
        APP + '@app.route("/")\ndef index():\n    name = "Ada"\n      return name\n',
        "This line is indented too far",
        ["Begin this one where the line above begins"],
        at="hello.py:8:return name",
        fixes=["Move it to the left"],
        then=get("/"),
    ),
    Mistake(
        "a program that was copied with the indentation of a page",
        "    from flask import Flask\n    app = Flask(__name__)\n\n"
        '    @app.route("/")\n    def index():\n        return "Hello"\n',
        "Everything here is indented",
        ["left edge"],
        at="hello.py:1:from flask import Flask",
        fixes=["Move it all to the left"],
        then=get("/"),
    ),
    Mistake(
        "a line between two columns",
        APP + '@app.route("/")\ndef index():\n    name = "Ada"\n  return name\n',
        "This line is indented like no line above it",
        ["as many spaces"],
        at="hello.py:8:return name",
        fixes=["Put it in line"],
        then=get("/"),
    ),
    Mistake(
        "tabs among spaces",
        APP + '@app.route("/")\ndef index():\n\tname = "Ada"\n        return name\n',
        "Tabs and spaces are mixed here",
        ["four spaces"],
        at="hello.py:8",
        kind="syntax",
    ),
    Mistake(
        "tabs beside four spaces",
        APP
        + '@app.route("/")\ndef index():\n    if app.debug:\n\treturn "debug"\n    return "not"\n',
        "Tabs and spaces are mixed here",
        ["four spaces"],
        at="hello.py:8",
    ),
]
