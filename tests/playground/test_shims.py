"""What is put in where the interpreter lacks it, and only there."""

import hashlib

from tests.playground.openssl import derive_key
from werkzeug.security import check_password_hash, generate_password_hash

from flask_playground import kdf, shims


def test_passwords_can_be_hashed_where_hashlib_has_no_key_derivation(monkeypatch):
    native = generate_password_hash("secret", "scrypt:128:8:1")
    monkeypatch.delattr(hashlib, "scrypt")
    monkeypatch.delattr(hashlib, "pbkdf2_hmac")
    shims.install(derive_key)
    assert hashlib.pbkdf2_hmac is kdf.pbkdf2_hmac
    assert check_password_hash(native, "secret")
    for method in ("scrypt:128:8:1", "pbkdf2:sha256:10"):
        stored = generate_password_hash("secret", method)
        assert check_password_hash(stored, "secret")
        assert not check_password_hash(stored, "other")


def test_what_the_interpreter_has_is_left_alone():
    before = hashlib.scrypt, hashlib.pbkdf2_hmac
    shims.install(derive_key)
    assert (hashlib.scrypt, hashlib.pbkdf2_hmac) == before


def test_without_a_function_to_derive_keys_there_is_no_scrypt(monkeypatch):
    monkeypatch.delattr(hashlib, "scrypt")
    shims.install(None)
    assert not hasattr(hashlib, "scrypt")
