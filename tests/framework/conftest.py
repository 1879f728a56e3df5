"""What the framework's tests share. No test may leave a context behind: the next one would find it.

With ``WERKZEUG=changed`` in the environment they run with a Werkzeug that the fast paths do not know, so that everything
goes Werkzeug's public way.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.datastructures import Headers

if os.environ.get("WERKZEUG") == "changed":
    _make_headers = Headers.__init__

    def _make_changed_headers(self: Headers, *args: object) -> None:
        _make_headers(self, *args)  # type: ignore[arg-type]
        self.another = "attribute"  # type: ignore[attr-defined]

    # Before the framework is imported, for then it looks what the objects are made of.
    Headers.__init__ = _make_changed_headers  # type: ignore[method-assign, assignment]

from flask import Flask
from flask.globals import _cv_app, _cv_request
from flask.testing import FlaskClient


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    app = Flask("app_under_test", root_path=str(tmp_path))
    app.config.update(TESTING=True, SECRET_KEY="a key for tests")
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A working directory of the test's own; what it sets in the environment ends with it."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("FLASK_")}
    monkeypatch.setattr(os, "environ", environment)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def leak_detector() -> Iterator[None]:
    yield
    variables = (_cv_request, _cv_app)
    leaked = [variable.get(None) for variable in variables]
    for variable in variables:
        while (ctx := variable.get(None)) is not None:
            ctx.pop()
    assert leaked == [None, None]
