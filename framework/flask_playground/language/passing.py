"""What a template is given: the names that the project's views pass to it, as far as its files tell without running."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import jinja2
from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from ..columns import column_of_character
from ..diagnosis.spelling import listed, nearest
from .messages import Mark

RENDERERS = ("render_template", "stream_template")

#: What gives templates names in other ways than these functions do: then nobody can tell which they know.
OTHER_WAYS = re.compile(
    r"context_processor|jinja_env|jinja_options|template_global|template_context"
    r"|(?:get|select)_template|template_string|\bflask_\w+"
)

#: What every template knows.
EVERYWHERE = {
    *DEFAULT_NAMESPACE,
    *("url_for", "get_flashed_messages", "config", "request", "session", "g"),
    *("loop", "self", "super", "caller", "varargs", "kwargs"),
}

CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)

#: How templates have others as their layouts and parts.
REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


def check_names(path: str, texts: Mapping[str, str]) -> list[Mark]:
    """Mark the names in a template that nothing gives it, where one that is given is near.

    :param path: the template's file.
    :param texts: the project's files.
    """
    template, name = parsed(texts[path]), name_of(path)
    given = given_to(name, texts)
    if template is None or given is None:
        return []
    known = given | EVERYWHERE | bound(template) | optional(template)
    inherited = inherited_names(template, texts)
    if inherited is None or is_part_of_others(path, texts):
        return []
    unknown = {each.name for each in loaded(template)} - known - inherited
    near = {each: close for each in sorted(unknown) if (close := nearest(each, given))}
    marks = [mark for each, close in near.items() for mark in marks_of(texts[path], each, close)]
    return sorted(marks, key=lambda mark: (mark["line"], mark["column"]))


def name_of(path: str) -> str:
    """Give the name by which a file is rendered; empty where it stands in no folder for templates."""
    return f"/{path}".partition("/templates/")[2]


def given_to(name: str, texts: Mapping[str, str]) -> set[str] | None:
    """Give the names that any view passes to a template; None where nobody renders it or that cannot be told."""
    calls = [renderings(text) for path, text in texts.items() if path.endswith(".py")]
    if not name or None in calls or [name_of(path) for path in texts].count(name) != 1:
        return None
    passed = [names for found in calls for rendered, names in found or () if rendered == name]
    return set().union(*passed) if passed else None


@lru_cache(maxsize=256)
def renderings(text: str) -> tuple[tuple[str, frozenset[str]], ...] | None:
    """Give the templates that a Python file renders, each with the names passed to it; None where that cannot be told."""
    if OTHER_WAYS.search(text):
        return None
    try:
        with warnings.catch_warnings(action="ignore"):
            found = list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError, RecursionError):
        return None
    calls = [each for each in found if isinstance(each, ast.Call) and is_renderer(each.func)]
    mentions = [each for each in found if is_renderer(each)]
    renamed = any(
        isinstance(each, ast.alias) and each.name in RENDERERS and each.asname for each in found
    )
    read = [rendering(call) for call in calls]
    if renamed or len(mentions) != len(calls):
        return None
    certain = tuple(each for each in read if each)
    return certain if len(certain) == len(read) else None


def is_renderer(node: ast.AST) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", None)
    return name in RENDERERS


def rendering(call: ast.Call) -> tuple[str, frozenset[str]] | None:
    """Give the template that a call renders, and the names that it passes; None where they are not all written there."""
    names = [keyword.arg for keyword in call.keywords]
    match call.args:
        case [ast.Constant(value=str(name))] if None not in names:
            return name, frozenset(each for each in names if each)
        case _:
            return None


def parsed(text: str) -> nodes.Template | None:
    try:
        return jinja2.Environment().parse(text)
    except jinja2.TemplateSyntaxError:
        return None


def loaded(template: nodes.Template) -> Iterator[nodes.Name]:
    return (each for each in template.find_all(nodes.Name) if each.ctx == "load")


def bound(template: nodes.Template) -> set[str]:
    """Give every name that a template makes, wherever it is known."""
    names = {each.name for each in template.find_all(nodes.Name) if each.ctx != "load"}
    names |= {each.name for each in template.find_all(nodes.Macro)}
    names |= {each.target for each in template.find_all(nodes.Import)}
    for each in template.find_all(nodes.FromImport):
        names |= {name if isinstance(name, str) else name[1] for name in each.names}
    return names


def optional(template: nodes.Template) -> set[str]:
    """Give the names that a template asks for before it uses them, or has a default for."""
    asked: list[nodes.Expr | None] = [
        each.node for each in template.find_all(nodes.Test) if each.name in ("defined", "undefined")
    ]
    asked += [
        each.node for each in template.find_all(nodes.Filter) if each.name in ("default", "d")
    ]
    return {each.name for each in asked if isinstance(each, nodes.Name)}


def inherited_names(template: nodes.Template, texts: Mapping[str, str]) -> set[str] | None:
    """Give the names that the layouts of a template make; None where one of them cannot be read."""
    found: set[str] = set()
    for extended in template.find_all(nodes.Extends):
        name = extended.template.value if isinstance(extended.template, nodes.Const) else None
        layouts = [parsed(text) for path, text in texts.items() if name and name_of(path) == name]
        if len(layouts) != 1 or (layout := layouts[0]) is None or layout.find(nodes.Extends):
            return None
        found |= bound(layout)
    return found


def is_part_of_others(path: str, texts: Mapping[str, str]) -> bool:
    """Tell whether another template has this one as its layout or as a part, and its own names beside."""
    name = name_of(path)
    for other, text in texts.items():
        if other == path or not name_of(other):
            continue
        template = parsed(text)
        references = template.find_all(REFERENCES) if template else ()
        if template is None or any(may_be(name, each) for each in references):
            return True
    return False


def may_be(name: str, reference: nodes.Node) -> bool:
    """Tell whether what a template refers to can be the template of a name."""
    referred = getattr(reference, "template", None)
    return not isinstance(referred, nodes.Const) or referred.value == name


def marks_of(text: str, name: str, close: Iterable[str]) -> Iterator[Mark]:
    """Mark a name wherever a template's code has it."""
    lines = text.split("\n")
    word = re.compile(rf"(?<![\w.\"'-]){re.escape(name)}(?![\w\"'-])(?!\s*=[^=])")
    for code in CODE.finditer(text):
        for match in word.finditer(text, code.start(), code.end()):
            number = text.count("\n", 0, match.start()) + 1
            start = match.start() - (text.rfind("\n", 0, match.start()) + 1)
            line = lines[number - 1]
            yield Mark(
                line=number,
                column=column_of_character(line, start),
                endLine=number,
                endColumn=column_of_character(line, start + len(name)),
                severity="warning",
                message=f"The view gives {listed(close)}; nothing gives “{name}”.",
            )
