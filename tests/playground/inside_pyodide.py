"""What test_pyodide.py looks at, gathered by a runtime in Pyodide itself."""

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


async def main() -> str:
    after_restore()
    messages = []
    runtime = Runtime(mount="/preview/abc", emit=messages.append)

    def ask(path):
        head = {"method": "GET", "url": f"http://localhost/preview/abc{path}", "headers": []}
        exchange = runtime.open(head, b"")
        body = b"".join(iter(exchange.next, None))
        return [exchange.status, body.decode()]

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
            "loaded": loaded,
            "answers": answers,
            "updated": updated,
            "broken": broken,
            "messages": messages,
        }
    )
