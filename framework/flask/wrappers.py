"""The request and response objects: Werkzeug's, with what the application adds.

Both are built once for every request, so what Werkzeug computes eagerly is put off here until it is asked for.
"""

from __future__ import annotations

import typing as t
from functools import lru_cache

from werkzeug._internal import _wsgi_decoding_dance
from werkzeug.datastructures import EnvironHeaders, Headers
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.sansio.http import parse_cookie
from werkzeug.urls import iri_to_uri
from werkzeug.utils import get_content_type
from werkzeug.wrappers import Request as RequestBase
from werkzeug.wrappers import Response as ResponseBase
from werkzeug.wsgi import _get_server

from . import json
from .debughelpers import attach_enctype_error_multidict
from .globals import _cv_app
from .helpers import _split_blueprint_path

if t.TYPE_CHECKING:
    from http import HTTPStatus

    from _typeshed.wsgi import WSGIEnvironment
    from werkzeug.routing import Rule


class _Lazy:
    # Computes an attribute at its first use and stores it on the object, where Python finds it before this descriptor.
    # Unlike functools.cached_property it takes no lock.
    def __init__(self, compute: t.Callable[[t.Any], t.Any]) -> None:
        self.compute = compute

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: t.Any, owner: type) -> t.Any:
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.compute(instance)
        return value


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

    json_module: t.Any = json

    url_rule: Rule | None = None
    """The rule that matched, or ``None`` before routing and where nothing matched."""

    view_args: dict[str, t.Any] | None = None
    """The values of the rule's variables, or ``None`` where nothing matched."""

    routing_exception: HTTPException | None = None
    """Why nothing matched: raised when the request is dispatched."""

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
        self.path = "/" + _wsgi_decoding_dance(environ.get("PATH_INFO") or "").lstrip("/")
        if populate_request and not shallow:
            environ["werkzeug.request"] = self

    if not t.TYPE_CHECKING:
        scheme = _Lazy(lambda self: self.environ.get("wsgi.url_scheme", "http"))
        server = _Lazy(lambda self: _get_server(self.environ))
        root_path = _Lazy(
            lambda self: _wsgi_decoding_dance(self.environ.get("SCRIPT_NAME") or "").rstrip("/")
        )
        query_string = _Lazy(lambda self: self.environ.get("QUERY_STRING", "").encode("latin1"))
        headers = _Lazy(lambda self: EnvironHeaders(self.environ))
        remote_addr = _Lazy(lambda self: self.environ.get("REMOTE_ADDR"))
        cookies = _Lazy(
            lambda self: parse_cookie(self.environ.get("HTTP_COOKIE"), cls=self.dict_storage_class)
        )

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

    def close(self) -> None:
        """Close the files that came with the request."""
        if "files" in self.__dict__:
            super().close()

    def _load_form_data(self) -> None:
        super()._load_form_data()
        if _debugging():
            attach_enctype_error_multidict(self)

    def on_json_loading_failed(self, e: ValueError | None) -> t.Any:
        """Raise :exc:`~werkzeug.exceptions.BadRequest` for a body that is not JSON; it says why in debug mode only.

        :param e: the error; or ``None`` where the content type is not JSON, which is status 415.
        """
        if e is None or _debugging():
            return super().on_json_loading_failed(e)
        raise BadRequest() from e


def _debugging() -> bool:
    return (ctx := _cv_app.get(None)) is not None and ctx.app.debug


class Response(ResponseBase):
    """A response as views make it: Werkzeug's :class:`~werkzeug.wrappers.Response`, HTML by default.

    Set :attr:`flask.Flask.response_class` to a subclass to change it.
    """

    default_mimetype: str | None = "text/html"

    json_module = json

    autocorrect_location_header = False

    # Whether a subclass leaves alone what __init__ below does at one stroke.
    _plain: t.ClassVar[bool] = True

    def __init_subclass__(cls, **kwargs: t.Any) -> None:
        super().__init_subclass__(**kwargs)
        cls._plain = all(
            getattr(cls, name) is getattr(ResponseBase, name)
            for name in ("set_data", "data", "status", "status_code", "_clean_status")
        )

    def __init__(
        self,
        response: t.Iterable[bytes] | bytes | t.Iterable[str] | str | None = None,
        status: int | str | HTTPStatus | None = None,
        headers: t.Mapping[str, str | t.Iterable[str]] | t.Iterable[tuple[str, str]] | None = None,
        mimetype: str | None = None,
        content_type: str | None = None,
        direct_passthrough: bool = False,
    ) -> None:
        body_type = type(response)
        if not (
            (body_type is str or body_type is bytes)
            and headers is None
            and self._plain
            and self.automatically_set_content_length
        ):
            super().__init__(response, status, headers, mimetype, content_type, direct_passthrough)
            return
        # What nearly every view returns: a body without headers. The result is what Werkzeug's steps give.
        body: bytes = response.encode() if body_type is str else response  # type: ignore[union-attr, assignment]
        if content_type is None:
            if mimetype is None:
                mimetype = self.default_mimetype
            content_type = None if mimetype is None else _content_type(mimetype)
        self.headers = Headers()
        if content_type is not None:
            self.headers["Content-Type"] = content_type
        self.headers._list.append(("Content-Length", str(len(body))))
        self.status = self.default_status if status is None else status
        self.direct_passthrough = direct_passthrough
        self._on_close = []
        self.response = [body]

    @property
    def max_cookie_size(self) -> int:  # type: ignore[override]
        """The size in bytes above which a cookie is warned about: ``app.config["MAX_COOKIE_SIZE"]``."""
        ctx = _cv_app.get(None)
        return ResponseBase.max_cookie_size if ctx is None else ctx.app.config["MAX_COOKIE_SIZE"]

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        """Give the headers to send: a copy, with the URLs and the length of the body put right.

        :param environ: of the request that is answered.
        """
        headers = self.headers
        if (
            type(headers) is not Headers
            or self._status_code < 200
            or self._status_code in (204, 304)
            or self.autocorrect_location_header
        ):
            return super().get_wsgi_headers(environ)
        sent = Headers()
        has_length = False
        for name, value in headers._list:
            lower = name.lower()
            if lower == "location" or lower == "content-location":
                value = _uri(value)
            elif lower == "content-length":
                has_length = True
            sent._list.append((name, value))
        return sent if has_length else super().get_wsgi_headers(environ)

    def get_app_iter(self, environ: WSGIEnvironment) -> t.Iterable[bytes]:
        """Give the body to send, as an iterable of bytes; it is empty for HEAD and for statuses without a body.

        :param environ: of the request that is answered.
        """
        body = self.response
        if (
            type(body) is list
            and len(body) == 1
            and type(body[0]) is bytes
            and not self._on_close
            and type(self).close is ResponseBase.close
            and type(self).iter_encoded is ResponseBase.iter_encoded
            and environ["REQUEST_METHOD"] != "HEAD"
            and self._status_code >= 200
            and self._status_code not in (204, 304)
        ):
            # Nothing to encode and nothing to close: the server may have the list itself.
            return body
        return super().get_app_iter(environ)


@lru_cache(maxsize=128)
def _content_type(mimetype: str) -> str:
    return get_content_type(mimetype, "utf-8")


_uri = lru_cache(maxsize=256)(iri_to_uri)
