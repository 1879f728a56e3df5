"""The project once more, beside the one that the preview shows: for checks that send requests.

It has files, data, cookies and a console of its own, so that a check neither logs the user out nor
writes into what they see.
"""

from __future__ import annotations

import time
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from . import kdf
from .gateway import AppResponse, ResponseBroken
from .messages import TrialOutcome, TrialResponse
from .packages import REQUIREMENTS
from .runtime import Runtime
from .surroundings import Surroundings

T = TypeVar("T")

#: Of an endless response this much is read: bytes, and seconds.
MAX_BODY = 1_000_000
MAX_SECONDS = 2.0


class Trial:
    """A second runtime in the same process, which is given back after each call as it was.

    To be made before any project is loaded: what it finds is what each project starts with.

    :param mount: as for ``Runtime``, and so ``derive_key``.
    :param folder: what contains the folders of projects, its own included.
    """

    def __init__(
        self,
        *,
        mount: str,
        folder: str = "/home/pyodide",
        derive_key: kdf.DeriveKey | None = None,
    ) -> None:
        self._said: list[dict[str, Any]] = []
        root = Path(folder).resolve() / "trial"
        root.mkdir(parents=True, exist_ok=True)
        self._own = Surroundings(root.parent)
        with self._in_front():
            self._runtime = Runtime(
                mount=mount, emit=self._collect, root=str(root), derive_key=derive_key
            )

    def load(self, project: Mapping[str, Any]) -> TrialOutcome:
        """Import a project, without anything that the last one left: not even a cookie.

        The packages that it requires are there: the same project is loaded in the foreground.

        :param project: a ``Project`` of web/protocol.
        """
        files = {name: text for name, text in project["files"].items() if name != REQUIREMENTS}
        with self._in_front():
            self._runtime.forget_cookies()
            outcome = result_of(self._runtime.load({**project, "files": files}))
        return TrialOutcome(outcome=outcome, console=self._taken())

    def ask(
        self, head: Mapping[str, Any], body: bytes | bytearray | memoryview = b""
    ) -> TrialResponse:
        """Answer a request, with as much of its body as ``MAX_BODY`` and ``MAX_SECONDS`` allow.

        :param head: a ``RequestHead`` of web/protocol.
        :param body: the whole body.
        """
        with self._in_front():
            response = self._runtime.open(head, body)
            content = read(response)
        return TrialResponse(
            status=response.status,
            statusText=response.reason,
            headers=response.headers,
            body=content,
            console=self._taken(),
        )

    @contextmanager
    def _in_front(self) -> Iterator[None]:
        foreground = self._own.swap()
        try:
            yield
        finally:
            self._own = foreground.swap()

    def _collect(self, message: dict[str, Any]) -> None:
        if message["type"] == "console":
            self._said.append(message["entry"])

    def _taken(self) -> list[dict[str, Any]]:
        said, self._said = self._said, []
        return said


def result_of(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that does not wait for anything."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    coroutine.close()
    raise RuntimeError("A trial cannot wait while its project is loaded.")


def read(response: AppResponse) -> bytes:
    """Give the body, or what there was of it when it broke off or came to a limit."""
    deadline = time.monotonic() + MAX_SECONDS
    pieces: list[bytes] = []
    try:
        while (piece := response.next()) is not None:
            pieces.append(piece)
            if response.size >= MAX_BODY or time.monotonic() >= deadline:
                break
    except ResponseBroken:
        pass
    response.close()
    return b"".join(pieces)
