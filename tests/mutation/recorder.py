"""Which lines of a folder's Python files run: in this process, and in those that it starts.

Imports nothing of ours, for the processes that a test starts import it too (see :func:`follow_processes`).
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

Line = tuple[str, int]

_FOLDER = "MUTATION_TRACED_FOLDER"
_NOTES = "MUTATION_NOTED_LINES"


def trace(folder: str, note: Callable[[Line], object]) -> None:
    """Begin to follow all threads of this process.

    :param folder: the folder of the files that count.
    :param note: called with each line that is about to run: the file, and the line's number.
    """

    def enter(frame: FrameType, event: str, arg: Any) -> Any:
        return step if frame.f_code.co_filename.startswith(folder) else None

    def step(frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line":
            note((frame.f_code.co_filename, frame.f_lineno))
        return step

    threading.settrace(enter)
    sys.settrace(enter)


def follow_processes(folder: str, notes: Path) -> None:
    """Have every Python process that is started from now on note its lines.

    It must find ``folder`` in its ``PYTHONPATH``, where a ``sitecustomize`` module is put.

    :param folder: the folder of the files that count.
    :param notes: the file to which the lines are appended, one at a time, for a process may be killed.
    """
    Path(folder, "sitecustomize.py").write_text(Path(__file__).read_text())
    os.environ[_FOLDER], os.environ[_NOTES] = folder, str(notes)


def taken(notes: Path) -> set[Line]:
    """Give the lines that other processes have noted, and forget them.

    :param notes: the file.
    """
    if not notes.exists():
        return set()
    lines = {line.rpartition(":") for line in notes.read_text().splitlines()}
    notes.unlink()
    return {(file, int(number)) for file, _, number in lines}


def _trace_into_file(folder: str, notes: str) -> None:
    noted: set[Line] = set()

    def note(line: Line) -> None:
        if line not in noted:
            noted.add(line)
            descriptor = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.write(descriptor, f"{line[0]}:{line[1]}\n".encode())
            os.close(descriptor)

    trace(folder, note)


if __name__ == "sitecustomize" and _FOLDER in os.environ:
    _trace_into_file(os.environ[_FOLDER], os.environ[_NOTES])
