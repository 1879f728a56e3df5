"""What test_pyodide.py looks at, gathered by a runtime in Pyodide itself."""

import hashlib
import json
import sys

from flask_playground.runtime import Runtime
from flask_playground.snapshot import after_restore

PROJECT = """
import sqlite3
from flask import Flask, Response, session
from werkzeug.security import check_password_hash, generate_password_hash

app = Flask(__name__)
app.secret_key = "test"


@app.route("/")
def count():
    app.logger.warning("counted")
    session["visits"] = session.get("visits", 0) + 1
    return str(session["visits"])


@app.route("/password")
def password():
    stored = generate_password_hash("secret")
    return str(check_password_hash(stored, "secret"))


@app.route("/later")
async def later():
    import asyncio

    await asyncio.sleep(0.001)
    return "later"


@app.route("/rows")
def rows():
    with sqlite3.connect("rows.db") as database:
        database.execute("create table if not exists rows (name)")
        database.execute("insert into rows values ('one')")
        return str(database.execute("select * from rows").fetchall())


@app.route("/fail")
def fail():
    return 1 / 0
"""


async def main(derive_key) -> str:
    after_restore()
    messages = []
    runtime = Runtime(mount="/preview/abc", emit=messages.append, derive_key=derive_key)

    def ask(path):
        head = {"method": "GET", "url": f"http://localhost/preview/abc{path}", "headers": []}
        response = runtime.open(head, b"")
        body = b"".join(iter(response.next, None))
        return [response.status, body.decode()]

    project = {"name": "test", "files": {"hello.py": PROJECT}, "app": "hello.py", "debug": True}
    loaded = await runtime.load(project)
    answers = {path: ask(path) for path in ("/", "/password", "/later", "/rows", "/fail")}
    answers["again"] = ask("/")
    answers["style"] = ask("/fail?__debugger__=yes&cmd=resource&f=style.css")
    updated = await runtime.update({"files": {"hello.py": f"{PROJECT}\n"}, "removed": []})
    broken = await runtime.update({"files": {"hello.py": "x = ("}, "removed": []})
    return json.dumps(
        {
            "platform": sys.platform,
            "keys": [
                hashlib.scrypt(b"", salt=b"", n=16, r=1, p=1, dklen=64).hex(),
                hashlib.scrypt(b"password", salt=bytearray(b"NaCl"), n=1024, r=8, p=16).hex(),
                hashlib.scrypt(memoryview(b"a"), salt=b"b", n=2, r=3, p=2, dklen=5).hex(),
            ],
            "loaded": loaded,
            "answers": answers,
            "updated": updated,
            "broken": broken,
            "messages": messages,
        }
    )
