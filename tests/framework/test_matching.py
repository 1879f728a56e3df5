"""The fast path to a rule gives what Werkzeug gives, or leaves the matter to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import BaseConverter, Rule, ValidationError
from werkzeug.routing import Map as BaseMap

from flask.matching import Map, Undecided, server_name_of

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
    except Undecided:
        return None
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
def test_find_is_undecided_where_an_adapter_has_to_say(rule: Rule, path: str) -> None:
    with pytest.raises(Undecided):
        Map([rule]).find(path, "GET")


def test_find_is_undecided_where_a_converter_refuses() -> None:
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
    with pytest.raises(Undecided):
        url_map.find("/3", "GET")


@pytest.mark.parametrize(
    ("scheme", "header", "name"),
    [
        ("http", "Example.org:80", "example.org"),
        ("https", "example.org:443", "example.org"),
        ("http", "example.org:8000", "example.org:8000"),
        ("http", "bad host", ""),
        ("http", "two..dots", None),
    ],
)
def test_hosts_are_what_werkzeug_makes_of_them(scheme: str, header: str, name: str | None) -> None:
    assert server_name_of(scheme, header) == name


@pytest.fixture
def environ() -> dict[str, Any]:
    return {
        "wsgi.url_scheme": "https",
        "HTTP_HOST": "Example.org",
        "SCRIPT_NAME": "/app",
        "PATH_INFO": "/caf\xc3\xa9",
        "REQUEST_METHOD": "POST",
        "QUERY_STRING": "a=1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "443",
    }


ATTRIBUTES = (
    "server_name",
    "script_name",
    "subdomain",
    "url_scheme",
    "path_info",
    "default_method",
    "query_args",
    "websocket",
)


@pytest.mark.parametrize("first", ATTRIBUTES)
def test_an_adapter_has_what_werkzeugs_has_whichever_is_asked_for_first(
    environ: dict[str, Any], first: str
) -> None:
    url_map = Map([Rule("/", endpoint="x")])
    adapter = url_map.bind_to_environ(environ, subdomain="")
    expected = BaseMap([Rule("/", endpoint="x")]).bind_to_environ(environ, subdomain="")
    names = (first, *ATTRIBUTES)
    assert [getattr(adapter, name) for name in names] == [getattr(expected, name) for name in names]


def test_an_adapter_that_is_changed_matches_by_what_it_was_changed_to(
    environ: dict[str, Any],
) -> None:
    url_map = Map([Rule("/other", endpoint="x")])
    adapter = url_map.bind_to_environ(environ, subdomain="")
    adapter.path_info = "/other"
    assert adapter.match(return_rule=True)[0].endpoint == "x"
    assert adapter.query_args == "a=1"


def test_an_adapter_says_what_it_has_not(environ: dict[str, Any]) -> None:
    adapter: Any = Map([Rule("/", endpoint="x")]).bind_to_environ(environ, subdomain="")
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        adapter.nothing_of_the_kind  # noqa: B018
