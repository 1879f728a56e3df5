"""The cookie jar: what is kept, what is sent, and for how long (RFC 6265)."""

import json
from datetime import UTC, datetime

import pytest

from flask_playground.cookies import CookieJar, parse_date

URL = "http://localhost:8000/preview/abc/"
HTTPS = "https://play.example/preview/abc/"


class Clock:
    now = 1_700_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def jar(clock):
    return CookieJar("/preview/abc", clock=clock)


def kept(jar, *headers, url=URL, asked=URL):
    jar.store(headers, url)
    return jar.header(asked)


@pytest.mark.parametrize(
    ("header", "sent"),
    [
        ("a=b", "a=b"),
        ("a=", "a="),
        ("  a  =  b  ; Path=/", "a=b"),
        ("a=b=c", "a=b=c"),
        ('a="b c"', 'a="b c"'),
        ("=b", "b"),
        ("b", "b"),
        ("=", ""),
        ("", ""),
        ("; Path=/", ""),
        ("a=b\0c", ""),
        ("a=b\x7f", ""),
        ("a=b\tc", "a=b\tc"),
        ("a=" + "x" * 4095, "a=" + "x" * 4095),
        ("a=" + "x" * 4096, ""),
        ("a=caf\u00c3\u00a9", "a=caf\u00c3\u00a9"),
        ("a=b; Unknown=1; HttpOnly; SameSite=Lax; Partitioned", "a=b"),
    ],
)
def test_name_and_value_are_sent_back_as_they_came(jar, header, sent):
    assert kept(jar, header) == sent


@pytest.mark.parametrize(
    ("attributes", "seconds"),
    [
        ("", None),
        ("; Max-Age=60", 60),
        ("; Max-Age=1", 1),
        ("; XMax-Age=60", None),
        ("; max-age=60", 60),
        ("; Max-Age=1; Max-Age=60", 60),
        ("; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", 60),
        ("; Expires=Tue, 14 Nov 2023 22:14:20 GMT", 60),
        ("; Expires=Tue, 14 Nov 2023 22:14:20 GMT; Expires=soon", 60),
        ("; Expires=soon", None),
        ("; Max-Age=1.5", None),
        ("; Max-Age=", None),
        ("; Max-Age=+60", None),
        ("; Max-Age=99999999999999999999999", 400 * 24 * 3600),
        ("; Expires=Tue, 14 Nov 2523 22:14:20 GMT", 400 * 24 * 3600),
    ],
)
def test_a_cookie_lasts_as_long_as_it_says(jar, clock, attributes, seconds):
    assert kept(jar, f"a=b{attributes}") == "a=b"
    clock.now += 1e12 if seconds is None else seconds - 1
    assert jar.header(URL) == "a=b"
    clock.now += 1
    assert jar.header(URL) == ("a=b" if seconds is None else "")


@pytest.mark.parametrize(
    "attributes", ["; Max-Age=0", "; Max-Age=-1", "; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]
)
def test_a_cookie_that_has_ended_already_removes_its_predecessor(jar, attributes):
    jar.store(["a=b"], URL)
    assert jar.store([f"a={attributes}"], URL) is True
    assert jar.header(URL) == ""
    assert jar.store([f"a={attributes}"], URL) is False


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784111777),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 784111777),
        ("Sun Nov  6 08:49:37 1994", 784111777),
        ("08:49:37 6 november 94", 784111777),
        ("1 jan 1970 0:0:1", 1),
        ("1 jan 69 0:0:0", 3124224000),
        ("1 jan 100 0:0:0", None),
        ("29 feb 2023 0:0:0", None),
        ("1 jan 1600 0:0:0", None),
        ("1 jan 2000 24:0:0", None),
        ("32 jan 2000 0:0:0", None),
        ("1 jan 2000", None),
        ("jan 2000 0:0:0", None),
        ("", None),
        ("tomorrow", None),
    ],
)
def test_dates_are_read_in_every_form_in_use(text, seconds):
    assert parse_date(text) == seconds


