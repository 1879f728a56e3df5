"""Views: what they take, what they return, what they are called."""

from tests.playground.mistake import APP, Mistake, get

RESPONSES = "quickstart.html#about-responses"
VARIABLES = "quickstart.html#variable-rules"


def view(*lines: str, rule: str = "/", takes: str = "") -> str:
    return "\n".join(
        [
            f'{APP}@app.route("{rule}")',
            f"def index({takes}):",
            *(f"    {line}" for line in lines),
            "",
        ]
    )


MISTAKES = [
    Mistake(
        "a view that returns nothing",
        view("greeting = 'Hello'"),
        "The view “index” returned nothing",
        ["return"],
        at="hello.py:6:def index():",
        ask=get("/"),
        docs=RESPONSES,
        kind="request",
    ),
    Mistake(
        "a view that forgets to return what it calls",
        view("str('Hello')"),
        "The view “index” returned nothing",
        ["Write return in front"],
        at="hello.py:7:str('Hello')",
        ask=get("/"),
        fixes=["Return it"],
        then=get("/"),
        docs=RESPONSES,
    ),
    Mistake(
        "a view that forgets to return on either way",
        view("if app.debug:", "    str('a')", "else:", "    str('b')"),
        "The view “index” returned nothing",
        at="hello.py:8:str('a')",
        ask=get("/"),
        fixes=["Return them"],
        then=get("/"),
        docs=RESPONSES,
    ),
    Mistake(
        "a view that prints in place of returning",
        view("print('Hello')"),
        "The view “index” returned nothing",
        at="hello.py:6:def index():",
        ask=get("/"),
        docs=RESPONSES,
    ),
    Mistake(
        "a view that returns a number",
        view("return 6 * 7"),
        "The view “index” returned a whole number",
        ["str(...)"],
        at="hello.py:7:return 6 * 7",
        ask=get("/"),
        fixes=["Make it a text"],
        then=get("/"),
        docs=RESPONSES,
    ),
    Mistake(
        "a view that returns a set",
        view("return {1, 2}"),
        "The view “index” returned a set",
        ["a text, a dict or a list"],
        at="hello.py:7:return {1, 2}",
        ask=get("/"),
        docs=RESPONSES,
    ),
    Mistake(
        "a view that returns too long a tuple",
        view("return 'a', 200, {}, 'b'"),
        "The view “index” returned a tuple that does not fit",
        ["return page, 404"],
        at="hello.py:7:return 'a', 200, {}, 'b'",
        ask=get("/"),
        docs=RESPONSES,
    ),
    Mistake(
        "a view that does not take its rule's variable",
        view("return 'Hello'", rule="/<name>"),
        "The view “index” does not take “name”",
        ["between its brackets"],
        at="hello.py:6:def index():",
        ask=get("/ada"),
        fixes=["Take name"],
        then=get("/ada"),
        docs=VARIABLES,
    ),
    Mistake(
        "a view that takes one of its rule's two variables",
        view("return name", rule="/<name>/<age>", takes="name"),
        "The view “index” does not take “age”",
        ask=get("/ada/36"),
        at="hello.py:6:def index(name):",
        fixes=["Take age"],
        then=get("/ada/36"),
        docs=VARIABLES,
    ),
    Mistake(
        "a variable that the rule spells otherwise",
        view("return username", rule="/<usernme>", takes="username"),
        "The view “index” does not take “usernme”",
        ["the same name"],
        at="hello.py:6:def index(username):",
        ask=get("/ada"),
        fixes=["Call it username in the rule"],
        then=get("/ada"),
        docs=VARIABLES,
    ),
    Mistake(
        "a parameter that the rule does not give",
        view("return name", takes="name"),
        "The view “index” is not given “name”",
        ["no <name>"],
        at="hello.py:6:def index(name):",
        ask=get("/"),
        docs=VARIABLES,
    ),
    Mistake(
        "two views of one name",
        view("return 'a'") + "@app.route(\"/b\")\ndef index():\n    return 'b'\n",
        "There are two views called “index”",
        ["line 6"],
        at="hello.py:9:def index():",
        fixes=["Call it index_2"],
        then=get("/b"),
        docs="quickstart.html#url-building",
    ),
    Mistake(
        "a view with an empty return",
        view("greeting = 'Hello'", "if greeting:", "    return", "return greeting"),
        "The view “index” returned nothing",
        ["no page behind it"],
        at="hello.py:9:return",
        ask=get("/"),
        docs=RESPONSES,
    ),
    Mistake(
        "a view with two empty returns",
        view("if app.debug:", "    return", "return"),
        "The view “index” returned nothing",
        at="hello.py:6:def index():",
        ask=get("/"),
        docs=RESPONSES,
    ),
]
