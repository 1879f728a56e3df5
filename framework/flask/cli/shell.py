"""``flask shell``."""

from __future__ import annotations

import code
import os
import sys
from typing import Any

import click

from ..globals import current_app
from .context import with_appcontext


@click.command("shell", short_help="Open a Python shell with the app.")
@with_appcontext
def shell_command() -> None:
    """Open a Python shell in the app's context.

    It has 'app', 'g', and what the app's shell context processors add.
    """
    names: dict[str, Any] = {}
    _run_startup_file(names)
    names.update(current_app.make_shell_context())
    _set_up_completion(names)
    banner = (
        f"Python {sys.version} on {sys.platform}",
        f"App: {current_app.import_name}",
        f"Instance: {current_app.instance_path}",
    )
    code.interact(banner="\n".join(banner), local=names)


def _run_startup_file(names: dict[str, Any]) -> None:
    """Run the file that ``PYTHONSTARTUP`` names, as the interpreter does."""
    path = os.environ.get("PYTHONSTARTUP")
    if path and os.path.isfile(path):
        with open(path, "rb") as file:
            exec(compile(file.read(), path, "exec"), names)


def _set_up_completion(names: dict[str, Any]) -> None:
    """Do what the interpreter does when it becomes interactive, completing from ``names``."""
    prepare = getattr(sys, "__interactivehook__", None)
    if prepare is None:
        return
    try:
        import readline
        import rlcompleter
    except ImportError:
        # Windows has no readline; the shell works without completion.
        pass
    else:
        # Importing rlcompleter sets a completer that looks into __main__, which is this program.
        readline.set_completer(rlcompleter.Completer(names).complete)
    prepare()
