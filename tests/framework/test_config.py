from __future__ import annotations

import json
import os
import textwrap
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flask import Config, Flask
from flask.config import ConfigAttribute


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(tmp_path, {"DEBUG": False})


def write(config: Config, name: str, text: str) -> Path:
    path = Path(config.root_path, name)
    path.write_text(textwrap.dedent(text), "utf-8")
    return path


class TestFromObject:
    def test_only_names_in_capitals_are_taken(self, config: Config) -> None:
        config.from_object(SimpleNamespace(KEY=1, Key=2, key=3, _KEY=4, KEY_2=5))
        assert config == {"DEBUG": False, "KEY": 1, "_KEY": 4, "KEY_2": 5}

    def test_a_class_gives_the_attributes_of_its_bases(self, config: Config) -> None:
        class Base:
            KEY = "base"
            OTHER = "base"

        class Derived(Base):
            KEY = "derived"

        config.from_object(Derived)
        assert (config["KEY"], config["OTHER"]) == ("derived", "base")

    def test_an_instance_gives_its_properties(self, config: Config) -> None:
        class Settings:
            HOST = "db"

            @property
            def URL(self) -> str:
                return f"postgres://{self.HOST}"

        config.from_object(Settings())
        assert config["URL"] == "postgres://db"

    def test_an_import_name_is_imported(self, config: Config) -> None:
        config.from_object("stat")
        assert config["S_IFDIR"] == 0o040000

    def test_an_import_name_that_does_not_exist_is_an_import_error(self, config: Config) -> None:
        with pytest.raises(ImportError, match="no_such_settings"):
            config.from_object("no_such_settings")


class TestFromPyfile:
    def test_an_empty_file_counts_as_loaded(self, config: Config) -> None:
        write(config, "settings.py", "")
        assert config.from_pyfile("settings.py") is True

    def test_a_file_is_run_and_read_as_utf_8(self, config: Config) -> None:
        write(config, "settings.py", "x = 20\nKEY = x + 1\nNAME = 'Flöte'")
        assert config.from_pyfile("settings.py") is True
        assert (config["KEY"], config["NAME"]) == (21, "Flöte")
        assert "x" not in config

    def test_a_file_is_a_module_named_config(self, config: Config) -> None:
        write(config, "settings.py", "NAME = __name__")
        config.from_pyfile("settings.py")
        assert config["NAME"] == "config"

    def test_a_file_knows_its_own_path(self, config: Config) -> None:
        path = write(config, "settings.py", "PATH = __file__")
        config.from_pyfile("settings.py")
        assert config["PATH"] == str(path)

    def test_a_missing_file_is_an_error_that_names_it(self, config: Config) -> None:
        with pytest.raises(FileNotFoundError, match="Unable to load configuration file") as caught:
            config.from_pyfile("missing.py")
        assert str(caught.value).endswith("missing.py'")

    def test_a_missing_file_is_skipped_when_silent(self, config: Config) -> None:
        assert config.from_pyfile("missing.py", silent=True) is False

    def test_an_error_in_the_file_is_not_silenced(self, config: Config) -> None:
        write(config, "settings.py", "open('/no/such/file')")
        with pytest.raises(FileNotFoundError) as caught:
            config.from_pyfile("settings.py", silent=True)
        assert "configuration" not in str(caught.value)


