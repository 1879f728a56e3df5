"""How an application is found by its name, and what is said when it is not."""

from __future__ import annotations

import functools
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from flask import Flask, current_app
from flask.cli import (
    AppFactoryError,
    AppImportError,
    NoAppException,
    ScriptInfo,
    SeveralAppsError,
    find_app_by_string,
    find_best_app,
    load_app,
    locate_app,
    prepare_import,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working directory; what is imported from it is forgotten again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", sys.path[:])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = set(sys.modules)
    yield Path.cwd()
    for name in set(sys.modules) - before:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]


def write(name: str, source: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(source))


def module(**names: object) -> ModuleType:
    made = ModuleType("shop")
    vars(made).update(names)
    return made


ONE, OTHER = Flask("one"), Flask("other")


class TestFindBestApp:
    @pytest.mark.parametrize(
        "names",
        [
            {"app": ONE, "other": OTHER},
            {"application": ONE, "other": OTHER},
            {"app": ONE, "application": OTHER},
            {"anything": ONE},
            {"first": ONE, "again": ONE},
            {"anything": ONE, "create_app": lambda: OTHER},
            {"create_app": lambda: ONE, "make_app": lambda: OTHER},
            {"make_app": lambda: ONE},
            {"create_app": lambda debug=False, **options: ONE},
            {"create_app": lambda: None, "make_app": lambda: ONE},
            {"app": "not one", "anything": ONE},
            {"current_app": current_app, "anything": ONE},
            {"Flask": Flask, "anything": ONE},
        ],
    )
    def test_the_likeliest_one_is_taken(self, names: dict[str, object]) -> None:
        assert find_best_app(module(**names)) is ONE

    def test_a_subclass_s_instance_is_one(self) -> None:
        class App(Flask):
            pass

        app = App("app")
        assert find_best_app(module(mine=app)) is app

    def test_several_are_named(self) -> None:
        with pytest.raises(SeveralAppsError) as caught:
            find_best_app(module(one=ONE, other=OTHER))
        assert caught.value.format_message() == (
            "Detected multiple Flask applications in module 'shop': one, other. "
            "Say which one is meant, as in 'shop:one'."
        )

    def test_none_at_all_says_how_to_name_one(self) -> None:
        with pytest.raises(NoAppException) as caught:
            find_best_app(module(request="x"))
        assert caught.value.format_message() == (
            "Failed to find Flask application or factory in module 'shop'. "
            "Use 'shop:name' to specify one."
        )

    def test_a_factory_that_needs_arguments_is_shown_with_its_signature(self) -> None:
        def create_app(name: str, *, debug: bool = False) -> Flask:
            return Flask(name)

        with pytest.raises(AppFactoryError) as caught:
            find_best_app(module(create_app=create_app))
        message = caught.value.format_message()
        assert "could not be called without arguments" in message
        assert "missing a required argument: 'name'" in message
        assert "create_app(name: 'str', *, debug: 'bool' = False)" in message
        assert "Use 'shop:create_app(args)'" in message

    def test_a_factory_is_called_as_its_decorator_wants_it(self) -> None:
        def create_app(name: str) -> Flask:
            return {"one": ONE}[name]

        @functools.wraps(create_app)
        def with_its_name() -> Flask:
            return create_app("one")

        assert find_best_app(module(create_app=with_its_name)) is ONE

    def test_a_factory_that_forgets_to_return_is_told_of(self) -> None:
        with pytest.raises(AppFactoryError, match=r"create_app\(\) gives None"):
            find_best_app(module(create_app=lambda: None))

    def test_a_type_error_within_the_factory_is_its_own(self) -> None:
        def create_app() -> Flask:
            raise TypeError("bad value")

        with pytest.raises(TypeError, match="bad value"):
            find_best_app(module(create_app=create_app))


def create_app(name: str = "default", debug: bool = False) -> Flask:
    app = Flask(name)
    app.debug = debug
    return app


