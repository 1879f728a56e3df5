"""What the framework's tests share. No test may leave a context behind: the next one would find it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.fixture(autouse=True)
def leak_detector() -> Iterator[None]:
    yield
    variables = (_cv_request, _cv_app)
    leaked = [variable.get(None) for variable in variables]
    for variable in variables:
        while (ctx := variable.get(None)) is not None:
            ctx.pop()
    assert leaked == [None, None]
