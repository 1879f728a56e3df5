"""Key derivation against the vectors of the standards, and against OpenSSL's.

(What the page's JavaScript gives is tested in Pyodide, by test_pyodide.py.)
"""

import hashlib

import pytest
from tests.playground.openssl import derive_key

from flask_playground import kdf

scrypt = kdf.scrypt_by(derive_key)


@pytest.mark.parametrize(
    ("password", "salt", "iterations", "length", "derived"),
    [
        (b"password", b"salt", 1, 20, "0c60c80f961f0e71f3a9b524af6012062fe037a6"),
        (b"password", b"salt", 2, 20, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"),
        (b"password", b"salt", 4096, 20, "4b007901b765489abead49d926f721d065a429c1"),
        (
            *(b"passwordPASSWORDpassword", b"saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096, 25),
            "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038",
        ),
        (b"pass\0word", b"sa\0lt", 4096, 16, "56fa6aa75548099dcc37d7f03425e0c3"),
    ],
)
def test_pbkdf2_gives_the_vectors_of_rfc_6070(password, salt, iterations, length, derived):
    assert kdf.pbkdf2_hmac("sha1", password, salt, iterations, length).hex() == derived


@pytest.mark.parametrize("name", ["sha1", "sha256", "sha512"])
@pytest.mark.parametrize("password", [b"", b"short", b"x" * 200])
@pytest.mark.parametrize("length", [None, 1, 100])
def test_pbkdf2_agrees_with_openssl(name, password, length):
    ours = kdf.pbkdf2_hmac(name, bytearray(password), memoryview(b"salt"), 3, length)
    assert ours == hashlib.pbkdf2_hmac(name, password, b"salt", 3, length)


def test_pbkdf2_gives_as_many_bytes_as_the_hash_unless_told_otherwise():
    given = ("sha256", b"secret", b"salt", 3)
    assert kdf.pbkdf2_hmac(*given) == hashlib.pbkdf2_hmac(*given)


@pytest.mark.parametrize(
    "given",
    [
        {"n": 2, "r": 1, "p": 1, "dklen": 10},
        {"n": 64, "r": 8, "p": 1},
        {"n": 1 << 15, "r": 1, "p": 1, "dklen": 1},
        {"n": 64, "r": 8, "p": 1, "maxmem": 128 * 8 * (64 + 1 + 2)},
    ],
)
def test_scrypt_has_the_signature_of_the_standard_library(given):
    given = {"salt": bytearray(b"salt"), "maxmem": 0, **given}
    assert scrypt(memoryview(b"password"), **given) == hashlib.scrypt(b"password", **given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"n": 1}, "n is 1"),
        ({"n": 3}, "n is 3"),
        ({"n": 1 << 16, "r": 1}, "below 2.16"),
        ({"r": 0}, "r is 0"),
        ({"r": 1 << 15, "p": 1 << 15}, "product below"),
        ({"p": 1.0}, r"p is 1\.0"),
        ({"dklen": 8.0}, r"dklen is 8\.0"),
        ({"p": 0}, "p is 0"),
        ({"n": 1 << 20}, "memory"),
        ({"n": 64, "maxmem": 1000}, "maxmem allows 1000"),
        ({"maxmem": -1}, "maxmem is -1"),
        ({"maxmem": 1 << 31}, "maxmem is 2147483648"),
        ({"dklen": 0}, "dklen is 0"),
        ({"n": "2"}, "n is '2'"),
        ({"r": 8.0}, r"r is 8\.0"),
        ({"salt": "salt"}, "bytes-like object is required, not 'str'"),
    ],
)
def test_scrypt_refuses_what_openssl_refuses_and_says_why(given, said):
    given = {"salt": b"", "n": 2, "r": 8, "p": 1, **given}
    with pytest.raises((TypeError, ValueError)) as theirs:
        hashlib.scrypt(b"", **given)
    with pytest.raises(theirs.type, match=said):
        scrypt(b"", **given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("sha256", b"", b"", 0), "iterations is 0"),
        (("sha256", b"", b"", 1, 0), "dklen is 0"),
        (("none", b"", b"", 1), "none"),
        (("sha256", "password", b"", 1), "bytes-like object is required, not 'str'"),
        (("sha256", b"", 8, 1), "bytes-like object is required, not 'int'"),
    ],
)
def test_pbkdf2_refuses_what_openssl_refuses_and_says_why(given, said):
    with pytest.raises((TypeError, ValueError)) as theirs:
        hashlib.pbkdf2_hmac(*given)
    with pytest.raises(ValueError if theirs.type is not TypeError else TypeError, match=said):
        kdf.pbkdf2_hmac(*given)
