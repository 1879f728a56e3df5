"""Signatures and docstrings."""

from __future__ import annotations

import re

from jedi import Script
from jedi.api.classes import BaseName
from jedi.api.classes import Signature as JediSignature

from ..columns import utf16_length
from .messages import Documentation, Parameter, Signature

#: A directive with the lines that belong to it.
DIRECTIVE = re.compile(r"^\.\. [\w-]+::.*\n?(?:(?:[ \t]+.*)?\n?(?=[ \t\n]|$))*", re.MULTILINE)
ROLE = re.compile(r":[\w:]+:`(?:~[\w.]*\.)?([^`]+)`|``([^`]+)``")


def documentation_of(name: BaseName) -> Documentation:
    """Give what there is to say about ``name``: of several definitions, about the first that says something."""
    signatures = name.get_signatures()
    signature = signatures[0].to_string() if signatures else declaration(name.description)
    return Documentation(signature=signature, text=plain(name.docstring(raw=True)))


def declaration(source: str) -> str:
    """Give the first line of what declares a name, without the colon before its block."""
    return source.strip().split("\n")[0].rstrip().removesuffix(":")


def plain(docstring: str) -> str:
    """Give a docstring without the markup of reStructuredText: roles give way to what they are about, directives go."""
    return ROLE.sub(lambda role: role[1] or role[2], DIRECTIVE.sub("", docstring)).strip()


def hover(script: Script, line: int, column: int) -> Documentation | None:
    """Document the name at a position of ``script``; None where there is none, or nothing is known of it."""
    names = [
        name for name in script.help(line, column) if name.type not in ("keyword", "statement")
    ]
    found = [documentation_of(name) for name in names]
    return next((each for each in found if each["text"]), found[0] if found else None)


def signature(script: Script, line: int, column: int) -> Signature | None:
    """Give the signature of the call whose arguments a position of ``script`` is among; None outside of calls."""
    found: list[JediSignature] = script.get_signatures(line, column)
    if not found:
        return None
    call = found[0]
    label = call.to_string()
    parameters: list[Parameter] = []
    end = len(call.name)
    for parameter in call.params:
        text = parameter.to_string()
        start = label.find(text, end)
        if start < 0:
            continue
        end = start + len(text)
        parameters.append(
            Parameter(start=utf16_length(label[:start]), end=utf16_length(label[:end]))
        )
    active = call.index if call.index is not None and call.index < len(parameters) else None
    return Signature(
        label=label, parameters=parameters, active=active, text=plain(call.docstring(raw=True))
    )
