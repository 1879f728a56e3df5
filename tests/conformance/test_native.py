"""Every example runs natively: found as `flask run` finds it, its links good, its server a real one."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

import pytest
from tests.conformance.native import NativePlayer
from tests.conformance.projects import EXAMPLES, FOLDER, write_files
from tests.conformance.vocabulary import get

ORIGIN = "http://127.0.0.1:5000"

#: Links that are there to show something else than a page.
ON_PURPOSE = {
    "debug-mode": {"/average": 500, "/average?numbers=3+five+7": 500},
    "logging": {"/order?apples=a+few": 400},
    "redirects-errors": {
        "/": 302,
        "/moved": 301,
        "/teapot": 418,
        "/sold-out": 410,
        "/order/umbrella": 409,
        "/nowhere": 404,
    },
    "responses": {"/status": 201, "/reason": 202, "/triple": 201, "/empty": 204, "/made": 203},
    "unique-urls": {"/projects": 308, "/about/": 404},
    "variable-rules": {"/post/seven": 404, "/price/9": 404},
}


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.found.append(value)


def test_every_folder_is_listed():
    assert set(EXAMPLES) == {path.name for path in FOLDER.iterdir() if path.is_dir()}


@pytest.mark.parametrize("slug", EXAMPLES)
def test_first_page_and_what_it_links_to(slug, tmp_path):
    example = EXAMPLES[slug]
    statuses = {}
    with NativePlayer(example.files, example.app, tmp_path, mount=ORIGIN) as player:
        first = player.send(get(example.path))
        assert first.status == 200
        for link in Links(first.body.decode()).found:
            url = urlsplit(urljoin(ORIGIN + example.path, link))
            path = f"{url.path}?{url.query}" if url.query else url.path
            statuses[path] = player.send(get(path)).status
    special = ON_PURPOSE.get(slug, {})
    assert statuses == {path: special.get(path, 200) for path in statuses}
    assert special.keys() <= statuses.keys()


@contextmanager
def running(folder: Path, *args: str, **environ: str) -> Iterator[str]:
    """`python -m flask ARGS run` in `folder`; gives the URL that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", *args, "run", "--port", "0", "--no-reload"],
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        said = ""
        for line in process.stdout:
            said += line
            if url := re.search(r"Running on (http://\S+)", line):
                break
        else:
            pytest.fail(f"The server did not start:\n{said}")
        yield url[1]
    finally:
        process.terminate()
        process.communicate()


def test_a_server_for_the_module_that_the_environment_names(tmp_path):
    write_files(EXAMPLES["minimal"].files, tmp_path)
    with (
        running(tmp_path, FLASK_APP="hello.py") as url,
        urllib.request.urlopen(url) as response,
    ):
        assert response.read() == b"Hello, World!"


def test_a_server_for_a_package(tmp_path):
    write_files(EXAMPLES["template-inheritance"].files, tmp_path)
    with (
        running(tmp_path, "--app", "application") as url,
        urllib.request.urlopen(f"{url}/tea/sencha") as response,
    ):
        assert "<h1>Sencha</h1>" in response.read().decode()


def test_a_server_in_debug_mode_shows_the_failing_line(tmp_path):
    write_files(EXAMPLES["debug-mode"].files, tmp_path)
    with running(tmp_path, "--app", "hello", "--debug") as url:
        with pytest.raises(HTTPError) as error:
            urllib.request.urlopen(f"{url}/average")
        with error.value as response:
            page = response.read().decode()
    assert response.status == 500
    assert "ZeroDivisionError" in page
    assert "sum(numbers) / len(numbers)" in page
