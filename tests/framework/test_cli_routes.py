"""`flask routes`."""

from __future__ import annotations

import pytest
from tests.framework.invoking import invoke

from flask import Flask

pytestmark = pytest.mark.usefixtures("own_environment")


class TestRoutes:
    @pytest.fixture
    def app(self, app: Flask) -> Flask:
        app.add_url_rule("/zzz", methods=["POST"], endpoint="add")
        app.add_url_rule("/post/<int:x>", methods=["GET", "POST"], endpoint="show")
        return app

    def test_they_are_a_table(self, app: Flask) -> None:
        assert invoke(app, "routes").output.splitlines() == [
            "Endpoint  Methods    Rule",
            "--------  ---------  -----------------------",
            "add       POST       /zzz",
            "show      GET, POST  /post/<int:x>",
            "static    GET        /static/<path:filename>",
        ]

    @pytest.mark.parametrize(
        ("sort", "endpoints"),
        [
            ("endpoint", ["add", "show", "static"]),
            ("methods", ["static", "show", "add"]),
            ("rule", ["show", "static", "add"]),
            ("domain", ["static", "add", "show"]),
            ("match", ["static", "add", "show"]),
        ],
    )
    def test_they_are_sorted_by_what_is_asked(
        self, app: Flask, sort: str, endpoints: list[str]
    ) -> None:
        lines = invoke(app, "routes", "--sort", sort).output.splitlines()[2:]
        shown = [line.split()[0] for line in lines]
        assert shown == endpoints

    def test_all_methods_are_shown_when_asked_for(self, app: Flask) -> None:
        assert "GET, HEAD, OPTIONS, POST" in invoke(app, "routes", "--all-methods").output

    @pytest.mark.parametrize(
        ("options", "rule", "title"),
        [
            ({"host_matching": True, "static_host": "cdn"}, {"host": "shop"}, "Host"),
            ({}, {"subdomain": "shop"}, "Subdomain"),
        ],
    )
    def test_domains_have_a_column_where_there_are_any(
        self, options: dict[str, object], rule: dict[str, str], title: str
    ) -> None:
        app = Flask("domains", **options)  # type: ignore[arg-type]
        app.add_url_rule("/", endpoint="index", **rule)  # type: ignore[arg-type]
        lines = invoke(app, "routes", "--sort", "domain").output.splitlines()
        assert title in lines[0].split()
        assert "shop" in lines[-1].split()

    def test_none_at_all_is_said(self) -> None:
        app = Flask("empty", static_folder=None)
        assert invoke(app, "routes").output == "No routes were registered.\n"
