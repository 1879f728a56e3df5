"""Finding and importing the project's application, by the rules of ``flask run``."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path
from types import ModuleType

from flask import Flask, cli

from . import problems
from .messages import Place, Problem, Rule


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
    except cli.NoAppException as error:
        raise LoadFailed(no_app_problem(error, root, app)) from None
    except BaseException as error:
        # SystemExit and KeyboardInterrupt included: they end the import, not the interpreter.
        raise LoadFailed(problems.from_exception(error, root)) from None


def rules_of(app: Flask) -> list[Rule]:
    """Give the application's rules in the order of its URL map."""
    return [
        Rule(rule=rule.rule, endpoint=rule.endpoint, methods=sorted(rule.methods or ()))
        for rule in app.url_map.iter_rules()
    ]


def no_app_problem(error: cli.NoAppException, root: Path, app: str) -> Problem:
    """Tell which of the ways of having no application ``error`` stands for."""
    cause = error.__cause__
    if isinstance(cause, ImportError) and problems.place_of(cause, root):
        return problems.from_exception(cause, root)
    message = " ".join(error.message.split())
    app = os.environ.get("FLASK_APP", app)
    module = project_module(app)
    if module is None:
        return problems.make("no-app", message, missing_module_hint(root, app))
    path = Path(module.__file__ or "")
    if not problems.is_below(str(path), root):
        hint = f"{module.__name__!r} is a module of Python or of a package: rename the file."
        return problems.make("no-app", message, hint)
    name = problems.relative(str(path), root)
    place = Place(path=name, line=1)
    if isinstance(error, cli.SeveralAppsError):
        first, second, *_ = applications(module)
        place["line"] = line_of_assignment(path.read_text(errors="replace"), second)
        hint = f"Write the one that is meant into the project's app setting: {name}:{first}"
        return problems.make("several-apps", message, hint, place=place)
    if isinstance(error, cli.AppFactoryError):
        hint = (
            "The function must return the application that it makes. Arguments that it needs are "
            f"written into the project's app setting: {name}:create_app('value')"
        )
        return problems.make("factory", message, hint, place=place)
    names = applications(module)
    hint = "The module needs an application: app = Flask(__name__)"
    if names:
        hint = f"Write into the project's app setting: {name}:{names[0]}"
    return problems.make("no-app", message, hint, place=place)


def project_module(app: str) -> ModuleType | None:
    """Give the module that ``app`` names, where it has been imported."""
    paths = [app.partition(":")[0]] if app else ["wsgi.py", "app.py"]
    names = [cli.prepare_import(path) for path in paths]
    return next((sys.modules[name] for name in names if name in sys.modules), None)


def missing_module_hint(root: Path, app: str) -> str:
    names = sorted(entry.name for entry in root.glob("*.py"))
    if not names:
        return "The project has no Python file: add app.py."
    listed = ", ".join(names)
    if app:
        return f"The project's app setting is {app!r}; it has {listed}."
    return f"Name the file app.py, or name it in the project's app setting; there is {listed}."


def applications(module: ModuleType) -> list[str]:
    """Give the names of a module's applications, in the order in which they were made."""
    return [name for name, value in vars(module).items() if isinstance(value, Flask)]


def line_of_assignment(source: str, name: str) -> int:
    """Give the line on which a module first assigns ``name``; 1 if none is found."""
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return node.lineno
    return 1
