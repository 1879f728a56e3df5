"""Key derivation that Pyodide's `hashlib` lacks, with the signatures of the standard library.

Passwords are hashed by these (`werkzeug.security.generate_password_hash`).
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import sys
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

Bytes = bytes | bytearray | memoryview

#: What OpenSSL, and with it the standard library, takes for a `maxmem` of 0.
DEFAULT_MEMORY = 32 * 1024 * 1024
WORD = 0xFFFFFFFF


def pbkdf2_hmac(
    hash_name: str, password: Bytes, salt: Bytes, iterations: int, dklen: int | None = None
) -> bytes:
    """Derive `dklen` bytes (the hash's size by default) from a password (RFC 8018 section 5.2).

    Raises `ValueError` for an unknown hash and for numbers below 1.
    """
    digest = hashlib.new(hash_name)
    length = digest.digest_size if dklen is None else dklen
    if iterations < 1:
        raise ValueError(f"iterations is {iterations}; it must be at least 1.")
    if length < 1:
        raise ValueError(f"dklen is {length}; it must be at least 1.")
    key = bytes(password)
    if len(key) > digest.block_size:
        key = hashlib.new(hash_name, key).digest()
    derived = b""
    block = 0
    while len(derived) < length:
        block += 1
        piece = hmac.digest(key, bytes(salt) + block.to_bytes(4, "big"), hash_name)
        total = int.from_bytes(piece, "big")
        for _ in range(iterations - 1):
            piece = hmac.digest(key, piece, hash_name)
            total ^= int.from_bytes(piece, "big")
        derived += total.to_bytes(digest.digest_size, "big")
    return derived[:length]


def scrypt(
    password: Bytes, *, salt: Bytes, n: int, r: int, p: int, maxmem: int = 0, dklen: int = 64
) -> bytes:
    """Derive `dklen` bytes from a password at a cost in memory (RFC 7914).

    `n` is the number of blocks, a power of two; `r` the size of a block in units of 128 bytes; `p`
    the number of passes; `maxmem` the most memory in bytes, 0 for 32 MiB. Raises `ValueError` for
    parameters that the standard forbids or that need more memory.
    """
    if n < 2 or n & (n - 1):
        raise ValueError(f"n is {n}; it must be a power of 2 greater than 1.")
    if r < 1 or p < 1 or r * p >= 1 << 30:
        raise ValueError(
            f"r is {r} and p is {p}; both must be at least 1, their product below 2^30."
        )
    needed = 128 * r * (n + p + 2)
    allowed = maxmem or DEFAULT_MEMORY
    if needed > allowed:
        raise ValueError(
            f"These parameters need {needed} bytes of memory, maxmem allows {allowed}."
        )
    size = 128 * r
    blocks = pbkdf2_hmac("sha256", password, salt, 1, p * size)
    mixed = b"".join(mix(blocks[at : at + size], n, r) for at in range(0, p * size, size))
    return pbkdf2_hmac("sha256", password, mixed, 1, dklen)


def mix(block: bytes, n: int, r: int) -> bytes:
    """scryptROMix (section 5): in the page by JavaScript, which is some hundred times faster."""
    if sys.platform == "emscripten":
        return mix_in_javascript(block, n, r)
    return mix_in_python(block, n, r)


def mix_in_javascript(block: bytes, n: int, r: int) -> bytes:
    ffi: Any = import_module("pyodide.ffi")
    mixed: bytes = javascript_mixer()(ffi.to_js(block), n, r).to_bytes()
    return mixed


@cache
def javascript_mixer() -> Any:
    code: Any = import_module("pyodide.code")
    return code.run_js(files(__package__).joinpath("scrypt.js").read_text())


def mix_in_python(block: bytes, n: int, r: int) -> bytes:
    words = list(struct.unpack(f"<{32 * r}I", block))
    saved = []
    for _ in range(n):
        saved.append(words)
        words = block_mix(words, r)
    for _ in range(n):
        other = saved[words[16 * (2 * r - 1)] & (n - 1)]
        words = block_mix([a ^ b for a, b in zip(words, other, strict=True)], r)
    return struct.pack(f"<{32 * r}I", *words)


def block_mix(words: list[int], r: int) -> list[int]:
    """scryptBlockMix (section 4)."""
    last = words[-16:]
    even: list[int] = []
    odd: list[int] = []
    for index in range(2 * r):
        piece = words[16 * index : 16 * index + 16]
        last = salsa20_8([a ^ b for a, b in zip(last, piece, strict=True)])
        (odd if index % 2 else even).extend(last)
    return even + odd


#: The quarter rounds of a double round: first down the columns, then along the rows.
QUARTERS = (
    *((0, 4, 8, 12), (5, 9, 13, 1), (10, 14, 2, 6), (15, 3, 7, 11)),
    *((0, 1, 2, 3), (5, 6, 7, 4), (10, 11, 8, 9), (15, 12, 13, 14)),
)


def salsa20_8(words: list[int]) -> list[int]:
    """The Salsa20/8 core (section 3)."""
    x = list(words)
    for _ in range(4):
        for a, b, c, d in QUARTERS:
            x[b] ^= rotated(x[a] + x[d], 7)
            x[c] ^= rotated(x[b] + x[a], 9)
            x[d] ^= rotated(x[c] + x[b], 13)
            x[a] ^= rotated(x[d] + x[c], 18)
    return [(a + b) & WORD for a, b in zip(x, words, strict=True)]


def rotated(value: int, by: int) -> int:
    value &= WORD
    return (value << by | value >> (32 - by)) & WORD
