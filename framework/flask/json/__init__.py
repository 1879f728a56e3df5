"""JSON as the current application reads and writes it; as the standard library does where there is none."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, AnyStr

from ..globals import current_app
from ..held import hold
from .provider import _current_provider

if TYPE_CHECKING:
    from ..wrappers import Response

hold(__name__)


def dumps(obj: Any, **kwargs: Any) -> str:
    """Give ``obj`` as JSON. Keyword arguments go to the provider, or to :func:`json.dumps`."""
    return _current_provider().dumps(obj, **kwargs)


def dump(obj: Any, fp: IO[str], **kwargs: Any) -> None:
    """Write ``obj`` as JSON to a file that is open for text. Keyword arguments are as for :func:`dumps`."""
    _current_provider().dump(obj, fp, **kwargs)


def loads(s: str | bytes, **kwargs: Any) -> Any:
    """Give the value of a JSON text, a string or UTF-8 bytes. Keyword arguments go to the provider."""
    return _current_provider().loads(s, **kwargs)


def load(fp: IO[AnyStr], **kwargs: Any) -> Any:
    """Give the value of the JSON text in a file. Keyword arguments go to the provider."""
    return _current_provider().load(fp, **kwargs)


def jsonify(*args: Any, **kwargs: Any) -> Response:
    """Make a JSON response of one value, several values as a list, or keyword arguments as an object.

    A view need not call it: a dict or list that it returns becomes JSON by itself.

    :raises TypeError: if both positional and keyword arguments were given.
    :raises RuntimeError: if there is no application context.
    """
    return current_app.json.response(*args, **kwargs)
