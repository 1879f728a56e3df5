"""Finding and importing the project's application, by the rules of `flask run`."""

from __future__ import annotations

import ast
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from . import problems
from .messages import Place, Problem, Rule


class LoadFailed(Exception):
    """The project gave no application; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem["message"])
        self.problem = problem


def load_app(root: Path, app: str, debug: bool) -> Any:
    """Import the project in `root` and give its application, a `Flask` object.

    `app` is what `FLASK_APP` would be, possibly empty. Raises `LoadFailed` for whatever prevents it.
    """
    cli = import_module("flask.cli")
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


def rules_of(app: Any) -> list[Rule]:
    """The application's routes in the order of its URL map."""
    return [
        Rule(rule=rule.rule, endpoint=rule.endpoint, methods=sorted(rule.methods or ()))
        for rule in app.url_map.iter_rules()
    ]


def no_app_problem(error: Exception, root: Path, app: str) -> Problem:
    """Which of the ways of having no application `error` (a `NoAppException`) stands for."""
    imported = error.__context__
    if isinstance(imported, ImportError) and problems.place_of(imported, root):
        return problems.from_exception(imported, root)
    message = " ".join(str(getattr(error, "message", error)).split())
    module = project_module(root, app)
    if module is None:
        return problems.make("no-app", message, missing_module_hint(root, app))
    path = Path(module.__file__ or "")
    source = path.read_text(errors="replace") if path.is_file() else ""
    name = problems.relative(str(path), root)
    if not problems.is_below(str(path), root):
        hint = f"{module.__name__!r} is a module of Python or of a package: rename the file."
        return problems.make("no-app", message, hint)
    if isinstance(error.__cause__, TypeError):
        hint = f"Write the arguments into the project's app setting: {name}:create_app('value')."
        return problems.make("factory", message, hint, place=Place(path=name, line=1))
    apps = flask_objects(module)
    if len(apps) > 1 and ":" not in app:
        line = line_of_assignment(source, apps[1])
        hint = f"Say which one is meant in the project's app setting: {name}:{apps[0]}."
        return problems.make("several-apps", message, hint, place=Place(path=name, line=line))
    if "(" in app:
        hint = "The function must return the application that it makes."
        return problems.make("factory", message, hint, place=Place(path=name, line=1))
    hint = "The module needs an application: app = Flask(__name__)."
    if apps:
        hint = f"The module has the application {apps[0]!r}: write {name}:{apps[0]}."
    return problems.make("no-app", message, hint, place=Place(path=name, line=1))


def project_module(root: Path, app: str) -> ModuleType | None:
    """The module that `app` names, where it has been imported."""
    path = re.split(r":(?![\\/])", app or "app.py", maxsplit=1)[0].removesuffix(".py")
    dotted = path.removesuffix("/__init__").strip("/").replace("/", ".")
    candidates = [dotted, dotted.rpartition(".")[2]]
    return next((sys.modules[name] for name in candidates if name in sys.modules), None)


def missing_module_hint(root: Path, app: str) -> str:
    names = sorted(entry.name for entry in root.glob("*.py"))
    if not names:
        return "The project has no Python file: add app.py."
    listed = ", ".join(names)
    if app:
        return f"The project's app setting is {app!r}; it has {listed}."
    return f"Name the file app.py, or name it in the project's app setting; there is {listed}."


def flask_objects(module: ModuleType) -> list[str]:
    """The names of a module's applications, in the order in which they were made."""
    flask = import_module("flask")
    return [name for name, value in vars(module).items() if isinstance(value, flask.Flask)]


def line_of_assignment(source: str, name: str) -> int:
    """The line on which a module first assigns `name`; 1 if none is found."""
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return node.lineno
    return 1
