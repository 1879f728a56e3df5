"""The pages that stand where the application has no answer."""

import pytest

from flask_playground.diagnosis.problem import make
from flask_playground.error_pages import ErrorPages, excerpt, page_headers

STYLESHEET = "main { max-width: 40rem } h1::before { content: '>' }"
PAGES = ErrorPages(STYLESHEET)

HOSTILE = '<script>alert("x")</script>'


def test_an_error_page_escapes_everything_that_comes_from_the_project():
    place = {"path": HOSTILE, "line": 1}
    problem = {**make("import", HOSTILE, HOSTILE, HOSTILE, place=place), "traceback": HOSTILE}
    page = PAGES.problem(problem, source=HOSTILE).decode()
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 7
    assert "<script" not in PAGES.server_error(HOSTILE).decode()


def test_an_error_page_shows_the_line_among_its_neighbours():
    source = "\n".join(f"line_{number}" for number in range(1, 12))
    problem = make("syntax", "Title", "wrong", place={"path": "app.py", "line": 9})
    page = PAGES.problem(problem, source).decode()
    assert [f"line_{number}" in page for number in (6, 7, 8, 9, 10, 11)] == [False] + [True] * 5
    assert '<span class="here"><i> 9  </i>line_9</span>' in page
    assert "app.py, line 9" in page


@pytest.mark.parametrize("line", [0, 12, 100])
def test_a_line_that_is_not_there_is_left_out(line):
    assert excerpt("only\n", line) == ""


@pytest.mark.parametrize(
    "page",
    [
        PAGES.stopped(),
        PAGES.no_project(),
        PAGES.server_error("x"),
        PAGES.problem(make("no-app", "Title", "x")),
    ],
)
def test_an_error_page_needs_nothing_but_itself(page):
    text = page.decode()
    assert text.startswith("<!doctype html>")
    assert f"<style>{STYLESHEET}</style>" in text
    assert "http:" not in text
    assert "https:" not in text
    assert page_headers(page) == [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Cache-Control", "no-store"),
    ]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (PAGES.stopped(), "Stopped"),
        (PAGES.no_project(), "Nothing is running yet"),
        (PAGES.server_error("x"), "The application failed"),
        (PAGES.problem(make("no-app", "Title", "x")), "Title"),
    ],
)
def test_an_error_page_says_above_what_it_is(page, title):
    text = page.decode()
    assert f"<title>{title}</title>" in text
    assert f"<main><h1>{title}</h1><p" in text


def test_an_error_page_works_without_a_stylesheet():
    assert "<style></style>" in ErrorPages().stopped().decode()