class TestFromEnvvar:
    def test_the_variable_names_the_file(
        self, config: Config, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SETTINGS", str(write(config, "settings.py", "KEY = 1")))
        assert config.from_envvar("SETTINGS") is True
        assert config["KEY"] == 1

    @pytest.mark.parametrize("value", [None, ""])
    def test_a_variable_without_a_value_is_an_error_that_names_it(
        self, config: Config, monkeypatch: pytest.MonkeyPatch, value: str | None
    ) -> None:
        monkeypatch.delenv("SETTINGS", raising=False)
        if value is not None:
            monkeypatch.setenv("SETTINGS", value)
        with pytest.raises(RuntimeError, match="'SETTINGS' is not set"):
            config.from_envvar("SETTINGS")
        assert config.from_envvar("SETTINGS", silent=True) is False


class TestFromFile:
    def test_a_loader_reads_text(self, config: Config) -> None:
        write(config, "settings.json", '{"KEY": "Flöte", "key": 1}')
        assert config.from_file("settings.json", json.load) is True
        assert config == {"DEBUG": False, "KEY": "Flöte"}

    @pytest.mark.parametrize(("options", "kind"), [({}, str), ({"text": False}, bytes)])
    def test_a_loader_is_given_text_unless_it_wants_bytes(
        self, config: Config, options: dict[str, bool], kind: type
    ) -> None:
        write(config, "settings.json", "")
        config.from_file("settings.json", lambda file: {"KIND": type(file.read())}, **options)
        assert config["KIND"] is kind

    def test_a_loader_reads_bytes(self, config: Config) -> None:
        tomllib = pytest.importorskip("tomllib")
        write(config, "settings.toml", "KEY = 'toml'")
        assert config.from_file("settings.toml", tomllib.load, text=False) is True
        assert config["KEY"] == "toml"

    def test_an_empty_mapping_counts_as_loaded(self, config: Config) -> None:
        write(config, "settings.json", "{}")
        assert config.from_file("settings.json", json.load) is True

    def test_a_missing_file_is_an_error_unless_silent(self, config: Config) -> None:
        with pytest.raises(FileNotFoundError, match="Unable to load configuration file"):
            config.from_file("missing.json", json.load)
        assert config.from_file("missing.json", json.load, silent=True) is False


class TestFromMapping:
    def test_keywords_go_over_the_mapping(self, config: Config) -> None:
        assert config.from_mapping({"A": 1, "B": 1, "c": 1}, B=2, d=2) is True
        assert config == {"DEBUG": False, "A": 1, "B": 2}

    def test_pairs_will_do(self, config: Config) -> None:
        config.from_mapping([("A", 1)])  # type: ignore[arg-type]
        assert config["A"] == 1

    def test_two_mappings_will_not(self, config: Config) -> None:
        with pytest.raises(TypeError):
            config.from_mapping({}, {})  # type: ignore[call-arg]


class TestFromPrefixedEnv:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("value", "value"),
            ('"quoted"', "quoted"),
            ("1", 1),
            ("1.5", 1.5),
            ("true", True),
            ("True", "True"),
            ("null", None),
            ('["a", 1]', ["a", 1]),
            ('{"k": "v"}', {"k": "v"}),
            ("{broken", "{broken"),
            ("", ""),
        ],
    )
    def test_values_are_json_or_text(
        self, config: Config, monkeypatch: pytest.MonkeyPatch, text: str, value: Any
    ) -> None:
        monkeypatch.setenv("FLASK_KEY", text)
        assert config.from_prefixed_env() is True
        assert config["KEY"] == value

    def test_the_prefix_is_chosen(self, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OTHER_KEY", "1")
        monkeypatch.setenv("OTHERS_KEY", "2")
        config.from_prefixed_env("OTHER")
        assert config == {"DEBUG": False, "KEY": 1}

    def test_a_loader_of_ones_own_is_used(
        self, config: Config, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FLASK_KEY", "1")
        config.from_prefixed_env(loads=str)
        assert config["KEY"] == "1"

    def test_two_underscores_lead_into_a_dict(
        self, config: Config, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        config["EXISTING"] = {"ok": "default", "inner": {"keep": 1}}
        for name, text in {
            "FLASK_EXISTING__ok": "other",
            "FLASK_EXISTING__inner__new": "2",
            "FLASK_NEW__made__deep": "true",
        }.items():
            monkeypatch.setenv(name, text)
        config.from_prefixed_env()
        if os.name != "nt":  # whose environment has capitals only
            assert config["EXISTING"] == {"ok": "other", "inner": {"keep": 1, "new": 2}}
            assert config["NEW"] == {"made": {"deep": True}}

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=8,
        )
    )
    def test_whatever_json_can_say_comes_back(self, value: Any) -> None:
        # The environment takes ASCII without a null character from JSON.
        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setenv("FLASK_KEY", json.dumps(value))
            config = Config("")
            config.from_prefixed_env()
        assert config["KEY"] == value


class TestGetNamespace:
    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ({}, {"type": "fs", "path": "/img"}),
            ({"lowercase": False}, {"TYPE": "fs", "PATH": "/img"}),
            ({"trim_namespace": False}, {"store_type": "fs", "store_path": "/img"}),
            (
                {"lowercase": False, "trim_namespace": False},
                {"STORE_TYPE": "fs", "STORE_PATH": "/img"},
            ),
        ],
    )
    def test_items_of_a_namespace_are_given(
        self, config: Config, options: dict[str, bool], expected: dict[str, str]
    ) -> None:
        config.from_mapping(STORE_TYPE="fs", STORE_PATH="/img", OTHER=1)
        assert config.get_namespace("STORE_", **options) == expected


def test_the_representation_names_the_class(config: Config) -> None:
    assert repr(config) == "<Config {'DEBUG': False}>"


def test_a_subclass_sees_every_item_that_is_set() -> None:
    class Loud(Config):
        def __setitem__(self, key: str, value: Any) -> None:
            super().__setitem__(key, f"{value}!")

    config = Loud("")
    config.from_mapping(A=1)
    config.from_object(SimpleNamespace(B=2))
    assert config == {"A": "1!", "B": "2!"}


class TestConfigAttribute:
    def test_it_reads_and_writes_the_configuration(self) -> None:
        app = Flask(__name__)
        app.testing = True
        assert app.config["TESTING"] is True
        app.config["TESTING"] = False
        assert app.testing is False

    def test_it_converts_what_is_read(self) -> None:
        class App(Flask):
            limit = ConfigAttribute[int]("LIMIT", get_converter=int)

        app = App(__name__)
        app.config["LIMIT"] = "12"
        assert app.limit == 12

    def test_on_the_class_it_is_itself(self) -> None:
        assert isinstance(Flask.testing, ConfigAttribute)
        assert Flask.testing.__name__ == "TESTING"
