"""Sends an example's scenarios to a player and keeps the responses."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from tests.conformance.comparison import Response, Run, comparable, difference
from tests.conformance.scenarios import SCENARIOS
from tests.conformance.vocabulary import Request

FORMER = re.compile(r"\{([\w-]+)\}")


class Player(Protocol):
    def can_send(self, request: Request) -> bool: ...

    def send(self, request: Request) -> Response: ...

    @property
    def run(self) -> Run: ...


@dataclass(frozen=True)
class Answer:
    """What came of one request."""

    scenario: str
    request: Request
    response: Response
    run: Run


def play(slug: str, player: Player) -> list[Answer]:
    """All scenarios of an example that the player is able to play, in their order."""
    answers = []
    for name, requests in SCENARIOS[slug].items():
        last = None
        for request in requests:
            if not player.can_send(request):
                continue
            last = player.send(fill_in(request, last))
            answers.append(Answer(name, request, last, player.run))
    return answers


def fill_in(request: Request, last: Response | None) -> Request:
    """Put header values of the last response where the request names them in braces."""
    headers = tuple(
        (name, FORMER.sub(lambda match: last.header(match[1]) if last else "", value))
        for name, value in request.headers
    )
    return replace(request, headers=headers)


def differences(
    expected: list[Answer],
    got: list[Answer],
    names: tuple[str, str],
    view: Callable[[Response], Response] = lambda response: response,
) -> list[str]:
    """One readable account for each request that was answered differently, seen through `view`."""
    return [
        f"{there.scenario}: {there.request}\n{account}"
        for here, there in zip(expected, got, strict=True)
        if (
            account := difference(
                comparable(view(here.response), here.run),
                comparable(view(there.response), there.run),
                names,
            )
        )
    ]
