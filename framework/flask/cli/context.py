"""Commands that run in an application's context, and how they get at the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, overload

import click

from ..globals import current_app
from ..helpers import get_debug_flag, get_load_dotenv
from .loading import load_app

if TYPE_CHECKING:
    from ..app import Flask

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(eq=False)
class ScriptInfo:
    """Which application a command line is about. It is the ``obj`` of the click context.

    :param app_import_path: where to find it, as :func:`load_app` takes it.
    :param create_app: makes it instead; called without arguments.
    :param set_debug_flag: give the loaded application the debug mode that ``FLASK_DEBUG`` says.
    :param load_dotenv_defaults: whether ``.env`` and ``.flaskenv`` are wanted; ``FLASK_SKIP_DOTENV`` has the last word.
    """

    app_import_path: str | None = None
    create_app: Callable[..., Flask] | None = None
    set_debug_flag: bool = True
    load_dotenv_defaults: bool = True
    data: dict[Any, Any] = field(default_factory=dict, init=False)
    """For commands that have something to tell each other."""
    _loaded_app: Flask | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.load_dotenv_defaults = get_load_dotenv(self.load_dotenv_defaults)

    def load_app(self) -> Flask:
        """Give the application, loaded at the first call.

        :raises NoAppException: if it cannot be found.
        """
        if self._loaded_app is None:
            app = self.create_app() if self.create_app else load_app(self.app_import_path)
            if self.set_debug_flag:
                app.debug = get_debug_flag()
            self._loaded_app = app
        return self._loaded_app


pass_script_info = click.make_pass_decorator(ScriptInfo, ensure=True)
"""Decorates a command whose first argument is to be the :class:`ScriptInfo`."""


def with_appcontext(f: Callable[P, R]) -> Callable[P, R]:
    """Decorate a command's function so that it runs in the application's context.

    Commands of ``app.cli`` and ``blueprint.cli`` have it already.
    """

    @wraps(f)
    def in_app_context(*args: P.args, **kwargs: P.kwargs) -> R:
        command_line = click.get_current_context()
        _enter_app_context(command_line)
        return command_line.invoke(f, *args, **kwargs)

    return in_app_context


def _enter_app_context(command_line: click.Context) -> None:
    # Left when the command line has been dealt with.
    if not current_app:
        info = command_line.ensure_object(ScriptInfo)
        command_line.with_resource(info.load_app().app_context())


class AppGroup(click.Group):
    """A click group whose commands run in the application's context."""

    @overload
    def command(self, f: Callable[..., Any], /) -> click.Command: ...

    @overload
    def command(
        self, *args: Any, with_appcontext: bool = True, **kwargs: Any
    ) -> Callable[[Callable[..., Any]], click.Command]: ...

    def command(
        self, *args: Any, with_appcontext: bool = True, **kwargs: Any
    ) -> Callable[[Callable[..., Any]], click.Command] | click.Command:
        """Make a command of a function, as :meth:`click.Group.command` does.

        :param with_appcontext: with ``False``, no application is loaded for it.
        """
        if args and callable(args[0]):
            return self.command(with_appcontext=with_appcontext, **kwargs)(args[0])
        make_command = super().command(*args, **kwargs)

        def decorate(f: Callable[..., Any]) -> click.Command:
            command: click.Command = make_command(_in_app_context(f) if with_appcontext else f)
            return command

        return decorate

    @overload
    def group(self, f: Callable[..., Any], /) -> click.Group: ...

    @overload
    def group(self, *args: Any, **kwargs: Any) -> Callable[[Callable[..., Any]], click.Group]: ...

    def group(
        self, *args: Any, **kwargs: Any
    ) -> Callable[[Callable[..., Any]], click.Group] | click.Group:
        """Make a group within this one; an :class:`AppGroup` unless ``cls`` says otherwise."""
        made: Any = super().group(*args, **{"cls": AppGroup, **kwargs})
        return made  # type: ignore[no-any-return]


def _in_app_context(f: Callable[P, R]) -> Callable[P, R]:
    # Within AppGroup.command the name stands for its parameter.
    return with_appcontext(f)
