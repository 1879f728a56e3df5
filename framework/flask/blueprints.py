"""Blueprints: parts of an application, recorded apart from it and registered on it, perhaps several times."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable
from functools import partial, wraps
from typing import IO, TYPE_CHECKING, Any, AnyStr

from . import typing as ft
from .cli import AppGroup
from .ctx import _sentinel
from .files import StaticFiles
from .held import hold
from .registration import (
    HOOKS,
    Scaffold,
    T,
    T_after_request,
    T_before_request,
    T_error_handler,
    T_teardown,
    T_template_context_processor,
    T_url_defaults,
    T_url_value_preprocessor,
    _endpoint_from_view_func,
    first_not_none,
    registering,
    setupmethod,
)
from .templating import T_template_filter, T_template_global, T_template_test

if TYPE_CHECKING:
    from .app import Flask

hold(__name__)

DeferredSetupFunction = Callable[["BlueprintSetupState"], None]


class BlueprintSetupState:
    """One registration of a blueprint on an application, given to the functions that the blueprint recorded.

    :param blueprint: the blueprint.
    :param app: the application.
    :param options: of the registration; they go before the blueprint's own.
    :param first_registration: whether the blueprint has not been registered on this application before.
    """

    app: Flask
    """The application."""

    blueprint: Blueprint
    """The blueprint."""

    options: dict[str, Any]
    """The options of the registration."""

    first_registration: bool
    """Whether it is the first: one-off setup, such as adding a template filter, belongs here only."""

    name: str
    """The name under which the blueprint is registered."""

    name_prefix: str
    """The dotted name of the blueprint that this one is nested in, or empty."""

    subdomain: str | None
    """The subdomain of the blueprint's rules, or ``None``."""

    url_prefix: str | None
    """The prefix of the blueprint's rules, or ``None``."""

    url_defaults: dict[str, Any]
    """Values for variables of the blueprint's rules."""

    def __init__(
        self,
        blueprint: Blueprint,
        app: Flask,
        options: Any,
        first_registration: bool,
    ) -> None:
        self.app, self.blueprint, self.options = app, blueprint, options
        self.first_registration = first_registration
        self.name, self.name_prefix = (
            options.get("name", blueprint.name),
            options.get("name_prefix", ""),
        )
        self.subdomain = first_not_none(options.get("subdomain"), blueprint.subdomain)
        self.url_prefix = first_not_none(options.get("url_prefix"), blueprint.url_prefix)
        self.url_defaults = {
            **blueprint.url_values_defaults,
            **dict(options.get("url_defaults", ())),
        }

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: ft.RouteCallable | None = None,
        **options: Any,
    ) -> None:
        """Add a rule to the application, with the blueprint's prefix, subdomain and defaults, and its name before the
        endpoint's. Takes what :meth:`flask.Flask.add_url_rule` takes.
        """
        if endpoint is None:
            endpoint = _endpoint_from_view_func(view_func)
        options.setdefault("subdomain", self.subdomain)
        self.app.add_url_rule(
            _joined_path(self.url_prefix, rule),
            _joined_name(self.name_prefix, self.name, endpoint),
            view_func,
            defaults={**self.url_defaults, **options.pop("defaults", {})},
            **options,
        )


