"""Changes the functions of a module that is already imported.

To import it anew is the other way. That is needed for whatever runs at import, and takes much longer, for with it goes everything
that has been imported since.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType


class Functions:
    """The functions of all modules below a folder that exist when this is made.

    :param folder: the folder, whose files are as they were imported.
    """

    def __init__(self, folder: Path) -> None:
        self._of_file: dict[str, list[FunctionType]] = defaultdict(list)
        for each in gc.get_objects():
            if type(each) is FunctionType and each.__code__.co_filename.startswith(f"{folder}/"):
                self._of_file[each.__code__.co_filename].append(each)
        self._texts = {file: Path(file).read_text() for file in self._of_file}

    def swap(self, path: Path) -> bool:
        """Give the functions of a file the code that is in the file now.

        :param path: the file.
        :returns: whether that was possible: not if one now has a closure of other variables, or cannot be told from others.
            A module that has not been imported has none.
        """
        file = str(path)
        if file not in self._of_file:
            return True
        before, after = _codes(self._texts[file], file), _codes(path.read_text(), file)
        swapped = []
        for function in self._of_file[file]:
            old = function.__code__
            alike = before[old.co_qualname]
            at = [n for n, code in enumerate(alike) if code.co_firstlineno == old.co_firstlineno]
            if len(at) != 1 or len(after[old.co_qualname]) != len(alike):
                return False
            new = after[old.co_qualname][at[0]]
            if new.co_freevars != old.co_freevars:
                return False
            swapped.append((function, new))
        for function, new in swapped:
            function.__code__ = new
        return True


def _codes(text: str, file: str) -> dict[str, list[CodeType]]:
    codes: dict[str, list[CodeType]] = defaultdict(list)
    for code in _within(compile(text, file, "exec")):
        codes[code.co_qualname].append(code)
    return codes


def _within(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _within(constant)
