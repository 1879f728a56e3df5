"""The application: what it is configured with, what is registered on it, and how it is run and tested."""

from __future__ import annotations

import logging
import os
import sys
import typing as t
from datetime import timedelta
from functools import partial, reduce
from operator import ior
from pathlib import PurePath
from urllib.parse import quote
from weakref import ref

import click
from werkzeug import serving
from werkzeug.datastructures import ImmutableDict
from werkzeug.exceptions import Aborter
from werkzeug.routing import BuildError, MapAdapter, Rule
from werkzeug.routing import Map as BaseMap
from werkzeug.utils import cached_property
from werkzeug.utils import redirect as _wz_redirect
from werkzeug.wrappers import Response as BaseResponse
from werkzeug.wsgi import get_host

from . import cli
from . import typing as ft
from .cli import AppGroup
from .config import Config, ConfigAttribute
from .ctx import AppContext as AppContext
from .ctx import RequestContext, _AppCtxGlobals
from .cycle import RequestCycle
from .files import StaticFiles
from .globals import _cv_app, _cv_request, g, request, session
from .globals import current_app as current_app
from .globals import request_ctx as request_ctx
from .helpers import _split_blueprint_path, get_debug_flag, get_flashed_messages, get_load_dotenv
from .helpers import send_from_directory as send_from_directory
from .json.provider import DefaultJSONProvider, JSONProvider
from .logging import create_logger
from .matching import Map, host_of, is_plain
from .packages import find_instance_folder
from .registration import (
    Scaffold,
    _endpoint_from_view_func,
    first_given,
    hooks,
    registering,
    setupmethod,
)
from .sessions import SecureCookieSessionInterface, SessionInterface
from .templating import DispatchingJinjaLoader, Environment
from .wrappers import Request, Response

if t.TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from .blueprints import Blueprint
    from .testing import FlaskClient, FlaskCliRunner

T_shell_context_processor = t.TypeVar(
    "T_shell_context_processor", bound=ft.ShellContextProcessorCallable
)
T_teardown = t.TypeVar("T_teardown", bound=ft.TeardownCallable)
T_template_filter = t.TypeVar("T_template_filter", bound=ft.TemplateFilterCallable)
T_template_global = t.TypeVar("T_template_global", bound=ft.TemplateGlobalCallable)
T_template_test = t.TypeVar("T_template_test", bound=ft.TemplateTestCallable)


TEMPLATE_GLOBALS: t.Final[dict[str, t.Any]] = {
    "get_flashed_messages": get_flashed_messages,
    # The context of a template has these as they are; these proxies are for templates that are imported.
    "request": request,
    "session": session,
    "g": g,
}
"""What the templates of every application know."""


def _make_timedelta(value: timedelta | int | None) -> timedelta | None:
    return timedelta(seconds=value) if isinstance(value, int) else value


