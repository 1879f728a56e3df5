"""JSON that gives back the types it was given.

A value that JSON has no type for is written as an object with one key, its tag: ``(1, 2)`` as ``{" t": [1, 2]}``.
Sessions are stored so. Add a type with a :class:`JSONTag` of your own::

    class TagSet(JSONTag):
        key = " s"

        def check(self, value):
            return isinstance(value, set)

        def to_json(self, value):
            return [self.serializer.tag(item) for item in value]

        def to_python(self, value):
            return set(value)

    app.session_interface.serializer.register(TagSet)
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any
from uuid import UUID

from markupsafe import Markup
from werkzeug.http import http_date, parse_date

from ..held import hold
from . import dumps, loads

hold(__name__)


class JSONTag:
    """How one type is written and read.

    :param serializer: the serializer that it is registered with, whose ``tag`` is applied to inner values.
    """

    __slots__ = ("serializer",)

    key: str = ""
    """The key of the object that marks the type. Empty for a step that marks nothing, as for lists."""

    def __init__(self, serializer: TaggedJSONSerializer) -> None:
        self.serializer = serializer

    def check(self, value: Any) -> bool:
        """Tell whether this tag is the one for ``value``."""
        raise NotImplementedError(f"{type(self).__qualname__} does not define 'check'.")

    def to_json(self, value: Any) -> Any:
        """Give ``value`` in types that JSON has, without the mark."""
        raise NotImplementedError(f"{type(self).__qualname__} does not define 'to_json'.")

    def to_python(self, value: Any) -> Any:
        """Give the value back from what :meth:`to_json` made of it."""
        raise NotImplementedError(f"{type(self).__qualname__} does not define 'to_python'.")

    def tag(self, value: Any) -> Any:
        """Give ``value`` in types that JSON has, marked with :attr:`key`."""
        return {self.key: self.to_json(value)}


class TagDict(JSONTag):
    """A dict whose only key looks like a tag: the key gets two underscores more, so that it is not taken for one."""

    __slots__ = ()
    key = " di"

    def check(self, value: Any) -> bool:
        """Tell whether ``value`` is a dict with one key, which is a registered tag's."""
        tags = self.serializer.tags.keys()
        return isinstance(value, dict) and len(value) == 1 and not tags.isdisjoint(value)

    def to_json(self, value: Any) -> Any:
        """Give the dict with its key made longer."""
        ((key, inner),) = value.items()
        return {f"{key}__": self.serializer.tag(inner)}

    def to_python(self, value: Any) -> Any:
        """Give the dict with its own key."""
        ((key, inner),) = value.items()
        return {key[:-2]: inner}


class PassDict(JSONTag):
    """Any other dict: its values are tagged, and it is not."""

    __slots__ = ()

    def check(self, value: Any) -> bool:
        """Tell whether ``value`` is a dict."""
        return isinstance(value, dict)

    def to_json(self, value: Any) -> Any:
        """Give the dict with its values tagged. Keys are left alone: in JSON they can only be strings."""
        tag = self.serializer.tag
        return {key: tag(inner) for key, inner in value.items()}

    tag = to_json


class TagTuple(JSONTag):
    """A tuple."""

    __slots__ = ()
    key = " t"

    def check(self, value: Any) -> bool:
        """Tell whether ``value`` is a tuple."""
        return isinstance(value, tuple)

    def to_json(self, value: Any) -> Any:
        """Give the items, tagged, as a list."""
        return list(map(self.serializer.tag, value))

    def to_python(self, value: Any) -> Any:
        """Give the tuple."""
        return tuple(value)


class PassList(JSONTag):
    """A list: its items are tagged, and it is not."""

    __slots__ = ()

    def check(self, value: Any) -> bool:
        """Tell whether ``value`` is a list."""
        return isinstance(value, list)

    def to_json(self, value: Any) -> Any:
        """Give the items, tagged."""
        return list(map(self.serializer.tag, value))

    tag = to_json


class TagBytes(JSONTag):
    """Bytes, in Base64."""

    __slots__ = ()
    key = " b"

    def check(self, value: Any) -> bool:
        """Tell whether ``value`` is bytes."""
        return isinstance(value, bytes)

    def to_json(self, value: Any) -> Any:
        """Give the bytes in Base64."""
        return str(b64encode(value), "ascii")

    def to_python(self, value: Any) -> Any:
        """Give the bytes."""
        return b64decode(value)


