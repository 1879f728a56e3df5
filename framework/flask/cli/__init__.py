"""The `flask` command, and what applications and extensions need to add commands to it."""

from __future__ import annotations

from .certificate import CertParamType
from .context import AppGroup, ScriptInfo, pass_script_info, with_appcontext
from .environment import load_dotenv
from .group import FlaskGroup
from .loading import (
    AppFactoryError,
    AppImportError,
    NoAppException,
    SeveralAppsError,
    find_app_by_string,
    find_best_app,
    load_app,
    locate_app,
    prepare_import,
)
from .options import get_version, version_option
from .routes import routes_command
from .run import SeparatedPathType, run_command, show_server_banner
from .shell import shell_command

__all__ = [
    "AppFactoryError",
    "AppGroup",
    "AppImportError",
    "CertParamType",
    "FlaskGroup",
    "NoAppException",
    "ScriptInfo",
    "SeparatedPathType",
    "SeveralAppsError",
    "cli",
    "find_app_by_string",
    "find_best_app",
    "get_version",
    "load_app",
    "load_dotenv",
    "locate_app",
    "main",
    "pass_script_info",
    "prepare_import",
    "routes_command",
    "run_command",
    "shell_command",
    "show_server_banner",
    "version_option",
    "with_appcontext",
]

cli = FlaskGroup(
    name="flask",
    help="""\
A general utility script for Flask applications.

The application is named by the '--app' option or the 'FLASK_APP' environment variable. Without a name, the file
'wsgi.py' or 'app.py' in the current directory is loaded.
""",
)


def main() -> None:
    """Run the `flask` command with the program's arguments."""
    cli.main()