class Blueprint(StaticFiles):
    """A part of an application: routes, hooks, templates and static files, recorded to be registered on one.

    :param name: put before the endpoints of its routes. It has no dot.
    :param import_name: the module that it belongs to; usually ``__name__``.
    :param static_folder: the folder of its static files; none by default. Relative to ``root_path``.
    :param static_url_path: the URL path under which they are served, below ``url_prefix``; by default the folder's name.
    :param template_folder: the folder of its templates, looked in after the application's. Relative to ``root_path``.
    :param url_prefix: put before the paths of its routes.
    :param subdomain: the subdomain of its routes.
    :param url_defaults: values for variables of its routes.
    :param root_path: its folder; by default found by ``import_name``.
    :param cli_group: the group of its commands; ``None`` puts them at the top level; by default its name.
    """

    name: str
    """The name, which goes before the endpoints of the blueprint's routes."""

    url_prefix: str | None
    """The prefix of its URLs, or ``None``."""

    subdomain: str | None
    """The subdomain of its URLs, or ``None``."""

    url_values_defaults: dict[str, Any]
    """Values for variables of its URLs."""

    cli_group: str | None
    """The group of its commands."""

    cli: AppGroup
    """Its commands, which ``flask`` offers once it is registered."""

    deferred_functions: list[DeferredSetupFunction]
    """What to do at each registration, in order."""

    _blueprints: list[tuple[Blueprint, dict[str, Any]]]
    _got_registered_once = False
    _registries = {
        **Scaffold._registries,
        "cli": AppGroup,
        "deferred_functions": list,
        "_blueprints": list,
    }

    def __init__(
        self,
        name: str,
        import_name: str,
        static_folder: str | os.PathLike[str] | None = None,
        static_url_path: str | None = None,
        template_folder: str | os.PathLike[str] | None = None,
        url_prefix: str | None = None,
        subdomain: str | None = None,
        url_defaults: dict[str, Any] | None = None,
        root_path: str | None = None,
        cli_group: str | None = _sentinel,
    ) -> None:
        super().__init__(import_name, static_folder, static_url_path, template_folder, root_path)
        if not name:
            raise ValueError("'name' may not be empty: it goes before the blueprint's endpoints.")
        _refuse_dot("'name'", name)
        self.name = self.cli.name = name
        self.cli_group = cli_group
        self.subdomain, self.url_prefix = subdomain, url_prefix
        self.url_values_defaults = {} if url_defaults is None else url_defaults

    def _check_setup_finished(self, f_name: str) -> None:
        if self._got_registered_once:
            raise AssertionError(
                f"The setup method '{f_name}' can no longer be called on the blueprint '{self.name}': it has been"
                " registered, and a change would not reach the application that has it. Complete the blueprint before"
                " it is registered; mind the order of imports."
            )

    def open_resource(
        self, resource: str, mode: str = "rb", encoding: str | None = "utf-8"
    ) -> IO[AnyStr]:
        """Open a file below :attr:`root_path` for reading.

        :param resource: its path there.
        :param mode: ``"rb"``, ``"r"`` or ``"rt"``.
        :param encoding: of a text.
        :raises ValueError: for another mode.
        """
        return super().open_resource(resource, mode, encoding)

    # Recording

    @setupmethod
    def record(self, func: DeferredSetupFunction) -> None:
        """Call ``func`` with the :class:`BlueprintSetupState` at each registration."""
        self.deferred_functions.append(func)

    @setupmethod
    def record_once(self, func: DeferredSetupFunction) -> None:
        """Call ``func`` with the :class:`BlueprintSetupState` at the first registration on an application."""

        @wraps(func)
        def at_first(state: BlueprintSetupState) -> None:
            if state.first_registration:
                func(state)

        self.record(at_first)

    @setupmethod
    def register_blueprint(self, blueprint: Blueprint, **options: Any) -> None:
        """Nest another blueprint in this one.

        :param blueprint: the other one.
        :param options: of its registration; prefixes, subdomains and names are joined.
        :raises ValueError: if it is the same one.
        """
        if blueprint is self:
            raise ValueError(f"Cannot register a blueprint on itself: {self.name!r}.")
        self._blueprints.append((blueprint, options))

    @setupmethod
    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: ft.RouteCallable | None = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        """Add a URL rule, to be registered with the blueprint's prefix and with its name before the endpoint's.

        Takes what :meth:`flask.Flask.add_url_rule` takes.

        :raises ValueError: if the endpoint has a dot.
        """
        _refuse_dot("'endpoint'", endpoint)
        _refuse_dot("'view_func' name", getattr(view_func, "__name__", None))
        options["provide_automatic_options"] = provide_automatic_options

        def add(state: BlueprintSetupState) -> None:
            state.add_url_rule(rule, endpoint, view_func, **options)

        self.record(add)

    # Recording for the whole application, not only for the blueprint's own routes

    def _record_hook(self, registry: str, f: T) -> T:
        def add(state: BlueprintSetupState) -> None:
            state.app._add_hook(registry, f)

        self.record_once(add)
        return f

    @setupmethod
    def app_template_filter(
        self, name: str | None = None
    ) -> Callable[[T_template_filter], T_template_filter]:
        """Decorate a template filter for the application; like :meth:`flask.Flask.template_filter`."""
        return registering(partial(self.add_app_template_filter, name=name))

    @setupmethod
    def add_app_template_filter(
        self, f: ft.TemplateFilterCallable, name: str | None = None
    ) -> None:
        """Add a template filter to the application, named as the function if ``name`` is not given."""
        self.record_once(lambda state: state.app.jinja_env.filters.update({name or f.__name__: f}))

    @setupmethod
    def app_template_test(
        self, name: str | None = None
    ) -> Callable[[T_template_test], T_template_test]:
        """Decorate a template test for the application; like :meth:`flask.Flask.template_test`."""
        return registering(partial(self.add_app_template_test, name=name))

    @setupmethod
    def add_app_template_test(self, f: ft.TemplateTestCallable, name: str | None = None) -> None:
        """Add a template test to the application, named as the function if ``name`` is not given."""
        self.record_once(lambda state: state.app.jinja_env.tests.update({name or f.__name__: f}))

    @setupmethod
    def app_template_global(
        self, name: str | None = None
    ) -> Callable[[T_template_global], T_template_global]:
        """Decorate a template global for the application; like :meth:`flask.Flask.template_global`."""
        return registering(partial(self.add_app_template_global, name=name))

    @setupmethod
    def add_app_template_global(
        self, f: ft.TemplateGlobalCallable, name: str | None = None
    ) -> None:
        """Add a template global to the application, named as the function if ``name`` is not given."""
        self.record_once(lambda state: state.app.jinja_env.globals.update({name or f.__name__: f}))

    @setupmethod
    def before_app_request(self, f: T_before_request) -> T_before_request:
        """Like :meth:`before_request`, for every request of the application."""
        return self._record_hook("before_request_funcs", f)

    @setupmethod
    def after_app_request(self, f: T_after_request) -> T_after_request:
        """Like :meth:`after_request`, for every request of the application."""
        return self._record_hook("after_request_funcs", f)

    @setupmethod
    def teardown_app_request(self, f: T_teardown) -> T_teardown:
        """Like :meth:`teardown_request`, for every request of the application."""
        return self._record_hook("teardown_request_funcs", f)

    @setupmethod
    def app_context_processor(
        self, f: T_template_context_processor
    ) -> T_template_context_processor:
        """Like :meth:`context_processor`, for every template of the application."""
        return self._record_hook("template_context_processors", f)

    @setupmethod
    def app_errorhandler(
        self, code: type[Exception] | int
    ) -> Callable[[T_error_handler], T_error_handler]:
        """Like :meth:`errorhandler`, for every request of the application."""
        return registering(
            lambda f: self.record_once(lambda state: state.app.errorhandler(code)(f))
        )

    @setupmethod
    def app_url_value_preprocessor(self, f: T_url_value_preprocessor) -> T_url_value_preprocessor:
        """Like :meth:`url_value_preprocessor`, for every request of the application."""
        return self._record_hook("url_value_preprocessors", f)

    @setupmethod
    def app_url_defaults(self, f: T_url_defaults) -> T_url_defaults:
        """Like :meth:`url_defaults`, for every URL of the application."""
        return self._record_hook("url_default_functions", f)

    # Registration

    def make_setup_state(
        self, app: Flask, options: dict[str, Any], first_registration: bool = False
    ) -> BlueprintSetupState:
        """Make what the recorded functions are given. Override it to give a subclass of your own."""
        return BlueprintSetupState(self, app, options, first_registration)

    def register(self, app: Flask, options: dict[str, Any]) -> None:
        """Register what the blueprint has recorded on an application: :meth:`flask.Flask.register_blueprint` calls it.

        :param app: the application.
        :param options: those given there.
        :raises ValueError: if the name is taken.
        """
        own_name = options.get("name", self.name)
        name = _joined_name(options.get("name_prefix", ""), own_name)
        if name in app.blueprints:
            which = "this" if app.blueprints[name] is self else "a different"
            where = f" at '{name}'" if name != own_name else ""
            raise ValueError(
                f"The name '{own_name}' is already registered for {which} blueprint{where}. Use 'name=' to provide a"
                " unique name."
            )
        first = all(registered is not self for registered in app.blueprints.values())
        app.blueprints[name] = self
        self._got_registered_once = True

        state = self.make_setup_state(app, options, first)
        if self.has_static_folder:
            state.add_url_rule(
                f"{self.static_url_path}/<path:filename>",
                view_func=self.send_static_file,
                endpoint="static",
            )
        self._merge_blueprint_funcs(app, name)
        for deferred in self.deferred_functions:
            deferred(state)
        self._merge_commands(app, name, options.get("cli_group", self.cli_group))
        for blueprint, nested_options in self._blueprints:
            blueprint.register(app, _nested_options(blueprint, nested_options, state, name))

    def _merge_blueprint_funcs(self, app: Flask, name: str) -> None:
        # The hooks, kept here by scope, go to the application under the name of this registration.
        def scope(key: str | None) -> str:
            return name if key is None else f"{name}.{key}"

        for key, handlers_by_code in self.error_handler_spec.items():
            app.error_handler_spec[scope(key)] = defaultdict(
                dict, {code: dict(handlers) for code, handlers in handlers_by_code.items()}
            )
        app.view_functions.update(self.view_functions)
        for registry in HOOKS:
            for key, functions in getattr(self, registry).items():
                getattr(app, registry)[scope(key)].extend(functions)

    def _merge_commands(self, app: Flask, name: str, group: str | None) -> None:
        if not self.cli.commands:
            return
        if group is None:
            app.cli.commands.update(self.cli.commands)
        else:
            self.cli.name = name if group is _sentinel else group
            app.cli.add_command(self.cli)