class Flask(RequestCycle, StaticFiles):
    """A WSGI application: views under URL rules, and what belongs to them.

    :param import_name: the module that the application belongs to; usually ``__name__``. Its folder is where templates
        and static files are looked for.
    :param static_url_path: the URL path under which static files are served; by default the folder's name.
    :param static_folder: the folder of static files, relative to ``root_path``; ``None`` for none.
    :param static_host: the host of the static files' rule; needed if and only if ``host_matching`` is on.
    :param host_matching: whether rules have a host.
    :param subdomain_matching: whether the subdomain below ``SERVER_NAME`` is looked at.
    :param template_folder: the folder of templates, relative to ``root_path``; ``None`` for none.
    :param instance_path: the absolute path of the instance folder, for files that belong to one deployment; by default
        ``instance`` beside the module or package.
    :param instance_relative_config: whether the names of configuration files are relative to that folder.
    :param root_path: the application's folder; by default found by ``import_name``.
    """

    request_class: type[Request] = Request
    """The class of the request."""

    response_class: type[Response] = Response
    """The class of responses."""

    aborter_class = Aborter
    """The class of :attr:`aborter`."""

    jinja_environment = Environment
    """The class of :attr:`jinja_env`."""

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

    jinja_options: dict[str, t.Any] = {}
    """Options for :attr:`jinja_env`, to be set before it is first used."""

    default_config = ImmutableDict(
        {
            "DEBUG": None,
            "TESTING": False,
            "PROPAGATE_EXCEPTIONS": None,
            "SECRET_KEY": None,
            "SECRET_KEY_FALLBACKS": None,
            "PERMANENT_SESSION_LIFETIME": timedelta(days=31),
            "USE_X_SENDFILE": False,
            "TRUSTED_HOSTS": None,
            "SERVER_NAME": None,
            "APPLICATION_ROOT": "/",
            "SESSION_COOKIE_NAME": "session",
            "SESSION_COOKIE_DOMAIN": None,
            "SESSION_COOKIE_PATH": None,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SECURE": False,
            "SESSION_COOKIE_PARTITIONED": False,
            "SESSION_COOKIE_SAMESITE": None,
            "SESSION_REFRESH_EACH_REQUEST": True,
            "MAX_CONTENT_LENGTH": None,
            "MAX_FORM_MEMORY_SIZE": 500_000,
            "MAX_FORM_PARTS": 1_000,
            "SEND_FILE_MAX_AGE_DEFAULT": None,
            "TRAP_BAD_REQUEST_ERRORS": None,
            "TRAP_HTTP_EXCEPTIONS": False,
            "EXPLAIN_TEMPLATE_LOADING": False,
            "PREFERRED_URL_SCHEME": "http",
            "TEMPLATES_AUTO_RELOAD": None,
            "MAX_COOKIE_SIZE": 4093,
            "PROVIDE_AUTOMATIC_OPTIONS": True,
        }
    )
    """What :attr:`config` begins with."""

    url_rule_class = Rule
    """The class of URL rules."""

    url_map_class: type[BaseMap] = Map
    """The class of :attr:`url_map`."""

    test_client_class: type[FlaskClient] | None = None
    """What :meth:`test_client` makes; by default :class:`flask.testing.FlaskClient`."""

    test_cli_runner_class: type[FlaskCliRunner] | None = None
    """What :meth:`test_cli_runner` makes; by default :class:`flask.testing.FlaskCliRunner`."""

    session_interface: SessionInterface = SecureCookieSessionInterface()
    """Opens and saves sessions; by default in a signed cookie."""

    instance_path: str
    """The absolute path of the instance folder, which need not exist."""

    config: Config
    """The configuration: a dictionary that can be filled from files and the environment."""

    aborter: Aborter
    """What :func:`flask.abort` calls: raises the HTTP exception of a status."""

    json: JSONProvider
    """Turns values into JSON and back, for :mod:`flask.json` and for JSON responses."""

    url_map: Map
    """The URL rules. Its ``converters`` may be added to before rules use them."""

    cli: AppGroup
    """The application's commands, which the ``flask`` command offers."""

    url_build_error_handlers: list[t.Callable[[Exception, str, dict[str, t.Any]], str]]
    """Called with the error, the endpoint and the values when a URL cannot be built: give one, or raise the error."""

    teardown_appcontext_funcs: list[ft.TeardownCallable]
    """Called when an application context goes, the latest first."""

    shell_context_processors: list[ft.ShellContextProcessorCallable]
    """Functions whose result joins the names known in ``flask shell``."""

    blueprints: dict[str, Blueprint]
    """Registered blueprints by name, in the order of registration."""

    extensions: dict[str, t.Any]
    """For extensions to keep what they need to know about this application, by the extension's name."""

    _got_first_request = False
    _registries = {
        **Scaffold._registries,
        "cli": AppGroup,
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
        self.json = self.json_provider_class(self)
        self.url_map = self.url_map_class(host_matching=host_matching)  # type: ignore[assignment]
        self.subdomain_matching = subdomain_matching
        self.cli.name = self.name
        if self.has_static_folder:
            self._add_static_rule(static_host)

    def _add_static_rule(self, host: str | None) -> None:
        if bool(host) != self.url_map.host_matching:
            raise AssertionError(
                "Invalid static_host/host_matching combination: with 'host_matching' the static files need a"
                " 'static_host', and without it they have none."
            )
        # The rule must not keep the application alive.
        app = ref(self)
        self.add_url_rule(
            f"{self.static_url_path}/<path:filename>",
            endpoint="static",
            host=host,
            view_func=lambda **values: t.cast(Flask, app()).send_static_file(**values),
        )

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> t.Iterable[bytes]:
        """Answer a request, as the WSGI server asks; calls :meth:`wsgi_app`, which middleware may have wrapped."""
        return self.wsgi_app(environ, start_response)

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
        return create_logger(self)

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

    def open_instance_resource(
        self, resource: str, mode: str = "rb", encoding: str | None = "utf-8"
    ) -> t.IO[t.AnyStr]:
        """Open a file below :attr:`instance_path`, for writing too.

        :param resource: its path there.
        :param mode: as of :func:`open`.
        :param encoding: of a text.
        """
        return t.cast(
            "t.IO[t.AnyStr]",
            open(
                os.path.join(self.instance_path, resource),
                mode,
                encoding=None if "b" in mode else encoding,
            ),
        )

    # What is registered on it

    @setupmethod
    def register_blueprint(self, blueprint: Blueprint, **options: t.Any) -> None:
        """Register a blueprint: its routes, hooks, commands, folders.

        :param blueprint: the blueprint.
        :param options: ``url_prefix``, ``subdomain``, ``url_defaults``, ``name``, ``cli_group``; they go before its own.
        :raises ValueError: if the name is taken.
        """
        blueprint.register(self, options)

    def iter_blueprints(self) -> t.ValuesView[Blueprint]:
        """Give the registered blueprints, in the order of registration."""
        return self.blueprints.values()

    @setupmethod
    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: ft.RouteCallable | None = None,
        provide_automatic_options: bool | None = None,
        **options: t.Any,
    ) -> None:
        """Add a URL rule, and the view function that it leads to. The function's attributes ``methods``,
        ``required_methods`` and ``provide_automatic_options`` stand in for what is not given.

        :param rule: the rule.
        :param endpoint: its name; by default the view function's.
        :param view_func: the view; it can be given later, through :meth:`endpoint`.
        :param provide_automatic_options: whether OPTIONS is answered automatically.
        :param options: ``methods`` (by default GET; HEAD and OPTIONS come with it), and those of
            :class:`werkzeug.routing.Rule`.
        :raises AssertionError: if the endpoint has another view function.
        """
        if endpoint is None:
            endpoint = _endpoint_from_view_func(view_func)
        methods = _methods_of(view_func, options.pop("methods", None))
        automatic = first_given(
            provide_automatic_options, getattr(view_func, "provide_automatic_options", None)
        )
        if automatic is None:
            automatic = "OPTIONS" not in methods and self.config["PROVIDE_AUTOMATIC_OPTIONS"]
            methods |= {"OPTIONS"} if automatic else set()
        methods.update(getattr(view_func, "required_methods", ()))

        added: t.Any = self.url_rule_class(rule, methods=methods, endpoint=endpoint, **options)
        added.provide_automatic_options = automatic
        self.url_map.add(added)
        if view_func is not None:
            self._set_view(endpoint, view_func)

    def _set_view(self, endpoint: str, view: ft.RouteCallable) -> None:
        if self.view_functions.setdefault(endpoint, view) != view:
            raise AssertionError(
                f"View function mapping is overwriting an existing endpoint function: {endpoint}. Give one of the"
                " two functions another name, or its route another 'endpoint'."
            )

    @setupmethod
    def template_filter(
        self, name: str | None = None
    ) -> t.Callable[[T_template_filter], T_template_filter]:
        """Decorate a template filter, named ``name`` or as the function."""
        return registering(partial(self.add_template_filter, name=name))

    @setupmethod
    def add_template_filter(self, f: ft.TemplateFilterCallable, name: str | None = None) -> None:
        """Add a template filter, named ``name`` or as the function."""
        self.jinja_env.filters[name or f.__name__] = f

    @setupmethod
    def template_test(
        self, name: str | None = None
    ) -> t.Callable[[T_template_test], T_template_test]:
        """Decorate a template test, named ``name`` or as the function."""
        return registering(partial(self.add_template_test, name=name))

    @setupmethod
    def add_template_test(self, f: ft.TemplateTestCallable, name: str | None = None) -> None:
        """Add a template test, named ``name`` or as the function."""
        self.jinja_env.tests[name or f.__name__] = f

    @setupmethod
    def template_global(
        self, name: str | None = None
    ) -> t.Callable[[T_template_global], T_template_global]:
        """Decorate a function that every template can call, named ``name`` or as the function."""
        return registering(partial(self.add_template_global, name=name))

    @setupmethod
    def add_template_global(self, f: ft.TemplateGlobalCallable, name: str | None = None) -> None:
        """Add a function that every template can call, named ``name`` or as the function."""
        self.jinja_env.globals[name or f.__name__] = f

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

    def make_shell_context(self) -> dict[str, t.Any]:
        """Give the names known in ``flask shell``: ``app``, ``g`` and what the processors add."""
        added = (processor() for processor in self.shell_context_processors)
        return reduce(ior, added, {"app": self, "g": g})

    # Templates

    @cached_property
    def jinja_env(self) -> Environment:
        """The Jinja environment, made at the first use; :attr:`jinja_options` no longer count from then on."""
        return self.create_jinja_environment()

    def create_jinja_environment(self) -> Environment:
        """Make :attr:`jinja_env`, with the names that every template knows."""
        reload = first_given(self.config["TEMPLATES_AUTO_RELOAD"], self.debug)
        defaults = {"autoescape": self.select_jinja_autoescape, "auto_reload": reload}
        environment = self.jinja_environment(self, **(defaults | self.jinja_options))
        environment.globals.update(TEMPLATE_GLOBALS, url_for=self.url_for, config=self.config)
        environment.policies["json.dumps_function"] = self.json.dumps
        return environment

    def create_global_jinja_loader(self) -> DispatchingJinjaLoader:
        """Make the loader that looks in the application's folder and the blueprints'. Rather override their
        ``jinja_loader``.
        """
        return DispatchingJinjaLoader(self)

    def select_jinja_autoescape(self, filename: str | None) -> bool:
        """Tell whether a template escapes what it inserts: HTML, XML and SVG files do, and templates given as text.

        :param filename: the template's name, or ``None``.
        """
        return filename is None or filename.endswith((".html", ".htm", ".xml", ".xhtml", ".svg"))

    def update_template_context(self, context: dict[str, t.Any]) -> None:
        """Add what the context processors give to the variables of a template, which keep their values.

        :param context: the variables; changed in place.
        """
        given = context.copy()
        ctx = _cv_request.get(None)
        blueprints = () if ctx is None else reversed(ctx.request.blueprints)
        for processor in hooks(self.template_context_processors, (None, *blueprints)):
            context |= self.ensure_sync(processor)()
        context |= given

    # URLs

    def _needs_url_adapter(self, request: Request) -> bool:
        # Whether the adapter has to be made for each request, rather than for those that ask for it.
        return (
            request.trusted_hosts is not None
            or self.config["TRUSTED_HOSTS"] is not None
            or getattr(self.create_url_adapter, "__func__", None) is not Flask.create_url_adapter
        )

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Bind the URL map to a request, or to the configured server outside one.

        :param request: the request, or ``None``.
        :returns: what matches and builds URLs; ``None`` outside a request where ``SERVER_NAME`` is not set.
        :raises werkzeug.exceptions.SecurityError: if the host is not among ``TRUSTED_HOSTS``.
        """
        server_name: str | None = self.config["SERVER_NAME"]
        if request is None:
            if server_name is None:
                return None
            return self.url_map.bind(
                server_name,
                script_name=self.config["APPLICATION_ROOT"],
                url_scheme=self.config["PREFERRED_URL_SCHEME"],
            )

        environ = request.environ
        if (trusted_hosts := self.config["TRUSTED_HOSTS"]) is not None:
            request.trusted_hosts = trusted_hosts
        subdomain = None
        if self.url_map.host_matching:
            server_name = None
        elif not self.subdomain_matching:
            # SERVER_NAME does not restrict which hosts are answered.
            subdomain = self.url_map.default_subdomain or ""

        if request.trusted_hosts is None and is_plain(environ):
            request.host = host_of(environ["wsgi.url_scheme"], environ["HTTP_HOST"])
            binds_plainly = (
                type(self.url_map) is Map and server_name is None and subdomain is not None
            )
            if (
                binds_plainly
                and (adapter := self.url_map.bind_plainly(environ, subdomain or "")) is not None
            ):
                return adapter
        else:
            # Checked here, for Werkzeug does not check the host when it binds.
            request.host = get_host(environ, request.trusted_hosts)
        return self.url_map.bind_to_environ(environ, server_name=server_name, subdomain=subdomain)

    def url_for(
        self,
        /,
        endpoint: str,
        *,
        _anchor: str | None = None,
        _method: str | None = None,
        _scheme: str | None = None,
        _external: bool | None = None,
        **values: t.Any,
    ) -> str:
        """Build the URL of an endpoint.

        :param endpoint: its name; one that begins with ``.`` is looked up in the current blueprint.
        :param _anchor: a fragment, put after ``#``.
        :param _method: prefer the rule for this method.
        :param _scheme: the scheme of an external URL.
        :param _external: with scheme and host. By default only outside a request.
        :param values: the rule's variables; unknown ones become the query.
        :raises werkzeug.routing.BuildError: if no rule fits.
        :raises RuntimeError: outside a request, without ``SERVER_NAME``.
        """
        ctx = _cv_request.get(None)
        if ctx is None:
            adapter = self._url_adapter_outside_request()
        else:
            adapter = ctx.url_adapter
            if endpoint.startswith("."):
                endpoint = f"{ctx.request.blueprint or ''}{endpoint}".removeprefix(".")
        if adapter is None:
            raise RuntimeError(
                "Unable to build URLs outside an active request without 'SERVER_NAME' configured. Also configure"
                " 'APPLICATION_ROOT' and 'PREFERRED_URL_SCHEME' as needed."
            )
        if _external is None:
            _external = ctx is None or _scheme is not None
        elif _scheme is not None and not _external:
            raise ValueError(
                f"When specifying '_scheme', '_external' must be True: the scheme is {_scheme!r}."
            )

        self.inject_url_defaults(endpoint, values)
        try:
            url = adapter.build(
                endpoint, values, _method, force_external=_external, url_scheme=_scheme
            )
        except BuildError as error:
            values.update(_anchor=_anchor, _method=_method, _scheme=_scheme, _external=_external)
            return self.handle_url_build_error(error, endpoint, values)
        return url if _anchor is None else f"{url}#{quote(_anchor, safe=_FRAGMENT)}"

    def _url_adapter_outside_request(self) -> MapAdapter | None:
        ctx = _cv_app.get(None)
        return self.create_url_adapter(None) if ctx is None else ctx.url_adapter

    def inject_url_defaults(self, endpoint: str, values: dict[str, t.Any]) -> None:
        """Have the URL default functions add to the values of a URL: the application's, then the blueprints'.

        :param endpoint: the endpoint.
        :param values: the values; changed in place.
        """
        blueprint, dot, _ = endpoint.rpartition(".")
        blueprints = reversed(_split_blueprint_path(blueprint)) if dot else ()
        for add_defaults in hooks(self.url_default_functions, (None, *blueprints)):
            add_defaults(endpoint, values)

    def handle_url_build_error(
        self, error: BuildError, endpoint: str, values: dict[str, t.Any]
    ) -> str:
        """Ask the :attr:`url_build_error_handlers` for a URL that could not be built.

        :param error: why.
        :param endpoint: the endpoint.
        :param values: the values, and the arguments of :meth:`url_for` that begin with an underscore.
        :returns: the first URL that one of them gives.
        :raises werkzeug.routing.BuildError: if none does.
        """
        for handler in self.url_build_error_handlers:
            answer = _answer_or_error(handler, error, endpoint, values)
            if isinstance(answer, BuildError):
                error = answer
            elif answer is not None:
                return answer
        raise error

    def redirect(self, location: str, code: int = 302) -> BaseResponse:
        """Make a response that sends the client to another URL: what :func:`flask.redirect` calls.

        :param location: the URL.
        :param code: the status.
        """
        return _wz_redirect(location, code=code, Response=self.response_class)

    # Running and testing

    def run(
        self,
        host: str | None = None,
        port: int | None = None,
        debug: bool | None = None,
        load_dotenv: bool = True,
        **options: t.Any,
    ) -> None:
        """Serve the application on this machine, for development. ``flask run`` is the better way; production needs a
        production server.

        :param host: the address to listen on, ``"0.0.0.0"`` for all; by default that of ``SERVER_NAME``, or
            ``"127.0.0.1"``.
        :param port: by default that of ``SERVER_NAME``, or 5000.
        :param debug: turns debug mode on or off.
        :param load_dotenv: whether to read ``.env`` and ``.flaskenv``.
        :param options: of :func:`werkzeug.serving.run_simple`.
        """
        if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
            _tell_that_run_is_ignored()
            return
        if get_load_dotenv(load_dotenv):
            cli.load_dotenv()
            if debug is None and "FLASK_DEBUG" in os.environ:
                debug = get_debug_flag()
        if debug is not None:
            self.debug = bool(debug)
        address = _address_to_serve(host, port, self.config.get("SERVER_NAME") or "")
        defaults = {"use_reloader": self.debug, "use_debugger": self.debug, "threaded": True}
        cli.show_server_banner(self.debug, self.name)
        try:
            serving.run_simple(*address, self, **(defaults | options))
        finally:
            # The interactive interpreter may go on setting up.
            self._got_first_request = False

    def test_client(self, use_cookies: bool = True, **kwargs: t.Any) -> FlaskClient:
        """Make a client that sends requests to the application without a server.

        :param use_cookies: whether it keeps cookies between requests.
        :param kwargs: for :attr:`test_client_class`.
        """
        from .testing import FlaskClient

        client_class = self.test_client_class or FlaskClient
        return client_class(self, self.response_class, use_cookies=use_cookies, **kwargs)

    def test_cli_runner(self, **kwargs: t.Any) -> FlaskCliRunner:
        """Make a runner for the application's commands.

        :param kwargs: for :attr:`test_cli_runner_class`.
        """
        from .testing import FlaskCliRunner

        return (self.test_cli_runner_class or FlaskCliRunner)(self, **kwargs)

    def test_request_context(self, *args: t.Any, **kwargs: t.Any) -> RequestContext:
        """Make the context of a request that is not sent, to try in it what needs one.

        :param args: of :class:`werkzeug.test.EnvironBuilder`, as are ``kwargs``: the path first.
        """
        from .testing import build_environ

        return self.request_context(build_environ(self, *args, **kwargs))


# What a fragment may hold unquoted, as the URL standard has it.
_FRAGMENT = "%!#$&'()*+,/:;=?@"


def _methods_of(view: ft.RouteCallable | None, given: t.Iterable[str] | None) -> set[str]:
    # The methods of a rule: those given, or the view function's own, or GET.
    methods = first_given(given, getattr(view, "methods", None) or ("GET",))
    if isinstance(methods, str):
        raise TypeError(
            f"'methods' is a list of strings, as in methods=[{methods!r}], not one string."
        )
    return {method.upper() for method in methods}


def _answer_or_error(
    handler: t.Callable[[Exception, str, dict[str, t.Any]], str],
    error: BuildError,
    endpoint: str,
    values: dict[str, t.Any],
) -> str | BuildError | None:
    try:
        return handler(error, endpoint, values)
    except BuildError as new_error:
        return new_error


def _tell_that_run_is_ignored() -> None:
    # The 'flask' command imports the module that calls app.run(), and serves the application itself.
    if not serving.is_running_from_reloader():
        click.secho(
            " * Ignoring a call to 'app.run()': the 'flask' command runs the application.\n"
            "   Put the call under 'if __name__ == \"__main__\":'.",
            fg="red",
        )


def _address_to_serve(host: str | None, port: int | None, server_name: str) -> tuple[str, int]:
    named_host, _, named_port = server_name.partition(":")
    return host or named_host or "127.0.0.1", int(first_given(port, named_port or 5000))
