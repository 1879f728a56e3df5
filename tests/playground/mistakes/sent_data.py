"""What a request has brought along, or has not."""

from tests.playground.mistake import APP, MULTIPART, Mistake, get, post

REQUEST = "quickstart.html#request-data"
UPLOADS = "quickstart.html#uploads"
JSON = {"Content-Type": "application/json"}


def taking(expression: str, setting: str = "") -> str:
    return (
        APP.replace("import Flask", "import Flask, request")
        + setting
        + '@app.route("/", methods=["GET", "POST"])\n'
        f"def index():\n    return {expression}\n"
    )


LIMIT = 'app.config["MAX_CONTENT_LENGTH"] = 10\n\n'
UPLOAD = (
    taking('request.files["photo"].filename')
    + '\n@app.route("/form")\ndef form():\n    return """<form method=post>\n<input type=file name=photo></form>"""\n'
)
LONG = (
    b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\n'
    + b"a" * 600_000
    + b"\r\n--b--\r\n"
)
SENT = (
    b'--b\r\nContent-Disposition: form-data; name="photo"; filename="a.txt"\r\n\r\nA\r\n--b--\r\n'
)

MISTAKES = [
    Mistake(
        "a misspelt field of a form",
        taking('request.form["usernme"]'),
        "There is no “usernme” in the form",
        ["It has “username”"],
        at="hello.py:7:usernme",
        ask=post("/", b"username=ada&password=x"),
        fixes=["Change it to username"],
        then=post("/", b"username=ada"),
        docs=REQUEST,
        kind="refused",
    ),
    Mistake(
        "a field that the form has under a longer name",
        taking('request.form["name"]'),
        "There is no “name” in the form",
        ["It has “username”"],
        at="hello.py:7:name",
        ask=post("/", b"username=ada"),
        fixes=["Change it to username", "Do without it: use get()"],
        then=post("/", b"username=ada"),
        docs=REQUEST,
        kind="refused",
    ),
    Mistake(
        "a field that the form does not have",
        taking('request.form["email"]'),
        "There is no “email” in the form",
        ["It has “name”", '<input name="email">'],
        at="hello.py:7:email",
        ask=post("/", b"name=ada"),
        fixes=["Do without it: use get()"],
        then=post("/", b"name=ada"),
        docs=REQUEST,
    ),
    Mistake(
        "a value that the query does not have",
        taking('request.args["key"]'),
        "There is no “key” in the query in the address",
        ["It is empty", "?key=value"],
        at="hello.py:7:key",
        ask=get("/"),
        fixes=["Do without it: use get()"],
        then=get("/"),
        docs=REQUEST,
    ),
    Mistake(
        "a file from a form that sends its name alone",
        UPLOAD,
        "The form sends the file's name alone",
        ['enctype="multipart/form-data"'],
        at='hello.py:7:request.files["photo"]',
        ask=post("/", b"photo=a.txt"),
        fixes=["Have the form send files"],
        then=post("/", SENT, MULTIPART),
        docs=UPLOADS,
    ),
    Mistake(
        "a body over the project's own limit",
        taking('request.form["name"]', LIMIT),
        "The request is larger than the 10 bytes allowed",
        ["15 bytes", 'app.config["MAX_CONTENT_LENGTH"]'],
        at="hello.py:5:10",
        ask=post("/", b"name=ada+lovela"),
        fixes=["Allow 16 MB"],
        then=post("/", b"name=ada+lovela"),
        docs="settings.html",
        kind="refused",
    ),
    Mistake(
        "a form's field over the limit for those in memory",
        taking('request.form["name"]'),
        "The request is larger than the 500 kB allowed",
        ["600 kB", 'app.config["MAX_FORM_MEMORY_SIZE"]'],
        at="hello.py:7:request.form",
        ask=post("/", LONG, MULTIPART),
        docs="settings.html",
    ),
    Mistake(
        "JSON from a form",
        taking('request.json["name"]'),
        "The request does not bring JSON",
        ["request.form"],
        at="hello.py:7:request.json",
        ask=post("/", b"name=ada"),
        docs=REQUEST,
    ),
    *(
        Mistake(
            f"a key that was sent under a similar name ({holder})",
            taking(expression),
            f"There is no “naam” in {what}",
            ["It has “name”"],
            at="hello.py:7:naam",
            ask=ask,
            fixes=["Change it to name", "Do without it: use get()"],
            then=ask,
            docs=REQUEST,
        )
        for holder, expression, what, ask in (
            ("form", 'request.form["naam"]', "the form", post("/", b"name=ada")),
            ("args", 'request.args["naam"]', "the query in the address", get("/?name=ada")),
            (
                "files",
                'request.files["naam"].filename',
                "the uploaded files",
                post("/", SENT.replace(b"photo", b"name"), MULTIPART),
            ),
        )
    ),
    Mistake(
        "a key that the JSON has under a similar name",
        taking("data['naam']").replace("    return", "    data = request.get_json()\n    return"),
        "“data” has no “naam”",
        ["Did you mean “name”?"],
        at="hello.py:8:data['naam']",
        ask=post("/", b'{"name": "ada"}', JSON),
        fixes=["Change it to name", "Use get()"],
        then=post("/", b'{"name": "ada"}', JSON),
    ),
]
