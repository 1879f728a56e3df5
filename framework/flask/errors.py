"""Which errors an application handles, and by which handler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.exceptions import BadRequest, BadRequestKeyError

from . import typing as ft
from .registration import Scaffold

if TYPE_CHECKING:
    from .config import Config


class ErrorHandling(Scaffold):
    """What an application does with error handlers, besides registering them."""

    config: Config
    debug: bool

    def trap_http_exception(self, e: Exception) -> bool:
        """Tell whether an HTTP exception is treated like any other, for its traceback to be seen.

        So it is with ``TRAP_HTTP_EXCEPTIONS``; and a bad request with ``TRAP_BAD_REQUEST_ERRORS``, or if it is a
        missing form key in debug mode.

        :param e: the exception.
        """
        return isinstance(e, self._trapped_exceptions())

    def _trapped_exceptions(self) -> type[Exception] | tuple[()]:
        bad_requests = self.config["TRAP_BAD_REQUEST_ERRORS"]
        if self.config["TRAP_HTTP_EXCEPTIONS"]:
            return Exception
        if bad_requests:
            return BadRequest
        return BadRequestKeyError if bad_requests is None and self.debug else ()

    def _find_error_handler(
        self, e: Exception, blueprints: list[str]
    ) -> ft.ErrorHandlerCallable | None:
        # A handler for the status goes before one for the class alone, the blueprint's before the application's,
        # and a nearer class before a farther one.
        exc_class, code = self._get_exc_class_and_code(type(e))
        for key in (None,) if code is None else (code, None):
            for scope in (*blueprints, None):
                handlers = self.error_handler_spec.get(scope, {}).get(key)
                if handlers:
                    for cls in exc_class.__mro__:
                        if (handler := handlers.get(cls)) is not None:
                            return handler
        return None

    def should_ignore_error(self, error: BaseException | None) -> bool:
        """Tell whether teardown functions are not to be told of an error. To be overridden; by default never.

        :param error: the error.
        """
        return False
