"""The application, under the name that extensions import."""

from ..app import Flask as App

__all__ = ["App"]
