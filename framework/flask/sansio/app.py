"""The application, under the name that extensions import."""

from werkzeug.wrappers import Response

from ..app import Flask as App
from ..held import hold

hold(__name__)

__all__ = ["App", "Response"]