@pytest.mark.parametrize(
    ("number", "name"),
    [
        *[(1, "Jan"), (2, "Feb"), (3, "Mar"), (4, "Apr"), (5, "May"), (6, "Jun")],
        *[(7, "jul"), (8, "aug"), (9, "sep"), (10, "OCT"), (11, "NOV"), (12, "December")],
    ],
)
def test_every_month_is_known(number, name):
    assert (
        parse_date(f"2 {name} 2024 3:4:5")
        == datetime(2024, number, 2, 3, 4, 5, tzinfo=UTC).timestamp()
    )


@pytest.mark.parametrize(
    ("attribute", "set_at", "asked_at", "sent"),
    [
        ("; Path=/", "/a/b", "/", True),
        ("; Path=/", "/", "/a/b", True),
        ("; Path=/a", "/", "/a", True),
        ("; Path=/a", "/", "/a/b", True),
        ("; Path=/a", "/", "/ab", False),
        ("; Path=/a/", "/", "/a", False),
        ("; Path=/a/", "/", "/a/b", True),
        ("; Path=/preview/abc", "/", "/x", True),
        ("; Path=/preview/abc/", "/", "/x", True),
        ("; Path=/preview/abc/a", "/", "/a/b", True),
        ("; Path=/preview/abc/a", "/", "/b", False),
        ("; Path=/preview/abcd", "/", "/b", False),
        ("", "/a/b", "/a/c", True),
        ("", "/a/b", "/", False),
        ("", "/a", "/b", True),
        ("; Path=relative", "/a/b", "/a/c", True),
        ("; Path=", "/a/b", "/b", False),
        ("; Path=/b; Path=/a", "/", "/a", True),
    ],
)
def test_the_path_is_inside_the_application_with_or_without_the_mount(
    jar, attribute, set_at, asked_at, sent
):
    mounted = "http://localhost:8000/preview/abc"
    header = kept(jar, f"x=1{attribute}", url=mounted + set_at, asked=mounted + asked_at)
    assert bool(header) is sent


@pytest.mark.parametrize(
    ("domain", "set_at", "asked_at", "sent"),
    [
        ("", "play.example", "play.example", True),
        ("", "play.example", "a.play.example", False),
        ("play.example", "play.example", "a.play.example", True),
        (".play.example", "play.example", "a.play.example", True),
        ("PLAY.example", "play.example", "play.example", True),
        ("play.example", "a.play.example", "play.example", True),
        ("play.example", "play.example", "display.example", False),
        ("a.play.example", "play.example", "a.play.example", False),
        ("other.example", "play.example", "other.example", False),
        ("localhost", "localhost", "localhost", True),
        ("localhost", "localhost", "a.localhost", False),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1", True),
        ("0.0.1", "127.0.0.1", "127.0.0.1", False),
    ],
)
def test_the_domain_is_the_host_or_above_it(jar, domain, set_at, asked_at, sent):
    attribute = f"; Domain={domain}" if domain else ""
    set_url, asked_url = (f"https://{host}/preview/abc/" for host in (set_at, asked_at))
    assert bool(kept(jar, f"x=1{attribute}", url=set_url, asked=asked_url)) is sent


@pytest.mark.parametrize(
    ("origin", "sent"),
    [
        ("https://play.example", True),
        ("http://play.example", False),
        ("http://localhost:8000", True),
        ("http://app.localhost", True),
        ("http://127.0.0.1:8000", True),
        ("http://[::1]:8000", True),
        ("http://192.168.0.2", False),
    ],
)
def test_secure_cookies_need_tls_or_the_own_machine(jar, origin, sent):
    url = f"{origin}/preview/abc/"
    assert bool(kept(jar, "x=1; Secure", url=url, asked=url)) is sent


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("__Secure-a=1; Secure", True),
        ("__Secure-a=1", False),
        ("__Host-a=1; Secure; Path=/", True),
        ("__Host-a=1; Secure; Path=/preview/abc", True),
        ("__Host-a=1; Path=/", False),
        ("__Host-a=1; Secure; Path=/a", False),
        ("__Host-a=1; Secure; Path=/; Domain=play.example", False),
        ("__host-a=1; Path=/", False),
    ],
)
def test_a_prefix_of_the_name_must_hold(jar, header, accepted):
    assert jar.store([header], HTTPS) is accepted


