"""Blueprints that no application has registered."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from ..messages import Fix, FixChange
from .applications import application_in_files
from .case import Case, fix
from .edits import add_at_end, import_names
from .scopes import bound_names, functions, is_call_of, text_of
from .sources import Source


@dataclass(frozen=True)
class Unregistered:
    """A blueprint that a file makes, and that the application does not have.

    :param variable: what holds it.
    :param name: its own name, with which its endpoints begin.
    :param rules: its rules, with their prefix, each with the name of its view.
    """

    source: Source
    node: ast.Assign
    variable: str
    name: str
    rules: list[tuple[str, str]]


def unregistered(case: Case) -> Iterator[Unregistered]:
    """Give the project's blueprints that its application does not have."""
    registered = set(case.app.blueprints) if case.app else set()
    for source in case.sources.python:
        for node in source.tree.body:
            if not (isinstance(node, ast.Assign) and is_call_of(node.value, "Blueprint")):
                continue
            call, target = node.value, node.targets[0]
            if not isinstance(call, ast.Call) or not isinstance(target, ast.Name) or not call.args:
                continue
            name = text_of(call.args[0])
            if name is None or name in registered:
                continue
            given = [text_of(each.value) for each in call.keywords if each.arg == "url_prefix"]
            rules = list(rules_of(source, target.id, (given[0] if given else None) or ""))
            yield Unregistered(source, node, target.id, name, rules)


def rules_of(source: Source, variable: str, prefix: str) -> Iterator[tuple[str, str]]:
    for function in functions(source):
        for each in function.decorator_list:
            if not isinstance(each, ast.Call) or not isinstance(each.func, ast.Attribute):
                continue
            owner = each.func.value
            rule = text_of(each.args[0]) if each.args else None
            if isinstance(owner, ast.Name) and owner.id == variable and rule is not None:
                yield f"{prefix.rstrip('/')}{rule}", function.name


def register(case: Case, blueprint: Unregistered) -> list[Fix]:
    """Have the application register a blueprint."""
    made = application_in_files(case)
    if made is None:
        return []
    source, app = made
    line = f"{app}.register_blueprint({blueprint.variable})"
    changes: list[FixChange] = []
    if source.path != blueprint.source.path:
        module = (
            blueprint.source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        )
        known = imports(source, module, blueprint.variable)
        if not known and blueprint.variable in bound_names(source):
            return []
        if not known and imports(blueprint.source, source.path.removesuffix(".py")):
            # It needs the application, and has to come after it.
            line = f"from {module} import {blueprint.variable}\n\n{line}"
        elif not known:
            changes.append(import_names(source, module, [blueprint.variable]))
    return fix(f"Register {blueprint.variable}", *changes, add_at_end(source, line))


def imports(source: Source, module: str, name: str | None = None) -> bool:
    """Tell whether a file imports a module, or a name from it."""
    for node in source.nodes:
        match node:
            case ast.Import(names=names) if name is None:
                if any(alias.name == module for alias in names):
                    return True
            case ast.ImportFrom(module=other, names=names) if other == module:
                if name is None or any(alias.name == name and not alias.asname for alias in names):
                    return True
            case _:
                pass
    return False
