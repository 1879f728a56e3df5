"""The options of ``flask`` itself: ``--env-file``, ``--app``, ``--debug`` and ``--version``.

Each acts in a callback, so that a group with a function of its own behaves the same.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
from typing import Any

import click
from click.core import ParameterSource

from .context import ScriptInfo
from .environment import load_dotenv


def get_version(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Print the versions of Python, Flask and Werkzeug, and end: the callback of ``--version``."""
    if not value or ctx.resilient_parsing:
        return
    click.echo(f"Python {platform.python_version()}", color=ctx.color)
    for name in ("Flask", "Werkzeug"):
        click.echo(f"{name} {importlib.metadata.version(name.lower())}", color=ctx.color)
    ctx.exit()


def _env_file_callback(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _has_dotenv():
        raise click.BadParameter(
            f"python-dotenv must be installed to load {value!r}.", ctx=ctx, param=param
        )
    defaults = ctx.ensure_object(ScriptInfo).load_dotenv_defaults
    if value is not None or defaults:
        load_dotenv(value, load_defaults=defaults)
    return value


def _has_dotenv() -> bool:
    try:
        import dotenv  # noqa: F401
    except ImportError:
        return False
    return True


def _set_app(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        ctx.ensure_object(ScriptInfo).app_import_path = value
    return value


def _set_debug(ctx: click.Context, param: click.Parameter, value: bool) -> bool | None:
    # An option that is not given is false, and must not overrule the environment.
    source = ctx.get_parameter_source(param.name)
    given = source not in (ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP)
    if given:
        # In the environment, and not in the ScriptInfo: application factories and the reloader's process see it.
        os.environ["FLASK_DEBUG"] = str(int(value))
    return value if given else None


# Eager options are processed first, in the order in which a group has them: the env file can name the
# application, and the application can add commands to what --help shows.
_env_file_option = click.Option(
    ["-e", "--env-file"],
    type=click.Path(exists=True, dir_okay=False),
    help=(
        "Set environment variables from this file. It goes before '.env' and '.flaskenv', and variables that"
        " are set already go before it. Needs python-dotenv."
    ),
    is_eager=True,
    expose_value=False,
    callback=_env_file_callback,
)

_app_option = click.Option(
    ["-A", "--app"],
    metavar="IMPORT",
    help=(
        "The application or factory to load, as 'module:name'. The module is a dotted name or a file's path."
        " ':name' can be left out for 'app', 'application', 'create_app' and 'make_app', and can be"
        " 'name(args)' to give a factory arguments."
    ),
    is_eager=True,
    expose_value=False,
    callback=_set_app,
)

_debug_option = click.Option(
    ["--debug/--no-debug"],
    help="Turn debug mode on or off.",
    expose_value=False,
    callback=_set_debug,
)

version_option = click.Option(
    ["--version"],
    help="Print the versions of Python, Flask and Werkzeug.",
    expose_value=False,
    callback=get_version,
    is_flag=True,
    is_eager=True,
)
