"""What an application and a blueprint can both record: routes, hooks, error handlers, folders."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from jinja2 import BaseLoader, FileSystemLoader
from werkzeug.exceptions import HTTPException, default_exceptions
from werkzeug.utils import cached_property

from . import typing as ft
from .ctx import _cv_app, _cv_request
from .helpers import get_root_path

if TYPE_CHECKING:
    from click import Group

F = TypeVar("F", bound=Callable[..., Any])
T_after_request = TypeVar("T_after_request", bound=ft.AfterRequestCallable[Any])
T_before_request = TypeVar("T_before_request", bound=ft.BeforeRequestCallable)
T_error_handler = TypeVar("T_error_handler", bound=ft.ErrorHandlerCallable)
T_teardown = TypeVar("T_teardown", bound=ft.TeardownCallable)
T_template_context_processor = TypeVar(
    "T_template_context_processor", bound=ft.TemplateContextProcessorCallable
)
T_url_defaults = TypeVar("T_url_defaults", bound=ft.URLDefaultCallable)
T_url_value_preprocessor = TypeVar(
    "T_url_value_preprocessor", bound=ft.URLValuePreprocessorCallable
)
T_route = TypeVar("T_route", bound=ft.RouteCallable)

T = TypeVar("T")
Hooks = dict[ft.AppOrBlueprintKey, list[T]]
ErrorHandlers = dict[int | None, dict[type[Exception], ft.ErrorHandlerCallable]]

HOOKS = (
    "before_request_funcs",
    "after_request_funcs",
    "teardown_request_funcs",
    "template_context_processors",
    "url_value_preprocessors",
    "url_default_functions",
)
"""The attributes that keep functions by scope, for the application to call at their time."""


def hooks_for(
    registry: Mapping[ft.AppOrBlueprintKey, list[T]], blueprints: Sequence[str] = ()
) -> list[T]:
    """Give the hooks that apply, in the order from the client to the view: the application's first.

    :param registry: the hooks by scope.
    :param blueprints: the names of the blueprints, innermost first, as of :attr:`flask.Request.blueprints`.
    """
    scopes = (None, *reversed(blueprints))
    return [hook for scope in scopes if scope in registry for hook in registry[scope]]


def first_not_none(*values: Any) -> Any:
    """Give the first of several values that is not ``None``, if there is one."""
    return next((value for value in values if value is not None), None)


def setupmethod(f: F) -> F:
    """Mark a method as one for the time of setting up: it fails once its object is in use."""

    @wraps(f)
    def checked(scaffold: Scaffold, /, *args: Any, **kwargs: Any) -> Any:
        scaffold._check_setup_finished(f.__name__)
        return f(scaffold, *args, **kwargs)

    return checked  # type: ignore[return-value]


def registering(register: Callable[[Any], object]) -> Callable[[T], T]:
    """Make a decorator that registers what it decorates, and leaves it as it is.

    :param register: called with the decorated function.
    """

    def decorate(f: T) -> T:
        register(f)
        return f

    return decorate


def _default_template_ctx_processor() -> dict[str, Any]:
    # Puts `request` and `g` into every template, where there are such. (`session` is a global of the environment.)
    context: dict[str, Any] = {}
    if (app_ctx := _cv_app.get(None)) is not None:
        context["g"] = app_ctx.g
    if (ctx := _cv_request.get(None)) is not None:
        context["request"] = ctx.request
    return context


class Scaffold:
    """The base of :class:`~flask.Flask` and :class:`~flask.Blueprint`.

    Hooks are kept in dictionaries from a scope to a list: the scope is a blueprint's name, or ``None`` for the whole
    object. They may be read and changed directly until the first request.

    :param import_name: the module that the object belongs to; usually ``__name__``.
    :param static_folder: the folder of static files, relative to ``root_path``.
    :param static_url_path: the URL path under which they are served; by default the folder's name.
    :param template_folder: the folder of templates, relative to ``root_path``.
    :param root_path: the folder of the module; by default found by ``import_name``.
    """

    cli: Group
    name: str

    import_name: str
    """The name of the module that the object belongs to."""

    root_path: str
    """The folder that resources are found in."""

    template_folder: str | os.PathLike[str] | None
    """The folder of templates, relative to :attr:`root_path`, or ``None``."""

    view_functions: dict[str, ft.RouteCallable]
    """View functions by endpoint."""

    error_handler_spec: dict[ft.AppOrBlueprintKey, ErrorHandlers]
    """Error handlers by scope, by status code (``None`` for other exceptions), by class."""

    before_request_funcs: Hooks[ft.BeforeRequestCallable]
    """Functions called before each request, by scope."""

    after_request_funcs: Hooks[ft.AfterRequestCallable[Any]]
    """Functions called with each response, by scope."""

    teardown_request_funcs: Hooks[ft.TeardownCallable]
    """Functions called at the end of each request, by scope."""

    template_context_processors: Hooks[ft.TemplateContextProcessorCallable]
    """Functions whose result joins the context of each template, by scope."""

    url_value_preprocessors: Hooks[ft.URLValuePreprocessorCallable]
    """Functions called with the endpoint and the URL's values before the view is, by scope."""

    url_default_functions: Hooks[ft.URLDefaultCallable]
    """Functions called with the endpoint and the values when a URL is built, by scope."""

    # What each object begins with: attributes, and what makes their first value. A subclass adds its own.
    _registries: ClassVar[dict[str, Callable[[], Any]]] = {
        "view_functions": dict,
        "error_handler_spec": partial(defaultdict, partial(defaultdict, dict)),
        **dict.fromkeys(HOOKS, partial(defaultdict, list)),
    }

    def __init__(
        self,
        import_name: str,
        static_folder: str | os.PathLike[str] | None = None,
        static_url_path: str | None = None,
        template_folder: str | os.PathLike[str] | None = None,
        root_path: str | None = None,
    ):
        self.import_name = import_name
        self.root_path = get_root_path(import_name) if root_path is None else root_path
        self.template_folder = template_folder
        self.static_folder = static_folder
        self.static_url_path = static_url_path
        for name, make in self._registries.items():
            setattr(self, name, make())
        self.template_context_processors[None].append(_default_template_ctx_processor)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}>"

    def _check_setup_finished(self, f_name: str) -> None:
        raise NotImplementedError

    # Folders

    _static_folder: str | None = None
    _static_url_path: str | None = None

    @property
    def static_folder(self) -> str | None:
        """The absolute path of the folder of static files, or ``None``."""
        return self._below_root(self._static_folder)

    @static_folder.setter
    def static_folder(self, value: str | os.PathLike[str] | None) -> None:
        self._static_folder = None if value is None else os.fspath(value).rstrip("\\/")

    @property
    def has_static_folder(self) -> bool:
        """Whether :attr:`static_folder` is set."""
        return self.static_folder is not None

    @property
    def static_url_path(self) -> str | None:
        """The URL path under which static files are served: by default the name of their folder."""
        if self._static_url_path is not None or self.static_folder is None:
            return self._static_url_path
        name = os.path.basename(self.static_folder)
        return f"/{name}" if name else ""

    @static_url_path.setter
    def static_url_path(self, value: str | None) -> None:
        self._static_url_path = None if value is None else value.rstrip("/")

    @cached_property
    def jinja_loader(self) -> BaseLoader | None:
        """Loads templates from :attr:`template_folder`; ``None`` without one."""
        folder = self._below_root(self.template_folder)
        return None if folder is None else FileSystemLoader(folder)

    def _below_root(self, folder: str | os.PathLike[str] | None) -> str | None:
        return None if folder is None else os.path.join(self.root_path, folder)

    # Routes. A shortcut for one method takes no ``methods``: Python refuses the argument that is given twice.

    @setupmethod
    def get(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Route GET requests: :meth:`route` with ``methods=["GET"]``."""
        return self._method_route("GET", rule, options)

    @setupmethod
    def post(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Route POST requests: :meth:`route` with ``methods=["POST"]``."""
        return self._method_route("POST", rule, options)

    @setupmethod
    def put(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Route PUT requests: :meth:`route` with ``methods=["PUT"]``."""
        return self._method_route("PUT", rule, options)

    @setupmethod
    def delete(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Route DELETE requests: :meth:`route` with ``methods=["DELETE"]``."""
        return self._method_route("DELETE", rule, options)

    @setupmethod
    def patch(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Route PATCH requests: :meth:`route` with ``methods=["PATCH"]``."""
        return self._method_route("PATCH", rule, options)

    def _method_route(
        self, method: str, rule: str, options: dict[str, Any]
    ) -> Callable[[T_route], T_route]:
        return self.route(rule, methods=[method], **options)

    @setupmethod
    def route(self, rule: str, **options: Any) -> Callable[[T_route], T_route]:
        """Decorate a view function with the URL rule that leads to it.

        :param rule: the rule, as ``"/user/<name>"``.
        :param options: ``endpoint``, and those of :meth:`add_url_rule`.
        """
        return registering(
            lambda view: self.add_url_rule(rule, options.pop("endpoint", None), view, **options)
        )

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: ft.RouteCallable | None = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        """Add a URL rule, and the view function that it leads to.

        :param rule: the rule.
        :param endpoint: its name; by default the view function's.
        :param view_func: the view; it can be given later, through :meth:`endpoint`.
        :param provide_automatic_options: whether OPTIONS is answered automatically.
        :param options: ``methods`` (by default GET; HEAD and OPTIONS come with it), and those of
            :class:`werkzeug.routing.Rule`.
        """
        raise NotImplementedError

    @setupmethod
    def endpoint(self, endpoint: str) -> Callable[[F], F]:
        """Decorate the view function of an endpoint whose rule is added without one.

        :param endpoint: its name.
        """

        def set_view(f: F) -> F:
            self.view_functions[endpoint] = f
            return f

        return set_view

    # Hooks

    def _add_hook(self, registry: str, f: T) -> T:
        # One of HOOKS, for the whole object.
        getattr(self, registry).setdefault(None, []).append(f)
        return f

    @setupmethod
    def before_request(self, f: T_before_request) -> T_before_request:
        """Call ``f`` before each request. If it returns a value, that is the response and the view is not called."""
        return self._add_hook("before_request_funcs", f)

    @setupmethod
    def after_request(self, f: T_after_request) -> T_after_request:
        """Call ``f`` with each response; it returns the same or another. Not called when an error goes unhandled."""
        return self._add_hook("after_request_funcs", f)

    @setupmethod
    def teardown_request(self, f: T_teardown) -> T_teardown:
        """Call ``f`` when the request's context goes, with the unhandled exception or ``None``. It must not raise."""
        return self._add_hook("teardown_request_funcs", f)

    @setupmethod
    def context_processor(self, f: T_template_context_processor) -> T_template_context_processor:
        """Call ``f`` before a template is rendered: the dictionary that it returns joins the template's variables."""
        return self._add_hook("template_context_processors", f)

    @setupmethod
    def url_value_preprocessor(self, f: T_url_value_preprocessor) -> T_url_value_preprocessor:
        """Call ``f`` with the endpoint and the URL's values, which it may change, before the view is called."""
        return self._add_hook("url_value_preprocessors", f)

    @setupmethod
    def url_defaults(self, f: T_url_defaults) -> T_url_defaults:
        """Call ``f`` with the endpoint and the values, to which it may add, when a URL is built."""
        return self._add_hook("url_default_functions", f)

    # Error handlers

    @setupmethod
    def errorhandler(
        self, code_or_exception: type[Exception] | int
    ) -> Callable[[T_error_handler], T_error_handler]:
        """Decorate a function that makes a response of an error.

        :param code_or_exception: an HTTP status code, or a class of exceptions.
        """
        return registering(partial(self.register_error_handler, code_or_exception))

    @setupmethod
    def register_error_handler(
        self, code_or_exception: type[Exception] | int, f: ft.ErrorHandlerCallable
    ) -> None:
        """Have ``f`` make a response of an error.

        :param code_or_exception: an HTTP status code, or a class of exceptions.
        :param f: takes the exception, returns what a view may return.
        :raises ValueError: if the code is not one of HTTP's errors, or the class not one of exceptions.
        :raises TypeError: if it is an exception rather than a class.
        """
        exc_class, code = self._get_exc_class_and_code(code_or_exception)
        self.error_handler_spec[None][code][exc_class] = f

    @staticmethod
    def _get_exc_class_and_code(
        exc_class_or_code: type[Exception] | int,
    ) -> tuple[type[Exception], int | None]:
        # What an error is registered under: its class, and its status if it has one.
        given: Any = exc_class_or_code
        if isinstance(given, int):
            if given not in default_exceptions:
                raise ValueError(
                    f"'{given}' is not a recognized HTTP error code. Use a subclass of HTTPException with that code"
                    " instead."
                )
            given = default_exceptions[given]
        advice = "Handlers can only be registered for Exception classes or HTTP error codes."
        if isinstance(given, Exception):
            raise TypeError(f"{given!r} is an instance, not a class. {advice}")
        if not issubclass(given, Exception):
            raise ValueError(f"'{given.__name__}' is not a subclass of Exception. {advice}")
        return given, given.code if issubclass(given, HTTPException) else None


def _endpoint_from_view_func(view_func: ft.RouteCallable | None) -> str:
    # An endpoint's default name.
    if view_func is None:
        raise AssertionError(
            "A rule without a view function needs an endpoint: pass 'endpoint' or 'view_func'."
        )
    return view_func.__name__