class TestFindAppByString:
    @pytest.mark.parametrize(
        ("text", "name", "debug"),
        [
            ("create_app", "default", False),
            ("create_app()", "default", False),
            ("create_app('shop')", "shop", False),
            ('create_app("shop", True)', "shop", True),
            ("create_app(debug=True, name='shop',)", "shop", True),
            (" create_app ( ) ", "default", False),
        ],
    )
    def test_a_factory_is_called_with_literals(self, text: str, name: str, debug: bool) -> None:
        app = find_app_by_string(module(create_app=create_app), text)
        assert (app.name, app.debug) == (name, debug)

    def test_a_variable_is_taken(self) -> None:
        assert find_app_by_string(module(one=ONE, other=OTHER), "other") is OTHER

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("create_app(", "Failed to parse 'create_app(' as an attribute name or function call."),
            ("1 + 1", "Failed to parse '1 + 1' as an attribute name"),
            ("", "Failed to parse '' as an attribute name"),
            ("a.create_app()", "Function reference must be a simple name: 'a.create_app()'."),
            ("create_app(name)", "Failed to parse arguments as literal values: 'create_app(name)'"),
            ("create_app(**{})", "Failed to parse arguments as literal values"),
            ("missing", "Failed to find attribute 'missing' in 'shop'. Applications in it: one."),
            ("create_app(1, 2, 3)", "could not be called with the specified arguments"),
            ("text", "A valid Flask application was not obtained from 'shop:text'"),
            ("text", "it gives an object of type 'str'"),
            ("forgets()", "it gives None (does it return the application?)"),
        ],
    )
    def test_what_is_no_application_is_explained(self, text: str, message: str) -> None:
        names = module(create_app=create_app, one=ONE, text="x", forgets=lambda: None)
        with pytest.raises(NoAppException) as caught:
            find_app_by_string(names, text)
        assert message in caught.value.format_message()

    @pytest.mark.parametrize(("text", "made"), [("forgets", True), ("text", False)])
    def test_a_factory_that_makes_none_is_an_error_of_its_own(self, text: str, made: bool) -> None:
        with pytest.raises(NoAppException) as caught:
            find_app_by_string(module(text="x", forgets=lambda: None), text)
        assert isinstance(caught.value, AppFactoryError) is made

    def test_a_type_error_within_the_factory_is_its_own(self) -> None:
        with pytest.raises(TypeError, match="can only concatenate"):
            find_app_by_string(module(add=lambda x: x + 1), "add('a')")


class TestPrepareImport:
    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("hello", "hello"),
            ("hello.py", "hello"),
            ("package", "package"),
            ("package/__init__.py", "package"),
            ("package/inner/app.py", "package.inner.app"),
            ("package.inner.app", "package.inner.app"),
            ("message.txt", "message.txt"),
        ],
    )
    def test_a_path_or_name_becomes_an_import_name(
        self, folder: Path, path: str, name: str
    ) -> None:
        write("package/__init__.py", "")
        write("package/inner/__init__.py", "")
        assert prepare_import(path) == name
        assert sys.path[0] == str(folder)

    def test_a_folder_that_is_no_package_comes_first_on_the_path(self, folder: Path) -> None:
        assert prepare_import("plain/hello.py") == "hello"
        assert sys.path[0] == str(folder / "plain")

    def test_the_path_does_not_grow(self) -> None:
        prepare_import("hello.py")
        before = sys.path[:]
        prepare_import("other.py")
        assert sys.path == before


