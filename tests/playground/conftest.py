"""A runtime under CPython, and the process put back as it was after each test."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import random
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flask import logging as flask_logging
from flask_playground.interpreter_state import (
    FRESH_LOGGER,
    LoggerState,
    all_loggers,
    forget_modules,
)
from flask_playground.runtime import Runtime

ORIGIN = "http://localhost:8000"
MOUNT = "/preview/abc"


@dataclass
class Answer:
    status: int
    reason: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Playground:
    """A `Runtime` with short ways to load a project and to ask it."""

    def __init__(self, root: Path, **options: Any) -> None:
        self.root = root
        self.messages: list[dict[str, Any]] = []
        self.runtime = Runtime(mount=MOUNT, emit=self.messages.append, root=str(root), **options)

    def load(
        self, files: str | Mapping[str, Any], *, app: str = "hello.py", debug: bool = False
    ) -> Any:
        """Load a project: the text of hello.py, or all its files."""
        files = {"hello.py": files} if isinstance(files, str) else dict(files)
        project = {"name": "test", "files": files, "app": app, "debug": debug}
        return asyncio.run(self.runtime.load(project))

    def update(self, files: Mapping[str, Any], removed: tuple[str, ...] = ()) -> Any:
        return asyncio.run(self.runtime.update({"files": dict(files), "removed": list(removed)}))

    def open(
        self,
        path: str = "/",
        method: str = "GET",
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        url = f"{ORIGIN}{MOUNT}{path}"
        head = {"method": method, "url": url, "headers": [list(h) for h in (headers or {}).items()]}
        return self.runtime.open(head, body)

    def ask(self, path: str = "/", *args: Any, **options: Any) -> Answer:
        """Open a request and read its response to the end."""
        response = self.open(path, *args, **options)
        body = b""
        while (chunk := response.next()) is not None:
            body += chunk
        return Answer(response.status, response.reason, response.headers, body)

    def entries(self, kind: str) -> list[dict[str, Any]]:
        """The console's entries of a kind so far."""
        console = [message["entry"] for message in self.messages if message["type"] == "console"]
        return [entry for entry in console if entry["kind"] == kind]

    def output(self, stream: str = "stdout") -> str:
        return "".join(e["text"] for e in self.entries("output") if e["stream"] == stream)


@pytest.fixture(scope="module", autouse=True)
def _frozen_past() -> Iterator[None]:
    """
    A runtime looks for garbage before it loads a project: through all that pytest and earlier tests hold, it would
    look for a third of a second, and find nothing.
    """
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def untouched_process(tmp_path: Path) -> Iterator[None]:
    """Put back what a runtime settles for the whole process."""
    streams, path, argv = (sys.stdout, sys.stderr), list(sys.path), list(sys.argv)
    bytecode, folder, environ = sys.dont_write_bytecode, Path.cwd(), dict(os.environ)
    last_resort, default_handler = logging.lastResort, flask_logging.default_handler
    loggers = {name: LoggerState(logger) for name, logger in all_loggers().items()}
    randomness = random.getstate()
    # Those of pytest: with a handler on the root, an application adds none of its own.
    logging.root.handlers.clear()
    yield
    forget_modules(tmp_path, list(sys.modules))
    sys.stdout, sys.stderr = streams
    sys.path[:], sys.argv[:] = path, argv
    sys.dont_write_bytecode = bytecode
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    logging.lastResort, flask_logging.default_handler = last_resort, default_handler
    for name, logger in all_loggers().items():
        loggers.get(name, FRESH_LOGGER).apply(logger)
    random.setstate(randomness)


@pytest.fixture
def playground(tmp_path: Path, untouched_process: None) -> Playground:
    return Playground(tmp_path / "project")
