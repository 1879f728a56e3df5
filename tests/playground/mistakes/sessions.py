"""Sessions without a key, and without a value."""

from tests.playground.mistake import APP, Mistake, get

DOCS = "quickstart.html#sessions"


def using(*lines: str, key: str = "") -> str:
    return "\n".join(
        [
            APP.replace("import Flask", "import Flask, session") + key + '@app.route("/")',
            "def index():",
            *(f"    {line}" for line in lines),
            "",
        ]
    )


MISTAKES = [
    Mistake(
        "a session without a secret key",
        using('session["name"] = "Ada"', "return 'Hello'"),
        "The session needs a secret key",
        ["app.secret_key"],
        at='hello.py:7:session["name"]',
        ask=get("/"),
        fixes=["Set a secret key"],
        then=get("/"),
        docs=DOCS,
        kind="request",
    ),
    Mistake(
        "a value that the session does not have yet",
        using(
            'return f"{session["name"]}"'.replace('["name"]', "['name']"),
            key='app.secret_key = "a"\n',
        ),
        "The session has no “name” yet",
        ["session.get('name')"],
        at="hello.py:8:session['name']",
        ask=get("/"),
        fixes=["Use get()"],
        then=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "a misspelt key of a dictionary",
        using("ages = {'Ada': 36}", "return str(ages['Adda'])"),
        "“ages” has no “Adda”",
        ["“Ada”"],
        at="hello.py:8:ages['Adda']",
        ask=get("/"),
        fixes=["Change it to Ada", "Use get()"],
        then=get("/"),
    ),
]