class TagMarkup(JSONTag):
    """Whatever has an ``__html__`` method. It comes back as :class:`~markupsafe.Markup`."""

    __slots__ = ()
    key = " m"

    def check(self, value: Any) -> bool:
        """Tell whether ``value`` has an ``__html__`` method."""
        return callable(getattr(value, "__html__", None))

    def to_json(self, value: Any) -> Any:
        """Give the HTML text."""
        return str(value.__html__())

    def to_python(self, value: Any) -> Any:
        """Give the text as :class:`~markupsafe.Markup`."""
        return Markup(value)


class TagUUID(JSONTag):
    """A UUID, as 32 hexadecimal digits."""

    __slots__ = ()
    key = " u"

    def check(self, value: Any) -> bool:
        """Tell whether ``value`` is a UUID."""
        return isinstance(value, UUID)

    def to_json(self, value: Any) -> Any:
        """Give the digits."""
        return value.hex

    def to_python(self, value: Any) -> Any:
        """Give the UUID."""
        return UUID(value)


class TagDateTime(JSONTag):
    """A datetime, as an HTTP date: whole seconds in UTC."""

    __slots__ = ()
    key = " d"

    def check(self, value: Any) -> bool:
        """Tell whether ``value`` is a datetime."""
        return isinstance(value, datetime)

    def to_json(self, value: Any) -> Any:
        """Give the HTTP date."""
        return http_date(value)

    def to_python(self, value: Any) -> Any:
        """Give the datetime, in UTC."""
        return parse_date(value)


class TaggedJSONSerializer:
    """Writes values as JSON and gives them back with their types: a serializer for :mod:`itsdangerous`."""

    __slots__ = ("order", "tags")

    default_tags = [
        TagDict,
        PassDict,
        TagTuple,
        PassList,
        TagBytes,
        TagMarkup,
        TagUUID,
        TagDateTime,
    ]
    """The tags that a new serializer has, in the order in which they are tried."""

    tags: dict[str, JSONTag]
    """The tags by their keys."""

    order: list[JSONTag]
    """The tags in the order in which they are tried."""

    def __init__(self) -> None:
        self.tags, self.order = {}, []
        for tag_class in self.default_tags:
            self.register(tag_class)

    def register(
        self, tag_class: type[JSONTag], force: bool = False, index: int | None = None
    ) -> None:
        """Add a tag.

        :param tag_class: the tag's class.
        :param force: replace the tag that has the same key.
        :param index: where in :attr:`order` it is tried; ``None``: last. A tag for a subclass goes before its base's.
        :raises KeyError: if another tag has the same key, and ``force`` is not set.
        """
        tag = tag_class(self)
        if tag.key:
            if tag.key in self.tags and not force:
                raise KeyError(
                    f"Tag {tag.key!r} is already registered, for {type(self.tags[tag.key]).__qualname__}. "
                    "Choose another key, or pass force=True."
                )
            self.tags[tag.key] = tag
        self.order.insert(len(self.order) if index is None else index, tag)

    def tag(self, value: Any) -> Any:
        """Give ``value`` in types that JSON has, marked where it needs it."""
        for tag in self.order:
            if tag.check(value):
                return tag.tag(value)
        return value

    def untag(self, value: dict[str, Any]) -> Any:
        """Give the value that a marked object stands for; an object without a mark as it is."""
        tag = self.tags.get(next(iter(value))) if len(value) == 1 else None
        return value if tag is None else tag.to_python(*value.values())

    def dumps(self, value: Any) -> str:
        """Give ``value`` as compact JSON."""
        tagged = self.tag(value)
        return dumps(tagged, separators=(",", ":"))

    def loads(self, value: str) -> Any:
        """Give the value back."""
        return self._untag_scan(loads(value))

    def _untag_scan(self, value: Any) -> Any:
        # From the inside out: a tag's to_python is given values that are whole.
        if isinstance(value, dict):
            return self.untag({key: self._untag_scan(inner) for key, inner in value.items()})
        if isinstance(value, list):
            return list(map(self._untag_scan, value))
        return value
