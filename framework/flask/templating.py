"""Templates: the Jinja environment, the loader that looks in the application and its blueprints, and rendering."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from jinja2 import BaseLoader, Template, TemplateNotFound, nodes
from jinja2 import Environment as BaseEnvironment
from jinja2.filters import FILTERS
from jinja2.runtime import Context, new_context
from jinja2.tests import TESTS
from werkzeug.utils import cached_property

from . import debughelpers
from . import typing as ft
from .ctx import _cv_request
from .globals import current_app, g, request, session
from .held import hold
from .helpers import get_flashed_messages, stream_with_context
from .registration import (
    Scaffold,
    first_not_none,
    hooks_for,
    registering,
    setupmethod,
)
from .signals import before_render_template, send, template_rendered

if TYPE_CHECKING:
    from .app import Flask
    from .config import Config
    from .json.provider import JSONProvider

    Source = tuple[str, str | None, Callable[[], bool] | None]

hold(__name__)

T_template_filter = TypeVar("T_template_filter", bound=ft.TemplateFilterCallable)
T_template_global = TypeVar("T_template_global", bound=ft.TemplateGlobalCallable)
T_template_test = TypeVar("T_template_test", bound=ft.TemplateTestCallable)

TEMPLATE_GLOBALS: Final[dict[str, Any]] = {
    "get_flashed_messages": get_flashed_messages,
    # The context of a template has these as they are; these proxies are for templates that are imported.
    "request": request,
    "session": session,
    "g": g,
}
"""What the templates of every application know."""


class _Template(Template):
    # Jinja copies the globals into each context, out of a ChainMap, which is slow to read whole.
    def new_context(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> Context:
        known: MutableMapping[str, Any] = self.globals
        if type(known) is ChainMap:
            known = {name: value for names in reversed(known.maps) for name, value in names.items()}
        return new_context(self.environment, self.name, self.blocks, vars, shared, known, locals)


class Environment(BaseEnvironment):
    """A Jinja environment that loads templates from an application and its blueprints.

    :param app: the application.
    :param options: as of :class:`jinja2.Environment`.
    """

    template_class = _Template

    def __init__(self, app: Flask, **options: Any) -> None:
        if "loader" in options:
            super().__init__(**options)
        else:
            super().__init__(loader=app.create_global_jinja_loader(), **options)
        self.app = app
        self._compiled = lru_cache(maxsize=256)(self._compile_to_keep)

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        self._forget_compiled()

    def add_extension(self, extension: Any) -> None:
        """Add a Jinja extension.

        :param extension: its class, or the name to import it by.
        """
        super().add_extension(extension)
        self._forget_compiled()

    def overlay(self, *args: Any, **kwargs: Any) -> Environment:
        """Make an environment that shares its data with this one, except for what is given.

        :param args: as of :meth:`jinja2.Environment.overlay`, as are ``kwargs``.
        """
        environment = super().overlay(*args, **kwargs)
        environment._compiled = lru_cache(maxsize=256)(environment._compile_to_keep)
        return environment

    def compiled_string(self, source: str) -> Template:
        """Give the compiled template of a source, compiled at the first call and then kept.

        Compiling costs a hundred times what rendering does, and programs render the same few strings. It is
        :meth:`from_string` otherwise.

        :param source: the template.
        """
        return self._compiled(source) or self.from_string(source)

    def _compile_to_keep(self, source: str) -> Template | None:
        # None where the result depends on the moment: Jinja applies filters and tests to constants when it compiles,
        # and those of an application may give something else the next time.
        for node in self.parse(source).find_all((nodes.Filter, nodes.Test)):
            known, own = (
                (self.filters, FILTERS) if isinstance(node, nodes.Filter) else (self.tests, TESTS)
            )
            if known.get(node.name) is not own.get(node.name) and node.find(nodes.Name) is None:
                return None
        return self.from_string(source)

    def _forget_compiled(self) -> None:
        # Delimiters, extensions and options decide what a source compiles to.
        if (compiled := self.__dict__.get("_compiled")) is not None:
            compiled.cache_clear()


class DispatchingJinjaLoader(BaseLoader):
    """Looks for a template in the application's folder, then in the blueprints' in the order of registration.

    :param app: the application.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app

    def get_source(self, environment: BaseEnvironment, template: str) -> Source:
        """Give a template's source, its file name, and a function that tells whether both are current.

        :param environment: the Jinja environment that asks.
        :param template: the template's name.
        :raises jinja2.TemplateNotFound: if no loader has it.
        """
        if self.app.config["EXPLAIN_TEMPLATE_LOADING"]:
            return self._get_source_explained(environment, template)
        return self._get_source_fast(environment, template)

    def _get_source_explained(self, environment: BaseEnvironment, template: str) -> Source:
        attempts = list(self._attempts(environment, template))
        debughelpers.explain_template_loading_attempts(self.app, template, attempts)
        return _first_source(template, attempts)

    def _get_source_fast(self, environment: BaseEnvironment, template: str) -> Source:
        return _first_source(template, self._attempts(environment, template))

    def _attempts(
        self, environment: BaseEnvironment, template: str
    ) -> Iterator[tuple[BaseLoader, Scaffold, Source | None]]:
        # Each loader, whose it is, and what it gives for the template; asked for one after the other.
        for owner, loader in self._iter_loaders(template):
            try:
                yield loader, owner, loader.get_source(environment, template)
            except TemplateNotFound:
                yield loader, owner, None

    def _iter_loaders(self, template: str) -> Iterator[tuple[Scaffold, BaseLoader]]:
        # A subclass may choose by the template's name.
        yield from self._all_loaders()

    def _all_loaders(self) -> Iterator[tuple[Scaffold, BaseLoader]]:
        # The blueprints are asked for when the application has not got the template.
        yield from _loaders_of(self.app)
        yield from _loaders_of(*self.app.iter_blueprints())

    def list_templates(self) -> list[str]:
        """Give the names of all templates, each once."""
        return list({name for _, loader in self._all_loaders() for name in loader.list_templates()})


