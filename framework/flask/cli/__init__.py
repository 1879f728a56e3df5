"""The ``flask`` command, and what applications and extensions need to add commands to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..held import hold
from .context import AppGroup, ScriptInfo, pass_script_info, with_appcontext
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

if TYPE_CHECKING:
    from .certificate import CertParamType
    from .command import cli, main
    from .environment import load_dotenv
    from .group import FlaskGroup
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

# What only the command itself needs is in parts of this module, which are loaded when it is asked for: an application
# that is served by something else does without.
hold(__name__)
