"""The names that programs import: what Flask, the packages below it and the standard library have."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from types import ModuleType

import flask

#: What Flask has under the names of other modules, for its own annotations.
NOT_EXPORTED = {"Any", "TYPE_CHECKING", "annotations"}

#: Names that are imported on their own, and where from.
WELL_KNOWN = {
    "BadRequest": "werkzeug.exceptions",
    "BytesIO": "io",
    "Counter": "collections",
    "Decimal": "decimal",
    "Forbidden": "werkzeug.exceptions",
    "HTTPException": "werkzeug.exceptions",
    "InternalServerError": "werkzeug.exceptions",
    "Markup": "markupsafe",
    "NotFound": "werkzeug.exceptions",
    "Path": "pathlib",
    "ProxyFix": "werkzeug.middleware.proxy_fix",
    "StringIO": "io",
    "check_password_hash": "werkzeug.security",
    "create_environ": "werkzeug.test",
    "dataclass": "dataclasses",
    "defaultdict": "collections",
    "escape": "markupsafe",
    "generate_password_hash": "werkzeug.security",
    "namedtuple": "collections",
    "partial": "functools",
    "randint": "random",
    "secure_filename": "werkzeug.utils",
    "sleep": "time",
    "sqrt": "math",
    "timedelta": "datetime",
    "token_hex": "secrets",
    "urlencode": "urllib.parse",
    "uuid4": "uuid",
    "wraps": "functools",
}


@cache
def flask_names() -> frozenset[str]:
    """Give the names that a program imports from Flask."""
    names = {name for name in dir(flask) if not name.startswith("_")} - NOT_EXPORTED
    return frozenset(name for name in names if not isinstance(getattr(flask, name), ModuleType))


def home_of(name: str) -> str | None:
    """Give the module from which a name is imported; None where it is not known."""
    if name in WELL_KNOWN:
        return WELL_KNOWN[name]
    return "flask" if name in flask_names() else None


def library_module(name: str, attribute: str) -> str | None:
    """Give the import that makes ``name.attribute`` work from the standard library: the line of it, or None."""
    if name not in sys.stdlib_module_names:
        return None
    module = import_module(name)
    if hasattr(module, attribute):
        return f"import {name}"
    # Such as datetime.now(): the class that has the module's name.
    if hasattr(getattr(module, name, None), attribute):
        return f"from {name} import {name}"
    return None
