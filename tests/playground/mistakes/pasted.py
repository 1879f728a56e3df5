"""What was pasted into a Python file and is no Python."""

from tests.playground.mistake import APP, Mistake, get

VIEW = '@app.route("/")\ndef index():\n    return "Hello"\n'
PROMPTS = """>>> from flask import Flask
>>> app = Flask(__name__)
>>> @app.route("/")
... def index():
...     return "Hello"
...
>>> app.name
'hello'
>>> 1 + 1

2
"""

MISTAKES = [
    Mistake(
        "lines from Python's prompt",
        PROMPTS,
        "These lines come from Python's prompt",
        ["the code alone"],
        at="hello.py:1:>>> from flask import Flask",
        fixes=["Keep the code alone"],
        then=get("/"),
        kind="syntax",
    ),
    Mistake(
        "lines from Python's prompt within a program",
        APP + ">>> greeting = 'Hello'\n>>> greeting\n'Hello'\n\n" + VIEW,
        "These lines come from Python's prompt",
        at="hello.py:5:>>> greeting = 'Hello'",
        fixes=["Keep the code alone"],
        then=get("/"),
    ),
    Mistake(
        "a shell line above a program",
        "$ export FLASK_APP=hello.py\n$ flask run\n * Running on http://127.0.0.1:5000/\n"
        + APP
        + VIEW,
        "This line is for a terminal, not for Python",
        ["runs by itself"],
        at="hello.py:1:$ export FLASK_APP=hello.py",
        fixes=["Take it out"],
        then=get("/"),
    ),
    Mistake(
        "a shell line without its dollar sign",
        APP + VIEW + "\nflask run --host=0.0.0.0\n",
        "This line is for a terminal, not for Python",
        ["runs by itself"],
        at="hello.py:9:flask run --host=0.0.0.0",
        fixes=["Take it out"],
        then=get("/"),
    ),
    Mistake(
        "the switch of debug mode, as a terminal has it",
        "$ export FLASK_DEBUG=1\n" + APP + VIEW,
        "This line is for a terminal, not for Python",
        ["debug mode is a switch"],
        at="hello.py:1:$ export FLASK_DEBUG=1",
        fixes=["Take it out"],
        then=get("/"),
    ),
    Mistake(
        "pip install",
        "pip install markdown\n" + APP + VIEW,
        "This line is for a terminal, not for Python",
        ["write markdown there"],
        at="hello.py:1:pip install markdown",
        fixes=["Take it out"],
        left="A package could not be installed",
    ),
    Mistake(
        "a line for another program",
        "cd project\n" + APP + VIEW,
        "This line is for a terminal, not for Python",
        ["A terminal runs programs"],
        at="hello.py:1:cd project",
        fixes=["Take it out"],
        then=get("/"),
    ),
    Mistake(
        "HTML in a Python file",
        "<!doctype html>\n<title>Hello</title>\n",
        "This is HTML, and the file is for Python",
        ["templates/hello.html"],
        at="hello.py:1:<!doctype html>",
        docs="quickstart.html#templates",
    ),
    Mistake(
        "a list of files",
        "/application.py\n/templates\n    /hello.html\n",
        "This lists files and folders, and is no Python",
        ["a file of its own"],
        at="hello.py:1:/application.py",
    ),
]
