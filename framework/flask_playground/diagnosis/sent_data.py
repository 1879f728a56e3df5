"""What a request has brought along: fields of forms, values in the query, files, JSON, too much of it."""

from __future__ import annotations

import ast
import re

from werkzeug.exceptions import BadRequestKeyError, RequestEntityTooLarge, UnsupportedMediaType

from flask.debughelpers import DebugFilesKeyError

from ..messages import Fix, Place
from .case import Advice, Case, fix
from .edits import respell
from .scopes import literal_place
from .sources import Source
from .spelling import listed, meant, nearest

REQUEST = "quickstart.html#request-data"
UPLOADS = "quickstart.html#uploads"

#: The mappings of a request: what they hold.
HOLDINGS = {
    "form": "the form",
    "args": "the query in the address",
    "values": "the request",
    "files": "the uploaded files",
    "cookies": "the cookies",
    "headers": "the header fields",
}


def looked_up(case: Case) -> tuple[Source, ast.Subscript, str, str] | None:
    """Give the expression ``request.form["name"]`` that has raised, with its mapping and its key."""
    source, place, error = case.source, case.place, case.error
    if not isinstance(error, BadRequestKeyError) or not source or not place:
        return None
    last = place.get("endLine", place["line"])
    for node in source.nodes:
        match node:
            case ast.Subscript(
                value=ast.Attribute(attr=holder), slice=ast.Constant(value=str(key))
            ):
                within = place["line"] <= node.lineno <= last
                if within and holder in HOLDINGS and key == error.args[0]:
                    return source, node, holder, key
    return None


def form_without_enctype(case: Case) -> Advice | None:
    """A form that names a file and does not send it."""
    found = looked_up(case)
    sent = case.request.form if case.request else {}
    without = found is not None and found[2] == "files" and found[3] in sent
    if not without and not isinstance(case.error, DebugFilesKeyError):
        return None
    return Advice(
        "The form sends the file's name alone",
        'A form that sends files says so: <form method="post" enctype="multipart/form-data">.',
        add_enctype(case),
        docs=UPLOADS,
    )


def add_enctype(case: Case) -> list[Fix]:
    """Write it into the only form of the project."""
    forms = [
        (case.sources[path], number, match)
        for path in case.sources.paths
        if path.endswith((".html", ".py"))
        for number, line in enumerate(case.sources[path].lines, 1)
        for match in re.finditer(r"<form\b[^>]*(?=>)", line)
    ]
    if len(forms) != 1 or "enctype" in forms[0][2][0]:
        return []
    source, number, match = forms[0]
    quote = "" if source.path.endswith(".py") else '"'
    text = f" enctype={quote}multipart/form-data{quote}"
    return fix(
        "Have the form send files",
        source.replace(source.span(number, match.end(), match.end()), text),
    )


def missing_key(case: Case) -> Advice | None:
    """A field, or a value in the query, that the request does not have."""
    found = looked_up(case)
    if found is None or case.request is None:
        return None
    source, node, holder, key = found
    sent = list(dict.fromkeys(getattr(case.request, holder).keys()))
    place = source.place(node)
    what = HOLDINGS[holder]
    title = f"There is no “{key}” in {what}"
    exact = literal_place(source, place, key) or place
    without = use_get(source, node, holder)
    if choice := meant(key, sent):
        return Advice(
            title, same_name(holder, choice), respell(source, place, key, choice), exact, REQUEST
        )
    close = nearest(key, sent) or [each for each in sent if key in each or each in key]
    if len(close) == 1:
        fixes = [*respell(source, place, key, close[0]), *without]
        return Advice(title, same_name(holder, close[0]), fixes, exact, REQUEST)
    has = f"It has {listed(sent)}." if sent else "It is empty."
    if holder == "args":
        hint = f'{has} An address brings it as in ?{key}=value; request.args.get("{key}", "") does without.'
    elif holder == "form":
        hint = f'{has} An input of the form brings it by its name: <input name="{key}">.'
    else:
        hint = f'{has} request.{holder}.get("{key}") gives None where it is missing.'
    return Advice(title, hint, without, exact, REQUEST)


def same_name(holder: str, choice: str) -> str:
    """Say that a key and what was sent have to be called the same."""
    if holder != "form":
        return f"It has “{choice}”. Did you mean that?"
    return f"It has “{choice}”: the name that the input has in the form, and that in brackets here, are the same."


def use_get(source: Source, node: ast.Subscript, holder: str) -> list[Fix]:
    """Have the value of a missing key be an empty text, or ``None``."""
    default = ', ""' if holder in ("form", "args", "values") else ""
    text = f"{source.segment(node.value)}.get({source.segment(node.slice)}{default})"
    return fix("Do without it: use get()", source.replace(source.place(node), text))


def body_too_large(case: Case) -> Advice | None:
    """More was sent than the application takes."""
    if (
        not isinstance(case.error, RequestEntityTooLarge)
        or case.app is None
        or case.request is None
    ):
        return None
    config, sent = case.app.config, case.request.content_length or 0
    limit, name = config["MAX_CONTENT_LENGTH"], "MAX_CONTENT_LENGTH"
    if limit is None or sent <= limit:
        limit, name = config["MAX_FORM_MEMORY_SIZE"], "MAX_FORM_MEMORY_SIZE"
    if limit is None or sent <= limit:
        return Advice(
            "The form has too many fields",
            f'The application takes {config["MAX_FORM_PARTS"]}: app.config["MAX_FORM_PARTS"].',
        )
    return Advice(
        f"The request is larger than the {in_words(limit)} allowed",
        f'It has {in_words(sent)}. Send less, or allow more: app.config["{name}"] is the limit in bytes.',
        raise_limit(case, name),
        place_of_setting(case, name),
        "settings.html",
    )


def setting_values(case: Case, name: str) -> list[tuple[Source, ast.expr]]:
    """Give what the project's files assign to a setting."""
    found: list[tuple[Source, ast.expr]] = []
    for source in case.sources.python:
        for node in source.nodes:
            match node:
                case ast.Assign(
                    targets=[ast.Subscript(slice=ast.Constant(value=key))], value=value
                ):
                    if key == name:
                        found.append((source, value))
    return found


def place_of_setting(case: Case, name: str) -> Place | None:
    values = setting_values(case, name)
    return values[0][0].place(values[0][1]) if len(values) == 1 else None


def raise_limit(case: Case, name: str) -> list[Fix]:
    """Allow sixteen megabytes where the project itself has set less."""
    values = setting_values(case, name)
    if len(values) != 1 or (case.request and (case.request.content_length or 0) > 16_000_000):
        return []
    source, value = values[0]
    return fix("Allow 16 MB", source.replace(source.place(value), "16 * 1000 * 1000"))


def in_words(size: int) -> str:
    """Give a number of bytes as people say it."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:.3g} kB" if size < 1_000_000 else f"{size / 1_000_000:.3g} MB"


def not_json(case: Case) -> Advice | None:
    """``request.json`` of a request that does not bring any."""
    if not isinstance(case.error, UnsupportedMediaType) or not case.frames:
        return None
    kind = (case.request.mimetype if case.request else "") or "nothing"
    return Advice(
        "The request does not bring JSON",
        f"It brings {kind}. What a form sends is in request.form; JSON comes with the Content-Type application/json.",
        docs=REQUEST,
    )
