"""What is known of an error, and what a rule makes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..messages import Fix, FixChange, Place
from .frames import Frame
from .sources import Source, Sources

if TYPE_CHECKING:
    from flask import Flask
    from flask.wrappers import Request


@dataclass(frozen=True)
class Case:
    """An error, and where it came from.

    :param error: the exception.
    :param sources: the project's files.
    :param frames: the lines of the project that it has passed, outermost first.
    :param place: the line that it is about, as far as Python knows.
    :param app: the application, once there is one.
    :param request: the request that was being answered, if any.
    :param setting: the project's app setting, possibly empty.
    """

    error: BaseException
    sources: Sources
    frames: Sequence[Frame] = ()
    place: Place | None = None
    app: Flask | None = None
    request: Request | None = None
    setting: str = ""

    @property
    def root(self) -> Path:
        return self.sources.root

    @property
    def frame(self) -> Frame | None:
        """The innermost line of the project."""
        return self.frames[-1] if self.frames else None

    @property
    def source(self) -> Source | None:
        """The file that the error is about."""
        return self.sources[self.place["path"]] if self.place else None

    @property
    def text(self) -> str:
        """The text of the expression that raised; empty where that is not known."""
        return self.source.text_at(self.place) if self.source and self.place else ""


@dataclass(frozen=True)
class Advice:
    """What to say about an error.

    :param title: a heading in plain words, without a full stop.
    :param hint: what to do, in one or two sentences; may be empty.
    :param fixes: where it is certain that they mend it.
    :param place: the guilty line, where it is another than the case's.
    :param docs: the page that explains it, below the documentation's folder.
    """

    title: str
    hint: str = ""
    fixes: Sequence[Fix] = ()
    place: Place | None = None
    docs: str = ""


#: Gives its advice about an error that it knows, and None for all others.
Rule = Callable[[Case], Advice | None]


def fix(label: str, *changes: FixChange | None) -> list[Fix]:
    """Make a fix of changes; none where one of the changes could not be made."""
    made = [change for change in changes if change is not None]
    return [Fix(label=label, changes=made)] if made and len(made) == len(changes) else []
