"""What the page's JavaScript does for `hashlib.scrypt`, done by the OpenSSL of this interpreter."""

from __future__ import annotations

from hashlib import scrypt


class ForeignBytes(bytes):
    """Bytes that have to be converted, as those of JavaScript have."""

    def to_bytes(self) -> bytes:
        return bytes(self)


def derive_key(password: bytes, salt: bytes, n: int, r: int, p: int, length: int) -> ForeignBytes:
    most = (1 << 31) - 1
    return ForeignBytes(scrypt(password, salt=salt, n=n, r=r, p=p, dklen=length, maxmem=most))
