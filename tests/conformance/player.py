"""Plays requests against one project, natively: JSON lines in, JSON lines out.

    python player.py APP [--with-dropped-names]

The working directory is the project's folder and APP what FLASK_APP would be. The first line out
says which Flask this is; then each line in is a request and each line out its response. Whichever
`flask` comes first on the path is played, so this file must run under the real one as well.
"""

import base64
import json
import sys
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote_to_bytes

import markupsafe
from werkzeug.test import Client

import flask
from flask.cli import ScriptInfo

OWN_COOKIES = "player.cookies"


def main() -> None:
    if "--with-dropped-names" in sys.argv:
        # The quickstart imports two names that Flask 3 no longer has.
        for name in ("Markup", "escape"):
            setattr(flask, name, getattr(markupsafe, name))
    answers, sys.stdout = sys.stdout, sys.stderr  # what the application prints is no answer
    client = Client(add_own_cookies(ScriptInfo(app_import_path=sys.argv[1]).load_app()))
    print(json.dumps({"flask": flask.__file__}), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(play(client, json.loads(line))), file=answers, flush=True)


def play(client: Client, request: dict[str, Any]) -> dict[str, Any]:
    """Send `method`, `url`, `headers` (pairs) and `body` (base64), cookies carried from one to the next."""
    mount, path, query = request["url"]
    body = base64.b64decode(request["body"])
    environ: dict[str, Any] = {
        # Given here, because a client reads a path that begins with two slashes as a host.
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "REMOTE_ADDR": "127.0.0.1",
        OWN_COOKIES: [value for name, value in request["headers"] if name == "Cookie"],
    }
    # An HTTP client states the length even of an empty body where the method is one for bodies.
    if request["method"] in ("POST", "PUT", "PATCH"):
        environ["CONTENT_LENGTH"] = str(len(body))
    response = client.open(
        method=request["method"],
        base_url=mount,
        query_string=query,
        headers=[(name, value) for name, value in request["headers"] if name != "Cookie"],
        data=body or None,
        environ_overrides=environ,
        buffered=True,
    )
    # It is the server that drops the body of an answer to HEAD.
    content = b"" if request["method"] == "HEAD" else b"".join(response.iter_encoded())
    return {
        "status": response.status_code,
        "headers": [(name, value) for name, value in response.headers],
        "body": base64.b64encode(content).decode(),
    }


def add_own_cookies(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Let a request bring cookies of its own: they follow those of the client's jar."""

    def wsgi(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        cookies = [environ.get("HTTP_COOKIE", ""), *environ.pop(OWN_COOKIES)]
        if any(cookies):
            environ["HTTP_COOKIE"] = "; ".join(filter(None, cookies))
        return app(environ, start_response)

    return wsgi


if __name__ == "__main__":
    main()
