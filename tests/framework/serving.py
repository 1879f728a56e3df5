"""The `flask` command as a process of its own, for tests that need the real thing."""

from __future__ import annotations

import http.client
import os
import queue
import re
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

TIMEOUT = 60

# Without what the surrounding shell says of Flask, and unbuffered, so that lines come when they are printed.
_ENVIRONMENT = {
    name: text for name, text in os.environ.items() if not name.startswith("FLASK_")
} | {
    "PYTHONUNBUFFERED": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def environment(**variables: str) -> dict[str, str]:
    """The process's environment with further variables."""
    return _ENVIRONMENT | variables


def run_flask(
    *arguments: str, cwd: Path, text: str | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m flask` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "flask", *arguments],
        cwd=cwd,
        env=environment(**variables),
        input=text,
        stdin=subprocess.DEVNULL if text is None else None,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
    )


class Server:
    """`flask run` on a free port, in a `with` block; every wait is for a line or an answer, and bounded."""

    def __init__(
        self, *arguments: str, cwd: Path, command: tuple[str, ...] = (), **variables: str
    ) -> None:
        self.arguments = [*(command or (sys.executable, "-m", "flask")), *arguments]
        self.cwd = cwd
        self.environment = environment(**variables)
        self.output: list[str] = []
        self.address = ""

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            self.arguments,
            cwd=self.cwd,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A group of its own, which the reloader's child belongs to as well.
            start_new_session=True,
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        return self

    def __exit__(self, *exc: object) -> None:
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()
        self.process.wait(TIMEOUT)
        self._reader.join(TIMEOUT)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def expect(self, pattern: str) -> re.Match[str]:
        """Wait for a line in which `pattern` is found."""
        with suppress(queue.Empty):
            while (line := self._lines.get(timeout=TIMEOUT)) is not None:
                self.output.append(line)
                if match := re.search(pattern, line):
                    return match
        raise AssertionError(f"{pattern!r} was not printed:\n{''.join(self.output)}")

    def wait_until_running(self) -> None:
        """Wait for the line that says where the server listens."""
        self.address = self.expect(r"Running on https?://([\d.]+:\d+)")[1]

    def get(self, path: str = "/") -> tuple[int, str]:
        """The status and body of an answer."""
        connection = http.client.HTTPConnection(self.address, timeout=TIMEOUT)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()
