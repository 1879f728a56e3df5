"""Names that Flask's modules hold without having made them for anyone, so that programs find them where they are used to.

An editor proposes ``from flask.cli import click``, and it works; a test replaces ``flask.cli.run_simple``, and ``flask run``
calls what stands there. Both hold here as well: a module that calls :func:`hold` gives, besides its own names,

- those of its *parts*, for what is one module in Flask is several here. A name that is set on the module is set in the
  parts that hold it;
- and those that are elsewhere.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import resolve_name
from types import ModuleType
from typing import Any

PARTS = {
    "flask.app": (
        "flask.sansio.app",
        "flask.cycle",
        "flask.files",
        "flask.templating",
        "flask.cli.run",
    ),
    "flask.blueprints": ("flask.files",),
    # In this order they are loaded, when a name is asked for: the smaller ones first.
    "flask.cli": (
        "flask.cli.context",
        "flask.cli.loading",
        "flask.cli.environment",
        "flask.cli.options",
        "flask.cli.certificate",
        "flask.cli.routes",
        "flask.cli.run",
        "flask.cli.shell",
        "flask.cli.group",
        "flask.cli.command",
    ),
    "flask.json": ("flask.json.provider",),
    "flask.sansio": ("flask.sansio.blueprints", "flask.sansio.scaffold"),
    "flask.sansio.app": (
        "flask.errors",
        "flask.routing",
        "flask.templating",
        "flask.packages",
    ),
    "flask.sansio.blueprints": ("flask.blueprints",),
    "flask.sansio.scaffold": ("flask.registration", "flask.packages"),
    "flask.wrappers": ("flask.responses",),
}
"""The modules that together are one of Flask's, besides the module of that name itself."""

ELSEWHERE = {
    "App": "flask.sansio.app:App",
    "BaseLoader": "jinja2:BaseLoader",
    "BaseResponse": "werkzeug.wrappers:Response",
    "Blueprint": "flask.blueprints:Blueprint",
    "ContextVar": "contextvars:ContextVar",
    "F": "flask.registration:F",
    "Headers": "werkzeug.datastructures:Headers",
    "ParameterSource": "click.core:ParameterSource",
    "RequestRedirect": "werkzeug.routing:RequestRedirect",
    "SansioBlueprint": "flask.blueprints:Blueprint",
    "SessionMixin": "flask.sessions:SessionMixin",
    "_cv_app": "flask.ctx:_cv_app",
    "_default_template_ctx_processor": "flask.registration:_default_template_ctx_processor",
    "_json": "json",
    "_url_quote": "urllib.parse:quote",
    "c": "collections.abc",
    "cabc": "collections.abc",
    "chain": "itertools:chain",
    "cli": "flask.cli",
    "contextvars": "contextvars",
    "current_app": "flask.globals:current_app",
    "ft": "flask.typing",
    "pathlib": "pathlib",
    "request": "flask.globals:request",
    "request_ctx": "flask.globals:request_ctx",
    "t": "typing",
    "timezone": "datetime:timezone",
    "types": "types",
    "update_wrapper": "functools:update_wrapper",
    "weakref": "weakref",
}
"""Where the other names are. Each means the same wherever Flask holds it, so that one table does for all modules."""


def hold(module: str) -> None:
    """Have a module give the names of its parts, and those that are elsewhere.

    :param module: its name. It is loaded, or being loaded.
    """
    sys.modules[module].__class__ = _HoldingModule


def find(module: str, name: str) -> Any:
    """Give what a module does not have itself.

    :param module: the module's name.
    :param name: the name that it is asked for.
    :raises AttributeError: if there is no such name.
    """
    if f"{module}.{name}" in PARTS.get(module, ()):
        return import_module(f"{module}.{name}")
    if not name.startswith("__"):
        for holder in _holders(module, name):
            return vars(holder)[name]
        if name in ELSEWHERE:
            return resolve_name(ELSEWHERE[name])
    raise AttributeError(f"module {module!r} has no attribute {name!r}")


def _holders(module: str, name: str) -> Iterator[ModuleType]:
    # The parts that hold the name. They are loaded one after the other, for as long as another is asked for.
    for path in PARTS.get(module, ()):
        part = import_module(path)
        if name in vars(part):
            yield part
        yield from _holders(path, name)


class _HoldingModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        return find(self.__name__, name)

    def __setattr__(self, name: str, value: Any) -> None:
        # What Python sets when it has loaded a submodule concerns no part.
        if sys.modules.get(f"{self.__name__}.{name}") is not value:
            for holder in _holders(self.__name__, name):
                if name not in vars(self):
                    _replaced.setdefault((self.__name__, name), {})[holder] = vars(holder)[name]
                vars(holder)[name] = value
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        # So a test puts back what was not the module's own.
        super().__delattr__(name)
        for holder, value in _replaced.pop((self.__name__, name), {}).items():
            vars(holder)[name] = value

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *vars(self).get("__all__", ())})


# What the parts held under a name that was then set on the module.
_replaced: dict[tuple[str, str], dict[ModuleType, Any]] = {}