def _nested_options(
    blueprint: Blueprint, options: dict[str, Any], parent: BlueprintSetupState, parent_name: str
) -> dict[str, Any]:
    # The options of a nested blueprint's registration: what it has of its own, joined to what its parent has.
    joined = {**options, "name_prefix": parent_name}
    subdomains = [first_not_none(options.get("subdomain"), blueprint.subdomain), parent.subdomain]
    if any(part is not None for part in subdomains):
        joined["subdomain"] = ".".join(part for part in subdomains if part is not None)
    prefix = first_not_none(options.get("url_prefix"), blueprint.url_prefix)
    if prefix is None:
        prefix = parent.url_prefix
    elif parent.url_prefix is not None:
        prefix = f"{parent.url_prefix.rstrip('/')}/{prefix.lstrip('/')}"
    if prefix is not None:
        joined["url_prefix"] = prefix
    return joined


def _joined_path(prefix: str | None, rule: str) -> str:
    if prefix is None:
        return rule
    return f"{prefix.rstrip('/')}/{rule.lstrip('/')}" if rule else prefix


def _joined_name(*names: str) -> str:
    return ".".join(names).lstrip(".")


def _refuse_dot(what: str, text: str | None) -> None:
    if text and "." in text:
        raise ValueError(
            f"{what} may not contain a dot: {text!r}. Dots stand between the names of nested blueprints."
        )
