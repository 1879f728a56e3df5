"""What an application does with URLs: adds rules, and builds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from werkzeug.routing import BuildError, MapAdapter, Rule
from werkzeug.routing import Map as BaseMap
from werkzeug.utils import redirect as _wz_redirect

from . import typing as ft
from .ctx import _cv_app, _cv_request
from .helpers import _split_blueprint_path
from .matching import Map
from .registration import Scaffold, _endpoint_from_view_func, first_not_none, hooks_for, setupmethod

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as BaseResponse

    from .config import Config
    from .responses import Response
    from .wrappers import Request


class Routing(Scaffold):
    """What an application does with URLs."""

    config: Config
    response_class: type[Response]

    url_rule_class = Rule
    """The class of URL rules."""

    url_map_class: type[BaseMap] = Map
    """The class of :attr:`url_map`."""

    url_map: BaseMap
    """The URL rules. Its ``converters`` may be added to before rules use them."""

    url_build_error_handlers: list[Callable[[Exception, str, dict[str, Any]], str]]
    """Called with the error, the endpoint and the values when a URL cannot be built: give one, or raise the error."""

    @setupmethod
    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: ft.RouteCallable | None = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
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
        automatic = first_not_none(
            provide_automatic_options, getattr(view_func, "provide_automatic_options", None)
        )
        if automatic is None:
            automatic = "OPTIONS" not in methods and self.config["PROVIDE_AUTOMATIC_OPTIONS"]
            methods |= {"OPTIONS"} if automatic else set()
        methods.update(getattr(view_func, "required_methods", ()))

        added: Any = self.url_rule_class(rule, methods=methods, endpoint=endpoint, **options)
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

    if TYPE_CHECKING:

        def create_url_adapter(self, request: Request | None) -> MapAdapter | None: ...

    def url_for(
        self,
        /,
        endpoint: str,
        *,
        _anchor: str | None = None,
        _method: str | None = None,
        _scheme: str | None = None,
        _external: bool | None = None,
        **values: Any,
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

    def inject_url_defaults(self, endpoint: str, values: dict[str, Any]) -> None:
        """Have the URL default functions add to the values of a URL: the application's, then the blueprints'.

        :param endpoint: the endpoint.
        :param values: the values; changed in place.
        """
        blueprint, dot, _ = endpoint.rpartition(".")
        blueprints = _split_blueprint_path(blueprint) if dot else []
        for add_defaults in hooks_for(self.url_default_functions, blueprints):
            add_defaults(endpoint, values)

    def handle_url_build_error(
        self, error: BuildError, endpoint: str, values: dict[str, Any]
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


# What a fragment may hold unquoted, as the URL standard has it.
_FRAGMENT = "%!#$&'()*+,/:;=?@"


def _methods_of(view: ft.RouteCallable | None, given: Iterable[str] | None) -> set[str]:
    # The methods of a rule: those given, or the view function's own, or GET.
    methods = first_not_none(given, getattr(view, "methods", None) or ("GET",))
    if isinstance(methods, str):
        raise TypeError(
            f"'methods' is a list of strings, as in methods=[{methods!r}], not one string."
        )
    return {method.upper() for method in methods}


def _answer_or_error(
    handler: Callable[[Exception, str, dict[str, Any]], str],
    error: BuildError,
    endpoint: str,
    values: dict[str, Any],
) -> str | BuildError | None:
    try:
        return handler(error, endpoint, values)
    except BuildError as new_error:
        return new_error
