"""What debug mode explains."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path

import pytest
from jinja2 import DictLoader, TemplateNotFound
from werkzeug.exceptions import BadRequestKeyError
from werkzeug.routing import RequestRedirect

from flask import Blueprint, Flask, render_template, request
from flask.debughelpers import DebugFilesKeyError, FormDataRoutingRedirect, UnexpectedUnicodeError
from flask.testing import FlaskClient


class TestMissingFile:
    @pytest.fixture
    def app(self, app: Flask) -> Flask:
        app.debug = True

        @app.post("/")
        def upload() -> str:
            return request.files["photo"].filename or ""

        return app

    def test_a_form_that_is_not_multipart_is_explained(self, client: FlaskClient) -> None:
        with pytest.raises(DebugFilesKeyError) as caught:
            client.post("/", data={"photo": "cat.jpg"})
        message = str(caught.value)
        assert "'photo'" in message
        assert "'application/x-www-form-urlencoded'" in message
        assert 'enctype="multipart/form-data"' in message
        assert message.endswith("This was submitted: 'cat.jpg'")

    def test_all_that_was_submitted_is_told(self, client: FlaskClient) -> None:
        with pytest.raises(DebugFilesKeyError, match=r"submitted: 'cat\.jpg', 'dog\.jpg'$"):
            client.post("/", data={"photo": ["cat.jpg", "dog.jpg"]})

    def test_where_nothing_was_submitted_nothing_is_told(self, app: Flask) -> None:
        with app.test_request_context(method="POST", data={"other": "1"}):
            message = str(DebugFilesKeyError(request._get_current_object(), "photo"))  # type: ignore[attr-defined]
        assert message.endswith("on the <form> tag.")

    def test_the_files_stay_what_they_are(self, app: Flask) -> None:
        with app.test_request_context(method="POST", data={"photo": "cat.jpg"}):
            assert repr(request.files) == "ImmutableMultiDict([])"
            assert type(request.files).__module__ == "werkzeug.datastructures.structures"

    def test_a_field_that_is_not_there_at_all_is_the_plain_error(self, client: FlaskClient) -> None:
        with pytest.raises(BadRequestKeyError, match="'photo'"):
            client.post("/", data={"other": "1"})

    def test_a_form_that_is_multipart_needs_no_explanation(self, client: FlaskClient) -> None:
        with pytest.raises(BadRequestKeyError, match="'photo'"):
            client.post("/", data={"photo": "cat.jpg"}, content_type="multipart/form-data")

    def test_a_file_that_is_there_is_given(self, client: FlaskClient) -> None:
        data = {"photo": (BytesIO(b"..."), "cat.jpg")}
        assert client.post("/", data=data).data == b"cat.jpg"

    def test_without_debug_mode_it_is_a_400(self, app: Flask, client: FlaskClient) -> None:
        app.debug = False
        assert client.post("/", data={"photo": "cat.jpg"}).status_code == 400


class TestRedirectThatLosesTheForm:
    @pytest.fixture
    def app(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
        app.debug = True
        # Werkzeug's own is 308, with which a browser sends the form again.
        monkeypatch.setattr(RequestRedirect, "code", 301)

        @app.route("/user/", methods=["GET", "POST"])
        def user() -> str:
            return request.method

        @app.route("/old", redirect_to="/new", methods=["POST"])
        def old() -> str:
            return ""

        return app

    def test_a_missing_slash_is_explained(self, client: FlaskClient) -> None:
        with pytest.raises(FormDataRoutingRedirect) as caught:
            client.post("/user", data={"name": "Ada"}, base_url="http://localhost")
        message = str(caught.value)
        assert "POST request to 'http://localhost/user'" in message
        assert "'http://localhost/user/'" in message
        assert "ends in a slash" in message

    def test_another_redirect_is_explained_without_the_slash(self, client: FlaskClient) -> None:
        with pytest.raises(FormDataRoutingRedirect) as caught:
            client.post("/old", data={"name": "Ada"})
        assert "'http://localhost/new'" in str(caught.value)
        assert "without the form's data. Send the request to" in str(caught.value)

    @pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
    def test_a_method_without_a_form_is_redirected(self, client: FlaskClient, method: str) -> None:
        assert client.open("/user", method=method).status_code == 301

    def test_the_query_does_not_hide_a_missing_slash(self, client: FlaskClient) -> None:
        with pytest.raises(FormDataRoutingRedirect) as caught:
            client.post("/user?next=/", data={"name": "Ada"})
        assert "'http://localhost/user/?next=/'" in str(caught.value)
        assert "ends in a slash" in str(caught.value)

    def test_without_debug_mode_it_is_redirected(self, app: Flask, client: FlaskClient) -> None:
        app.debug = False
        assert client.post("/user", data={"name": "Ada"}).status_code == 301

    def test_a_redirect_that_keeps_the_form_is_let_through(
        self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(RequestRedirect, "code", 307)
        assert client.post("/user", data={"name": "Ada"}).status_code == 307


class TestTemplateLoading:
    @pytest.fixture
    def app(self, app: Flask, tmp_path: Path) -> Flask:
        app.config["EXPLAIN_TEMPLATE_LOADING"] = True
        app.logger.setLevel(logging.INFO)
        blueprint = Blueprint(
            "shop", "shop.views", root_path=str(tmp_path / "shop"), template_folder="templates"
        )
        for folder in ("templates", "shop/templates"):
            (tmp_path / folder).mkdir(parents=True)
            (tmp_path / folder / "both.html").write_text(folder)
        (tmp_path / "templates/one.html").write_text("one")

        @app.get("/<name>")
        @blueprint.get("/shop/<name>")
        def show(name: str) -> str:
            return render_template(name)

        app.register_blueprint(blueprint)
        return app

    def explanation(self, caplog: pytest.LogCaptureFixture) -> str:
        (record,) = caplog.records
        return record.getMessage()

    def test_every_loader_is_named_with_what_it_gave(
        self, client: FlaskClient, caplog: pytest.LogCaptureFixture, tmp_path: Path
    ) -> None:
        client.get("/one.html")
        lines = self.explanation(caplog).splitlines()
        assert lines[:2] == [
            "Locating template 'one.html':",
            "    1: trying loader of application 'app_under_test'",
        ]
        assert lines[2:8] == [
            "       class: jinja2.loaders.FileSystemLoader",
            "       encoding: 'utf-8'",
            "       followlinks: False",
            "       searchpath:",
            f"         - {tmp_path / 'templates'}",
            f"       -> found ({str(tmp_path / 'templates' / 'one.html')!r})",
        ]
        assert lines[8] == "    2: trying loader of blueprint 'shop' (shop.views)"
        assert lines[-1] == "       -> no match"

    def test_of_a_loader_of_ones_own_public_values_are_told(
        self, app: Flask, caplog: pytest.LogCaptureFixture
    ) -> None:
        class Loader(DictLoader):
            def __init__(self) -> None:
                super().__init__({"held.html": "held"})
                self._private = "hidden"
                self.limit = 1.5
                self.mixed = ["text", 1]
                self.names = ("a", "b")
                self.object = object()

        app.jinja_loader = Loader()
        with app.app_context():
            render_template("held.html")
        assert self.explanation(caplog).splitlines()[2:7] == [
            f"       class: {__name__}.Loader",
            "       limit: 1.5",
            "       names:",
            "         - a",
            "         - b",
        ]

    def test_a_template_without_a_file_is_named_as_a_string(
        self, app: Flask, caplog: pytest.LogCaptureFixture
    ) -> None:
        app.jinja_loader = DictLoader({"held.html": "held"})
        with app.app_context():
            assert render_template("held.html") == "held"
        assert "       -> found ('<string>')" in self.explanation(caplog).splitlines()

    def test_outside_a_request_no_blueprint_is_suspected(
        self, app: Flask, caplog: pytest.LogCaptureFixture
    ) -> None:
        with app.app_context(), pytest.raises(TemplateNotFound):
            render_template("missing.html")
        assert "Error: the template could not be found." in self.explanation(caplog)
        assert "endpoint" not in self.explanation(caplog)

    def test_a_missing_template_is_explained_with_its_blueprint(
        self, client: FlaskClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        with pytest.raises(TemplateNotFound):
            client.get("/shop/missing.html")
        error, where, link = self.explanation(caplog).splitlines()[-3:]
        assert error == "Error: the template could not be found."
        assert "the blueprint 'shop'" in where
        assert link == "  See https://flask.palletsprojects.com/blueprints/#templates"

    def test_a_template_that_two_loaders_have_is_warned_of(
        self, client: FlaskClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert client.get("/both.html").data == b"templates"
        assert "Warning: more than one loader has this template" in self.explanation(caplog)


def test_unexpected_unicode_is_both_kinds_of_error() -> None:
    assert issubclass(UnexpectedUnicodeError, AssertionError)
    assert issubclass(UnexpectedUnicodeError, UnicodeError)