class TestLoadApp:
    @pytest.mark.parametrize(
        ("file", "import_path", "name"),
        [
            ("hello.py", "hello", "hello"),
            ("hello.py", "hello.py", "hello"),
            ("hello.py", "hello:app", "hello"),
            ("hello.py", "./hello.py:app", "hello"),
            ("hello.py", "hello:create_app('made')", "made"),
            ("hello.py", "hello:create_app('a:b')", "a:b"),
            ("package/__init__.py", "package", "package"),
            ("plain/hello.py", "plain/hello.py:app", "hello"),
            ("wsgi.py", None, "wsgi"),
            ("app.py", None, "app"),
            ("app.py", "", "app"),
        ],
    )
    def test_every_form_of_a_name_is_found(
        self, file: str, import_path: str | None, name: str
    ) -> None:
        write(
            file,
            """
            from flask import Flask

            app = Flask(__name__)

            def create_app(name):
                return Flask(name)
            """,
        )
        assert load_app(import_path).name == name

    def test_an_absolute_path_is_found(self, folder: Path) -> None:
        write("hello.py", "from flask import Flask\napp = Flask(__name__)")
        assert load_app(f"{folder / 'hello.py'}:app").name == "hello"

    def test_wsgi_py_goes_before_app_py(self) -> None:
        for file in ("app.py", "wsgi.py"):
            write(file, "from flask import Flask\napp = Flask(__name__)")
        assert load_app().name == "wsgi"

    def test_with_nothing_to_load_every_way_is_named(self, folder: Path) -> None:
        with pytest.raises(NoAppException) as caught:
            load_app()
        message = caught.value.format_message()
        for part in ("'flask --app' option", "'FLASK_APP'", "wsgi.py", "app.py", str(folder)):
            assert part in message

    def test_a_missing_module_is_named_with_the_one_that_may_be_meant(self) -> None:
        write("hello.py", "")
        with pytest.raises(AppImportError) as caught:
            load_app("helo")
        message = caught.value.format_message()
        assert message.startswith("Could not import 'helo'. There is no helo.py")
        assert message.endswith("Did you mean 'hello'?")

    def test_a_missing_module_is_looked_for_in_the_folder_that_was_named(
        self, folder: Path
    ) -> None:
        write("plain/hello.py", "")
        with pytest.raises(AppImportError) as caught:
            load_app("plain/helo.py")
        message = caught.value.format_message()
        assert f"in {str(folder / 'plain')!r}. Did you mean 'hello'?" in message

    def test_where_nothing_is_alike_nothing_is_proposed(self) -> None:
        write("unlike.py", "")
        with pytest.raises(AppImportError) as caught:
            load_app("helo")
        assert "Did you mean" not in caught.value.format_message()

    @pytest.mark.parametrize("path", ["hello.inner", "hello.txt"])
    def test_a_module_that_is_not_in_one_that_exists_is_named(self, path: str) -> None:
        write("hello.py", "")
        with pytest.raises(AppImportError, match=f"'hello' is there, but '{path}' is no module"):
            load_app(path)

    def test_an_import_error_in_the_module_is_shown_with_its_traceback(self) -> None:
        write("hello.py", "import json\nimport no_such_module")
        with pytest.raises(AppImportError) as caught:
            load_app("hello")
        message = caught.value.format_message()
        assert message.startswith("While importing 'hello', an ImportError was raised:")
        assert 'hello.py", line 2' in message
        last = message.rstrip().splitlines()[-1]
        assert last == "ModuleNotFoundError: No module named 'no_such_module'"
        assert "flask/cli" not in message
        assert isinstance(caught.value.__cause__, ModuleNotFoundError)

    def test_a_name_that_an_import_does_not_give_is_shown_as_well(self) -> None:
        write("hello.py", "from json import no_such_name")
        with pytest.raises(AppImportError, match="cannot import name 'no_such_name'"):
            load_app("hello")

    @pytest.mark.parametrize(
        ("source", "error"), [("app = (", SyntaxError), ("1 / 0", ZeroDivisionError)]
    )
    def test_other_errors_of_the_module_are_its_own(
        self, source: str, error: type[Exception]
    ) -> None:
        write("hello.py", source)
        with pytest.raises(error):
            load_app("hello")


class TestLocateApp:
    def test_an_empty_name_is_none(self) -> None:
        write("hello.py", "from flask import Flask\napp = Flask(__name__)")
        with pytest.raises(NoAppException, match="Failed to parse ''"):
            locate_app(prepare_import("hello.py"), "")

    def test_a_missing_module_may_be_none(self) -> None:
        assert locate_app("no_such_module", None, raise_if_not_found=False) is None

    def test_an_import_error_in_the_module_may_not(self, folder: Path) -> None:
        write("hello.py", "import no_such_module")
        with pytest.raises(AppImportError):
            locate_app(prepare_import("hello.py"), None, raise_if_not_found=False)


class TestScriptInfo:
    def test_an_application_is_loaded_once(self) -> None:
        info = ScriptInfo(create_app=lambda: Flask("made"))
        assert info.load_app() is info.load_app()

    def test_without_a_name_the_usual_file_is_loaded(self) -> None:
        write("app.py", "import flask\napp = flask.Flask('usual')")
        assert ScriptInfo().load_app().name == "usual"

    @pytest.mark.parametrize(("set_flag", "expected"), [(True, True), (False, False)])
    def test_it_gets_the_debug_mode_of_the_environment(
        self, monkeypatch: pytest.MonkeyPatch, set_flag: bool, expected: bool
    ) -> None:
        monkeypatch.setenv("FLASK_DEBUG", "1")

        def create() -> Flask:
            app = Flask("made")
            app.debug = False
            return app

        info = ScriptInfo(create_app=create, set_debug_flag=set_flag)
        assert info.load_app().debug is expected
