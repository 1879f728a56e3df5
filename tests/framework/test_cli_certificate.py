"""`--cert` and `--key` of `flask run`."""

from __future__ import annotations

import ssl
import sys
import types
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from flask.cli import run_command

pytestmark = pytest.mark.usefixtures("own_environment")


class TestCertificateOptions:
    def params(self, *arguments: str) -> dict[str, object]:
        return run_command.make_context("run", list(arguments)).params

    @pytest.fixture
    def file(self, tmp_path: Path) -> str:
        path = tmp_path / "file.pem"
        path.touch()
        return str(path.resolve())

    def test_files_make_a_pair_in_either_order(self, file: str) -> None:
        for arguments in (("--cert", file, "--key", file), ("--key", file, "--cert", file)):
            assert self.params(*arguments)["cert"] == (file, file)
        assert self.params("--cert", "file.pem", "--key", "file.pem")["cert"] == (file, file)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("--cert", "file.pem"), 'Required when using "--cert"'),
            (("--key", "file.pem"), '"--cert" must also be specified'),
            (("--cert", "adhoc", "--key", "file.pem"), '"adhoc", "--key" is not used'),
            (("--cert", "tls_context", "--key", "file.pem"), 'SSLContext object, "--key" is not'),
            (("--cert", "no_such_module"), "does not exist"),
            (("--cert", "os"), "does not exist"),
            (("--cert", "folder"), "is a directory"),
        ],
    )
    def test_what_does_not_go_together_is_told(
        self,
        file: str,
        monkeypatch: pytest.MonkeyPatch,
        arguments: tuple[str, ...],
        message: str,
    ) -> None:
        monkeypatch.setitem(sys.modules, "cryptography", types.ModuleType("cryptography"))
        monkeypatch.setitem(sys.modules, "tls_context", ssl.create_default_context())  # type: ignore[arg-type]
        Path("folder").mkdir()
        with pytest.raises(click.BadParameter) as caught:
            self.params(*arguments)
        assert message in caught.value.message
        assert caught.value.format_message().startswith("Invalid value for '--")

    def test_help_says_that_they_take_paths(self) -> None:
        lines = CliRunner().invoke(run_command, ["--help"]).output.splitlines()
        for start in ("  --cert PATH ", "  --key FILE "):
            assert any(line.startswith(start) for line in lines)

    @pytest.mark.parametrize("word", ["adhoc", "AdHoc"])
    def test_adhoc_makes_a_certificate(self, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
        monkeypatch.setitem(sys.modules, "cryptography", types.ModuleType("cryptography"))
        assert self.params("--cert", word)["cert"] == "adhoc"

    @pytest.mark.parametrize(
        ("module", "message"),
        [("ssl", "SSL support"), ("cryptography", "pip install cryptography")],
    )
    def test_a_library_that_is_missing_is_told_of(
        self, monkeypatch: pytest.MonkeyPatch, module: str, message: str
    ) -> None:
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(click.BadParameter) as caught:
            self.params("--cert", "adhoc")
        assert message in caught.value.message
        assert caught.value.format_message().startswith("Invalid value for '--cert': ")
