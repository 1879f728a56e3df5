"""Templates that are not there, cannot be read, or lack a name."""

from tests.playground.mistake import APP, Mistake, get

DOCS = "quickstart.html#templates"


def rendering(call: str = 'render_template("a.html", name="Ada", user=app)') -> str:
    return (
        APP.replace("import Flask", "import Flask, render_template")
        + f'@app.route("/")\ndef index():\n    return {call}\n'
    )


def template(text: str) -> dict[str, str]:
    return {"hello.py": rendering(), "templates/a.html": text}


MISTAKES = [
    Mistake(
        "a template that nobody has written",
        rendering(),
        "There is no template “a.html”",
        ["templates/a.html"],
        at="hello.py:7:a.html",
        ask=get("/"),
        fixes=["Create templates/a.html"],
        then=get("/"),
        docs=DOCS,
        kind="template",
    ),
    Mistake(
        "a misspelt template",
        {"hello.py": rendering('render_template("helo.html")'), "templates/hello.html": "Hello"},
        "There is no template “helo.html”",
        ["“hello.html”"],
        at="hello.py:7:helo.html",
        ask=get("/"),
        fixes=["Change it to hello.html"],
        then=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "a template outside of its folder",
        {"hello.py": rendering(), "a.html": "Hello"},
        "There is no template “a.html”",
        ["The project has a.html", "folder templates"],
        at="hello.py:7:a.html",
        ask=get("/"),
        fixes=["Move it to templates/a.html"],
        then=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "a folder of another name",
        {"hello.py": rendering(), "template/a.html": "Hello"},
        "There is no template “a.html”",
        ["template/a.html"],
        at="hello.py:7:a.html",
        ask=get("/"),
        fixes=["Move it to templates/a.html"],
        then=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "the folder in a template's name",
        {"hello.py": rendering('render_template("templates/a.html")'), "templates/a.html": "Hi"},
        "There is no template “templates/a.html”",
        ["“a.html”"],
        at="hello.py:7:templates/a.html",
        ask=get("/"),
        fixes=["Change it to a.html"],
        then=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "a layout that nobody has written",
        template('{% extends "layout.html" %}\n'),
        "There is no template “layout.html”",
        ["The folder has “a.html”"],
        at="templates/a.html:1:layout.html",
        ask=get("/"),
        fixes=["Create templates/layout.html"],
        then=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "a block that is never closed",
        template("<p>\n{% if name %}\n  Hello\n"),
        "The block “if” is never closed",
        ["line 2", "{% endif %}"],
        at="templates/a.html:2:{% if name %}",
        ask=get("/"),
        fixes=["Add {% endif %}"],
        then=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "a misspelt end of a block",
        template("{% if name %}\n  Hello\n{% endfi %}\n"),
        "Templates have no tag “endfi”",
        ["“endif”"],
        at="templates/a.html:3:endfi",
        ask=get("/"),
        fixes=["Change it to endif"],
        then=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "an end without its beginning",
        template("Hello\n{% endif %}\n"),
        "“endif” stands outside of any block",
        ["{% if ... %} is missing above"],
        at="templates/a.html:2:{% endif %}",
        ask=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "a tag that Jinja does not have",
        template("Hello\n{% print name %}\n".replace("print", "while")),
        "Templates have no tag “while”",
        ["if, for, block"],
        at="templates/a.html:2:while",
        ask=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "a misspelt filter",
        template("<p>\n{{ name|uper }}\n"),
        "Templates have no filter “uper”",
        ["“upper”"],
        at="templates/a.html:2:uper",
        ask=get("/"),
        fixes=["Change it to upper"],
        then=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "two words in a place for one value",
        template("<p>\n{{ first name }}\n"),
        "The template cannot be read at this line",
        ["one value"],
        at="templates/a.html:2:{{ first name }}",
        ask=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "a misspelt name in a template",
        template("<p>\n{{ usre.name }}\n"),
        "The template does not know “usre”",
        ["“user”"],
        at="templates/a.html:2:usre",
        ask=get("/"),
        fixes=["Change it to user"],
        then=get("/"),
        docs=DOCS,
        kind="template",
    ),
    Mistake(
        "a name that the template was not given",
        template("<p>\n{{ cart.size }}\n"),
        "The template does not know “cart”",
        ["render_template(..., cart=cart)"],
        at="templates/a.html:2:cart",
        ask=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "an attribute that a value in a template does not have",
        template("<p>\n{{ user.age.years }}\n"),
        "What stands there has no “age”",
        ["Flask"],
        at="templates/a.html:2:{{ user.age.years }}",
        ask=get("/"),
        docs=DOCS,
    ),
]
