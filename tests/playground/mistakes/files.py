"""Files and folders that are not there."""

from tests.playground.mistake import APP, Mistake, get


def opening(*lines: str) -> str:
    body = "".join(f"    {line}\n" for line in lines)
    return f'{APP}@app.route("/")\ndef index():\n{body}    return "Hello"\n'


MISTAKES = [
    Mistake(
        "a folder that is not there",
        opening("open('uploads/a.txt', 'w').close()"),
        "There is no folder uploads",
        ["only once that exists"],
        at="hello.py:7:open('uploads/a.txt', 'w')",
        ask=get("/"),
        fixes=["Create the folder uploads"],
        then=get("/"),
    ),
    Mistake(
        "the folder of a server",
        opening("open('/srv/nowhere/uploads/a.txt', 'w').close()"),
        "There is no folder /srv/nowhere/uploads",
        ["such as uploads"],
        at="hello.py:7",
        ask=get("/"),
        fixes=["Use a folder uploads of the project"],
        then=get("/"),
    ),
    Mistake(
        "the folder of a server, and a name behind it",
        opening("name = 'a.txt'", "open('/srv/nowhere/uploads/' + name, 'w').close()"),
        "There is no folder /srv/nowhere/uploads",
        at="hello.py:8",
        ask=get("/"),
        fixes=["Use a folder uploads of the project"],
        then=get("/"),
    ),
    Mistake(
        "a misspelt file",
        {"hello.py": opening("open('quotse.txt').close()"), "quotes.txt": "a"},
        "There is no file quotse.txt",
        ["“quotes.txt”"],
        at="hello.py:7:open('quotse.txt')",
        ask=get("/"),
        fixes=["Change it to quotes.txt"],
        then=get("/"),
    ),
    Mistake(
        "a file that nobody has made",
        opening("open('quotes.txt').close()"),
        "There is no file quotes.txt",
        ["“hello.py”"],
        at="hello.py:7:open('quotes.txt')",
        ask=get("/"),
        fixes=["Create quotes.txt"],
        then=get("/"),
    ),
    Mistake(
        "a database in a folder that is not there",
        opening("import sqlite3", "sqlite3.connect('data/shop.db')"),
        "The database cannot be opened",
        ["such as data.db"],
        at="hello.py:8:sqlite3.connect('data/shop.db')",
        ask=get("/"),
    ),
]
