"""What is put in where the interpreter lacks it, and only there."""

import hashlib
import sys

import asgiref.sync
import pytest
from tests.playground.openssl import derive_key
from werkzeug.security import check_password_hash, generate_password_hash

from flask_playground import kdf, loop, shims


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


class TestAsgiref:
    @pytest.fixture(autouse=True)
    def own(self, monkeypatch):
        """What is put in ends with the test."""
        monkeypatch.setattr(asgiref.sync, "async_to_sync", asgiref.sync.async_to_sync)

    def test_in_a_page_coroutines_run_in_a_loop_of_ours(self, monkeypatch):
        monkeypatch.setattr(sys, "platform", "emscripten")
        shims.install(None)
        assert asgiref.sync.async_to_sync is loop.async_to_sync

    def test_elsewhere_in_its_own(self):
        before = asgiref.sync.async_to_sync
        shims.install(None)
        assert asgiref.sync.async_to_sync is before

    def test_it_need_not_be_there(self, monkeypatch):
        before = asgiref.sync.async_to_sync
        monkeypatch.setattr(sys, "platform", "emscripten")
        monkeypatch.setitem(sys.modules, "asgiref", None)
        shims.install(None)
        assert asgiref.sync.async_to_sync is before
