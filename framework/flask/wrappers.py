"""The request object: Werkzeug's, with what the application adds. The response is in :mod:`flask.responses`.

A request is made for every call, so what Werkzeug computes when it makes one is put off here until it is asked for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import EnvironHeaders
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.sansio.http import parse_cookie
from werkzeug.wrappers import Request as RequestBase

from . import debughelpers, json
from .ctx import _cv_app
from .held import hold
from .helpers import _split_blueprint_path
from .responses import Response as Response

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment
    from werkzeug.datastructures import ImmutableMultiDict
    from werkzeug.routing import Rule

hold(__name__)


def _from_app(name: str, key: str) -> property:
    # A limit set on the request itself, else in the application's config, else in Werkzeug.
    attribute = f"_{name}"
    default = getattr(RequestBase, name)

    def limit(self: Request) -> int | None:
        value = getattr(self, attribute)
        if value is None:
            ctx = _cv_app.get(None)
            return default if ctx is None else ctx.app.config[key]  # type: ignore[no-any-return]
        return value  # type: ignore[no-any-return]

    def set_limit(self: Request, value: int | None) -> None:
        setattr(self, attribute, value)

    return property(
        limit, set_limit, doc=f"The limit for this request; by default ``app.config[{key!r}]``."
    )


class Request(RequestBase):
    """A request as views see it: Werkzeug's :class:`~werkzeug.wrappers.Request` with the rule that it matched.

    Set :attr:`flask.Flask.request_class` to a subclass to change it.
    """

    json_module: Any = json

    url_rule: Rule | None = None
    """The rule that matched, or ``None`` before routing and where nothing matched."""

    view_args: dict[str, Any] | None = None
    """The values of the rule's variables, or ``None`` where nothing matched."""

    routing_exception: HTTPException | None = None
    """Why nothing matched: raised when the request is dispatched."""

    _complete = False
    _max_content_length: int | None = None
    _max_form_memory_size: int | None = None
    _max_form_parts: int | None = None
    max_content_length = _from_app("max_content_length", "MAX_CONTENT_LENGTH")
    max_form_memory_size = _from_app("max_form_memory_size", "MAX_FORM_MEMORY_SIZE")
    max_form_parts = _from_app("max_form_parts", "MAX_FORM_PARTS")

    def __init__(
        self, environ: WSGIEnvironment, populate_request: bool = True, shallow: bool = False
    ) -> None:
        self.environ = environ
        self.shallow = shallow
        self.method = environ.get("REQUEST_METHOD", "GET").upper()
        # WSGI's strings hold bytes, one a character (PEP 3333, "Unicode Issues").
        path = (environ.get("PATH_INFO") or "").encode("latin-1").decode(errors="replace")
        self.path = f"/{path.lstrip('/')}"
        if populate_request and not shallow:
            environ["werkzeug.request"] = self

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # Called for what __init__ has left out, which is nothing private, and for what no request has.
            known = vars(self)
            if not name.startswith("_") and not self._complete and "environ" in known:
                changed = known.copy()
                super().__init__(self.environ, populate_request=False, shallow=self.shallow)
                known.update(changed, _complete=True)
            # Not getattr(): this raises the error for what is still missing.
            return super().__getattribute__(name)

        # What most requests ask for, if they ask for anything, does not need all of that.

        @cached_property
        def headers(self) -> EnvironHeaders:
            return EnvironHeaders(self.environ)

        @cached_property
        def query_string(self) -> bytes:
            return self.environ.get("QUERY_STRING", "").encode("latin-1")

        @cached_property
        def cookies(self) -> ImmutableMultiDict[str, str]:
            return parse_cookie(self.environ.get("HTTP_COOKIE"), cls=self.dict_storage_class)

    @property
    def endpoint(self) -> str | None:
        """The endpoint that matched, or ``None``."""
        rule = self.url_rule
        return None if rule is None else rule.endpoint

    @property
    def blueprint(self) -> str | None:
        """The dotted name of the blueprint that the endpoint belongs to, or ``None``."""
        return (self.endpoint or "").rpartition(".")[0] or None

    @property
    def blueprints(self) -> list[str]:
        """The names of the current blueprint and those that it is nested in, innermost first."""
        name = self.blueprint
        return [] if name is None else _split_blueprint_path(name)

    def _load_form_data(self) -> None:
        super()._load_form_data()
        if _debugging():
            debughelpers.attach_enctype_error_multidict(self)

    def on_json_loading_failed(self, e: ValueError | None) -> Any:
        """Raise :exc:`~werkzeug.exceptions.BadRequest` for a body that is not JSON; it says why in debug mode only.

        :param e: the error; or ``None`` where the content type is not JSON, which is status 415.
        """
        if e is None or _debugging():
            return super().on_json_loading_failed(e)
        raise BadRequest() from e


def _debugging() -> bool:
    return (ctx := _cv_app.get(None)) is not None and ctx.app.debug
