"""Finds the rule of a request quickly; whatever takes more than looking at path and method is left to Werkzeug.

Werkzeug's adapter is bound to each request anew, and its matcher keeps book of everything that could go into an error
message. Most requests match one rule, and need neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from werkzeug.exceptions import BadHost, NotFound
from werkzeug.routing import Map as BaseMap
from werkzeug.routing import MapAdapter, Rule, RuleFactory, ValidationError
from werkzeug.wsgi import get_host

from .fast_path import KNOWN

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from werkzeug.routing.matcher import State


class Map(BaseMap):
    """Werkzeug's :class:`~werkzeug.routing.Map` with an index of its rules, made at the first request."""

    _index: _Node | None = None

    def add(self, rulefactory: RuleFactory) -> None:
        """Add a rule, or what a rule factory makes.

        :param rulefactory: the rule or factory, not yet part of a map.
        """
        super().add(rulefactory)
        self._index = None

    def find(self, path: str, method: str) -> tuple[Rule, dict[str, Any]]:
        """Give the rule that a path and method match in the default subdomain, and the values of its variables.

        :param path: with its leading slash.
        :param method: in upper case.
        :returns: exactly what :meth:`werkzeug.routing.MapAdapter.match` gives.
        :raises werkzeug.exceptions.NotFound: if nothing matches the path with any method.
        :raises Undecided: if it takes more than the path and method, and an adapter has to say.
        """
        index = self._index
        if index is None:
            self.update()
            index = self._index = _Node(self._matcher._root, self)
        domain = index.static.get(self.default_subdomain or "")
        found = None if domain is None else domain.find(path.split("/"), 0, method, ())
        if found is None:
            if domain is None or index.dynamic or "//" in path:
                raise Undecided
            raise NotFound()
        entry, texts = found
        if not entry.decides:
            raise Undecided
        values = {}
        try:
            for (name, to_python), text in zip(entry.converters, texts, strict=False):
                values[name] = to_python(text)
        except ValidationError:
            raise Undecided from None
        if entry.rule.defaults:
            values.update(entry.rule.defaults)
        return entry.rule, values


class Undecided(Exception):
    """Path and method do not decide which rule matches."""


def fast_adapter(
    url_map: BaseMap, environ: WSGIEnvironment, server_name: str | None, subdomain: str | None
) -> MapAdapter | None:
    """Bind a map to a request as :meth:`werkzeug.routing.Map.bind_to_environ` does, at less cost.

    :param url_map: the map.
    :param environ: the WSGI environ.
    :param server_name: the configured host; ``None`` for the request's own.
    :param subdomain: the subdomain; ``None`` to read it from the request's host.
    :returns: the adapter; ``None`` where more than path and method decides which rule matches.
    """
    if (
        KNOWN
        and isinstance(url_map, Map)
        and server_name is None
        and subdomain == (url_map.default_subdomain or "")
        and not url_map.host_matching
        and "HTTP_UPGRADE" not in environ
        and environ.get("PATH_INFO")
        and _host(environ) is not None
    ):
        return _RequestAdapter(url_map, environ)
    return None


class _RequestAdapter(MapAdapter):
    # What Werkzeug's adapter works out when it is made, this one works out when something asks for it.
    map: Map

    def __init__(self, map: Map, environ: WSGIEnvironment) -> None:
        self.map = map
        self._environ = environ

    def __getattr__(self, name: str) -> Any:
        known, environ = vars(self), self._environ
        if "websocket" not in known:
            changed = known.copy()
            super().__init__(
                self.map,
                cast(str, _host(environ)),
                _decoded(environ.get("SCRIPT_NAME", "/")),
                self.map.default_subdomain or "",
                environ["wsgi.url_scheme"],
                _decoded(environ["PATH_INFO"]),
                environ["REQUEST_METHOD"],
                query_args=_decoded(environ["QUERY_STRING"]) if "QUERY_STRING" in environ else None,
            )
            known.update(changed)
        return super().__getattribute__(name)

    def match(
        self,
        path_info: str | None = None,
        method: str | None = None,
        return_rule: bool = False,
        query_args: Mapping[str, Any] | str | None = None,
        websocket: bool | None = None,
    ) -> Any:
        """Find the rule as :meth:`werkzeug.routing.MapAdapter.match` does, with its arguments."""
        arguments = (path_info, method, query_args, websocket)
        # Nothing but what __init__ has set: nothing was changed since.
        if return_rule and arguments == _NO_ARGUMENTS and len(self.__dict__) == 2:
            environ = self._environ
            try:
                return self.map.find(
                    f"/{_decoded(environ['PATH_INFO']).lstrip('/')}",
                    environ["REQUEST_METHOD"].upper(),
                )
            except Undecided:
                pass
        return super().match(path_info, method, return_rule, query_args, websocket)  # type: ignore[call-overload]


