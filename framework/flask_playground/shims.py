"""Parts of the standard library that Pyodide lacks and a Flask program may reach for."""

from __future__ import annotations

import hashlib
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from . import kdf, loop


def install(derive_key: kdf.DeriveKey | None) -> None:
    """Put in what is missing; what the interpreter has is left alone.

    :param derive_key: what ``hashlib.scrypt`` is made from; without it, there is none.
    """
    if not hasattr(hashlib, "pbkdf2_hmac"):
        hashlib.pbkdf2_hmac = kdf.pbkdf2_hmac
    if derive_key and not hasattr(hashlib, "scrypt"):
        hashlib.scrypt = kdf.scrypt_by(derive_key)
    if sys.platform == "emscripten" and find_spec("asgiref"):
        # Its own would start a thread for the coroutine, or refuse because the page's loop runs.
        asgiref: Any = import_module("asgiref.sync")
        asgiref.async_to_sync = loop.async_to_sync
