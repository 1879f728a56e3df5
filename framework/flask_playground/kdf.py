"""Key derivation that Pyodide's ``hashlib`` lacks, with the signatures of the standard library.

Passwords are hashed by these (``werkzeug.security.generate_password_hash``).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

#: What OpenSSL, and with it the standard library, takes for a ``maxmem`` of 0.
DEFAULT_MEMORY = 32 * 1024 * 1024


class Uint8Array(Protocol):
    """Bytes of JavaScript, as Pyodide hands them to Python."""

    def to_bytes(self) -> bytes: ...


#: Takes password, salt, n, r, p and the length of the key in bytes.
DeriveKey = Callable[[bytes, bytes, int, int, int, int], Uint8Array]


def pbkdf2_hmac(
    hash_name: str,
    password: ReadableBuffer,
    salt: ReadableBuffer,
    iterations: int,
    dklen: int | None = None,
) -> bytes:
    """Derive a key from a password (RFC 8018 section 5.2).

    :param dklen: its length in bytes, by default that of the hash.
    :raises ValueError: for an unknown hash and for numbers below 1.
    """
    digest = hashlib.new(hash_name)
    length = digest.digest_size if dklen is None else dklen
    if iterations < 1:
        raise ValueError(f"iterations is {iterations}; it must be at least 1.")
    if length < 1:
        raise ValueError(f"dklen is {length}; it must be at least 1.")
    key = as_bytes(password)
    if len(key) > digest.block_size:
        key = hashlib.new(hash_name, key).digest()
    derived = b""
    block = 0
    while len(derived) < length:
        block += 1
        piece = hmac.digest(key, as_bytes(salt) + block.to_bytes(4, "big"), hash_name)
        total = int.from_bytes(piece, "big")
        for _ in range(iterations - 1):
            piece = hmac.digest(key, piece, hash_name)
            total ^= int.from_bytes(piece, "big")
        derived += total.to_bytes(digest.digest_size, "big")
    return derived[:length]


def scrypt_by(derive_key: DeriveKey) -> Callable[..., bytes]:
    """Make a ``hashlib.scrypt`` whose work a function of JavaScript does."""

    def scrypt(
        password: ReadableBuffer,
        *,
        salt: ReadableBuffer,
        n: int,
        r: int,
        p: int,
        maxmem: int = 0,
        dklen: int = 64,
    ) -> bytes:
        """Derive a key from a password at a cost in memory (RFC 7914).

        :param n: the number of blocks, a power of 2.
        :param r: the size of a block, in units of 128 bytes.
        :param p: the number of passes.
        :param maxmem: the most memory to use, in bytes; 0 for 32 MiB.
        :param dklen: the key's length in bytes.
        :raises ValueError: for parameters that the standard forbids, or that need more memory.
        """
        check_parameters(n, r, p, maxmem, dklen)
        return derive_key(as_bytes(password), as_bytes(salt), n, r, p, dklen).to_bytes()

    return scrypt


def check_parameters(n: int, r: int, p: int, maxmem: int, dklen: int) -> None:
    for name, value in {"n": n, "r": r, "p": p, "maxmem": maxmem, "dklen": dklen}.items():
        if not isinstance(value, int):
            raise TypeError(f"{name} is {value!r}; it must be int, not {type(value).__name__}.")
    if n < 2 or n & (n - 1):
        raise ValueError(f"n is {n}; it must be a power of 2 greater than 1.")
    if r < 1 or p < 1 or r * p >= 1 << 30:
        raise ValueError(
            f"r is {r} and p is {p}; both must be at least 1, their product below 2^30."
        )
    if n.bit_length() > 16 * r:
        raise ValueError(f"n is {n}; with r {r} it must be below 2^{16 * r}.")
    if not 0 <= maxmem < 1 << 31:
        raise ValueError(f"maxmem is {maxmem}; it must be below 2^31, and 0 stands for 32 MiB.")
    if dklen < 1:
        raise ValueError(f"dklen is {dklen}; it must be at least 1.")
    needed = 128 * r * (n + p + 2)
    allowed = maxmem or DEFAULT_MEMORY
    if needed > allowed:
        raise ValueError(
            f"These parameters need {needed} bytes of memory, maxmem allows {allowed}."
        )


def as_bytes(data: ReadableBuffer) -> bytes:
    # Not bytes(data): that would take a number for a length.
    return bytes(memoryview(data))
