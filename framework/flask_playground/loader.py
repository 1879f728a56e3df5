"""Finding and importing the project's application, by the rules of ``flask run``."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from flask import Flask, cli

from .messages import Problem, Rule

#: What a module that is worth a closer look has: a call of ``run()``, or a line that may lack its ``@``. The exact names are
#: those of ``diagnosis/decorators.py``, which few projects need and everyone would wait for.
SUSPECT = re.compile(
    r"\.run\(|^[ \t]*\w+\.(?:\w*(?:_request|handler|processor|defaults|appcontext)"
    r"|template_\w+|route|get|post|put|patch|delete|endpoint)\b",
    re.MULTILINE,
)


class LoadFailed(Exception):
    """The project gave no application; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem["message"])
        self.problem = problem


def load_app(root: Path, app: str, debug: bool) -> Flask:
    """Import a project and give its application.

    :param root: the folder of its files.
    :param app: what ``FLASK_APP`` would be, possibly empty.
    :param debug: whether in debug mode.
    :raises LoadFailed: for whatever prevents it.
    """
    # As `flask run` sets it: a call of app.run() in the module does nothing.
    os.environ["FLASK_RUN_FROM_CLI"] = "true"
    os.environ["FLASK_DEBUG"] = "1" if debug else "0"
    if app:
        os.environ["FLASK_APP"] = app
    try:
        if (root / ".flaskenv").exists() or (root / ".env").exists():
            cli.load_dotenv()
        path = os.environ.get("FLASK_APP") or None
        return cli.ScriptInfo(app_import_path=path).load_app()
    except BaseException as error:
        # SystemExit and KeyboardInterrupt included: they end the import, not the interpreter.
        from .diagnosis.problem import of_load

        raise LoadFailed(of_load(error, root, app)) from None


def rules_of(app: Flask) -> list[Rule]:
    """Give the application's rules in the order of its URL map."""
    return [
        Rule(rule=rule.rule, endpoint=rule.endpoint, methods=sorted(rule.methods or ()))
        for rule in app.url_map.iter_rules()
    ]


def warnings_of(app: Flask, root: Path) -> list[Problem]:
    """Give what does not keep an application from running and is worth a word."""
    module = sys.modules.get(app.import_name)
    path = Path(getattr(module, "__file__", None) or "")
    # Only then is it worth the time that a closer look takes at each load.
    if path.suffix != ".py" or not SUSPECT.search(path.read_text(errors="replace")):
        return []
    from .diagnosis.problem import of_module

    return of_module(path, root)
