"""One dialect of docstrings and of typing imports, so that every file reads as the others do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

FRAMEWORK = Path(__file__).parents[2] / "framework"
FILES = sorted(FRAMEWORK.glob("*/**/*.py"))

#: A literal in single backquotes that is no role's text and no link.
SINGLE = re.compile(r"(?<![`:\w])`[^`\n]+`(?![`_])")
FIELD = re.compile(r"^\s*(:\w[^:\n]*:)(?!`)", re.MULTILINE)
KNOWN_FIELD = re.compile(r":(param \*{0,2}\w+|returns|raises [\w.]+):")


def docstrings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give line and text of each string that stands as a statement: docstrings, and those of attributes."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                value = statement.value.value
                if isinstance(value, str):
                    yield statement.lineno, value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FRAMEWORK)))
def test_a_file_speaks_the_dialect(path: Path) -> None:
    source = path.read_text()
    tree = ast.parse(source)
    faults = []
    for line, text in docstrings(tree):
        faults += [f"{line}: {match[0]} in single backquotes" for match in SINGLE.finditer(text)]
        faults += [
            f"{line}: the field {match[1]} is not param, returns or raises"
            for match in FIELD.finditer(text)
            if not KNOWN_FIELD.fullmatch(match[1])
        ]
        first = text.strip().splitlines()[0]
        if not first[:1].isupper() and not first.startswith(("``", ":", "<")):
            faults.append(f"{line}: {first!r} does not begin as a sentence")
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and any(name.name == "typing" for name in node.names):
            faults.append(f"{node.lineno}: import typing; import the names from it instead")
    assert faults == []
