"""What a project can have changed in the interpreter that outlives it, put back before each import.

Natively a reload is a new process. Here the interpreter stays, so what a project has changed in it
is undone.
"""

from __future__ import annotations

import gc
import linecache
import logging
import os
import sys
import warnings
from collections.abc import Iterable
from importlib.machinery import FileFinder
from pathlib import Path
from types import ModuleType


class InterpreterState:
    """The state at the time of construction, to which ``restore`` returns.

    :param root: the folder of the project's files.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._environ = dict(os.environ)
        self._path = list(sys.path)
        self._filters = list(warnings.filters)
        self._loggers = {name: LoggerState(logger) for name, logger in all_loggers().items()}
        self._modules = frozenset(sys.modules)

    def restore(self) -> None:
        """Forget the project's modules and put back environment, paths, logging and warnings."""
        forget_modules(self._root, sys.modules.keys() - self._modules)
        forget_folders()
        os.environ.clear()
        os.environ.update(self._environ)
        # As `flask run` has it: in the project's folder, which comes first in the search.
        sys.path[:] = [str(self._root), *(path for path in self._path if path != str(self._root))]
        sys.argv[:] = ["flask", "run"]
        os.chdir(self._root)
        # A .pyc of a file that is edited twice within its time stamp's resolution would be stale.
        sys.dont_write_bytecode = True
        warnings.resetwarnings()
        warnings.filters[:] = self._filters  # type: ignore[index]
        logging.disable(logging.NOTSET)
        logging.captureWarnings(False)
        for name, logger in all_loggers().items():
            self._loggers.get(name, FRESH_LOGGER).apply(logger)
        # Signals hold receivers weakly; those in the forgotten modules must be gone.
        gc.collect()


class LoggerState:
    """How a logger is set up."""

    def __init__(self, logger: logging.Logger) -> None:
        self._level = logger.level
        self._handlers = list(logger.handlers)
        self._filters = list(logger.filters)
        self._propagate = logger.propagate
        self._disabled = logger.disabled

    def apply(self, logger: logging.Logger) -> None:
        logger.setLevel(self._level)
        logger.handlers[:] = self._handlers
        logger.filters[:] = self._filters
        logger.propagate = self._propagate
        logger.disabled = self._disabled


FRESH_LOGGER = LoggerState(logging.Logger("fresh"))


def all_loggers() -> dict[str, logging.Logger]:
    """Give every logger that exists, by name; the root logger has the empty one."""
    named = logging.root.manager.loggerDict.items()
    loggers = {name: logger for name, logger in named if isinstance(logger, logging.Logger)}
    return {"": logging.root, **loggers}


def forget_modules(root: Path, names: Iterable[str]) -> None:
    """Drop those of the modules that were imported from below ``root``, and their source lines."""
    prefix = f"{root}{os.sep}"
    for name in names:
        if any(location.startswith(prefix) for location in locations(sys.modules[name])):
            del sys.modules[name]
    for filename in list(linecache.cache):
        if filename.startswith(prefix):
            del linecache.cache[filename]


def forget_folders() -> None:
    """Have the import system look at folders anew.

    Not at archives, as ``importlib.invalidate_caches`` would: the one with the standard library has
    so many entries that reading them costs more than the rest of a reload.
    """
    for finder in sys.path_importer_cache.values():
        if isinstance(finder, FileFinder):
            finder.invalidate_caches()


def locations(module: ModuleType) -> list[str]:
    """Tell where a module's code is: its file, or its folders for a namespace package."""
    file = getattr(module, "__file__", None)
    if isinstance(file, str):
        return [file]
    try:
        return [f"{folder}{os.sep}" for folder in getattr(module, "__path__", ())]
    except Exception:  # a stand-in of a package's own, with no path to speak of
        return []
