"""How an application reads and writes JSON, which is replaceable, and the functions that ask the current one."""

from __future__ import annotations

import dataclasses
import decimal
import json
import uuid
import weakref
from collections.abc import Callable
from datetime import date
from functools import singledispatch
from typing import IO, TYPE_CHECKING, Any, AnyStr, cast

from werkzeug.http import http_date

from ..ctx import _cv_app
from ..held import hold

if TYPE_CHECKING:
    from ..app import Flask
    from ..wrappers import Response

hold(__name__)


class JSONProvider:
    """What an application needs of a JSON library. A subclass overrides :meth:`dumps` and :meth:`loads` at least.

    Set the class as :attr:`~flask.Flask.json_provider_class`, or an instance as :attr:`~flask.Flask.json`.

    :param app: the application. It is kept as a weak proxy, in ``_app``.
    """

    def __init__(self, app: Flask) -> None:
        self._app = cast("Flask", weakref.proxy(app))

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Give ``obj`` as JSON. Keyword arguments are the library's.

        :raises NotImplementedError: if the subclass does not override it.
        """
        raise NotImplementedError(f"{type(self).__qualname__} does not define 'dumps'.")

    def dump(self, obj: Any, fp: IO[str], **kwargs: Any) -> None:
        """Write ``obj`` as JSON to a file that is open for text, which should be UTF-8."""
        fp.write(self.dumps(obj, **kwargs))

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Give the value of a JSON text, which is a string or UTF-8 bytes.

        :raises NotImplementedError: if the subclass does not override it.
        """
        raise NotImplementedError(f"{type(self).__qualname__} does not define 'loads'.")

    def load(self, fp: IO[AnyStr], **kwargs: Any) -> Any:
        """Give the value of the JSON text in a file that is open for text or bytes."""
        return self.loads(fp.read(), **kwargs)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Make a JSON response of one value, several values as a list, or keyword arguments as an object.

        :raises TypeError: if both positional and keyword arguments were given.
        """
        text = self.dumps(self._prepare_response_obj(args, kwargs))
        make_response = self._app.response_class
        return make_response(text, content_type="application/json")

    def _prepare_response_obj(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if args and kwargs:
            raise TypeError(
                "app.json.response() takes either args or kwargs, not both: "
                f"it was given {len(args)} positional and the keywords {', '.join(kwargs)}."
            )
        match args:
            case ():
                return kwargs or None
            case (only,):
                return only
        return args


@singledispatch
def _default(o: Any) -> Any:
    """Give a JSON value for an object that the ``json`` library does not know."""
    if dataclasses.is_dataclass(o) and not isinstance(o, type):
        return dataclasses.asdict(o)
    html = getattr(o, "__html__", None)
    if html is None:
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")
    return str(html())


_default.register(date, http_date)
_default.register(decimal.Decimal, str)
_default.register(uuid.UUID, str)


class DefaultJSONProvider(JSONProvider):
    """JSON by Python's :mod:`json`.

    Beyond its types: dates and datetimes become HTTP dates, :class:`~decimal.Decimal` and :class:`~uuid.UUID`
    strings, dataclasses objects, and whatever has an ``__html__`` method its text.
    """

    default: Callable[[Any], Any] = staticmethod(_default)
    """Called with each value that :mod:`json` cannot write; gives one that it can, or raises :exc:`TypeError`."""

    ensure_ascii = True
    """Write characters beyond ASCII as escapes."""

    sort_keys = True
    """Write an object's keys in order, so that equal values give equal texts. All keys must then be strings."""

    compact: bool | None = None
    """Whether :meth:`response` leaves out indentation and spaces; ``None``: it does, except in debug mode."""

    mimetype = "application/json"
    """The content type of :meth:`response`."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Give ``obj`` as JSON. Keyword arguments go to :func:`json.dumps`, before this object's own settings."""
        settings: dict[str, Any] = {
            "default": self.default,
            "ensure_ascii": self.ensure_ascii,
            "sort_keys": self.sort_keys,
        }
        return json.dumps(obj, **(settings | kwargs))

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Give the value of a JSON text. Keyword arguments go to :func:`json.loads`."""
        return json.loads(s, **kwargs)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Make a JSON response of one value, several values as a list, or keyword arguments as an object.

        The text ends in a line break, and is indented as :attr:`compact` says.

        :raises TypeError: if both positional and keyword arguments were given.
        """
        obj = self._prepare_response_obj(args, kwargs)
        compact = not self._app.config["DEBUG"] if self.compact is None else self.compact
        layout: dict[str, Any] = {"separators": (",", ":")} if compact else {"indent": 2}
        return self._app.response_class(f"{self.dumps(obj, **layout)}\n", mimetype=self.mimetype)


class _StandardJSON(JSONProvider):
    # The standard library's JSON, for where there is no application.
    def __init__(self) -> None:
        pass

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return json.dumps(obj, **({"default": _default} | kwargs))

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return json.loads(s, **kwargs)


_OUTSIDE = _StandardJSON()


def _current_provider() -> JSONProvider:
    """Give the current application's provider; where there is none, one that does as :mod:`json` does."""
    ctx = _cv_app.get(None)
    return _OUTSIDE if ctx is None else ctx.app.json


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
