"""The application, under the name that extensions import."""

from ..app import Flask as App
from ..held import hold

hold(__name__)

__all__ = ["App"]
