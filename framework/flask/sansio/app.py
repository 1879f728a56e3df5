"""An application apart from the way in which it is asked: what it is made of, and what is registered on it."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping, ValuesView
from datetime import timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

from werkzeug.exceptions import Aborter
from werkzeug.utils import cached_property
from werkzeug.wrappers import Response as Response

from .. import typing as ft
from ..config import Config, ConfigAttribute, _make_timedelta
from ..ctx import _AppCtxGlobals
from ..errors import ErrorHandling
from ..held import hold
from ..helpers import get_debug_flag
from ..json.provider import DefaultJSONProvider, JSONProvider
from ..logging import create_logger
from ..packages import find_instance_folder
from ..registration import Scaffold, setupmethod
from ..routing import Routing
from ..templating import Templates

if TYPE_CHECKING:
    from ..blueprints import Blueprint
    from ..testing import FlaskClient, FlaskCliRunner

hold(__name__)

T_shell_context_processor = TypeVar(
    "T_shell_context_processor", bound=ft.ShellContextProcessorCallable
)
T_teardown = TypeVar("T_teardown", bound=ft.TeardownCallable)


class App(ErrorHandling, Routing, Templates):
    """What every application has. :class:`~flask.Flask` makes a WSGI application of it, Quart one for ASGI.

    Its parameters are those of :class:`~flask.Flask`.
    """

    aborter_class = Aborter
    """The class of :attr:`aborter`."""

    app_ctx_globals_class = _AppCtxGlobals
    """The class of ``g``."""

    config_class = Config
    """The class of :attr:`config`."""

    testing = ConfigAttribute[bool]("TESTING")
    """Whether this is a test: exceptions propagate, and extensions may be helpful. ``config["TESTING"]``."""

    secret_key = ConfigAttribute[str | bytes | None]("SECRET_KEY")
    """The key that signs the session cookie. ``config["SECRET_KEY"]``."""

    permanent_session_lifetime = ConfigAttribute[timedelta](
        "PERMANENT_SESSION_LIFETIME",
        get_converter=_make_timedelta,  # type: ignore[arg-type]
    )
    """How long a permanent session lasts. ``config["PERMANENT_SESSION_LIFETIME"]``, which may be in seconds."""

    json_provider_class: type[JSONProvider] = DefaultJSONProvider
    """The class of :attr:`json`."""

    default_config: Mapping[str, Any]
    """What :attr:`config` begins with."""

    test_client_class: type[FlaskClient] | None = None
    """What :meth:`test_client` makes; by default :class:`flask.testing.FlaskClient`."""

    test_cli_runner_class: type[FlaskCliRunner] | None = None
    """What :meth:`test_cli_runner` makes; by default :class:`flask.testing.FlaskCliRunner`."""

    instance_path: str
    """The absolute path of the instance folder, which need not exist."""

    config: Config
    """The configuration: a dictionary that can be filled from files and the environment."""

    aborter: Aborter
    """What :func:`flask.abort` calls: raises the HTTP exception of a status."""

    json: JSONProvider
    """Turns values into JSON and back, for :mod:`flask.json` and for JSON responses."""

    teardown_appcontext_funcs: list[ft.TeardownCallable]
    """Called when an application context goes, the latest first."""

    shell_context_processors: list[ft.ShellContextProcessorCallable]
    """Functions whose result joins the names known in ``flask shell``."""

    blueprints: dict[str, Blueprint]
    """Registered blueprints by name, in the order of registration."""

    extensions: dict[str, Any]
    """For extensions to keep what they need to know about this application, by the extension's name."""

    _got_first_request = False
    _registries = {
        **Scaffold._registries,
        "url_build_error_handlers": list,
        "teardown_appcontext_funcs": list,
        "shell_context_processors": list,
        "blueprints": dict,
        "extensions": dict,
    }

    def __init__(
        self,
        import_name: str,
        static_url_path: str | None = None,
        static_folder: str | os.PathLike[str] | None = "static",
        static_host: str | None = None,
        host_matching: bool = False,
        subdomain_matching: bool = False,
        template_folder: str | os.PathLike[str] | None = "templates",
        instance_path: str | None = None,
        instance_relative_config: bool = False,
        root_path: str | None = None,
    ):
        super().__init__(import_name, static_folder, static_url_path, template_folder, root_path)
        if instance_path is not None and not os.path.isabs(instance_path):
            raise ValueError(
                f"'instance_path' must be absolute, and {instance_path!r} is relative."
            )
        self.instance_path = instance_path or self.auto_find_instance_path()
        self.config = self.make_config(instance_relative_config)
        self.aborter = self.make_aborter()
        self.json = self.json_provider_class(self)  # type: ignore[arg-type]
        self.url_map = self.url_map_class(host_matching=host_matching)
        self.subdomain_matching = subdomain_matching

    def _check_setup_finished(self, f_name: str) -> None:
        if self._got_first_request:
            raise AssertionError(
                f"The setup method '{f_name}' can no longer be called on the application: it has handled its first"
                " request, and a change would not apply to all. Do the setup where the application is made, before it"
                " serves; mind the order of imports."
            )

    # What the application is made of

    @cached_property
    def name(self) -> str:
        """The application's name: that of its module, or of the file that was run as ``__main__``."""
        main = sys.modules["__main__"] if self.import_name == "__main__" else None
        file = getattr(main, "__file__", None)
        return self.import_name if file is None else PurePath(file).stem

    @cached_property
    def logger(self) -> logging.Logger:
        """The logger of the application's name. It writes to the WSGI server's error stream if nothing else is set up."""
        return create_logger(self)  # type: ignore[arg-type]

    @property
    def debug(self) -> bool:
        """Whether debug mode is on: ``config["DEBUG"]``. Set it from the command line, with ``--debug``."""
        return self.config["DEBUG"]  # type: ignore[no-any-return]

    @debug.setter
    def debug(self, value: bool) -> None:
        self.config["DEBUG"] = value
        # One that is made later follows the configuration.
        environment = vars(self).get("jinja_env")
        if environment is not None and self.config["TEMPLATES_AUTO_RELOAD"] is None:
            environment.auto_reload = value

    def make_config(self, instance_relative: bool = False) -> Config:
        """Make :attr:`config`; called once, at the start.

        :param instance_relative: whether it finds its files in the instance folder.
        """
        root = self.instance_path if instance_relative else self.root_path
        return self.config_class(root, {**self.default_config, "DEBUG": get_debug_flag()})

    def make_aborter(self) -> Aborter:
        """Make :attr:`aborter`; called once, at the start."""
        return self.aborter_class()

    def auto_find_instance_path(self) -> str:
        """Tell where the instance folder is: beside the package, or under the prefix where that is installed."""
        return find_instance_folder(self.import_name, self.name)

    # What is registered on it

    @setupmethod
    def register_blueprint(self, blueprint: Blueprint, **options: Any) -> None:
        """Register a blueprint: its routes, hooks, commands, folders.

        :param blueprint: the blueprint.
        :param options: ``url_prefix``, ``subdomain``, ``url_defaults``, ``name``, ``cli_group``; they go before its own.
        :raises ValueError: if the name is taken.
        """
        blueprint.register(self, options)  # type: ignore[arg-type]

    def iter_blueprints(self) -> ValuesView[Blueprint]:
        """Give the registered blueprints, in the order of registration."""
        return self.blueprints.values()

    @setupmethod
    def teardown_appcontext(self, f: T_teardown) -> T_teardown:
        """Call ``f`` when an application context goes, with the unhandled exception or ``None``. It must not raise."""
        self.teardown_appcontext_funcs.append(f)
        return f

    @setupmethod
    def shell_context_processor(self, f: T_shell_context_processor) -> T_shell_context_processor:
        """Call ``f`` for ``flask shell``: the dictionary that it returns joins the names known there."""
        self.shell_context_processors.append(f)
        return f
