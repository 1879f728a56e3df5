"""JSON as the current application reads and writes it; as the standard library does where there is none."""

from __future__ import annotations

import json as _json
from typing import IO, TYPE_CHECKING, Any, AnyStr

from ..globals import _cv_app, current_app
from .provider import _default

if TYPE_CHECKING:
    from ..wrappers import Response
    from .provider import JSONProvider


def dumps(obj: Any, **kwargs: Any) -> str:
    """Give `obj` as JSON. Keyword arguments go to the provider, or to :func:`json.dumps`."""
    provider = _current_provider()
    if provider is not None:
        return provider.dumps(obj, **kwargs)
    return _json.dumps(obj, **{"default": _default, **kwargs})


def dump(obj: Any, fp: IO[str], **kwargs: Any) -> None:
    """Write `obj` as JSON to a file that is open for text. Keyword arguments are as for :func:`dumps`."""
    provider = _current_provider()
    if provider is not None:
        provider.dump(obj, fp, **kwargs)
    else:
        _json.dump(obj, fp, **{"default": _default, **kwargs})


def loads(s: str | bytes, **kwargs: Any) -> Any:
    """Give the value of a JSON text, a string or UTF-8 bytes. Keyword arguments go to the provider."""
    provider = _current_provider()
    return (_json if provider is None else provider).loads(s, **kwargs)


def load(fp: IO[AnyStr], **kwargs: Any) -> Any:
    """Give the value of the JSON text in a file. Keyword arguments go to the provider."""
    provider = _current_provider()
    return (_json if provider is None else provider).load(fp, **kwargs)


def jsonify(*args: Any, **kwargs: Any) -> Response:
    """Make a JSON response of one value, several values as a list, or keyword arguments as an object.

    A view need not call it: a dict or list that it returns becomes JSON by itself.

    :raises TypeError: both positional and keyword arguments were given.
    :raises RuntimeError: there is no application context.
    """
    return current_app.json.response(*args, **kwargs)


def _current_provider() -> JSONProvider | None:
    context: Any = _cv_app.get(None)
    return None if context is None else context.app.json
