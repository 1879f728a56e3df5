"""Static files, files that are sent, and resources."""

from __future__ import annotations

import codecs
import io
import locale
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import flask
from flask import Flask
from flask.testing import FlaskClient


class TestFiles:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "static").mkdir()
        (tmp_path / "static" / "a.txt").write_text("0123456789")
        (tmp_path / "secret.txt").write_text("secret")
        return tmp_path

    def test_static_files(self, app: Flask, client: FlaskClient, folder: Path) -> None:
        with client.get("/static/a.txt") as response:
            assert response.data == b"0123456789"
            assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
            assert response.headers["Cache-Control"] == "no-cache"
            etag = response.headers["ETag"]
        with client.get("/static/a.txt", headers={"If-None-Match": etag}) as response:
            assert (response.status_code, response.data) == (304, b"")
        with client.get("/static/a.txt", headers={"Range": "bytes=2-4"}) as response:
            assert (response.status_code, response.data) == (206, b"234")

    @pytest.mark.parametrize(
        "path", ["../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "missing.txt", ""]
    )
    def test_nothing_outside_the_folder(self, client: FlaskClient, folder: Path, path: str) -> None:
        assert client.get(f"/static/{path}").status_code == 404

    def test_max_age_from_the_configuration_or_ones_own(
        self, app: Flask, client: FlaskClient, folder: Path
    ) -> None:
        app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
        with client.get("/static/a.txt") as response:
            assert response.cache_control.max_age == 3600
        app.get_send_file_max_age = lambda filename: 10  # type: ignore[method-assign]
        with client.get("/static/a.txt") as response:
            assert response.cache_control.max_age == 10

    def test_send_file_as_attachment(self, app: Flask, folder: Path) -> None:
        with app.test_request_context():
            response = flask.send_file(
                io.BytesIO(b"x"), as_attachment=True, download_name="ä.txt", max_age=5
            )
            assert "filename*=UTF-8''%C3%A4.txt" in response.headers["Content-Disposition"]
            assert response.cache_control.max_age == 5
            with flask.send_file("static/a.txt") as response:
                response.direct_passthrough = False
                assert response.get_data() == b"0123456789"

    @pytest.mark.parametrize(
        ("default", "given", "cache_control"),
        [
            (None, None, "no-cache"),
            (3600, None, "max-age=3600, public"),
            (timedelta(days=1), None, "max-age=86400, public"),
            (3600, 10, "max-age=10, public"),
            (3600, 0, "max-age=0, no-cache"),
            (3600, lambda path: len(Path(path).name), "max-age=5, public"),
        ],
    )
    def test_send_file_has_its_max_age_from_the_configuration_unless_given(
        self,
        app: Flask,
        client: FlaskClient,
        folder: Path,
        default: Any,
        given: Any,
        cache_control: str,
    ) -> None:
        app.config["SEND_FILE_MAX_AGE_DEFAULT"] = default
        options = {} if given is None else {"max_age": given}
        views = {
            "/file": lambda: flask.send_file("static/a.txt", **options),
            "/below": lambda: flask.send_from_directory("static", "a.txt", **options),
            "/given": lambda: flask.send_file("static/a.txt", max_age=given),
        }
        for path, send in views.items():
            app.add_url_rule(path, path[1:], send)
        for path in views:
            with client.get(path) as response:
                directives = response.headers["Cache-Control"].split(", ")
                assert ", ".join(sorted(directives)) == cache_control

    def test_x_sendfile(self, app: Flask, client: FlaskClient, folder: Path) -> None:
        app.config["USE_X_SENDFILE"] = True
        with client.get("/static/a.txt") as response:
            assert response.headers["X-Sendfile"].endswith("a.txt")

    def test_send_static_file_needs_a_folder(self, app: Flask) -> None:
        app.static_folder = None
        with app.test_request_context(), pytest.raises(RuntimeError, match="static_folder"):
            app.send_static_file("a.txt")

    @pytest.mark.parametrize(
        ("arguments", "content"),
        [
            ((), "é".encode()),
            (("rb",), "é".encode()),
            (("rb", "latin-1"), "é".encode()),
            (("r", "utf-8"), "é"),
            (("rt", "latin-1"), "Ã©"),
        ],
    )
    def test_open_resource_gives_bytes_or_text(
        self, app: Flask, folder: Path, arguments: tuple[str, ...], content: str | bytes
    ) -> None:
        (folder / "file.txt").write_bytes("é".encode())
        with app.open_resource("file.txt", *arguments) as file:
            assert file.read() == content

    def test_a_text_has_the_encoding_of_the_platform_in_an_application(
        self, app: Flask, folder: Path
    ) -> None:
        with app.open_resource("secret.txt", "r") as file:
            assert codecs.lookup(file.encoding).name == codecs.lookup(locale.getencoding()).name  # type: ignore[attr-defined]

    def test_a_text_is_utf_8_in_a_blueprint(self, folder: Path) -> None:
        (folder / "file.txt").write_bytes("é".encode())
        blueprint = flask.Blueprint("b", __name__, root_path=str(folder))
        with blueprint.open_resource("file.txt", "r") as file:
            assert file.read() == "é"

    def test_open_resource_reads_only(self, app: Flask, folder: Path) -> None:
        with pytest.raises(ValueError, match="only be opened for reading"):
            app.open_resource("secret.txt", "w")
