"""The fast path to a rule gives what Werkzeug gives, or leaves the matter to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import BaseConverter, MapAdapter, RequestRedirect, Rule, ValidationError

from flask.matching import Map, Undecided, fast_adapter, server_name_of

WORDS = ["", "a", "b", "ab", "1", "20", "-3", "1.5", "a b", "é", "any", "x.html"]
UUID = "12345678-1234-5678-1234-567812345678"

# The parts of a rule, each with texts that match it.
PARTS = {
    "a": ["a"],
    "b": ["b"],
    "1": ["1"],
    "<{}>": WORDS[1:],
    "<int:{}>": ["1", "20"],
    "<int(signed=True):{}>": ["1", "-3"],
    "<float:{}>": ["1.5"],
    "<path:{}>": ["a", "a/b", "1/20/a b"],
    "<any(a,any):{}>": ["a", "any"],
    "<uuid:{}>": [UUID],
    "x-<{}>": ["x-a", "x-1"],
    "<{}>.html": ["a.html", "x.html"],
    "<string(length=2):{}>": ["ab", "20"],
}


@dataclass
class Case:
    """Rules, and a request: half of the time one that some rule was written for."""

    rules: list[dict[str, Any]]
    path: str
    method: str


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rules = []
    paths = []
    for index in range(draw(st.integers(1, 8))):
        parts = draw(st.lists(st.sampled_from(list(PARTS)), max_size=4))
        slash = "/" if parts and draw(st.booleans()) else ""
        path = "/".join(part.format(f"v{at}") for at, part in enumerate(parts))
        rules.append(
            {
                "string": f"/{path}{slash}",
                "endpoint": f"e{index % 5}",
                "methods": draw(st.sampled_from([None, ["GET"], ["POST"], ["GET", "POST"]])),
                "strict_slashes": draw(st.sampled_from([None, None, False])),
                "defaults": draw(st.sampled_from([None, None, None, None, {"extra": 1}])),
            }
        )
        texts = [draw(st.sampled_from(PARTS[part])) for part in parts]
        paths.append("/".join(texts) + slash)
    words = draw(st.lists(st.sampled_from(WORDS), max_size=5))
    path = draw(st.sampled_from([*paths, *["/".join(words).lstrip("/")] * len(paths)]))
    return Case(rules, f"/{path}", draw(st.sampled_from(["GET", "POST", "PUT"])))


def outcome(find: Any) -> Any:
    try:
        return find()
    except Undecided:
        return None
    except HTTPException as error:
        return type(error), error.code, getattr(error, "new_url", None)


def test_find_agrees_with_werkzeug_and_answers_where_path_and_method_decide() -> None:
    answers: Counter[str] = Counter()

    @settings(max_examples=150, deadline=None)
    @given(cases(), st.booleans())
    def agree(case: Case, merge: bool) -> None:
        url_map = Map([Rule(**rule) for rule in case.rules], merge_slashes=merge)
        adapter = url_map.bind("localhost", path_info=case.path, default_method=case.method)
        expected = outcome(lambda: adapter.match(return_rule=True))
        found = outcome(lambda: url_map.find(case.path, case.method))
        assert found is None or found == expected
        matched = isinstance(expected[0], Rule)
        # A rule with defaults may be the canonical form of another one with its endpoint. One that takes other methods
        # only may match the same path.
        if matched and not any(
            rule["defaults"] or case.method not in (rule["methods"] or [case.method])
            for rule in case.rules
        ):
            assert found is not None
        answers["all"] += 1
        answers["matched"] += matched
        answers["found"] += matched and found is not None

    agree()
    # So that the agreement is not one on nothing.
    assert answers["matched"] > answers["all"] / 5
    assert answers["found"] > answers["matched"] / 2


def test_find_knows_the_common_cases() -> None:
    url_map = Map([Rule("/", endpoint="home"), Rule("/user/<int:id>", endpoint="user")])
    found = url_map.find("/user/7", "GET")
    assert found is not None
    assert (found[0].endpoint, found[1]) == ("user", {"id": 7})
    with pytest.raises(NotFound):
        url_map.find("/nowhere", "GET")


@pytest.mark.parametrize(
    ("rule", "path", "values"),
    [
        ("/<path:rest>/", "/a/b/", {"rest": "a/b"}),
        ("/<path:rest>", "/a/b", {"rest": "a/b"}),
        ("/<path:rest>/edit", "/a/b/edit", {"rest": "a/b"}),
        ("/<int:n>/<path:rest>/", "/1/a/", {"n": 1, "rest": "a"}),
        ("/<a>-<b>/<c>.html", "/1-2/3.html", {"a": "1", "b": "2", "c": "3"}),
    ],
)
def test_find_gives_the_variables_their_parts_of_the_path(
    rule: str, path: str, values: dict[str, Any]
) -> None:
    url_map = Map([Rule(rule, endpoint="x")])
    assert url_map.find(path, "GET")[1] == values
    assert url_map.bind("localhost").match(path, "GET") == ("x", values)


def test_find_looks_in_the_default_subdomain() -> None:
    rules = [Rule("/", endpoint="www", subdomain="www"), Rule("/", endpoint="api", subdomain="api")]
    assert Map(rules, default_subdomain="www").find("/", "GET")[0].endpoint == "www"
    assert Map([Rule("/", endpoint="x")]).find("/", "GET")[0].endpoint == "x"


def test_find_in_a_map_without_rules_is_left_to_an_adapter() -> None:
    with pytest.raises(Undecided):
        Map().find("/", "GET")


def test_find_sees_rules_added_later() -> None:
    url_map = Map([Rule("/a", endpoint="a")])
    assert url_map.find("/a", "GET") is not None
    url_map.add(Rule("/b", endpoint="b"))
    assert url_map.find("/b", "GET") is not None


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        (Rule("/slash/", endpoint="x"), "/slash"),
        (Rule("/<path:rest>/", endpoint="x"), "/a/b"),
        (Rule("/post", endpoint="x", methods=["POST"]), "/post"),
        (Rule("/old", endpoint="x", redirect_to="/new"), "/old"),
        (Rule("/socket", endpoint="x", websocket=True), "/socket"),
        (Rule("/double", endpoint="x"), "//double"),
    ],
    ids=["missing slash", "slash after a path", "method", "redirect", "websocket", "double slash"],
)
def test_find_is_undecided_where_an_adapter_has_to_say(rule: Rule, path: str) -> None:
    with pytest.raises(Undecided):
        Map([rule]).find(path, "GET")


@pytest.mark.parametrize(("rule", "path"), [("/page", "/page/"), ("/page/", "/page")])
def test_find_overlooks_the_final_slash_of_a_rule_that_is_not_strict(rule: str, path: str) -> None:
    url_map = Map([Rule(rule, endpoint="x", methods=["GET"], strict_slashes=False)])
    assert url_map.find(path, "GET")[0].endpoint == "x"
    with pytest.raises(Undecided):
        url_map.find(path, "POST")


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


@pytest.fixture(autouse=True)
def known_werkzeug(monkeypatch: pytest.MonkeyPatch) -> None:
    # Also where the other tests run without fast paths.
    monkeypatch.setattr("flask.matching.KNOWN", True)


def bind(url_map: Map, environ: dict[str, Any]) -> Any:
    adapter = fast_adapter(url_map, environ, server_name=None, subdomain="")
    assert adapter is not None
    return adapter


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


@pytest.mark.parametrize("left_out", [[], ["SCRIPT_NAME"], ["QUERY_STRING"]])
@pytest.mark.parametrize("first", ATTRIBUTES)
def test_an_adapter_has_what_werkzeugs_has_whichever_is_asked_for_first(
    environ: dict[str, Any], first: str, left_out: list[str]
) -> None:
    for name in left_out:
        del environ[name]
    url_map = Map([Rule("/", endpoint="x")])
    adapter = bind(url_map, environ)
    expected = Map([Rule("/", endpoint="x")]).bind_to_environ(environ, subdomain="")
    names = (first, *ATTRIBUTES)
    assert [getattr(adapter, name) for name in names] == [getattr(expected, name) for name in names]


def test_an_adapter_is_in_the_default_subdomain(environ: dict[str, Any]) -> None:
    url_map = Map(default_subdomain="www")
    adapter = fast_adapter(url_map, environ, server_name=None, subdomain="www")
    assert adapter is not None
    assert adapter.subdomain == "www"


def test_an_adapter_that_is_changed_matches_by_what_it_was_changed_to(
    environ: dict[str, Any],
) -> None:
    url_map = Map([Rule("/other", endpoint="x")])
    adapter = bind(url_map, environ)
    adapter.path_info = "/other"
    assert adapter.match(return_rule=True)[0].endpoint == "x"
    assert adapter.query_args == "a=1"


@pytest.mark.parametrize("path", ["/Xa", "//Xa"])
def test_an_adapter_matches_a_path_that_begins_with_one_slash(
    environ: dict[str, Any], path: str
) -> None:
    url_map = Map([Rule("/Xa", endpoint="x"), Rule("/a", endpoint="y")])
    assert bind(url_map, environ | {"PATH_INFO": path}).match(return_rule=True)[0].endpoint == "x"


def test_an_adapter_takes_what_werkzeugs_takes(environ: dict[str, Any]) -> None:
    rules = [
        Rule("/slash/", endpoint="slash"),
        Rule("/both", endpoint="http", methods=["PUT"]),
        Rule("/both", endpoint="socket", websocket=True),
    ]
    adapter = bind(Map(rules), environ)
    assert adapter.match("/both", "PUT") == ("http", {})
    assert adapter.match("/both", websocket=True) == ("socket", {})
    with pytest.raises(RequestRedirect) as caught:
        adapter.match("/slash", query_args={"b": 2})
    assert caught.value.new_url == "https://example.org/app/slash/?b=2"


def test_an_adapter_matches_a_usual_request_without_werkzeug(
    environ: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = bind(Map([Rule("/café", endpoint="x")]), environ)
    monkeypatch.setattr(MapAdapter, "match", lambda *args: pytest.fail("asked Werkzeug"))
    assert adapter.match(return_rule=True)[0].endpoint == "x"


def test_an_adapter_says_what_it_has_not(environ: dict[str, Any]) -> None:
    adapter: Any = bind(Map([Rule("/", endpoint="x")]), environ)
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        adapter.nothing_of_the_kind  # noqa: B018
