"""Which names of Flask's a Python source uses: read from its syntax tree, nothing is imported.

- Names of modules: imported (`from flask.cli import click`), read (`flask.cli.click`), or named to be replaced
  (`patch("flask.cli.click")`, `monkeypatch.setattr(flask.cli, "click", ...)`).
- Underscore names of classes: read or set on any object (`client._copy_environ`, `getattr(app, "_static_folder")`), or
  defined by a subclass. Of an object nothing is known but its expression, so somebody has to look at each.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Any

DOTTED = re.compile(r"flask(\.\w+)+")


class FlaskNames:
    """The names to look for, as `held_names.py` prints them."""

    def __init__(self, modules: dict[str, Any], members: dict[str, list[str]]) -> None:
        self.modules = modules
        self.members = members
        self.underscored = {name for names in members.values() for name in names}
        self._any = re.compile(rf"\b(flask|{'|'.join(sorted(self.underscored))})\b")

    def may_be_in(self, source: str) -> bool:
        """Whether a source is worth parsing."""
        return self._any.search(source) is not None

    def held(self, path: str) -> str | None:
        """The module's name that a path begins with: `flask.cli.click` of `flask.cli.click.echo`."""
        parts = path.split(".")
        for end in range(len(parts) - 1, 0, -1):
            module, name = ".".join(parts[:end]), parts[end]
            if name in self.modules.get(module, ()):
                return None if f"{module}.{name}" in self.modules else f"{module}.{name}"
        return None

    def class_of(self, path: str) -> str | None:
        """The class that has underscore names and is imported from a path: `flask.app.Flask` of `flask.Flask`."""
        if path in self.members:
            return path
        module, _, name = path.rpartition(".")
        at_home = (cls for cls in self.members if cls.endswith(f".{name}"))
        return next(at_home, None) if name in self.modules.get(module, ()) else None


def subclasses(sources: Iterable[str], names: FlaskNames) -> dict[str, str]:
    """The classes in some sources that derive from one of Flask's, by their names alone."""
    bases: dict[str, set[str]] = {}
    for source in sources:
        tree = _parsed(source)
        imports = _Imports()
        imports.visit(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                paths = (imports.path_of(base) or ast.unparse(base) for base in node.bases)
                bases.setdefault(node.name, set()).update(paths)
    found: dict[str, str] = {}
    while True:
        more = {
            name: cls
            for name, paths in bases.items()
            if name not in found
            for path in sorted(paths)
            if (cls := names.class_of(path) or found.get(path.rpartition(".")[2]))
        }
        if not more:
            return found
        found |= more


def uses(
    source: str, names: FlaskNames, derived: dict[str, str]
) -> Iterator[tuple[str, str | None]]:
    """Give the names that a source uses.

    A name of a module is given as its path. An underscore name is given with its class, or as `*._name` where the class is
    not known, and then with the expression before the dot. `derived` is what `subclasses` gives.
    """
    visitor = _Uses(names, derived)
    visitor.visit(_parsed(source))
    yield from visitor.found


def _parsed(source: str) -> ast.AST:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        # Python 2, a template, a test of a parser.
        return ast.Module([], [])


class _Imports(ast.NodeVisitor):
    # What names are bound to by the import statements anywhere in a file.
    def __init__(self) -> None:
        self.bound: dict[str, str] = {}

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            top = alias.name.partition(".")[0]
            self.bound[alias.asname or top] = alias.name if alias.asname else top

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.level == 0:
            for alias in node.names:
                self.bound[alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def path_of(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.Name):
            return self.bound.get(node.id)
        if isinstance(node, ast.Attribute) and (owner := self.path_of(node.value)) is not None:
            return f"{owner}.{node.attr}"
        return None


class _Uses(_Imports):
    def __init__(self, names: FlaskNames, derived: dict[str, str]) -> None:
        super().__init__()
        self.names = names
        self.derived = derived
        self.classes: list[str | None] = [None]
        self.found: list[tuple[str, str | None]] = []

    def note_path(self, path: str | None) -> None:
        if path and path.startswith("flask.") and (name := self.names.held(path)):
            self.found.append((name, None))

    def note_member(self, owner: ast.expr, name: str) -> None:
        if name not in self.names.underscored:
            return
        if ast.unparse(owner) not in ("self", "cls"):
            self.found.append((f"*.{name}", ast.unparse(owner)))
        elif (cls := self.classes[-1]) and name in self.names.members[cls]:
            self.found.append((f"{cls}.{name}", None))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        super().visit_ImportFrom(node)
        if node.level == 0:
            for alias in node.names:
                self.note_path(f"{node.module}.{alias.name}")

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.note_path(self.path_of(node))
        self.note_member(node.value, node.attr)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and DOTTED.fullmatch(node.value):
            self.note_path(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        # getattr(x, "name"), monkeypatch.setattr(x, "name", ...), patch.object(x, "name"), wrap("flask.cli", "name", ...)
        for owner, name in zip(node.args, node.args[1:], strict=False):
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                path = owner.value if isinstance(owner, ast.Constant) else self.path_of(owner)
                self.note_path(f"{path}.{name.value}")
                self.note_member(owner, name.value)
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        cls = self.derived.get(node.name)
        for statement in node.body:
            for name in _defined_by(statement):
                if cls and name in self.names.members[cls]:
                    self.found.append((f"{cls}.{name}", None))
        self.classes.append(cls)
        self.generic_visit(node)
        self.classes.pop()


def _defined_by(statement: ast.stmt) -> list[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []
