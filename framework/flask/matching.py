"""Finds the rule of a plain request quickly; whatever is not plain is left to Werkzeug.

Werkzeug's adapter is bound to each request anew and its matcher keeps book of everything that could go into an error
message. Most requests match one rule, and need neither.
"""

from __future__ import annotations

import re
import typing as t
from functools import lru_cache

from werkzeug._internal import _wsgi_decoding_dance
from werkzeug.exceptions import BadHost, NotFound
from werkzeug.routing import Map as BaseMap
from werkzeug.routing import MapAdapter, Rule, RuleFactory, ValidationError
from werkzeug.wsgi import get_host

if t.TYPE_CHECKING:
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

    def bind_plainly(self, environ: WSGIEnvironment, subdomain: str) -> MapAdapter | None:
        """Make what :meth:`bind_to_environ` makes of a plain request, at less cost.

        :param environ: the WSGI environ, for which :func:`is_plain` holds.
        :param subdomain: the subdomain.
        :returns: the adapter; ``None`` where URLs cannot be bound to the host.
        """
        scheme = environ["wsgi.url_scheme"]
        name = server_name_of(scheme, environ["HTTP_HOST"])
        if name is None:
            return None
        return MapAdapter(
            self,
            name,
            _wsgi_decoding_dance(environ.get("SCRIPT_NAME", "/")),
            subdomain,
            scheme,
            _wsgi_decoding_dance(environ.get("PATH_INFO", "/")),
            environ["REQUEST_METHOD"],
            query_args=_wsgi_decoding_dance(environ["QUERY_STRING"])
            if "QUERY_STRING" in environ
            else None,
        )

    def find(self, path: str, method: str) -> tuple[Rule, dict[str, t.Any]] | None:
        """Give the rule that a path and method match in the default subdomain, and the values of its variables.

        :param path: with its leading slash.
        :param method: in upper case.
        :returns: exactly what :meth:`werkzeug.routing.MapAdapter.match` gives; ``None`` where an adapter has to say, for
            it takes more than looking at the path and method.
        :raises werkzeug.exceptions.NotFound: if nothing matches the path with any method.
        """
        index = self._index
        if index is None:
            self.update()
            index = self._index = _Node(self._matcher._root, self)
        domain = index.static.get(self.default_subdomain or "")
        if domain is None:
            return None
        passed_over: list[_Entry] = []
        try:
            found = domain.find(path.split("/"), 0, method, (), passed_over)
        except _SlashMissing:
            return None
        if found is None:
            if passed_over or index.dynamic or "//" in path:
                return None
            raise NotFound()
        entry, texts = found
        if not entry.plain:
            return None
        values = {}
        try:
            for (name, to_python), text in zip(entry.converters, texts, strict=False):
                values[name] = to_python(text)
        except ValidationError:
            return None
        if entry.rule.defaults:
            values.update(entry.rule.defaults)
        return entry.rule, values


class _Entry:
    # A rule, with what is worth looking up once.
    __slots__ = ("converters", "methods", "plain", "rule")

    def __init__(self, rule: Rule, map: BaseMap) -> None:
        self.rule = rule
        self.methods = rule.methods
        self.converters = [
            (str(name), converter.to_python) for name, converter in rule._converters.items()
        ]
        # A rule that may redirect, and one for WebSocket, needs the adapter.
        self.plain = not (
            rule.alias
            or rule.redirect_to is not None
            or rule.websocket
            or any(
                other.provides_defaults_for(rule) for other in map._rules_by_endpoint[rule.endpoint]
            )
        )


class _Part:
    # A part of a URL with variables: its pattern, and where the variables stand in a match.
    __slots__ = ("final", "groups", "match", "node", "suffixed")

    def __init__(self, content: str, final: bool, suffixed: bool, node: _Node) -> None:
        pattern = re.compile(content)
        names = [name for name in pattern.groupindex if name.startswith("__werkzeug_")]
        names.sort(key=lambda name: int(name.removeprefix("__werkzeug_")))
        self.match = pattern.match
        self.groups = tuple(pattern.groupindex[name] for name in names)
        self.final = final
        self.suffixed = suffixed
        self.node = node


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
        self,
        parts: list[str],
        at: int,
        method: str,
        values: tuple[str, ...],
        passed_over: list[_Entry],
    ) -> tuple[_Entry, tuple[str, ...]] | None:
        # `passed_over` is filled with the rules that match the path and not the method.
        if at == len(parts):
            for entry in self.entries:
                if (entry.methods is None or method in entry.methods) and not entry.rule.websocket:
                    return entry, values
                passed_over.append(entry)
            # The path may lack its final slash.
            for entry in self.static[""].entries if "" in self.static else ():
                if (entry.methods is None or method in entry.methods) and not entry.rule.websocket:
                    if entry.rule.strict_slashes:
                        raise _SlashMissing
                    return entry, values
            return None

        text = parts[at]
        child = self.static.get(text)
        if (
            child is not None
            and (found := child.find(parts, at + 1, method, values, passed_over)) is not None
        ):
            return found
        for part in self.dynamic:
            match = part.match("/".join(parts[at:]) if part.final else text)
            if match is None:
                continue
            rest, start = parts, len(parts) if part.final else at + 1
            if part.suffixed and match[match.re.groups] == "/":
                rest, start = [""], 0
            found = part.node.find(
                rest,
                start,
                method,
                (*values, *[match[group] for group in part.groups]),
                passed_over,
            )
            if found is not None:
                return found
        if text == "" and at == len(parts) - 1:
            for entry in self.entries:
                if entry.rule.strict_slashes:
                    continue
                if (entry.methods is None or method in entry.methods) and not entry.rule.websocket:
                    return entry, values
                passed_over.append(entry)
        return None


class _SlashMissing(Exception):
    pass


def is_plain(environ: WSGIEnvironment) -> bool:
    """Tell whether a request names its host and is not about to become a WebSocket.

    :param environ: the WSGI environ.
    """
    return (
        "HTTP_HOST" in environ
        and "HTTP_UPGRADE" not in environ
        and environ["wsgi.url_scheme"] in ("http", "https")
    )


@lru_cache(maxsize=256)
def host_of(scheme: str, header: str) -> str:
    """Give the host that a ``Host`` header names: :func:`werkzeug.wsgi.get_host`, remembered.

    :param scheme: ``http`` or ``https``, whose default port is left out.
    :param header: the header's value.
    :returns: the host, empty if it has characters that no host has.
    """
    return get_host({"wsgi.url_scheme": scheme, "HTTP_HOST": header})


@lru_cache(maxsize=256)
def server_name_of(scheme: str, header: str) -> str | None:
    """Give the host that a ``Host`` header names as an adapter has it: in lower case, and in ASCII.

    :param scheme: ``http`` or ``https``.
    :param header: the header's value.
    :returns: the name; ``None`` where no URL can be bound to it, and Werkzeug answers 400.
    """
    try:
        return _NO_RULES.bind(host_of(scheme, header)).server_name
    except BadHost:
        return None


_NO_RULES = BaseMap()
