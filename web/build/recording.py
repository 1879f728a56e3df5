"""Record the first response of each example: the page that stands in the preview until Python has started.

python web/build/recording.py EXAMPLES

Such a page needs no server. What it takes from the application to look as it does is put into it, and what would ask for
anything else, scripts foremost, is left out.
"""

import base64
import json
import re
import sys
from collections.abc import Callable, Mapping
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask_playground.messages import TrialResponse
from flask_playground.trial import Trial

#: Where `flask run` would answer, and the address bar says that it does.
ORIGIN = "http://127.0.0.1:5000"

MOST_REDIRECTS = 5

#: Elements that are left out, with all that is in them.
WITHOUT_USE = {"script", "noscript", "template", "iframe", "object"}

#: Attributes by which an element asks for a file.
FETCHING = {"src", "srcset", "poster", "background", "data"}



def main(examples: Path) -> None:
    """Write `recorded/<slug>.json` for each example of the folder that examples.py has made: its path and its page."""
    recorded = examples / "recorded"
    recorded.mkdir()
    for example in json.loads((examples / "index.json").read_text("utf-8")):
        project = json.loads((examples / f"{example['slug']}.json").read_text("utf-8"))
        recording = {"path": example["path"], "page": recorded_page(project, example["path"])}
        text = json.dumps(recording, ensure_ascii=False)
        (recorded / f"{example['slug']}.json").write_text(text, "utf-8")


def recorded_page(project: Mapping[str, Any], path: str) -> str:
    """Run a project, and give the page at `path` as one that stands by itself.

    :param project: a ``Project`` of web/protocol.
    :raises ValueError: when the project cannot be imported, or answers with no page.
    """
    with TemporaryDirectory() as folder:
        trial = Trial(mount="", folder=folder)
        outcome = trial.load(project)["outcome"]
        if not outcome["ok"]:
            raise ValueError(f"{project['name']!r} cannot run: {outcome['problem']['message']}")
        url, response = followed(trial, urljoin(ORIGIN, path))
        kind = content_type(response)
        if response["status"] != 200 or not kind.startswith("text/html"):
            raise ValueError(
                f"{project['name']!r} answers {url} with status {response['status']} and {kind or 'no type'}; "
                "an example opens on a page. Give it another `path` in examples.toml."
            )
        return self_contained(response["body"].decode(), url, lambda url: ask(trial, url))


def followed(trial: Trial, url: str) -> tuple[str, TrialResponse]:
    """Ask for `url`, and for where it leads; gives the last address with its response."""
    for _ in range(MOST_REDIRECTS):
        response = ask(trial, url)
        location = dict(response["headers"]).get("Location")
        if location is None:
            break
        url = urljoin(url, location)
    return url, response


def ask(trial: Trial, url: str) -> TrialResponse:
    headers = [["Accept", "text/html,*/*"], ["User-Agent", "Mozilla/5.0"]]
    return trial.ask({"method": "GET", "url": url, "headers": headers})


def content_type(response: TrialResponse) -> str:
    return next((value for name, value in response["headers"] if name.lower() == "content-type"), "")


def self_contained(page: str, url: str, get: Callable[[str], TrialResponse]) -> str:
    """Give an HTML page with its style sheets and images inside, and without what else it would ask for.

    :param url: where the page is from.
    :param get: answers requests to the same origin.
    """
    writer = PageWriter(url, get)
    writer.feed(page)
    writer.close()
    return "".join(writer.written)


class PageWriter(HTMLParser):
    """Writes the page that it is fed, into `written`."""

    def __init__(self, url: str, get: Callable[[str], TrialResponse]) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self._url = url
        self._get = get
        #: The element that is being left out.
        self._skipped: str | None = None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # Drawings need the slash; to HTML it means nothing.
        if not self._skipped and self.written[-1].startswith(f"<{tag}"):
            self.written[-1] = f"{self.written[-1][:-1]} />"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            return
        attributes = dict(attrs)
        if tag in WITHOUT_USE:
            self._skipped = tag
        elif tag == "link":
            if "stylesheet" in (attributes.get("rel") or "").split():
                style = self._style(attributes.get("href") or "")
                self.written.append(f"<style>{style}</style>")
        elif tag not in {"base", "embed"} and "http-equiv" not in attributes:
            self.written.append(self._start(tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        if self._skipped == tag:
            self._skipped = None
        elif not self._skipped:
            self.written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.written.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self.written.append(f"<!{decl}>")

    def _start(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        kept = {name: value for name, value in attrs if not name.startswith("on")}
        for name in FETCHING & kept.keys():
            source = kept.pop(name)
            if (tag, name) == ("img", "src") and source:
                kept["src"] = self._data(urljoin(self._url, source))
        if (kept.get("href") or "").strip().lower().startswith("javascript:"):
            kept["href"] = "#"
        return f"<{tag}{''.join(attribute(name, value) for name, value in kept.items())}>"

    def _style(self, href: str) -> str:
        url = urljoin(self._url, href)
        if not self._is_own(url):
            return ""
        text = self._get(url)["body"].decode()
        return re.sub(
            r"""url\(\s*['"]?(?!data:)(.+?)['"]?\s*\)""",
            lambda found: f"url({self._data(urljoin(url, found[1]))})",
            text,
        )

    def _data(self, url: str) -> str:
        """Give what is at `url` as a `data:` URL, an empty one where it is not the application's."""
        if url.startswith("data:"):
            return url
        if not self._is_own(url):
            return "data:,"
        response = self._get(url)
        encoded = base64.b64encode(response["body"]).decode("ascii")
        return f"data:{content_type(response).replace(' ', '')};base64,{encoded}"

    def _is_own(self, url: str) -> bool:
        return urlsplit(url)[:2] == urlsplit(self._url)[:2]


def attribute(name: str, value: str | None) -> str:
    return f" {name}" if value is None else f' {name}="{escape(value)}"'


if __name__ == "__main__":
    main(Path(sys.argv[1]))