@pytest.mark.parametrize(("length", "counts"), [(1024, True), (1025, False)])
def test_an_attribute_of_excessive_length_is_as_if_it_were_not_there(jar, length, counts):
    path = "/".ljust(length, "x")
    assert kept(jar, f"a=b; Path={path}") == ("" if counts else "a=b")


def test_longer_paths_come_first_then_older_cookies(jar, clock):
    for header in ("c=1; Path=/", "b=1; Path=/a/b", "a=1; Path=/"):
        clock.now += 1
        jar.store([header], URL)
    assert jar.header(f"{URL}a/b") == "b=1; c=1; a=1"


def test_a_renewed_cookie_keeps_its_place(jar, clock):
    for header in ("a=1", "b=1", "a=2"):
        clock.now += 1
        jar.store([header], URL)
    assert jar.header(URL) == "a=2; b=1"


def test_cookies_of_one_name_with_other_paths_are_others(jar):
    assert kept(jar, "a=1; Path=/", "a=2; Path=/x", asked=f"{URL}x") == "a=2; a=1"


def test_too_many_cookies_push_out_the_longest_unused(jar, clock):
    for number in range(180):
        clock.now += 1
        jar.store([f"c{number}=1; Path=/{number}"], URL)
    clock.now += 1
    assert jar.header(f"{URL}0") == "c0=1"
    clock.now += 1
    jar.store(["new=1"], URL)
    assert jar.header(f"{URL}1") == "new=1"
    assert jar.header(f"{URL}0") == "c0=1; new=1"


def test_the_jar_comes_back_as_it_was(jar, clock):
    jar.store(["a=1; Path=/x; HttpOnly", "b=2; Max-Age=60; SameSite=Strict"], URL)
    again = CookieJar("/preview/abc", jar.dump(), clock=clock)
    assert again.dump() == jar.dump()
    assert again.header(f"{URL}x") == "a=1; b=2"
    clock.now += 60
    assert CookieJar("/preview/abc", jar.dump(), clock=clock).header(f"{URL}x") == "a=1"


def test_a_jar_with_more_than_is_needed_is_read(jar, clock):
    jar.store(["a=1"], URL)
    stored = [{**entry, "same_site": "Lax"} for entry in json.loads(jar.dump())]
    again = CookieJar("/preview/abc", json.dumps(stored), clock=clock)
    assert again.header(URL) == "a=1"
    assert again.dump() == jar.dump()


LASTING_UNTIL_SOON = {
    "name": "a",
    "value": "b",
    "domain": "localhost",
    "path": "/",
    "host_only": True,
    "secure": False,
    "expires": "soon",
    "created": 1,
    "used": 1,
}


@pytest.mark.parametrize(
    "stored",
    [
        *[None, "", "{", "{}", "5", "[1]", '[{"name": "a"}]', '["a=b"]', "null"],
        json.dumps([LASTING_UNTIL_SOON]),
    ],
)
def test_a_damaged_jar_is_an_empty_one(stored):
    jar = CookieJar("/preview/abc", stored)
    assert jar.header(URL) == ""
    assert jar.dump() == "[]"


def test_the_same_cookie_again_is_no_change(jar):
    assert jar.store(["a=1"], URL) is True
    assert jar.store(["a=1"], URL) is False
    assert jar.store(["a=2"], URL) is True
    assert jar.store([], URL) is False


@pytest.mark.parametrize("header", ["=", "a=b\0", "a=b; Domain=other.example", "__Host-a=b"])
def test_a_cookie_that_is_refused_is_no_change(jar, header):
    assert jar.store([header], URL) is False
