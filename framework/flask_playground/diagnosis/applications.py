"""A project in which no application was found."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path
from types import ModuleType

import flask
from flask.cli.loading import (
    AppFactoryError,
    NoAppException,
    SeveralAppsError,
    prepare_import,
    split_reference,
)

from ..messages import Fix, FixChange, Move, ProblemKind, Setting
from .case import Advice, Case, fix
from .decorators import CALLED, NAMED
from .edits import import_names, line_behind_imports
from .places import is_below, relative
from .scopes import (
    FunctionNode,
    assignments,
    bound_names,
    definition_place,
    is_call_of,
    undefined_names,
)
from .sources import Source
from .spelling import either, listed, meant
from .vocabulary import flask_names

DOCS = "quickstart.html#minimal-application"


def cause_of(error: BaseException, root: Path) -> BaseException:
    """Give what has failed in the project where the search for the application says only that the import has."""
    cause = error.__cause__
    if isinstance(error, NoAppException) and isinstance(cause, ImportError):
        entry = cause.__traceback__
        while entry is not None:
            if is_below(entry.tb_frame.f_code.co_filename, root):
                return cause
            entry = entry.tb_next
    return error


def kind_of(error: BaseException, root: Path) -> ProblemKind:
    """Tell which of the ways of having no application an error stands for."""
    if isinstance(error, SeveralAppsError):
        return "several-apps"
    if isinstance(error, AppFactoryError):
        return "factory"
    if isinstance(error, NoAppException):
        return "no-app"
    if isinstance(error, SyntaxError) and is_below(error.filename or "", root):
        return "syntax"
    return "import"


def no_python_file(case: Case) -> Advice | None:
    if not isinstance(case.error, NoAppException) or main_module(case) or case.sources.python:
        return None
    return Advice("The project has no Python file", "Add a file app.py: it is where Flask starts.")


def misnamed_setting(case: Case) -> Advice | None:
    """The app setting names no file of the project, or is empty and none has a usual name."""
    if not isinstance(case.error, NoAppException) or main_module(case):
        return None
    setting, paths = setting_of(case), [source.path for source in case.sources.python]
    likely = with_application(case) or paths
    choice = meant(file_name(setting), likely) or (likely[0] if len(likely) == 1 else None)
    if setting:
        title = f"There is no file “{file_name(setting)}”"
        hint = f"The project is set to run it, and has {listed(paths)}."
    else:
        title = "Which file is the application?"
        hint = f"Flask looks for app.py, and the project has {listed(paths)}."
    return Advice(title, hint, run_file(choice) if choice else ())


def taken_name(case: Case) -> Advice | None:
    """The main file is named as a module that is there already, such as ``flask``."""
    module = main_module(case)
    if not isinstance(case.error, NoAppException) or module is None or main_source(case, module):
        return None
    path = file_name(setting_of(case)) or f"{module.__name__}.py"
    free = next(
        name for name in ("app.py", "hello.py", "main.py") if name not in case.sources.paths
    )
    hint = (
        f"Python already has a module “{module.__name__}”, which the program needs itself. "
        f"Give the file a name of its own, such as {free}."
    )
    changes: list[FixChange] = [
        Move(type="move", path=path, to=free),
        Setting(type="setting", name="app", value=free),
    ]
    fixes = fix(f"Rename it to {free}", *changes) if path in case.sources.paths else []
    return Advice(f"A program cannot be named {path}", hint, fixes)


def several_applications(case: Case) -> Advice | None:
    module = main_module(case)
    if not isinstance(case.error, SeveralAppsError) or module is None:
        return None
    source = main_source(case, module)
    if source is None:
        return None
    names = applications_in(module)
    places = [source.place(node) for node in assignments(source, names[1])]
    return Advice(
        "There is more than one application here",
        f"Flask runs one, and “{source.path}” has {listed(names)}: choose which.",
        [
            Fix(label=f"Run “{name}”", changes=[app_setting(f"{source.path}:{name}")])
            for name in names[:3]
        ],
        places[0] if places else source.line_place(1),
    )


def fruitless_factory(case: Case) -> Advice | None:
    """A function that should make the application gives none, or cannot be called."""
    module = main_module(case)
    if not isinstance(case.error, AppFactoryError) or module is None:
        return None
    source = main_source(case, module)
    if source is None:
        return None
    called = (split_reference(setting_of(case))[1] or "").partition("(")[0]
    names = [called] if called else ["create_app", "make_app"]
    found = [node for name in names for node in assignments(source, name)]
    node = found[0] if found and isinstance(found[0], FunctionNode) else None
    if node is None:
        return Advice("The application could not be made", place=source.line_place(1))
    place = definition_place(source, node)
    if case.error.__cause__ is not None:
        reference = f"{source.path}:{node.name}('value')"
        return Advice(
            f"“{node.name}” needs values to be called with",
            f"Give its parameters defaults, or write the values into the project's app setting: {reference}",
            place=place,
        )
    return Advice(
        f"“{node.name}” does not return an application",
        "The function makes the application, and must hand it over: end it with a return.",
        return_application(source, node),
        place,
    )


def return_application(source: Source, node: FunctionNode) -> list[Fix]:
    """Have the function return the one application that it makes."""
    made = [
        target.id
        for statement in node.body
        if isinstance(statement, ast.Assign) and is_call_of(statement.value, "Flask")
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]
    if len(made) != 1 or any(isinstance(each, ast.Return) for each in ast.walk(node)):
        return []
    last = node.body[-1]
    line = f"{' ' * last.col_offset}return {made[0]}\n"
    return fix(f"Return {made[0]}", source.insert_lines((last.end_lineno or 0) + 1, line))


def named_application(case: Case) -> Advice | None:
    """The app setting names something that the module does not have, or that is no application."""
    module = main_module(case)
    if not isinstance(case.error, NoAppException) or module is None:
        return None
    source = main_source(case, module)
    name = split_reference(setting_of(case))[1]
    if source is None or name is None:
        return None
    there = applications_in(module)
    hint = "The project's app setting names it. "
    hint += f"There is {either(there)}." if there else "Make it with app = Flask(__name__)."
    fixes = [
        Fix(label=f"Run “{each}”", changes=[app_setting(f"{source.path}:{each}")]) for each in there
    ]
    return Advice(
        f"“{source.path}” has no application “{name}”", hint, fixes[:3], source.line_place(1)
    )


def module_without_application(case: Case) -> Advice | None:
    module = main_module(case)
    if not isinstance(case.error, NoAppException) or module is None:
        return None
    source = main_source(case, module)
    if source is None:
        return None
    others = [path for path in with_application(case) if path != source.path]
    if len(others) == 1:
        fixes = run_file(others[0])
        hint = f"The project is set to run this file, and the application is in {others[0]}."
    else:
        fixes = surround(source)
        hint = (
            "Every program with Flask begins with two lines: from flask import Flask, "
            "and app = Flask(__name__)."
        )
    title = f"There is no application in {source.path} yet"
    return Advice(title, hint, fixes, source.line_place(1), DOCS)


def application_of_another_name(case: Case) -> Advice | None:
    """``@app.route`` in a file that calls its application otherwise."""
    source, place, name = case.source, case.place, getattr(case.error, "name", None)
    if not isinstance(case.error, NameError) or not name or not source or not place:
        return None
    uses = [node for node in source.nodes if isinstance(node, ast.Name) and node.id == name]
    decorated = any(source.place(use) == place and is_registration_by(source, use) for use in uses)
    made = [
        (node, target.id)
        for node in source.tree.body
        if isinstance(node, ast.Assign) and is_call_of(node.value, "Flask")
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    if not decorated or len(made) != 1 or name in bound_names(source):
        return None
    node, own = made[0]
    title = f"The application is called {own} (line {node.lineno})"
    hint = f"Nothing here is called “{name}”. One name for it has to be used throughout."
    if node.lineno > place["line"]:
        return Advice(title, f"{hint} Move the line that makes it above this one.", place=place)
    changes: list[FixChange] = [source.replace(source.place(use), own) for use in uses]
    return Advice(title, hint, fix(f"Change it to {own}", *changes), place)


def is_registration_by(source: Source, name: ast.Name) -> bool:
    """Tell whether a name is that of which a decorator takes its method, as ``app`` in ``@app.route("/")``."""
    return any(
        isinstance(node, ast.Attribute) and node.value is name and node.attr in CALLED | NAMED
        for node in source.nodes
    )


def snippet_without_application(case: Case) -> Advice | None:
    """The lines use ``app``, and nothing has made it: a part of a program, such as a page shows one."""
    frame, source = case.frame, case.source
    if not isinstance(case.error, NameError) or case.error.name != "app":
        return None
    if not frame or not source or not frame.is_module or "app" in bound_names(source):
        return None
    others = [path for path in with_application(case) if path != source.path]
    if others:
        return Advice(
            f"“{source.path}” does not know the application",
            f"It is made in {others[0]}. This file has to import it from there, "
            "or use a Blueprint, which that file registers.",
        )
    names = needed_from_flask(source)
    return Advice(
        "These lines need an application around them",
        "This is part of a program. In front of it belong"
        + (f": from flask import {', '.join(names)}, and " if names else "s the line ")
        + "app = Flask(__name__).",
        surround(source),
        docs=DOCS,
    )


def surround(source: Source) -> list[Fix]:
    """Put in front of a snippet what makes a program of it."""
    names = needed_from_flask(source)
    number = line_behind_imports(source)
    behind = source.line(number)
    made = "app = Flask(__name__)\n" + ("" if not behind.strip() else "\n\n")
    if not names:
        return fix("Add the lines", source.insert_lines(number, f"\n{made}"))
    imported = import_names(source, "flask", names)
    if imported["type"] == "replace" and imported["text"].startswith("from"):
        # Both stand in the same place.
        return fix("Add the lines", source.insert_lines(number, f"{imported['text']}\n{made}"))
    return fix("Add the lines", imported, source.insert_lines(number, f"\n{made}"))


def needed_from_flask(source: Source) -> list[str]:
    """Give what a snippet lacks of Flask's names, the class of applications first."""
    exported = flask_names() - {"Flask"}
    missing = [name for name in undefined_names(source) if name in exported]
    return [*(["Flask"] if "Flask" not in bound_names(source) else []), *sorted(missing)]


