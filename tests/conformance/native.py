"""The two native runs: Flask from PyPI and ours, each in processes of its own."""

import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.conformance.comparison import Response, Run
from tests.conformance.projects import write_files
from tests.conformance.vocabulary import Request

ROOT = Path(__file__).parents[2]
FLASK = "flask==3.1.3"
REFERENCE = ROOT / "build" / "reference"

PLAYER = Path(__file__).with_name("player.py")
SECRET_KEY = re.compile(r'^app\.secret_key = "(.*)"$', re.MULTILINE)


def install_reference() -> Path:
    """The folder with Flask from PyPI, installed if it is not there yet."""
    folder = REFERENCE / FLASK
    if not folder.exists():
        # Beside its place and then moved, so that it is either missing or complete.
        staging = REFERENCE / f"{FLASK}.{os.getpid()}"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--no-deps", "--target", staging, FLASK], check=True)
        try:
            staging.rename(folder)
        except OSError:
            if not folder.exists():
                raise
    return folder


def run_with(folder: Path, script: Path, given: str = "") -> str:
    """Run a script with the Flask of a folder, and give what it prints.

    `given` is its standard input.
    """
    command = [sys.executable, "-P", str(script)]
    environ = {k: v for k, v in os.environ.items() if not k.startswith("FLASK_")}
    environ["PYTHONPATH"] = str(folder)
    done = subprocess.run(
        command, env=environ, input=given, stdout=subprocess.PIPE, check=True, text=True
    )
    return done.stdout


class NativePlayer:
    """A project in a process of its own; a context manager.

    `files` are written to `folder`, and `app` is found there as `flask run` finds it. `mount` is
    the URL below which requests are sent. `reference` is the folder from which to take Flask;
    None means ours.
    """

    def __init__(
        self,
        files: dict[str, bytes],
        app: str,
        folder: Path,
        *,
        mount: str,
        reference: Path | None = None,
    ) -> None:
        self.files, self.app = files, app
        self.folder, self.mount = write_files(files, folder), mount
        self.reference = reference

    def __enter__(self) -> "NativePlayer":
        player = [sys.executable, "-P", str(PLAYER), self.app]
        environ = {k: v for k, v in os.environ.items() if not k.startswith(("FLASK_", "PYTEST_"))}
        environ["PYTHONDONTWRITEBYTECODE"] = "1"
        if self.reference:
            player.append("--with-dropped-names")
            environ["PYTHONPATH"] = str(self.reference)
        self.errors = (self.folder.parent / f"{self.folder.name}.stderr").open("w+b")
        self.process = subprocess.Popen(
            player,
            cwd=self.folder,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
        )
        place = Path(self._receive()["flask"])
        expected = self.reference or ROOT / "framework"
        assert place.is_relative_to(expected), f"{place} was imported, not the flask in {expected}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.process.communicate()
        self.errors.close()

    def can_send(self, request: Request) -> bool:
        return True

    def send(self, request: Request) -> Response:
        path, _, query = request.path.partition("?")
        message = {
            "method": request.method,
            "url": [self.mount, path, query],
            "headers": request.headers,
            "body": base64.b64encode(request.body).decode(),
        }
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        self.process.stdin.flush()
        answer = self._receive()
        headers = [(name, value) for name, value in answer["headers"]]
        return Response(answer["status"], headers, base64.b64decode(answer["body"]))

    def _receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        if line := self.process.stdout.readline():
            return json.loads(line)
        self.errors.seek(0)
        raise RuntimeError(f"The player ended early:\n{self.errors.read().decode()}")

    @property
    def run(self) -> Run:
        written = [p.relative_to(self.folder) for p in self.folder.rglob("*") if p.is_file()]
        return Run({str(self.folder): ""}, [p.as_posix() for p in written], secret_key(self.files))


def secret_key(files: dict[str, bytes]) -> str | None:
    """The key that the example's module sets, or None."""
    sources = [content.decode() for name, content in files.items() if name.endswith(".py")]
    return next((match[1] for match in map(SECRET_KEY.search, sources) if match), None)
