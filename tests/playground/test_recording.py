"""Recordings of first responses: each is the application's page, and needs nothing but itself."""

import re

import pytest
from tests.conformance.projects import EXAMPLES
from web.build.examples import project, read_examples
from web.build.recording import recorded_page

pytestmark = pytest.mark.usefixtures("untouched_process")

PAGE = """from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return {page!r}
"""

DOT = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def record(page: str, **files: object) -> str:
    """Record the answer of an application that gives `page`."""
    static = {f"static/{name.replace('_', '.')}": content for name, content in files.items()}
    code = {"hello.py": PAGE.format(page=page)}
    return recorded_page(
        {"name": "Recorded", "files": {**code, **static}, "app": "hello.py", "debug": True}, "/"
    )


@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example["slug"])
def test_every_example_is_recorded_as_a_page_that_asks_for_nothing(example):
    page = recorded_page(project(example), example["path"])
    assert page.strip()
    assert not re.search(r"<script|<link|\son\w+=|\ssrc=\"(?!data:)|url\((?!data:)", page)


def test_the_first_example_is_recorded_with_its_style():
    first = read_examples()[0]
    page = recorded_page(project(first), first["path"])
    assert "Greetings from Flask" in page
    style = EXAMPLES[first["slug"]].files["static/style.css"].decode()
    assert f"<style>{style}</style>" in page


def test_a_page_without_anything_to_fetch_is_recorded_as_it_is():
    page = (
        '<!doctype html><p class="a" hidden>1 &lt; 2 &#8212; <br><svg><path d="M0 0" /></svg></p>'
    )
    assert record(page) == page


def test_images_of_the_page_and_of_its_style_are_put_in():
    page = record(
        '<link rel="stylesheet" href="/static/style.css"><img src="static/dot.svg" alt="dot">',
        style_css='body { background: url("dot.svg") }',
        dot_svg=DOT.decode(),
    )
    data = r"data:image/svg\+xml;[^;]*;?base64,PHN2Zy[\w+/=]+"
    assert re.fullmatch(
        rf'<style>body {{ background: url\({data}\) }}</style><img alt="dot" src="{data}">', page
    )


def test_what_runs_or_asks_another_server_is_left_out():
    page = record(
        '<script>run()</script><link rel="icon" href="/icon"><base href="//x.test/">'
        '<meta http-equiv="refresh" content="0"><img src="https://x.test/a.png">'
        '<a href=" JavaScript:run()" onclick="run()">go</a><noscript>no</noscript>'
    )
    assert page == '<img src="data:,"><a href="#">go</a>'


def test_a_redirect_is_followed():
    code = """from flask import Flask, redirect

app = Flask(__name__)
app.add_url_rule("/", view_func=lambda: redirect("/there"), endpoint="here")
app.add_url_rule("/there", view_func=lambda: "arrived", endpoint="there")
"""
    project = {"name": "Away", "files": {"hello.py": code}, "app": "hello.py", "debug": True}
    assert recorded_page(project, "/") == "arrived"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("from flask import Flask\napp = Flask(__name__)", "'Broken' answers .* with status 404"),
        ("from flask import Flask, missing", "'Broken' cannot run: .*missing"),
    ],
)
def test_what_gives_no_page_cannot_be_recorded(code, said):
    project = {"name": "Broken", "files": {"hello.py": code}, "app": "hello.py", "debug": True}
    with pytest.raises(ValueError, match=said):
        recorded_page(project, "/")
