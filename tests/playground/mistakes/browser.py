"""What a program in a web page cannot do."""

from tests.playground.mistake import APP, Mistake, get


def doing(*lines: str) -> str:
    body = "".join(f"    {line}\n" for line in lines)
    return f'{APP}@app.route("/")\ndef index():\n{body}    return "Hello"\n'


MISTAKES = [
    Mistake(
        "input()",
        doing("name = input('Your name: ')"),
        "A web application has no terminal to read from",
        ["request.form"],
        at="hello.py:7:input('Your name: ')",
        ask=get("/"),
        docs="quickstart.html#request-data",
    ),
    # As Pyodide says it: natively a thread starts.
    Mistake(
        "a thread",
        doing('raise RuntimeError("can\'t start new thread")'),
        "Threads cannot be started in a web page",
        ["on your own machine"],
        at="hello.py:7",
        ask=get("/"),
    ),
    Mistake(
        "another program",
        doing('raise OSError(138, "emscripten does not support processes.")'),
        "Other programs cannot be started in a web page",
        ["on your own machine".replace("on", "On", 1)],
        at="hello.py:7",
        ask=get("/"),
    ),
    Mistake(
        "a connection that is refused",
        doing("import socket", "socket.create_connection(('127.0.0.1', 1), 5)"),
        "A program in a web page cannot open connections",
        ["no network"],
        at="hello.py:8",
        ask=get("/"),
    ),
    Mistake(
        "a page from the network",
        doing("from urllib.request import urlopen", "urlopen('http://127.0.0.1:1/', timeout=5)"),
        "A program in a web page cannot open connections",
        at="hello.py:8:urlopen('http://127.0.0.1:1/', timeout=5)",
        ask=get("/"),
    ),
    Mistake(
        "app.run() at the end",
        doing() + "\napp.run(debug=True)\n",
        "The playground runs the application itself",
        ["app.run(debug=True)", '__name__ == "__main__"'],
        at="hello.py:9:app.run(debug=True)",
        fixes=["Put it under the if"],
        docs="quickstart.html#minimal-application",
    ),
]
