"""``flask run``: Werkzeug's development server."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

import click
from werkzeug import run_simple, serving
from werkzeug.serving import is_running_from_reloader

from ..helpers import get_debug_flag, get_load_dotenv
from ..registration import first_not_none
from . import environment
from .certificate import CertParamType, _validate_key
from .context import ScriptInfo, pass_script_info
from .loading import NoAppException
from .options import _debug_option

if TYPE_CHECKING:
    import ssl
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from ..app import Flask


class SeparatedPathType(click.Path):
    """Several paths in one text, separated as in ``PATH``: by a colon, or a semicolon on Windows."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the list of the paths, each one checked.

        :raises click.BadParameter: if one of them is not as it should be.
        """
        check = super().convert
        return [check(path, param, ctx) for path in self.split_envvar_value(value)]


def show_server_banner(debug: bool | None, app_import_path: str | None) -> None:
    """Print what is served and whether in debug mode, once for all the reloader's processes."""
    if is_running_from_reloader():
        return
    mode = None if debug is None else ("off", "on")[debug]
    facts = ((" * Serving Flask app '%s'", app_import_path), (" * Debug mode: %s", mode))
    for line, fact in facts:
        if fact is not None:
            click.echo(line % fact)


@click.command("run", short_help="Serve the app for development.", params=[_debug_option])
@click.option("--host", "-h", default="127.0.0.1", help="The address to listen on.")
@click.option("--port", "-p", default=5000, help="The port to listen on; 0 for a free one.")
@click.option(
    "--cert",
    type=CertParamType(),
    help="A certificate file, 'adhoc', or an SSLContext's import name, to serve HTTPS.",
    # Before --key, whichever comes first on the command line.
    is_eager=True,
)
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True),
    callback=_validate_key,
    expose_value=False,
    help="The key file that belongs to the certificate file.",
)
@click.option(
    "--reload/--no-reload",
    default=None,
    help="Start anew when a file changes. By default in debug mode.",
)
@click.option(
    "--debugger/--no-debugger",
    default=None,
    help="Show an interactive debugger for errors. By default in debug mode.",
)
@click.option("--with-threads/--without-threads", default=True, help="Handle requests in parallel.")
@click.option(
    "--extra-files",
    default=None,
    type=SeparatedPathType(),
    help=f"More files to watch for changes, separated by {os.path.pathsep!r}.",
)
@click.option(
    "--exclude-patterns",
    default=None,
    type=SeparatedPathType(),
    help=f"Patterns (fnmatch) of files not to watch, separated by {os.path.pathsep!r}.",
)
@pass_script_info
def run_command(
    info: ScriptInfo,
    host: str,
    port: int,
    reload: bool | None,
    debugger: bool | None,
    with_threads: bool,
    cert: ssl.SSLContext | tuple[str, str | None] | Literal["adhoc"] | None,
    extra_files: list[str] | None,
    exclude_patterns: list[str] | None,
) -> None:
    """Serve the app on this machine, for development.

    It is made for development: not stable, secure or fast enough for production.

    Debug mode ('--debug') turns the reloader and the debugger on.
    """
    debug = get_debug_flag()
    reload = debug if reload is None else reload
    debugger = debug if debugger is None else debugger
    app = _load_or_explain(info, survive=reload and debugger)
    show_server_banner(debug, info.app_import_path)
    run_simple(
        host,
        port,
        app,
        use_reloader=reload,
        use_debugger=debugger,
        threaded=with_threads,
        ssl_context=cert,
        extra_files=extra_files,
        exclude_patterns=exclude_patterns,
    )


def _load_or_explain(info: ScriptInfo, survive: bool) -> WSGIApplication:
    """Give the application; where it cannot be loaded, and ``survive`` or reloaded, one that raises the error at each request.

    The debugger then shows the error in the page, and the reloader tries again when a file changes.
    """
    try:
        return info.load_app()
    except Exception as error:
        # Where nothing says what to load, no change of a file helps.
        unnamed = info.create_app is None and not info.app_import_path
        reloaded = is_running_from_reloader()
        if not (survive or reloaded) or (unnamed and isinstance(error, NoAppException)):
            raise
        if reloaded:
            _print_load_error(error)
        return _failing_app(error)


def _print_load_error(error: Exception) -> None:
    if isinstance(error, NoAppException):
        click.secho(f"Error: {error.format_message()}\n", err=True, fg="red")
    else:
        traceback.print_exception(error, file=sys.stderr)


def _failing_app(error: Exception) -> WSGIApplication:
    frames = error.__traceback__

    def raise_load_error(
        environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        # With its first traceback: each raise would add its own frames.
        raise error.with_traceback(frames)

    return raise_load_error


def run_app(
    app: Flask,
    host: str | None,
    port: int | None,
    debug: bool | None,
    load_dotenv: bool,
    options: dict[str, Any],
) -> None:
    """Serve an application as :meth:`flask.Flask.run` is asked to, which says what the arguments are."""
    if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        # The 'flask' command imports the module that calls app.run(), and serves the application itself.
        if not is_running_from_reloader():
            click.secho(_RUN_IS_IGNORED, fg="red")
        return
    if get_load_dotenv(load_dotenv):
        environment.load_dotenv()
        if debug is None and "FLASK_DEBUG" in os.environ:
            debug = get_debug_flag()
    if debug is not None:
        app.debug = bool(debug)
    named_host, _, named_port = (app.config.get("SERVER_NAME") or "").partition(":")
    address = host or named_host or "127.0.0.1", int(first_not_none(port, named_port or 5000))
    defaults = {"use_reloader": app.debug, "use_debugger": app.debug, "threaded": True}
    show_server_banner(app.debug, app.name)
    try:
        # Looked up at the call, where tests and tools put a server of their own.
        serving.run_simple(*address, app, **(defaults | options))
    finally:
        # The interactive interpreter may go on setting up.
        app._got_first_request = False


_RUN_IS_IGNORED = (
    " * Ignoring a call to 'app.run()': the 'flask' command runs the application.\n"
    "   Put the call under 'if __name__ == \"__main__\":'."
)