def _loaders_of(*owners: Scaffold) -> Iterator[tuple[Scaffold, BaseLoader]]:
    for owner in owners:
        if owner.jinja_loader is not None:
            yield owner, owner.jinja_loader


def _first_source(
    template: str, attempts: Iterable[tuple[BaseLoader, Scaffold, Source | None]]
) -> Source:
    for _, _, source in attempts:
        if source is not None:
            return source
    raise TemplateNotFound(template)


class Templates(Scaffold):
    """What an application does with templates."""

    config: Config
    debug: bool
    json: JSONProvider

    jinja_environment: type[Environment] = Environment
    """The class of :attr:`jinja_env`."""

    jinja_options: dict[str, Any] = {}
    """Options for :attr:`jinja_env`, to be set before it is first used."""

    if TYPE_CHECKING:

        def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]: ...

        def url_for(self, /, endpoint: str, **values: Any) -> str: ...

    @cached_property
    def jinja_env(self) -> Environment:
        """The Jinja environment, made at the first use; :attr:`jinja_options` no longer count from then on."""
        return self.create_jinja_environment()

    def create_jinja_environment(self) -> Environment:
        """Make :attr:`jinja_env`, with the names that every template knows."""
        reload = first_not_none(self.config["TEMPLATES_AUTO_RELOAD"], self.debug)
        defaults = {"autoescape": self.select_jinja_autoescape, "auto_reload": reload}
        environment = self.jinja_environment(self, **(defaults | self.jinja_options))  # type: ignore[arg-type]
        environment.globals.update(TEMPLATE_GLOBALS, url_for=self.url_for, config=self.config)
        environment.policies["json.dumps_function"] = self.json.dumps
        return environment

    def create_global_jinja_loader(self) -> DispatchingJinjaLoader:
        """Make the loader that looks in the application's folder and the blueprints'. Rather override their
        ``jinja_loader``.
        """
        return DispatchingJinjaLoader(self)  # type: ignore[arg-type]

    def select_jinja_autoescape(self, filename: str | None) -> bool:
        """Tell whether a template escapes what it inserts: HTML, XML and SVG files do, and templates given as text.

        :param filename: the template's name, or ``None``.
        """
        return filename is None or filename.endswith((".html", ".htm", ".xml", ".xhtml", ".svg"))

    def update_template_context(self, context: dict[str, Any]) -> None:
        """Add what the context processors give to the variables of a template, which keep their values.

        :param context: the variables; changed in place.
        """
        given = context.copy()
        ctx = _cv_request.get(None)
        blueprints = [] if ctx is None else ctx.request.blueprints
        for processor in hooks_for(self.template_context_processors, blueprints):
            context |= self.ensure_sync(processor)()
        context |= given

    @setupmethod
    def template_filter(
        self, name: str | None = None
    ) -> Callable[[T_template_filter], T_template_filter]:
        """Decorate a template filter, named ``name`` or as the function."""
        return registering(partial(self.add_template_filter, name=name))

    @setupmethod
    def add_template_filter(self, f: ft.TemplateFilterCallable, name: str | None = None) -> None:
        """Add a template filter, named ``name`` or as the function."""
        self.jinja_env.filters[name or f.__name__] = f

    @setupmethod
    def template_test(
        self, name: str | None = None
    ) -> Callable[[T_template_test], T_template_test]:
        """Decorate a template test, named ``name`` or as the function."""
        return registering(partial(self.add_template_test, name=name))

    @setupmethod
    def add_template_test(self, f: ft.TemplateTestCallable, name: str | None = None) -> None:
        """Add a template test, named ``name`` or as the function."""
        self.jinja_env.tests[name or f.__name__] = f

    @setupmethod
    def template_global(
        self, name: str | None = None
    ) -> Callable[[T_template_global], T_template_global]:
        """Decorate a function that every template can call, named ``name`` or as the function."""
        return registering(partial(self.add_template_global, name=name))

    @setupmethod
    def add_template_global(self, f: ft.TemplateGlobalCallable, name: str | None = None) -> None:
        """Add a function that every template can call, named ``name`` or as the function."""
        self.jinja_env.globals[name or f.__name__] = f


