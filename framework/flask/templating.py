"""Templates: the Jinja environment, the loader that looks in the application and its blueprints, and rendering."""

from __future__ import annotations

import typing as t
from collections import ChainMap
from functools import lru_cache

from jinja2 import BaseLoader, Template, TemplateNotFound, nodes
from jinja2 import Environment as BaseEnvironment
from jinja2.filters import FILTERS
from jinja2.runtime import Context, new_context
from jinja2.tests import TESTS

from .debughelpers import explain_template_loading_attempts
from .globals import _cv_app, _cv_request, current_app
from .helpers import stream_with_context
from .signals import announce, before_render_template, template_rendered

if t.TYPE_CHECKING:
    from .app import Flask
    from .registration import Scaffold

    Source = tuple[str, str | None, t.Callable[[], bool] | None]


def _default_template_ctx_processor() -> dict[str, t.Any]:
    # Puts `request` and `g` into every template, where there are such. (`session` is a global of the environment.)
    context: dict[str, t.Any] = {}
    if (app_ctx := _cv_app.get(None)) is not None:
        context["g"] = app_ctx.g
    if (ctx := _cv_request.get(None)) is not None:
        context["request"] = ctx.request
    return context


class _Template(Template):
    # Jinja copies the globals into each context, out of a ChainMap, which is slow to read whole.
    def new_context(
        self,
        vars: dict[str, t.Any] | None = None,
        shared: bool = False,
        locals: t.Mapping[str, t.Any] | None = None,
    ) -> Context:
        known: t.MutableMapping[str, t.Any] = self.globals
        if type(known) is ChainMap:
            known = {name: value for names in reversed(known.maps) for name, value in names.items()}
        return new_context(self.environment, self.name, self.blocks, vars, shared, known, locals)


class Environment(BaseEnvironment):
    """A Jinja environment that loads templates from an application and its blueprints.

    :param app: the application.
    :param options: as of :class:`jinja2.Environment`.
    """

    template_class = _Template

    def __init__(self, app: Flask, **options: t.Any) -> None:
        if "loader" in options:
            super().__init__(**options)
        else:
            super().__init__(loader=app.create_global_jinja_loader(), **options)
        self.app = app
        self._compiled = lru_cache(maxsize=256)(self._compile_to_keep)

    def __setattr__(self, name: str, value: t.Any) -> None:
        super().__setattr__(name, value)
        self._forget_compiled()

    def add_extension(self, extension: t.Any) -> None:
        """Add a Jinja extension.

        :param extension: its class, or the name to import it by.
        """
        super().add_extension(extension)
        self._forget_compiled()

    def overlay(self, *args: t.Any, **kwargs: t.Any) -> Environment:
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
        explain = self.app.config["EXPLAIN_TEMPLATE_LOADING"]
        attempts: list[tuple[BaseLoader, Scaffold, Source | None]] = []
        found: Source | None = None
        for owner, loader in self._iter_loaders(template):
            try:
                source = loader.get_source(environment, template)
            except TemplateNotFound:
                source = None
            attempts.append((loader, owner, source))
            if found is None:
                found = source
            if found is not None and not explain:
                break
        if explain:
            explain_template_loading_attempts(self.app, template, attempts)
        if found is None:
            raise TemplateNotFound(template)
        return found

    def _iter_loaders(self, template: str) -> t.Iterator[tuple[Scaffold, BaseLoader]]:
        for owner in (self.app, *self.app.iter_blueprints()):
            if owner.jinja_loader is not None:
                yield owner, owner.jinja_loader

    def list_templates(self) -> list[str]:
        """Give the names of all templates, each once."""
        return list(
            {name for _, loader in self._iter_loaders("") for name in loader.list_templates()}
        )


def render_template(
    template_name_or_list: str | Template | list[str | Template],
    **context: t.Any,
) -> str:
    """Render a template of the application or a blueprint.

    :param template_name_or_list: a name, or several of which the first that exists is taken.
    :param context: the template's variables.
    :raises jinja2.TemplateNotFound: if there is none of that name.
    """
    return _render(*_loaded(template_name_or_list), context)


def render_template_string(source: str, **context: t.Any) -> str:
    """Render a template given as text; it is autoescaped. Compiled templates are kept, by their source.

    :param source: the template.
    :param context: its variables.
    """
    return _render(*_compiled(source), context)


def stream_template(
    template_name_or_list: str | Template | list[str | Template],
    **context: t.Any,
) -> t.Iterator[str]:
    """Render a template piece by piece, to be returned from a view as a streaming response.

    :param template_name_or_list: a name, or several of which the first that exists is taken.
    :param context: the template's variables.
    """
    return _stream(*_loaded(template_name_or_list), context)


def stream_template_string(source: str, **context: t.Any) -> t.Iterator[str]:
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


def _render(app: Flask, template: Template, context: dict[str, t.Any]) -> str:
    _prepare(app, template, context)
    text = template.render(context)
    announce(template_rendered, app, template=template, context=context)
    return text


def _stream(app: Flask, template: Template, context: dict[str, t.Any]) -> t.Iterator[str]:
    _prepare(app, template, context)
    pieces = _pieces(app, template, context)
    return pieces if _cv_request.get(None) is None else stream_with_context(pieces)


def _prepare(app: Flask, template: Template, context: dict[str, t.Any]) -> None:
    app.update_template_context(context)
    announce(before_render_template, app, template=template, context=context)


def _pieces(app: Flask, template: Template, context: dict[str, t.Any]) -> t.Iterator[str]:
    yield from template.generate(context)
    announce(template_rendered, app, template=template, context=context)
