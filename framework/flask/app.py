"""The application: what its requests and responses are, and how it is run and tested."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import IO, TYPE_CHECKING, Any, AnyStr, cast
from weakref import ref

from werkzeug.datastructures import ImmutableDict
from werkzeug.wsgi import get_host

from .cli import AppGroup
from .ctx import RequestContext
from .cycle import RequestCycle
from .files import StaticFiles
from .globals import g
from .held import hold
from .matching import fast_adapter
from .sansio.app import App
from .sessions import SecureCookieSessionInterface, SessionInterface
from .wrappers import Request, Response

if TYPE_CHECKING:
    from werkzeug.routing import MapAdapter

    from .testing import FlaskClient, FlaskCliRunner

hold(__name__)


class Flask(RequestCycle, App, StaticFiles):
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

    session_interface: SessionInterface = SecureCookieSessionInterface()
    """Opens and saves sessions; by default in a signed cookie."""

    cli: AppGroup
    """The application's commands, which the ``flask`` command offers."""

    _registries = {**App._registries, "cli": AppGroup}

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
        super().__init__(
            import_name,
            static_url_path,
            static_folder,
            static_host,
            host_matching,
            subdomain_matching,
            template_folder,
            instance_path,
            instance_relative_config,
            root_path,
        )
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
            view_func=lambda **values: cast(Flask, app()).send_static_file(**values),
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

        if (trusted_hosts := self.config["TRUSTED_HOSTS"]) is not None:
            request.trusted_hosts = trusted_hosts
        if request.trusted_hosts is not None:
            # Checked here, for Werkzeug does not check the host when it binds.
            request.host = get_host(request.environ, request.trusted_hosts)
        subdomain = None
        if self.url_map.host_matching:
            server_name = None
        elif not self.subdomain_matching:
            # SERVER_NAME does not restrict which hosts are answered.
            subdomain = self.url_map.default_subdomain or ""
        # Here, and not in another module: a program that filters Werkzeug's warning of a host that does not match
        # SERVER_NAME knows this one as its source.
        return fast_adapter(
            self.url_map, request.environ, server_name, subdomain
        ) or self.url_map.bind_to_environ(
            request.environ, server_name=server_name, subdomain=subdomain
        )

    def open_instance_resource(
        self, resource: str, mode: str = "rb", encoding: str | None = "utf-8"
    ) -> IO[AnyStr]:
        """Open a file below :attr:`instance_path`, for writing too.

        :param resource: its path there.
        :param mode: as of :func:`open`.
        :param encoding: of a text.
        """
        return cast(
            "IO[AnyStr]",
            open(
                os.path.join(self.instance_path, resource),
                mode,
                encoding=None if "b" in mode else encoding,
            ),
        )

    def make_shell_context(self) -> dict[str, Any]:
        """Give the names known in ``flask shell``: ``app``, ``g`` and what the processors add."""
        names: dict[str, Any] = {"app": self, "g": g}
        for processor in self.shell_context_processors:
            names |= processor()
        return names

    # Running and testing

    def run(
        self,
        host: str | None = None,
        port: int | None = None,
        debug: bool | None = None,
        load_dotenv: bool = True,
        **options: Any,
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
        from .cli.run import run_app

        run_app(self, host, port, debug, load_dotenv, options)

    def test_client(self, use_cookies: bool = True, **kwargs: Any) -> FlaskClient:
        """Make a client that sends requests to the application without a server.

        :param use_cookies: whether it keeps cookies between requests.
        :param kwargs: for :attr:`test_client_class`.
        """
        from .testing import FlaskClient

        client_class = self.test_client_class or FlaskClient
        return client_class(self, self.response_class, use_cookies=use_cookies, **kwargs)

    def test_cli_runner(self, **kwargs: Any) -> FlaskCliRunner:
        """Make a runner for the application's commands.

        :param kwargs: for :attr:`test_cli_runner_class`.
        """
        from .testing import FlaskCliRunner

        return (self.test_cli_runner_class or FlaskCliRunner)(self, **kwargs)

    def test_request_context(self, *args: Any, **kwargs: Any) -> RequestContext:
        """Make the context of a request that is not sent, to try in it what needs one.

        :param args: of :class:`werkzeug.test.EnvironBuilder`, as are ``kwargs``: the path first.
        """
        from .testing import build_environ

        return self.request_context(build_environ(self, *args, **kwargs))