_NO_ARGUMENTS = (None, None, None, None)


class _Entry:
    # A rule, with what is worth looking up once.
    __slots__ = ("converters", "decides", "methods", "rule")

    def __init__(self, rule: Rule, map: BaseMap) -> None:
        self.rule = rule
        self.methods = rule.methods
        self.converters = [
            (str(name), converter.to_python) for name, converter in rule._converters.items()
        ]
        # A rule that may redirect, and one for WebSocket, needs an adapter.
        self.decides = not (
            rule.alias
            or rule.redirect_to is not None
            or rule.websocket
            or any(other.provides_defaults_for(rule) for other in map.iter_rules(rule.endpoint))
        )


class _Part:
    # A part of a URL with variables: its pattern, and where the variables stand in a match.
    __slots__ = ("final", "groups", "match", "node", "suffixed")

    def __init__(self, content: str, final: bool, suffixed: bool, node: _Node) -> None:
        pattern = re.compile(content)
        self.match = pattern.match
        self.groups = tuple(
            group for name, group in pattern.groupindex.items() if name.startswith("__werkzeug_")
        )
        self.final = final
        self.suffixed = suffixed
        self.node = node


_Found = tuple[_Entry, tuple[str, ...]]


class _Node:
    # A state of Werkzeug's matcher, with patterns compiled and children in its order of preference.
    __slots__ = ("dynamic", "entries", "static")

    def __init__(self, state: State, map: BaseMap) -> None:
        self.static = {content: _Node(child, map) for content, child in state.static.items()}
        self.dynamic = [
            _Part(part.content, part.final, part.suffixed, _Node(child, map))
            for part, child in state.dynamic
        ]
        self.entries = [_Entry(rule, map) for rule in state.rules]

    def find(
        self, parts: list[str], at: int, method: str, values: tuple[str, ...]
    ) -> _Found | None:
        # The entry for parts[at:], with the texts of its variables after `values`.
        if at == len(parts):
            for entry in self.entries:
                if entry.methods is None or method in entry.methods:
                    return entry, values
            return self._find_with_slash(method, values)
        text = parts[at]
        child = self.static.get(text)
        if child is not None and (found := child.find(parts, at + 1, method, values)) is not None:
            return found
        for part in self.dynamic:
            match = part.match("/".join(parts[at:]) if part.final else text)
            if match is None:
                continue
            rest, start = parts, len(parts) if part.final else at + 1
            if part.suffixed and match[match.re.groups] == "/":
                rest, start = [""], 0
            more = (*values, *[match[group] for group in part.groups])
            if (found := part.node.find(rest, start, method, more)) is not None:
                return found
        if text == "" and at == len(parts) - 1:
            # The path has a final slash that a rule need not have.
            return _first_allowed(
                [entry for entry in self.entries if not entry.rule.strict_slashes], method, values
            )
        return None

    def _find_with_slash(self, method: str, values: tuple[str, ...]) -> _Found | None:
        if self.entries:
            # A method mismatch: another rule may match, else the error names the methods that do.
            raise Undecided
        # The path lacks the final slash that a rule has.
        found = _first_allowed(self.static[""].entries if "" in self.static else [], method, values)
        if found is not None and found[0].rule.strict_slashes:
            raise Undecided
        return found


def _first_allowed(entries: list[_Entry], method: str, values: tuple[str, ...]) -> _Found | None:
    for entry in entries:
        if entry.methods is None or method in entry.methods:
            return entry, values
    if entries:
        raise Undecided
    return None


def _host(environ: WSGIEnvironment) -> str | None:
    # The request's host as an adapter has it; None where Werkzeug has to say what is wrong with it.
    scheme, header = environ["wsgi.url_scheme"], environ.get("HTTP_HOST")
    return server_name_of(scheme, header) if header and scheme in ("http", "https") else None


@lru_cache(maxsize=256)
def server_name_of(scheme: str, header: str) -> str | None:
    """Give the host that a ``Host`` header names as an adapter has it: in lower case, and in ASCII.

    :param scheme: ``http`` or ``https``, whose default port is left out.
    :param header: the header's value.
    :returns: the name; ``None`` where no URL can be bound to it, and Werkzeug answers 400.
    """
    try:
        host = get_host({"wsgi.url_scheme": scheme, "HTTP_HOST": header})
        return _NO_RULES.bind(host).server_name
    except BadHost:
        return None


_NO_RULES = BaseMap()


def _decoded(text: str) -> str:
    # WSGI's strings hold bytes, one a character (PEP 3333, "Unicode Issues").
    return text.encode("latin-1").decode(errors="replace")