def setting_of(case: Case) -> str:
    """Give the app setting, which the project's .flaskenv may have made."""
    return case.setting or os.environ.get("FLASK_APP", "")


def file_name(setting: str) -> str:
    """Give the file that an app setting names."""
    path = split_reference(setting)[0]
    return path if not path or path.endswith(".py") else f"{path.replace('.', '/')}.py"


def main_module(case: Case) -> ModuleType | None:
    """Give the module that the app setting names, where it has been imported."""
    setting = setting_of(case)
    paths = [split_reference(setting)[0]] if setting else ["wsgi.py", "app.py"]
    names = [prepare_import(path) for path in paths]
    return next((sys.modules[name] for name in names if name in sys.modules), None)


def main_source(case: Case, module: ModuleType) -> Source | None:
    """Give a module's file; None where it is not one of the project's."""
    path = module.__file__ or ""
    return case.sources[relative(path, case.root)] if is_below(path, case.root) else None


def applications_in(module: ModuleType) -> list[str]:
    """Give the names of a module's applications, in the order in which they were made."""
    return [name for name, value in vars(module).items() if isinstance(value, flask.Flask)]


def with_application(case: Case) -> list[str]:
    """Give the files that make an application."""
    return [
        source.path
        for source in case.sources.python
        if any(is_call_of(node, "Flask") for node in source.nodes)
    ]


def application_in_files(case: Case) -> tuple[Source, str] | None:
    """Give the file that makes the project's only application, and the variable that holds it."""
    found = [
        (source, target.id)
        for source in case.sources.python
        for node in source.tree.body
        if isinstance(node, ast.Assign) and is_call_of(node.value, "Flask")
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    return found[0] if len(found) == 1 else None


def app_setting(value: str) -> Setting:
    return Setting(type="setting", name="app", value=value)


def run_file(path: str) -> list[Fix]:
    return fix(f"Run {path}", app_setting(path))
