"""The lines of the project that an exception has passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import CodeType, FrameType

from ..columns import column_of_byte
from ..messages import Place, ProblemFrame
from .places import is_below, relative
from .sources import Sources

#: Of more frames than this, which a recursion leaves, those in the middle are left out.
MAX_FRAMES = 20


@dataclass(frozen=True)
class Frame:
    """A line of the project at which an exception was raised or passed on."""

    place: Place
    function: str
    code: CodeType
    locals: Mapping[str, object]
    globals: Mapping[str, object]

    @property
    def path(self) -> str:
        return self.place["path"]

    @property
    def is_template(self) -> bool:
        return not self.path.endswith(".py")

    @property
    def is_module(self) -> bool:
        """Whether the line is outside of any function."""
        return self.function == "<module>"


def frames_of(error: BaseException, sources: Sources) -> list[Frame]:
    """Give the frames of the project, outermost first."""
    found = []
    for frame, line, instruction in walk(error):
        if is_below(frame.f_code.co_filename, sources.root):
            found.append(make_frame(frame, line, instruction, sources))
    if len(found) > MAX_FRAMES:
        half = MAX_FRAMES // 2
        found = found[:half] + found[-half:]
    return found


def walk(error: BaseException) -> Iterator[tuple[FrameType, int, int]]:
    """Give frame, line and instruction of each entry of the traceback, outermost first."""
    entry = error.__traceback__
    while entry is not None:
        yield entry.tb_frame, entry.tb_lineno or 1, entry.tb_lasti
        entry = entry.tb_next


def make_frame(frame: FrameType, line: int, instruction: int, sources: Sources) -> Frame:
    code = frame.f_code
    path = relative(code.co_filename, sources.root)
    place = Place(path=path, line=line)
    # Jinja puts a template's line into a frame that has no columns of it.
    if path.endswith(".py"):
        place = position(code, instruction, sources, place)
    return Frame(place, code.co_name, code, frame.f_locals, frame.f_globals)


def position(code: CodeType, instruction: int, sources: Sources, place: Place) -> Place:
    """Give the range of an instruction's source; ``place`` itself where the code does not have it."""
    if instruction < 0:
        return place
    first, last, start, end = next(
        islice(code.co_positions(), instruction // 2, None), (None, None, None, None)
    )
    if first != place["line"] or last is None or start is None or end is None:
        return place
    source = sources[place["path"]]
    return Place(
        path=place["path"],
        line=first,
        column=column_of_byte(source.line(first), start),
        endLine=last,
        endColumn=column_of_byte(source.line(last), end),
    )


def to_page(frames: Iterable[Frame]) -> list[ProblemFrame]:
    """Give frames as the page shows them."""
    return [ProblemFrame(place=frame.place, function=shown_function(frame)) for frame in frames]


def shown_function(frame: Frame) -> str:
    return "template" if frame.is_template else frame.function


def frames_for_console(error: BaseException, root: Path) -> list[ProblemFrame]:
    """Give the frames of the project that an exception has passed, outermost first."""
    return to_page(frames_of(error, Sources(root)))
