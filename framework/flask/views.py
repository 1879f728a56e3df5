"""Views as classes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, ClassVar

from .globals import current_app, request
from .held import hold
from .typing import ResponseReturnValue, RouteCallable

hold(__name__)

http_method_funcs = frozenset({"get", "post", "head", "options", "delete", "put", "trace", "patch"})
"""The methods of a :class:`MethodView` that answer an HTTP method."""


class View:
    """A view as a class: override :meth:`dispatch_request`, and register what :meth:`as_view` gives.

    ::

        class Price(View):
            def dispatch_request(self, product):
                return str(prices[product])

        app.add_url_rule("/price/<product>", view_func=Price.as_view("price"))
    """

    methods: ClassVar[Collection[str] | None] = None
    """The HTTP methods that the view answers, where the rule does not name them."""

    provide_automatic_options: ClassVar[bool | None] = None
    """Whether ``OPTIONS`` is answered by the framework; ``None``: unless :attr:`methods` has it."""

    decorators: ClassVar[list[Callable[..., Any]]] = []
    """Applied to the view function, the first one innermost. (A decorator of the class does not reach it.)"""

    init_every_request: ClassVar[bool] = True
    """Whether each request gets an instance of its own. With ``False``, one instance serves all of them,
    and must not keep anything of a request on itself."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer a request. The URL's variables come as keyword arguments.

        :raises NotImplementedError: if the subclass does not override it.
        """
        raise NotImplementedError(
            f"{type(self).__qualname__} is a View without a dispatch_request method: define one."
        )

    @classmethod
    def as_view(cls, name: str, *class_args: Any, **class_kwargs: Any) -> RouteCallable:
        """Make a view function of the class, for :meth:`~flask.Flask.add_url_rule`.

        :param name: the function's name, and so the endpoint.
        :param class_args: passed to the class each time an instance is made.
        :param class_kwargs: likewise.
        """
        shared = None if cls.init_every_request else cls(*class_args, **class_kwargs)

        def instance_view(**values: Any) -> ResponseReturnValue:
            # The attribute, and not `cls`: it can be replaced on a view that is already registered.
            instance = view.view_class(*class_args, **class_kwargs) if shared is None else shared
            return current_app.ensure_sync(instance.dispatch_request)(**values)  # type: ignore[no-any-return]

        instance_view.__name__ = name
        instance_view.__module__ = cls.__module__
        view: Any = instance_view
        for decorator in cls.decorators:
            view = decorator(view)
        view.__name__ = name
        view.__module__ = cls.__module__
        view.__doc__ = cls.__doc__
        view.view_class = cls
        view.methods = cls.methods
        view.provide_automatic_options = cls.provide_automatic_options
        return view  # type: ignore[no-any-return]


class MethodView(View):
    """A view with a method for each HTTP method that it answers: ``get``, ``post`` and so on.

    :attr:`~View.methods` is collected from the class and its bases, unless the class sets it.
    ``HEAD`` is answered by ``get`` where there is no ``head``.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "methods" in vars(cls):
            return
        inherited = (getattr(base, "methods", None) or () for base in cls.__bases__)
        answered = {name.upper() for name in http_method_funcs if hasattr(cls, name)}
        if methods := answered.union(*inherited):
            cls.methods = methods

    def dispatch_request(self, **kwargs: Any) -> ResponseReturnValue:
        """Call the method that is named as the request's HTTP method, in lower case."""
        method = request.method.lower()
        for name in ("head", "get") if method == "head" else (method,):
            if answer := getattr(self, name, None):
                return current_app.ensure_sync(answer)(**kwargs)  # type: ignore[no-any-return]
        raise AssertionError(
            f"{type(self).__qualname__} has no method for {request.method!r}, but its rule lets it in. "
            f"Define {method!r}, or take the HTTP method out of 'methods'."
        )
