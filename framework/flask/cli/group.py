"""The ``flask`` command: a group that has the loaded application's commands as well as its own."""

from __future__ import annotations

import importlib.metadata
import os
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from ..globals import _cv_app
from .context import AppGroup, ScriptInfo
from .loading import NoAppException
from .options import _app_option, _debug_option, _env_file_option, version_option
from .routes import routes_command
from .run import run_command
from .shell import shell_command

if TYPE_CHECKING:
    from ..app import Flask


class FlaskGroup(AppGroup):
    """An :class:`AppGroup` with the commands of plugins and of the application that its options name.

    Plugins are entry points of the group ``flask.commands``. Every option has an environment variable with the
    prefix ``FLASK_``.

    :param add_default_commands: have ``run``, ``shell`` and ``routes``.
    :param create_app: makes the application, in place of ``--app``.
    :param add_version_option: have ``--version``.
    :param load_dotenv: set environment variables from ``.env`` and ``.flaskenv``.
    :param set_debug_flag: give the loaded application the debug mode that ``FLASK_DEBUG`` says.
    :param extra: passed to :class:`click.Group`.
    """

    def __init__(
        self,
        add_default_commands: bool = True,
        create_app: Callable[..., Flask] | None = None,
        add_version_option: bool = True,
        load_dotenv: bool = True,
        set_debug_flag: bool = True,
        **extra: Any,
    ) -> None:
        own = [_env_file_option, _app_option, _debug_option]
        if add_version_option:
            own.append(version_option)
        params = [*(extra.pop("params", None) or ()), *own]
        settings = {"auto_envvar_prefix": "FLASK", **extra.pop("context_settings", {})}
        super().__init__(params=params, context_settings=settings, **extra)
        self.create_app = create_app
        self.load_dotenv = load_dotenv
        self.set_debug_flag = set_debug_flag
        self._loaded_plugin_commands = False
        if add_default_commands:
            for command in (run_command, shell_command, routes_command):
                self.add_command(command)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Make the click context, whose ``obj`` is a :class:`ScriptInfo` unless one is given."""
        # A module that calls app.run() when imported must not block the command that imports it.
        os.environ["FLASK_RUN_FROM_CLI"] = "true"
        info = ScriptInfo(None, self.create_app, self.set_debug_flag, self.load_dotenv)
        settings = {"obj": info, **self.context_settings, **extra}
        return super().make_context(info_name, args, parent, **settings)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options, those first that decide which commands the help text has."""
        # click shows the help before it looks at the environment.
        early = (_env_file_option, _app_option) if self._only_helps(ctx, args) else ()
        for option in early:
            option.handle_parse_result(ctx, {}, [])
        return super().parse_args(ctx, args)

    def _only_helps(self, ctx: click.Context, args: list[str]) -> bool:
        match args:
            case []:
                return self.no_args_is_help
            case [word]:
                return word in self.get_help_option_names(ctx)
        return False

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Give a command: the group's own, a plugin's, or the application's."""
        self._load_plugin_commands()
        # The first two work without an application, too.
        return super().get_command(ctx, name) or self._app_command(ctx, name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of all commands in order. An application that cannot be loaded is told of."""
        self._load_plugin_commands()
        names = set(super().list_commands(ctx))
        # Whatever happens, there is something to show.
        if app := self._app_or_complaint(ctx, Exception):
            names.update(app.cli.list_commands(ctx))
        return sorted(names)

    def _app_command(self, ctx: click.Context, name: str) -> click.Command | None:
        app = self._app_or_complaint(ctx, NoAppException)
        if app is None:
            return None
        active = _cv_app.get(None)
        if active is None or active.app is not app:
            # From now on, so that callbacks of the command's parameters have it as well.
            ctx.with_resource(app.app_context())
        return app.cli.get_command(ctx, name)

    def _app_or_complaint(self, ctx: click.Context, expected: type[Exception]) -> Flask | None:
        try:
            return ctx.ensure_object(ScriptInfo).load_app()
        except expected as error:
            text = traceback.format_exc()
            if isinstance(error, NoAppException):
                text = f"Error: {error.format_message()}"
            click.secho(f"{text}\n", err=True, fg="red")
            return None

    def _load_plugin_commands(self) -> None:
        if not self._loaded_plugin_commands:
            for plugin in importlib.metadata.entry_points(group="flask.commands"):
                self.add_command(plugin.load(), plugin.name)
            self._loaded_plugin_commands = True
