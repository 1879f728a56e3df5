"""The application's configuration: a dict that can fill itself from objects, files and the environment."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from types import ModuleType
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar, overload

from werkzeug.utils import import_string

from .held import hold

if TYPE_CHECKING:
    from typing import Self

hold(__name__)

T = TypeVar("T")

_ABSENT = (errno.ENOENT, errno.EISDIR, errno.ENOTDIR)


class ConfigAttribute(Generic[T]):
    """An attribute of the application that is kept in its configuration.

    :param name: the configuration's key.
    :param get_converter: applied to the value when the attribute is read.
    """

    def __init__(self, name: str, get_converter: Callable[[Any], T] | None = None) -> None:
        self.__name__ = name
        self.get_converter = get_converter

    @overload
    def __get__(self, obj: None, owner: type) -> Self: ...

    @overload
    def __get__(self, obj: Any, owner: type | None = None) -> T: ...

    def __get__(self, obj: Any, owner: type | None = None) -> T | Self:
        if obj is None:
            return self
        convert = self.get_converter or _as_it_is
        return convert(obj.config[self.__name__])

    def __set__(self, obj: Any, value: Any) -> None:
        obj.config[self.__name__] = value


class Config(dict[str, Any]):
    """A dict with ways to fill it. Only names in capitals are taken from objects, files and mappings.

    :param root_path: the folder from which relative file names are resolved: the application's root.
    :param defaults: what the configuration holds at first.
    """

    def __init__(
        self, root_path: str | os.PathLike[str], defaults: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(defaults or {})
        self.root_path = root_path

    def from_envvar(self, variable_name: str, silent: bool = False) -> bool:
        """Load the Python file that an environment variable names.

        :param variable_name: the environment variable, which holds the file's path.
        :param silent: skip a variable that is not set, and a file that does not exist.
        :returns: whether a file was loaded.
        :raises RuntimeError: if the variable is not set or empty.
        :raises OSError: if the file cannot be read.
        """
        filename = os.environ.get(variable_name)
        if filename:
            return self.from_pyfile(filename, silent=silent)
        if silent:
            return False
        raise RuntimeError(
            f"No configuration was loaded: the environment variable {variable_name!r} is not set. "
            "Set it to the path of a configuration file."
        )

    def from_prefixed_env(
        self, prefix: str = "FLASK", *, loads: Callable[[str], Any] = json.loads
    ) -> bool:
        """Load every environment variable whose name begins with ``prefix`` and an underscore.

        The rest of the name is the key; two underscores in it lead into a nested dict, which is made
        where there is none: ``FLASK_MAIL__PORT=25`` sets ``config["MAIL"]["PORT"]``. Names are taken in order.

        :param prefix: the names' beginning, without its underscore.
        :param loads: turns a text into a value. Where it raises, the text itself is the value.
        :returns: always ``True``.
        """
        start = f"{prefix}_"
        for name in sorted(os.environ):
            if name.startswith(start):
                *path, key = name[len(start) :].split("__")
                target: Any = self
                for step in path:
                    if step not in target:
                        target[step] = {}
                    target = target[step]
                target[key] = _loaded_or_text(os.environ[name], loads)
        return True

    def from_pyfile(self, filename: str | os.PathLike[str], silent: bool = False) -> bool:
        """Run a Python file and take the names in capitals that it leaves.

        :param filename: the file's path, absolute or relative to :attr:`root_path`.
        :param silent: skip a file that does not exist.
        :returns: whether the file was loaded.
        :raises OSError: if the file cannot be read.
        """
        path = os.path.join(self.root_path, filename)
        source = self._read(path, lambda file: file.read(), "rb", silent)
        if source is None:
            return False
        module = ModuleType("config")
        module.__file__ = path
        exec(compile(source, path, "exec"), vars(module))
        self.from_object(module)
        return True

    def from_object(self, obj: object | str) -> None:
        """Take the attributes in capitals of a module, class or other object.

        Attributes are read as they stand: a class with properties must be instantiated first.

        :param obj: the object, or its import name (``"package.module"``, ``"package.module.Class"``).
        :raises ImportError: if the import name cannot be imported.
        """
        source = import_string(obj) if isinstance(obj, str) else obj
        # dir() and getattr() see what vars() does not: attributes of base classes, and properties.
        self._take((name, getattr(source, name)) for name in dir(source) if name.isupper())

    def from_file(
        self,
        filename: str | os.PathLike[str],
        load: Callable[[IO[Any]], Mapping[str, Any]],
        silent: bool = False,
        text: bool = True,
    ) -> bool:
        """Take what a loader makes of a file: ``from_file("config.toml", tomllib.load, text=False)``.

        :param filename: the file's path, absolute or relative to :attr:`root_path`.
        :param load: given the open file, gives a mapping.
        :param silent: skip a file that does not exist.
        :param text: open the file as text, rather than as bytes.
        :returns: whether the file was loaded.
        :raises OSError: if the file cannot be read.
        """
        path = os.path.join(self.root_path, filename)
        loaded = self._read(path, lambda file: (load(file),), "r" if text else "rb", silent)
        return loaded is not None and self.from_mapping(*loaded)

    def from_mapping(self, mapping: Mapping[str, Any] | None = None, **kwargs: Any) -> bool:
        """Take the items of ``mapping``, then the keyword arguments, whose keys are in capitals.

        :returns: always ``True``.
        """
        self._take(dict(mapping or (), **kwargs).items())
        return True

    def get_namespace(
        self, namespace: str, lowercase: bool = True, trim_namespace: bool = True
    ) -> dict[str, Any]:
        """Give the items whose keys begin with ``namespace``, in a new dict, ready for use as keyword arguments.

        :param namespace: the keys' beginning, with its underscore: ``"IMAGE_STORE_"``.
        :param lowercase: make the keys lower case.
        :param trim_namespace: leave the beginning out of the keys.
        """
        start = len(namespace) if trim_namespace else 0
        return {
            key[start:].lower() if lowercase else key[start:]: value
            for key, value in self.items()
            if key.startswith(namespace)
        }

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {super().__repr__()}>"

    def _take(self, items: Iterable[tuple[str, Any]]) -> None:
        for key, value in items:
            if key.isupper():
                self[key] = value

    @staticmethod
    def _read(path: str, read: Callable[[IO[Any]], T], mode: str, silent: bool) -> T | None:
        try:
            with open(path, mode) as file:
                return read(file)
        except OSError as error:
            if silent and error.errno in _ABSENT:
                return None
            error.strerror = f"Unable to load configuration file ({error.strerror})"
            raise


def _make_timedelta(value: timedelta | int | None) -> timedelta | None:
    return timedelta(seconds=value) if isinstance(value, int) else value


def _as_it_is(value: Any) -> Any:
    return value


def _loaded_or_text(text: str, loads: Callable[[str], Any]) -> Any:
    try:
        return loads(text)
    except Exception:
        return text
