"""Key derivation against the vectors of the standards, and against OpenSSL's."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from flask_playground import kdf


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


def test_scrypt_gives_the_vector_of_rfc_7914():
    derived = kdf.scrypt(b"", salt=b"", n=16, r=1, p=1, dklen=64).hex()
    assert derived == (
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
    )


@pytest.mark.parametrize(("n", "r", "p", "dklen"), [(2, 1, 1, 10), (64, 8, 1, 64), (16, 3, 2, 99)])
def test_scrypt_agrees_with_openssl(n, r, p, dklen):
    given = {"salt": b"salt", "n": n, "r": r, "p": p, "dklen": dklen}
    assert kdf.scrypt(b"password", **given) == hashlib.scrypt(b"password", **given)


def test_the_mixer_in_javascript_agrees_with_the_one_in_python():
    source = Path(kdf.__file__).with_name("scrypt.js").read_text()
    block = bytes(range(256)) * 4
    script = f"""
        const mix = (0, eval)({json.dumps(source)});
        const mixed = mix(Uint8Array.from({list(block)}), 32, 8);
        console.log(Buffer.from(mixed).toString("hex"));
    """
    run = subprocess.run(
        ["node", "-e", script], capture_output=True, text=True, timeout=30, check=True
    )
    assert run.stdout.strip() == kdf.mix_in_python(block, 32, 8).hex()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"n": 1}, "n is 1"),
        ({"n": 3}, "n is 3"),
        ({"r": 0}, "r is 0"),
        ({"p": 0}, "p is 0"),
        ({"n": 1 << 20}, "memory"),
        ({"n": 64, "maxmem": 1000}, "maxmem allows 1000"),
    ],
)
def test_scrypt_refuses_what_the_standard_forbids(given, said):
    with pytest.raises(ValueError, match=said):
        kdf.scrypt(b"", **{"salt": b"", "n": 2, "r": 8, "p": 1, **given})


@pytest.mark.parametrize(
    ("given", "said"),
    [(("sha256", b"", b"", 0), "iterations is 0"), (("sha256", b"", b"", 1, 0), "dklen is 0")],
)
def test_pbkdf2_refuses_numbers_below_one(given, said):
    with pytest.raises(ValueError, match=said):
        kdf.pbkdf2_hmac(*given)