def render_template(
    template_name_or_list: str | Template | list[str | Template],
    **context: Any,
) -> str:
    """Render a template of the application or a blueprint.

    :param template_name_or_list: a name, or several of which the first that exists is taken.
    :param context: the template's variables.
    :raises jinja2.TemplateNotFound: if there is none of that name.
    """
    return _render(*_loaded(template_name_or_list), context)


def render_template_string(source: str, **context: Any) -> str:
    """Render a template given as text; it is autoescaped. Compiled templates are kept, by their source.

    :param source: the template.
    :param context: its variables.
    """
    return _render(*_compiled(source), context)


def stream_template(
    template_name_or_list: str | Template | list[str | Template],
    **context: Any,
) -> Iterator[str]:
    """Render a template piece by piece, to be returned from a view as a streaming response.

    :param template_name_or_list: a name, or several of which the first that exists is taken.
    :param context: the template's variables.
    """
    return _stream(*_loaded(template_name_or_list), context)


def stream_template_string(source: str, **context: Any) -> Iterator[str]:
    """Render a template given as text piece by piece, to be returned from a view as a streaming response.

    :param source: the template.
    :param context: its variables.
    """
    return _stream(*_compiled(source), context)


def _loaded(name_or_list: str | Template | list[str | Template]) -> tuple[Flask, Template]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app, app.jinja_env.get_or_select_template(name_or_list)


def _compiled(source: str) -> tuple[Flask, Template]:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    # An application can have an environment of any class.
    environment: BaseEnvironment = app.jinja_env
    if isinstance(environment, Environment):
        return app, environment.compiled_string(source)
    return app, environment.from_string(source)


def _render(app: Flask, template: Template, context: dict[str, Any]) -> str:
    _prepare(app, template, context)
    text = template.render(context)
    send(template_rendered, app, template=template, context=context)
    return text


def _stream(app: Flask, template: Template, context: dict[str, Any]) -> Iterator[str]:
    _prepare(app, template, context)
    pieces = _pieces(app, template, context)
    return pieces if _cv_request.get(None) is None else stream_with_context(pieces)


def _prepare(app: Flask, template: Template, context: dict[str, Any]) -> None:
    app.update_template_context(context)
    send(before_render_template, app, template=template, context=context)


def _pieces(app: Flask, template: Template, context: dict[str, Any]) -> Iterator[str]:
    yield from template.generate(context)
    send(template_rendered, app, template=template, context=context)
