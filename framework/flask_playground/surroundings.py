"""What two projects in one process must not see of each other, exchanged when their turns change."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from pathlib import Path
from types import ModuleType

from flask import logging as flask_logging

from .interpreter_state import FRESH_LOGGER, LoggerState, all_loggers, locations


class Surroundings:
    """What the project whose turn it is has around it, as it is at the time of construction.

    :param folder: contains the folders of all projects; modules below it belong to one of them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._modules = modules_below(folder)
        self._environ = dict(os.environ)
        self._path, self._argv = list(sys.path), list(sys.argv)
        self._directory = Path.cwd()
        self._streams = sys.stdout, sys.stderr
        self._filters = list(warnings.filters)
        self._loggers = {name: LoggerState(logger) for name, logger in all_loggers().items()}
        self._log_handlers = logging.lastResort, flask_logging.default_handler

    def swap(self) -> Surroundings:
        """Put these in place, and give those that were there."""
        former = Surroundings(self._folder)
        for name in former._modules:
            del sys.modules[name]
        sys.modules.update(self._modules)
        os.environ.clear()
        os.environ.update(self._environ)
        sys.path[:], sys.argv[:] = self._path, self._argv
        os.chdir(self._directory)
        sys.stdout, sys.stderr = self._streams
        warnings.resetwarnings()
        warnings.filters[:] = self._filters  # type: ignore[index]
        for name, logger in all_loggers().items():
            self._loggers.get(name, FRESH_LOGGER).apply(logger)
        logging.lastResort, flask_logging.default_handler = self._log_handlers
        return former


def modules_below(folder: Path) -> dict[str, ModuleType]:
    """Give the imported modules whose code is below ``folder``, by name."""
    prefix = f"{folder}{os.sep}"
    return {
        name: module
        for name, module in list(sys.modules.items())
        if any(location.startswith(prefix) for location in locations(module))
    }
