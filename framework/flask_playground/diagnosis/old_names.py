"""Names that books and older documentation have, and today's packages do not."""

from __future__ import annotations

import ast

from ..messages import Fix
from .case import Advice, Case, fix
from .sources import Source

#: Modules that are gone: for each name that they had, where it is today; for ``*``, what is said of all others.
MODULES: dict[str, dict[str, str]] = {
    "werkzeug.contrib.fixers": {"ProxyFix": "werkzeug.middleware.proxy_fix"},
    "werkzeug.contrib.profiler": {"ProfilerMiddleware": "werkzeug.middleware.profiler"},
    "werkzeug.contrib.lint": {"LintMiddleware": "werkzeug.middleware.lint"},
    "werkzeug.wsgi": {
        "DispatcherMiddleware": "werkzeug.middleware.dispatcher",
        "SharedDataMiddleware": "werkzeug.middleware.shared_data",
    },
    "werkzeug": {
        "secure_filename": "werkzeug.utils",
        "generate_password_hash": "werkzeug.security",
        "check_password_hash": "werkzeug.security",
        "redirect": "werkzeug.utils",
        "FileStorage": "werkzeug.datastructures",
        "MultiDict": "werkzeug.datastructures",
        "ImmutableMultiDict": "werkzeug.datastructures",
        "cached_property": "werkzeug.utils",
        "abort": "werkzeug.exceptions",
        "url_quote": "urllib.parse",
    },
    "werkzeug.urls": {"url_quote": "urllib.parse", "url_parse": "urllib.parse"},
    "jinja2": {"Markup": "markupsafe", "escape": "markupsafe"},
    "collections": dict.fromkeys(
        ("Callable", "Iterable", "Iterator", "Mapping", "MutableMapping", "Sequence"),
        "collections.abc",
    ),
}

#: Names that are called otherwise where they are today.
RENAMED = {"url_quote": "quote", "url_parse": "urlparse"}

#: Modules whose content is gone for good, and what takes its place.
GONE = {
    "werkzeug.contrib": "Werkzeug gave up werkzeug.contrib in 2020. ProxyFix and the profiler are in "
    "werkzeug.middleware; the others, LighttpdCGIRootFix among them, have no successor: leave them out.",
    "flask.ext": "Extensions are imported by their own names today: from flask_login import ..., not from flask.ext.login.",
}


def moved_name(case: Case) -> Advice | None:
    """A name that is imported from elsewhere today."""
    if not (found := import_at(case)):
        return None
    source, node = found
    module = node.module or ""
    homes = MODULES.get(module, {})
    gone = [alias.name for alias in node.names if alias.name in homes]
    if (
        not isinstance(case.error, ImportError)
        or len(gone) != 1
        or not failed(case, module, gone[0])
    ):
        return None
    name = gone[0]
    home, today = homes[name], RENAMED.get(name, name)
    fixes: list[Fix] = []
    if len(node.names) == 1:
        alias = node.names[0]
        bound = alias.asname or name
        text = f"from {home} import {today}" + (f" as {bound}" if bound != today else "")
        fixes = fix(f"Import it from {home}", source.replace(source.place(node), text))
    return Advice(
        f"“{name}” is not in {module} any more",
        f"Today it is imported from {home}: from {home} import {today}",
        fixes,
        source.place(node),
    )


def failed(case: Case, module: str, name: str) -> bool:
    """Tell whether it is this import that has failed, of the module or of the name."""
    error = case.error
    missing = error.name if isinstance(error, ImportError) else None
    if isinstance(error, ModuleNotFoundError):
        return bool(missing) and (module == missing or module.startswith(f"{missing}."))
    return missing == module and f"'{name}'" in str(error)


def import_at(case: Case) -> tuple[Source, ast.ImportFrom] | None:
    """Give the ``from ... import`` that has failed."""
    if not isinstance(case.error, ImportError) or not case.source or not case.place:
        return None
    for node in case.source.nodes:
        if isinstance(node, ast.ImportFrom) and node.lineno == case.place["line"]:
            return case.source, node
    return None


def gone_module(case: Case) -> Advice | None:
    """A module of which nothing is left."""
    error = case.error
    if not isinstance(error, ModuleNotFoundError) or not error.name:
        return None
    hint = next((text for name, text in GONE.items() if error.name.startswith(name)), None)
    if not hint or not case.source or not case.place:
        return None
    fixes: list[Fix] = []
    if found := import_at(case):
        fixes = leave_out(*found) if error.name.startswith("werkzeug") else extension(*found)
    return Advice(
        f"There is no “{error.name}” today", hint, fixes, docs="quickstart.html#middleware"
    )


def extension(source: Source, node: ast.ImportFrom) -> list[Fix]:
    """Import an extension by the name that it has today."""
    name = (node.module or "").removeprefix("flask.ext.")
    if node.module == name or len(node.names) != 1:
        return []
    line = source.segment(node).replace(f"flask.ext.{name}", f"flask_{name}", 1)
    return fix(f"Import from flask_{name}", source.replace(source.place(node), line))


def leave_out(source: Source, node: ast.ImportFrom) -> list[Fix]:
    """Take out an import, and the lines ``app.wsgi_app = Name(...)`` that use its names."""
    names = {alias.asname or alias.name for alias in node.names}
    users: list[ast.stmt] = [node]
    for each in source.tree.body:
        match each:
            case ast.Assign(value=ast.Call(func=ast.Name(id=name), args=[_])) if name in names:
                users.append(each)
    used = sum(isinstance(each, ast.Name) and each.id in names for each in source.nodes)
    if used != len(users) - 1:
        return []
    places = [source.whole_lines(each) for each in users]
    return fix("Leave it out", *(source.replace(place, "") for place in places))
