"""Whether a fast path may be taken: with this Werkzeug, and by a given class.

Routing and responses have fast paths, which give what Werkzeug gives and cost less. Two things decide whether they are
taken: :data:`KNOWN`, once, at import; and :func:`inherits`, once for each class.
"""

from __future__ import annotations

import re

from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Response


def inherits(cls: type, base: type, *names: str) -> bool:
    """Tell whether a class has methods as a base class defines them.

    To be asked when the class is made, in ``__init_subclass__``, and not with each request.

    :param cls: the class.
    :param base: the base class.
    :param names: the methods.
    """
    return all(getattr(cls, name) is getattr(base, name) for name in names)


def _knows_responses() -> bool:
    response = Response(b"body", headers={"A": "b"})
    return vars(response.headers) == {"_list": response.headers.to_wsgi_list()} and (
        vars(response)
        == {
            "headers": response.headers,
            "_status": "200 OK",
            "_status_code": 200,
            "direct_passthrough": False,
            "_on_close": [],
            "response": [b"body"],
        }
    )


def _knows_routing() -> bool:
    rule = Rule("/a/<int:b>", endpoint="c")
    url_map = Map([rule])
    # A state for the subdomain, one for the text before the first slash, and one for each part of the path.
    state = url_map._matcher._root.static[""].static[""].static["a"]
    ((part, last),) = state.dynamic
    return (
        vars(state).keys() == {"dynamic", "rules", "static"}
        and last.rules == [rule]
        and (part.final, part.static, part.suffixed) == (False, False, False)
        and "__werkzeug_0" in re.compile(part.content).groupindex
        and rule._converters["b"].to_python("7") == 7
    )


def _is_known() -> bool:
    try:
        return _knows_responses() and _knows_routing()
    except Exception:
        # Whatever was meant to be there.
        return False


KNOWN = _is_known()
"""Whether the objects of this Werkzeug are made as the fast paths make and read them.

The fast paths use ``Headers._list``, ``Response._on_close``, ``Map._matcher``, ``Rule._converters``, and the names of groups
in a rule's pattern: no public interface gives what they give at their cost. With a Werkzeug that has changed one of
them, everything goes its public way.
"""
