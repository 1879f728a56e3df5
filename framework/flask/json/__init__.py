"""JSON as the current application reads and writes it; as the standard library does where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..globals import current_app
from ..held import hold
from .provider import dump, dumps, load, loads

if TYPE_CHECKING:
    from ..wrappers import Response

__all__ = ["dump", "dumps", "jsonify", "load", "loads"]

hold(__name__)


def jsonify(*args: Any, **kwargs: Any) -> Response:
    """Make a JSON response of one value, several values as a list, or keyword arguments as an object.

    A view need not call it: a dict or list that it returns becomes JSON by itself.

    :raises TypeError: if both positional and keyword arguments were given.
    :raises RuntimeError: if there is no application context.
    """
    return current_app.json.response(*args, **kwargs)
