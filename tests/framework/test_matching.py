"""The quick way to a rule gives what Werkzeug gives, or leaves the matter to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import BaseConverter, Rule, ValidationError

from flask.matching import Map, host_of, server_name_of

WORDS = st.sampled_from(["", "a", "b", "ab", "1", "20", "-3", "1.5", "a b", "é", "any", "x.html"])
PARTS = st.sampled_from(
    [
        "a",
        "b",
        "1",
        "<{}>",
        "<int:{}>",
        "<int(signed=True):{}>",
        "<float:{}>",
        "<path:{}>",
        "<any(a,any):{}>",
        "<uuid:{}>",
        "x-<{}>",
        "<{}>.html",
        "<string(length=2):{}>",
    ]
)


@st.composite
def rules(draw: st.DrawFn) -> list[dict[str, Any]]:
    result = []
    for index in range(draw(st.integers(1, 8))):
        parts = draw(st.lists(PARTS, max_size=4))
        path = "/" + "/".join(part.format(f"v{at}") for at, part in enumerate(parts))
        result.append(
            {
                "string": path if path == "/" or not draw(st.booleans()) else f"{path}/",
                "endpoint": f"e{index % 5}",
                "methods": draw(st.sampled_from([None, ["GET"], ["POST"], ["GET", "POST"]])),
                "strict_slashes": draw(st.sampled_from([None, None, False])),
                "defaults": draw(st.sampled_from([None, None, {"extra": 1}])),
            }
        )
    return result


def outcome(find: Any) -> Any:
    try:
        return find()
    except HTTPException as error:
        return type(error), error.code, getattr(error, "new_url", None)


@settings(max_examples=150, deadline=None)
@given(rules(), st.lists(WORDS, max_size=5), st.sampled_from(["GET", "POST", "PUT"]), st.booleans())
def test_find_agrees_with_werkzeug(
    specifications: list[dict[str, Any]], words: list[str], method: str, merge: bool
) -> None:
    url_map = Map([Rule(**specification) for specification in specifications], merge_slashes=merge)
    path = "/" + "/".join(words).lstrip("/")
    adapter = url_map.bind("localhost", path_info=path, default_method=method)
    expected = outcome(lambda: adapter.match(return_rule=True))
    found = outcome(lambda: url_map.find(path, method))
    assert found is None or found == expected


def test_find_knows_the_common_cases() -> None:
    url_map = Map([Rule("/", endpoint="home"), Rule("/user/<int:id>", endpoint="user")])
    found = url_map.find("/user/7", "GET")
    assert found is not None
    assert (found[0].endpoint, found[1]) == ("user", {"id": 7})
    with pytest.raises(NotFound):
        url_map.find("/nowhere", "GET")


def test_find_sees_rules_added_later() -> None:
    url_map = Map([Rule("/a", endpoint="a")])
    assert url_map.find("/a", "GET") is not None
    url_map.add(Rule("/b", endpoint="b"))
    assert url_map.find("/b", "GET") is not None


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        (Rule("/slash/", endpoint="x"), "/slash"),
        (Rule("/post", endpoint="x", methods=["POST"]), "/post"),
        (Rule("/old", endpoint="x", redirect_to="/new"), "/old"),
        (Rule("/socket", endpoint="x", websocket=True), "/socket"),
        (Rule("/double", endpoint="x"), "//double"),
    ],
    ids=["missing slash", "method", "redirect", "websocket", "double slash"],
)
def test_find_leaves_what_is_not_plain_to_werkzeug(rule: Rule, path: str) -> None:
    assert Map([rule]).find(path, "GET") is None


def test_find_leaves_a_converters_refusal_to_werkzeug() -> None:
    class Even(BaseConverter):
        regex = r"\d+"

        def to_python(self, value: str) -> int:
            if int(value) % 2:
                raise ValidationError
            return int(value)

    url_map = Map([Rule("/<even:n>", endpoint="x")], converters={"even": Even})
    found = url_map.find("/4", "GET")
    assert found is not None
    assert found[1] == {"n": 4}
    assert url_map.find("/3", "GET") is None


@pytest.mark.parametrize(
    ("scheme", "header", "host", "name"),
    [
        ("http", "Example.org:80", "Example.org", "example.org"),
        ("https", "example.org:443", "example.org", "example.org"),
        ("http", "example.org:8000", "example.org:8000", "example.org:8000"),
        ("http", "bad host", "", ""),
        ("http", "two..dots", "two..dots", None),
    ],
)
def test_hosts_are_what_werkzeug_makes_of_them(
    scheme: str, header: str, host: str, name: str | None
) -> None:
    assert host_of(scheme, header) == host
    assert server_name_of(scheme, header) == name


def test_a_plain_adapter_is_the_one_that_werkzeug_makes() -> None:
    environ = {
        "wsgi.url_scheme": "https",
        "HTTP_HOST": "Example.org",
        "SCRIPT_NAME": "/app",
        "PATH_INFO": "/caf\xc3\xa9",
        "REQUEST_METHOD": "POST",
        "QUERY_STRING": "a=1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "443",
    }
    url_map = Map([Rule("/", endpoint="x")])
    plain = url_map.bind_plainly(environ, "")
    assert plain is not None
    assert vars(plain) == vars(url_map.bind_to_environ(environ, subdomain=""))
