"""Types that describe what applications hand to the framework: views, hooks and their return values.

The aliases are public so that applications and extensions can annotate their own functions with them.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar
from wsgiref.types import WSGIApplication

from werkzeug.datastructures import Headers
from werkzeug.sansio.response import Response

from .held import hold

hold(__name__)

_Takes = ParamSpec("_Takes")
_Gives = TypeVar("_Gives")

_SyncOrAsync = Callable[_Takes, _Gives] | Callable[_Takes, Awaitable[_Gives]]

ResponseValue = (
    Response
    | str
    | bytes
    | list[Any]
    # A TypedDict is a Mapping to type checkers, and not a dict.
    | Mapping[str, Any]
    | Iterator[str]
    | Iterator[bytes]
    # Quart shares these aliases, and streams from asynchronous iterators.
    | AsyncIterable[str]
    | AsyncIterable[bytes]
)
"""What can stand for a body: a view's return value, or the first item of a tuple."""

HeaderValue = str | list[str] | tuple[str, ...]
"""A header's value, or several values of a header that repeats."""

HeadersValue = Headers | Mapping[str, HeaderValue] | Sequence[tuple[str, HeaderValue]]
"""Headers as a view can give them in a tuple."""

ResponseReturnValue = (
    ResponseValue
    | tuple[ResponseValue, HeadersValue]
    | tuple[ResponseValue, int]
    | tuple[ResponseValue, int, HeadersValue]
    | WSGIApplication
)
"""Everything that a view, an error handler or a ``before_request`` function can return."""

ResponseClass = TypeVar("ResponseClass", bound=Response)
"""The response class that an after-request function is given and gives back."""

AppOrBlueprintKey = str | None
"""Under which name something is registered: a blueprint's name, or ``None`` for the application."""

AfterRequestCallable = _SyncOrAsync[[ResponseClass], ResponseClass]
"""A function for ``after_request``."""

BeforeFirstRequestCallable = _SyncOrAsync[[], None]
"""A function that runs once before the first request."""

BeforeRequestCallable = _SyncOrAsync[[], ResponseReturnValue | None]
"""A function for ``before_request``: a value other than ``None`` answers in place of the view."""

ShellContextProcessorCallable = Callable[[], dict[str, Any]]
"""A function for ``shell_context_processor``: names for the namespace of ``flask shell``."""

TeardownCallable = _SyncOrAsync[[BaseException | None], None]
"""A function for ``teardown_request`` and ``teardown_appcontext``."""

TemplateContextProcessorCallable = _SyncOrAsync[[], dict[str, Any]]
"""A function for ``context_processor``: names for every template."""

TemplateFilterCallable = Callable[..., Any]
"""A function for ``template_filter``."""

TemplateGlobalCallable = Callable[..., Any]
"""A function for ``template_global``."""

TemplateTestCallable = Callable[..., bool]
"""A function for ``template_test``."""

URLDefaultCallable = Callable[[str, dict[str, Any]], None]
"""A function for ``url_defaults``: given an endpoint and the values for it, which it can add to."""

URLValuePreprocessorCallable = Callable[[str | None, dict[str, Any] | None], None]
"""A function for ``url_value_preprocessor``: given the endpoint and the matched values."""

ErrorHandlerCallable = _SyncOrAsync[[Any], ResponseReturnValue]
"""A function for ``errorhandler``. Its argument is the exception, of the class it was registered for."""

RouteCallable = _SyncOrAsync[..., ResponseReturnValue]
"""A view function."""
