"""URLs that cannot be built."""

from tests.playground.mistake import APP, Mistake, get

DOCS = "quickstart.html#url-building"


def linking(call: str, rule: str = "/user/<name>", takes: str = "name") -> str:
    return (
        APP.replace("import Flask", "import Flask, url_for")
        + f'@app.route("/")\ndef index():\n    return {call}\n\n'
        f'@app.route("{rule}")\ndef profile({takes}):\n    return "profile"\n'
    )


MISTAKES = [
    Mistake(
        "a misspelt endpoint",
        linking('url_for("profle", name="ada")'),
        "url_for() finds no view called “profle”",
        ["“profile”"],
        at="hello.py:7:profle",
        ask=get("/"),
        fixes=["Change it to profile"],
        then=get("/"),
        docs=DOCS,
        kind="request",
    ),
    Mistake(
        "a misspelt endpoint in a template",
        {
            "hello.py": APP.replace("import Flask", "import Flask, render_template")
            + '@app.route("/")\ndef index():\n    return render_template("a.html")\n',
            "templates/a.html": "<p>\n  <a href=\"{{ url_for('indx') }}\">Home</a>\n",
        },
        "url_for() finds no view called “indx”",
        at="templates/a.html:2:indx",
        ask=get("/"),
        fixes=["Change it to index"],
        then=get("/"),
        docs=DOCS,
        kind="template",
    ),
    Mistake(
        "an endpoint that nobody has written",
        linking('url_for("logout")'),
        "url_for() finds no view called “logout”",
        ["“index” and “profile”"],
        at="hello.py:7:logout",
        ask=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "a variable without a value",
        linking('url_for("profile")'),
        "url_for() needs “name” for “profile”",
        ["/user/<name>", 'url_for("profile", name=...)'],
        at='hello.py:7:url_for("profile")',
        ask=get("/"),
        docs=DOCS,
    ),
    Mistake(
        "a misspelt variable",
        linking('url_for("profile", nmae="ada")'),
        "The rule of “profile” has no “nmae”",
        ["“name”"],
        at='hello.py:7:url_for("profile", nmae="ada")',
        ask=get("/"),
        fixes=["Change it to name"],
        then=get("/"),
        docs=DOCS,
    ),
]
