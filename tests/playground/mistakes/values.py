"""Values of another kind than the line takes them for."""

from tests.playground.mistake import APP, Mistake, get


def doing(*lines: str) -> str:
    body = "".join(f"    {line}\n" for line in lines)
    head = APP.replace("import Flask", "import Flask, render_template, request")
    return f'{head}@app.route("/")\ndef index():\n{body}'


MISTAKES = [
    Mistake(
        "three dots from documentation",
        doing("return render_template(...)"),
        "Three dots stand where a value belongs",
        ["“something of yours”"],
        at="hello.py:7:...",
        ask=get("/"),
    ),
    Mistake(
        "a value that is None",
        doing("return request.args.get('name').upper()"),
        "There is nothing here: the value is None",
        ["“upper”", "get()"],
        at="hello.py:7:request.args.get('name').upper",
        ask=get("/"),
    ),
    Mistake(
        "a misspelt attribute",
        doing("return request.metod"),
        "“request” has no “metod”",
        ["“method”"],
        at="hello.py:7:metod",
        ask=get("/"),
        fixes=["Change it to method"],
        then=get("/"),
    ),
    Mistake(
        "a misspelt method of the application",
        APP + '@app.rout("/")\ndef index():\n    return "Hello"\n',
        "“app” has no “rout”",
        ["“route”"],
        at="hello.py:5:rout",
        fixes=["Change it to route"],
        then=get("/"),
    ),
    Mistake(
        "an attribute that nothing resembles",
        doing("return 'Hello'.colour"),
        "“'Hello'” has no “colour”",
        ["a text"],
        at="hello.py:7:colour",
        ask=get("/"),
    ),
    Mistake(
        "a text and a number",
        doing("return 'Visits: ' + 3"),
        "A text and something else cannot be added",
        ["str(...)"],
        at="hello.py:7:'Visits: ' + 3",
        ask=get("/"),
        fixes=["Make a text of it"],
        then=get("/"),
    ),
    Mistake(
        "a division by zero",
        doing("return str(1 / 0)"),
        "Something is divided by zero here",
        ["Test the divisor"],
        at="hello.py:7:1 / 0",
        ask=get("/"),
    ),
]
