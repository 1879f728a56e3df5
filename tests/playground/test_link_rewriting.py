"""Links in response headers, brought below the mount of the application."""

import pytest

from flask_playground.link_rewriting import LinkRewriter

REWRITER = LinkRewriter("/preview/abc")
REQUESTED = "http://localhost:8000/preview/abc/user/1?tab=2"


@pytest.mark.parametrize(
    ("link", "mapped"),
    [
        ("/login", "/preview/abc/login"),
        ("/", "/preview/abc/"),
        ("/a?next=/b#c", "/preview/abc/a?next=/b#c"),
        ("/preview", "/preview/abc/preview"),
        ("/preview/abcd", "/preview/abc/preview/abcd"),
        ("/caf%C3%A9", "/preview/abc/caf%C3%A9"),
        ("http://127.0.0.1:5000/login?a=b", "/preview/abc/login?a=b"),
        ("http://127.0.0.1:5000", "/preview/abc/"),
        ("http://localhost:5000/login", "/preview/abc/login"),
        ("//127.0.0.1:5000/login", "/preview/abc/login"),
        ("http://localhost:8000/login", "http://localhost:8000/preview/abc/login"),
        ("//localhost:8000/login", "//localhost:8000/preview/abc/login"),
        ("../../login", "/preview/abc/login"),
        ("../../../login", "/preview/abc/login"),
    ],
)
def test_a_link_into_the_application_comes_out_below_the_mount(link, mapped):
    assert REWRITER.link(link, REQUESTED) == mapped


@pytest.mark.parametrize(
    "link",
    [
        "/preview/abc",
        "/preview/abc/login",
        "http://localhost:8000/preview/abc/login",
        "2",
        "./2",
        "../list",
        "?tab=3",
        "#top",
        "",
        "https://example.com/login",
        "http://localhost:9000/login",
        "//example.com/x",
        "mailto:someone@example.com",
        "javascript:alert(1)",
        "http://[broken/",
    ],
)
def test_other_links_stay_as_they_are(link):
    assert REWRITER.link(link, REQUESTED) == link


@pytest.mark.parametrize(
    ("name", "value", "mapped"),
    [
        ("Location", "/a", "/preview/abc/a"),
        ("LOCATION", "/a", "/preview/abc/a"),
        ("Content-Location", "/a", "/preview/abc/a"),
        ("Refresh", "0; url=/a", "0; url=/preview/abc/a"),
        ("Refresh", '5;URL="/a"', '5;URL="/preview/abc/a"'),
        ("Refresh", "5", "5"),
        ("X-Path", "/a", "/a"),
        ("Set-Cookie", "a=b; Path=/", "a=b; Path=/"),
    ],
)
def test_only_headers_that_are_links_are_mapped(name, value, mapped):
    assert REWRITER.headers([(name, value)], REQUESTED) == [(name, mapped)]


def test_an_application_at_the_root_needs_no_mapping():
    assert LinkRewriter("").link("/login", "http://localhost:8000/x") == "/login"


def test_a_link_over_tls_to_the_pages_own_host_is_rewritten():
    rewriter = LinkRewriter("/preview/abc")
    url = "https://play.example/preview/abc/"
    assert rewriter.link("https://play.example/x", url) == "https://play.example/preview/abc/x"


def test_a_relative_link_at_the_mount_itself_stays_below_it():
    rewriter = LinkRewriter("/preview/abc")
    assert rewriter.link("x", "http://localhost:8000/preview/abc") == "/preview/abc/x"
