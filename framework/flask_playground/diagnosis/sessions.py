"""Sessions: without a key to sign them, or without a value that is looked up."""

from __future__ import annotations

import ast
import secrets

from ..messages import Fix, Place
from .applications import application_in_files
from .case import Advice, Case, fix
from .edits import respell
from .scopes import assignments
from .spelling import listed, meant, nearest

DOCS = "quickstart.html#sessions"


def no_secret_key(case: Case) -> Advice | None:
    if not isinstance(case.error, RuntimeError) or "no secret key was set" not in str(case.error):
        return None
    return Advice(
        "The session needs a secret key",
        "It is kept in a cookie, and signed with the key so that nobody changes it: app.secret_key = a long random text.",
        set_secret_key(case),
        docs=DOCS,
    )


def set_secret_key(case: Case) -> list[Fix]:
    """Give the application a key, below the line that makes it."""
    made = application_in_files(case)
    if made is None:
        return []
    source, app = made
    node = assignments(source, app)[0]
    line = f'{app}.secret_key = "{secrets.token_hex(16)}"\n'
    return fix("Set a secret key", source.insert_lines((node.end_lineno or node.lineno) + 1, line))


def missing_value(case: Case) -> Advice | None:
    """A key that the session does not have, or not yet."""
    source, place = case.source, case.place
    if type(case.error) is not KeyError or not source or not place or not case.error.args:
        return None
    key, last = case.error.args[0], place.get("endLine", place["line"])
    for node in source.nodes:
        match node:
            case ast.Subscript(value=ast.Name(id=holder), slice=ast.Constant(value=value)):
                if value != key or not place["line"] <= node.lineno <= last:
                    continue
                text = f"{holder}.get({source.segment(node.slice)})"
                fixes = fix("Use get()", source.replace(source.place(node), text))
                exact = source.place(node)
                if holder == "session":
                    return Advice(
                        f"The session has no “{key}” yet",
                        f"A visitor comes without it at first. {text} gives None then.",
                        fixes,
                        exact,
                        DOCS,
                    )
                return missing_key(case, holder, key, fixes, exact)
    return None


def missing_key(case: Case, holder: str, key: object, fixes: list[Fix], place: Place) -> Advice:
    """A key that some dictionary does not have."""
    frame = case.frame
    value = frame.locals.get(holder, frame.globals.get(holder)) if frame else None
    known = [str(each) for each in value] if isinstance(value, dict) else []
    hint = f"It has {listed(known)}." if known else "It is empty."
    close = nearest(str(key), known)
    if choice := meant(str(key), known) or (close[0] if len(close) == 1 else None):
        hint = f"Did you mean “{choice}”?"
        if case.source:
            fixes = [*respell(case.source, place, str(key), choice), *fixes]
    return Advice(
        f"“{holder}” has no “{key}”",
        f"{hint} {holder}.get(...) gives None for what is missing.",
        fixes,
        place,
    )
