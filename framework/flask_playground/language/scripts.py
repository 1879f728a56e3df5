"""The project as jedi sees it: its modules as they are being written, and the libraries beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jedi
from jedi.api.environment import InterpreterEnvironment

#: For how many scripts a state of inference is used: it grows with each.
MOST_SCRIPTS = 300


class Scripts:
    """Makes scripts, in jedi's sense, of the project's modules.

    jedi infers everything anew for each script. The libraries do not change while somebody writes a project, so what was
    inferred is kept from one script to the next, without the project's own modules: answers then come in a tenth of the time.

    :param root: the project's folder, in which its files are kept up to date.
    :param libraries: folders and archives with the modules that the project can import.
    """

    def __init__(self, root: Path, libraries: Sequence[str]) -> None:
        self._root = root
        self._project = jedi.Project(
            root,
            sys_path=[str(root), *libraries],
            smart_sys_path=False,
            load_unsafe_extensions=False,
        )
        self._environment = InterpreterEnvironment()
        self._made = 0
        self.renew()

    def make(self, path: str, text: str) -> jedi.Script:
        """Make the script of the project's file ``path``, which holds ``text``."""
        if self._made >= MOST_SCRIPTS:
            self.renew()
        self._made += 1
        script = jedi.Script(
            text, path=self._root / path, project=self._project, environment=self._environment
        )
        self._forget_project()
        self._state.script_path = script.path
        script._inference_state = self._state
        return script

    def renew(self) -> None:
        """Forget what was inferred: it is half of the truth where inferring it has failed."""
        self._made = 0
        self._state = jedi.Script(
            "", project=self._project, environment=self._environment
        )._inference_state

    def _forget_project(self) -> None:
        """Drop the project's modules, and those that were not found: they may have been written since."""
        modules = self._state.module_cache._name_cache
        for name, values in list(modules.items()):
            if not values or any(self._is_own(value) for value in values):
                del modules[name]
        # How often each node was inferred: for one script that may not go on for ever, for all of them it has to.
        self._state.inferred_element_counts.clear()

    def _is_own(self, module: object) -> bool:
        file = getattr(module, "py__file__", lambda: None)()
        return file is not None and Path(file).is_relative_to(self._root)
