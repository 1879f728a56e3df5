"""Parts of the standard library that Pyodide lacks and a Flask program may reach for."""

from __future__ import annotations

import hashlib
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from . import kdf, loop


def install() -> None:
    """Put in what is missing; what the interpreter has is left alone."""
    for name in ("pbkdf2_hmac", "scrypt"):
        if not hasattr(hashlib, name):
            setattr(hashlib, name, getattr(kdf, name))
    if sys.platform == "emscripten" and find_spec("asgiref"):
        # Its own would start a thread for the coroutine, or refuse because the page's loop runs.
        asgiref: Any = import_module("asgiref.sync")
        asgiref.async_to_sync = loop.async_to_sync
