"""The third run: ours in the browser, asked directly and, as far as a script can, with `fetch`."""

import base64
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route
from tests.conformance.comparison import Response, Run
from tests.conformance.native import secret_key
from tests.conformance.projects import ENTRY
from tests.conformance.vocabulary import Request
from werkzeug.utils import secure_filename

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "build" / "conformance" / "page"

#: Where the page's file system has the project.
PROJECT = "/home/pyodide/project"

#: Headers that a script may not set (Fetch standard, "forbidden request-header").
FORBIDDEN = {"cookie"}
UPLOADED = re.compile(rb'filename="([^"]+)"')


def open_page(context: BrowserContext, site: str) -> Page:
    """The conformance page, as if it were part of the site, with an interpreter that has booted."""
    subprocess.run(["node", "tests/conformance/page/build.mjs"], cwd=ROOT, check=True)
    base = f"{site}conformance/"

    def answer(route: Route) -> None:
        route.fulfill(path=PAGE / (route.request.url.removeprefix(base) or "index.html"))

    context.route(f"{base}**", answer)
    page = context.new_page()
    page.goto(base)
    page.evaluate(
        "options => conformance.start(options)", {"previewId": "conformance", "site": site}
    )
    return page


class BrowserPlayer:
    """A project in `page`, asked through the bridge, without the service worker.

    `mount` is the URL below which requests are sent.
    """

    ask = "request => conformance.ask(request)"

    def __init__(self, page: Page, files: dict[str, bytes], mount: str) -> None:
        self.page, self.mount, self.project = page, mount, files
        self.files = list(files)
        outcome = page.evaluate(
            "project => conformance.load(project)",
            {
                "name": "conformance",
                "files": {name: content.decode() for name, content in files.items()},
                "app": ENTRY,
                "debug": False,
            },
        )
        assert outcome["ok"], outcome

    def can_send(self, request: Request) -> bool:
        return True

    def send(self, request: Request) -> Response:
        if found := UPLOADED.search(request.body):
            self.files.append(f"instance/uploads/{secure_filename(found[1].decode())}")
        answer: dict[str, Any] = self.page.evaluate(
            self.ask,
            {
                "method": request.method,
                "url": self.mount + request.path,
                "headers": request.headers,
                "body": base64.b64encode(request.body).decode(),
            },
        )
        headers = [(name, value) for name, value in answer["headers"]]
        return Response(answer["status"], headers, base64.b64decode(answer["body"]))

    @property
    def run(self) -> Run:
        return Run({PROJECT: ""}, list(self.files), secret_key(self.project))


class FetchingPlayer(BrowserPlayer):
    """The same, asked with `fetch`, which the service worker answers."""

    ask = "request => conformance.fetch(request)"

    def can_send(self, request: Request) -> bool:
        return not any(name.lower() in FORBIDDEN for name, _ in request.headers)

    def send(self, request: Request) -> Response:
        # Where a script names no language, the browser names its own; an empty list stands for none.
        if all(name != "Accept-Language" for name, _ in request.headers):
            request = replace(request, headers=(*request.headers, ("Accept-Language", "")))
        return super().send(request)
