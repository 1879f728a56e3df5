"""`flask run`, as a process that is talked to over a socket."""

from __future__ import annotations

import os
import ssl
import sys
import sysconfig
import traceback
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result
from tests.framework.serving import TIMEOUT, Server, environment, run_flask

from flask import Flask
from flask.cli import FlaskGroup, NoAppException, show_server_banner

HELLO = """\
from flask import Flask, request

app = Flask(__name__)

@app.route("/")
def hello():
    return "Hello, World!"

@app.route("/debug")
def debug():
    return str(app.debug)

@app.route("/threaded")
def threaded():
    return str(request.environ["wsgi.multithread"])

@app.route("/fail")
def fail():
    cause = "because"
    raise ZeroDivisionError(cause)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "hello.py").write_text(HELLO)
    return tmp_path


def test_an_app_named_by_the_option_is_served(project: Path) -> None:
    with Server("--app", "hello", "run", "--port", "0", cwd=project) as server:
        server.wait_until_running()
        assert server.get() == (200, "Hello, World!")
        assert "".join(server.output).startswith(
            " * Serving Flask app 'hello'\n * Debug mode: off\n"
        )


def test_an_app_named_by_the_environment_is_served(project: Path) -> None:
    with Server("run", "--port", "0", cwd=project, FLASK_APP="hello.py") as server:
        server.wait_until_running()
        assert server.get() == (200, "Hello, World!")


def test_the_installed_command_serves_the_file_app_py(project: Path) -> None:
    (project / "hello.py").rename(project / "app.py")
    command = (str(Path(sysconfig.get_path("scripts")) / "flask"),)
    with Server("run", "--port", "0", cwd=project, command=command) as server:
        server.wait_until_running()
        assert server.get() == (200, "Hello, World!")


def test_host_and_port_come_from_the_environment(project: Path) -> None:
    variables = {"FLASK_APP": "hello", "FLASK_RUN_HOST": "127.0.0.2", "FLASK_RUN_PORT": "0"}
    with Server("run", cwd=project, **variables) as server:
        server.wait_until_running()
        assert server.address.startswith("127.0.0.2:")
        assert server.get() == (200, "Hello, World!")


def test_the_option_goes_before_the_environment(project: Path) -> None:
    arguments = ("--app", "hello", "run", "--host", "127.0.0.3", "--port", "0")
    with Server(*arguments, cwd=project, FLASK_APP="other", FLASK_RUN_HOST="127.0.0.2") as server:
        server.wait_until_running()
        assert server.address.startswith("127.0.0.3:")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "True"),
        (("--with-threads",), "True"),
        (("--without-threads",), "False"),
    ],
)
def test_requests_are_handled_in_threads_unless_told_otherwise(
    project: Path, arguments: tuple[str, ...], expected: str
) -> None:
    with Server("--app", "hello", "run", "--port", "0", *arguments, cwd=project) as server:
        server.wait_until_running()
        assert server.get("/threaded") == (200, expected)


def test_without_debug_mode_an_error_is_a_plain_500(project: Path) -> None:
    with Server("--app", "hello", "run", "--port", "0", cwd=project) as server:
        server.wait_until_running()
        status, page = server.get("/fail")
        assert status == 500
        assert "Internal Server Error" in page
        assert "ZeroDivisionError" not in page
        server.expect("ZeroDivisionError: because")


@pytest.mark.parametrize("where", ["group", "command", "environment"])
def test_debug_mode_shows_an_error_in_the_debugger(project: Path, where: str) -> None:
    arguments = ["--app", "hello", "run", "--port", "0"]
    if where != "environment":
        arguments.insert({"group": 0, "command": 3}[where], "--debug")
    variables = {"FLASK_DEBUG": "1"} if where == "environment" else {}
    with Server(*arguments, cwd=project, **variables) as server:
        server.wait_until_running()
        server.expect("Debugger is active")
        assert server.get("/debug") == (200, "True")
        status, page = server.get("/fail")
        assert status == 500
        assert "ZeroDivisionError: because" in page
        assert "__debugger__=yes" in page


def test_the_debugger_can_be_left_out_of_debug_mode(project: Path) -> None:
    arguments = ("--app", "hello", "--debug", "run", "--port", "0", "--no-debugger", "--no-reload")
    with Server(*arguments, cwd=project) as server:
        server.wait_until_running()
        status, page = server.get("/fail")
        assert status == 500
        assert "__debugger__=yes" not in page


def test_a_changed_file_is_reloaded(project: Path) -> None:
    with Server("--app", "hello", "run", "--debug", "--port", "0", cwd=project) as server:
        server.wait_until_running()
        server.expect("Debugger is active")
        assert server.get() == (200, "Hello, World!")
        (project / "hello.py").write_text(HELLO.replace("World", "Reloader"))
        server.expect(r"Detected change in .*hello\.py")
        server.expect("Debugger is active")
        assert server.get() == (200, "Hello, Reloader!")


def test_an_extra_file_is_watched_and_an_excluded_one_is_not(project: Path) -> None:
    (project / "settings.txt").write_text("one")
    (project / "ignored.py").write_text("")
    arguments = (
        *("--app", "hello", "run", "--port", "0", "--reload"),
        *("--extra-files", "settings.txt", "--exclude-patterns", "*/ignored.py"),
    )
    with Server(*arguments, cwd=project) as server:
        server.wait_until_running()
        assert server.get() == (200, "Hello, World!")
        (project / "ignored.py").write_text("changed = True")
        (project / "settings.txt").write_text("two")
        changed = server.expect(r"Detected change in '(.*)'")[1]
        assert Path(changed).name == "settings.txt"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("from flask import Flask\napp = Flask(__name__\n", "SyntaxError"),
        ("import no_such_module\n", "No module named &#39;no_such_module&#39;"),
        ("raise LookupError('not ready')\n", "LookupError: not ready"),
        ("", "Failed to find Flask application or factory"),
    ],
    ids=["syntax", "import", "exception", "no app"],
)
def test_in_debug_mode_a_module_that_fails_is_shown_in_the_page_and_recovers(
    project: Path, source: str, shown: str
) -> None:
    (project / "hello.py").write_text(source)
    with Server("--app", "hello", "run", "--debug", "--port", "0", cwd=project) as server:
        server.wait_until_running()
        server.expect("Debugger is active")
        status, page = server.get()
        assert status == 500
        assert shown in page
        assert "__debugger__=yes" in page
        (project / "hello.py").write_text(HELLO)
        server.expect("Detected change")
        server.expect("Debugger is active")
        assert server.get() == (200, "Hello, World!")


def test_a_module_that_a_change_breaks_does_not_end_the_server(project: Path) -> None:
    with Server("--app", "hello", "run", "--debug", "--port", "0", cwd=project) as server:
        server.wait_until_running()
        server.expect("Debugger is active")
        # An answer shows that the reloader has looked at the files once.
        assert server.get() == (200, "Hello, World!")
        (project / "hello.py").write_text("app = (")
        server.expect("SyntaxError")
        server.expect("Debugger is active")
        for _ in range(2):
            status, page = server.get()
            assert status == 500
            assert "SyntaxError" in page


def test_an_import_error_in_the_page_names_the_line_of_the_module(project: Path) -> None:
    (project / "hello.py").write_text("import json\nimport no_such_module\n")
    with Server("--app", "hello", "run", "--debug", "--port", "0", cwd=project) as server:
        server.wait_until_running()
        _, page = server.get()
        assert "hello.py" in page
        assert "import no_such_module" in page


def test_without_debug_mode_a_module_that_fails_ends_the_command(project: Path) -> None:
    (project / "hello.py").write_text("import no_such_module\n")
    done = run_flask("--app", "hello", "run", "--port", "0", cwd=project)
    assert done.returncode == 2
    assert "While importing 'hello', an ImportError was raised" in done.stderr
    assert "No module named 'no_such_module'" in done.stderr


def test_a_start_with_nothing_to_load_fails_also_in_debug_mode(tmp_path: Path) -> None:
    done = run_flask("run", "--debug", "--port", "0", cwd=tmp_path)
    assert done.returncode == 2
    assert "'flask --app' option" in done.stderr


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Any, dict[str, Any]]]:
    """For tests in this process: what the server was to serve, and how. It does not run."""
    calls: list[tuple[Any, dict[str, Any]]] = []

    def run_simple(host: str, port: int, app: Any, **options: Any) -> None:
        calls.append((app, {"host": host, "port": port, **options}))

    monkeypatch.setattr("flask.cli.run.run_simple", run_simple)
    monkeypatch.setattr("os.environ", environment())
    monkeypatch.setattr("sys.path", sys.path[:])
    monkeypatch.chdir(tmp_path)
    return calls


DEFAULTS = {
    "host": "127.0.0.1",
    "port": 5000,
    "use_reloader": False,
    "use_debugger": False,
    "threaded": True,
    "ssl_context": None,
    "extra_files": None,
    "exclude_patterns": None,
}


@pytest.mark.parametrize(
    ("arguments", "changed"),
    [
        ([], {}),
        (["-h", "0.0.0.0", "-p", "80"], {"host": "0.0.0.0", "port": 80}),
        (["--debug"], {"use_reloader": True, "use_debugger": True}),
        (["--debug", "--no-reload"], {"use_debugger": True}),
        (["--debug", "--no-debugger"], {"use_reloader": True}),
        (["--reload"], {"use_reloader": True}),
        (["--debugger"], {"use_debugger": True}),
        (["--without-threads"], {"threaded": False}),
        (["--extra-files", "a"], {"extra_files": ["a"]}),
        (["--exclude-patterns", os.pathsep.join("ab")], {"exclude_patterns": ["a", "b"]}),
    ],
)
def test_the_options_go_to_the_server(
    app: Flask, calls: list[Any], arguments: list[str], changed: dict[str, Any]
) -> None:
    group = FlaskGroup(name="flask", create_app=lambda: app)
    assert CliRunner().invoke(group, ["run", *arguments]).exit_code == 0
    assert calls == [(app, DEFAULTS | changed)]


@pytest.mark.parametrize(
    ("debug", "name", "printed"),
    [
        (True, "hello", " * Serving Flask app 'hello'\n * Debug mode: on\n"),
        (False, "hello", " * Serving Flask app 'hello'\n * Debug mode: off\n"),
        (False, "", " * Serving Flask app ''\n * Debug mode: off\n"),
        (None, None, ""),
    ],
)
def test_the_banner_says_what_is_known(
    capsys: pytest.CaptureFixture[str], debug: bool | None, name: str | None, printed: str
) -> None:
    show_server_banner(debug, name)
    assert capsys.readouterr().out == printed


def test_a_reloader_s_process_does_not_repeat_the_banner(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WERKZEUG_RUN_MAIN", "true")
    show_server_banner(True, "hello")
    assert capsys.readouterr().out == ""


class TestWhatCannotBeLoaded:
    def run(self, error: Exception | None, *arguments: str) -> Result:
        def create_app() -> Flask:
            assert error is not None
            raise error

        group = FlaskGroup(name="flask", create_app=create_app if error else None)
        return CliRunner().invoke(group, ["run", *arguments])

    @pytest.mark.parametrize("error", [LookupError("not ready"), NoAppException("no app")])
    def test_is_served_as_its_error_where_debugger_and_reloader_are(
        self, calls: list[Any], error: Exception
    ) -> None:
        result = self.run(error, "--debug")
        assert (result.exit_code, result.stderr) == (0, "")
        shown = []
        for _ in range(2):
            with pytest.raises(type(error)) as caught:
                calls[0][0]({}, None)
            assert caught.value is error
            shown.append([frame.name for frame in traceback.extract_tb(error.__traceback__)])
        assert shown[0][-1] == "create_app"
        assert shown[0] == shown[1], "grows at each request"

    @pytest.mark.parametrize(
        "arguments", [[], ["--reload"], ["--debugger"], ["--debug", "--no-debugger"]]
    )
    def test_ends_the_command_without_one_of_them(
        self, calls: list[Any], arguments: list[str]
    ) -> None:
        assert isinstance(self.run(LookupError(), *arguments).exception, LookupError)
        assert self.run(NoAppException("no app"), *arguments).exit_code == 2
        assert calls == []

    def test_ends_the_command_where_no_file_is_there_to_change(self, calls: list[Any]) -> None:
        assert self.run(None, "--debug").exit_code == 2
        assert calls == []

    def test_is_served_where_nothing_is_named_but_the_usual_file_fails(
        self, calls: list[Any]
    ) -> None:
        Path("wsgi.py").write_text("raise LookupError('not ready')")
        assert self.run(None, "--debug").exit_code == 0
        with pytest.raises(LookupError, match="not ready"):
            calls[0][0]({}, None)

    @pytest.mark.parametrize(
        ("error", "begin", "end"),
        [
            (NoAppException("no app"), "Error: no app\n", "\n"),
            (LookupError("not ready"), "Traceback ", "LookupError: not ready\n"),
        ],
    )
    def test_is_printed_and_served_by_a_reloader_s_process(
        self, calls: list[Any], error: Exception, begin: str, end: str
    ) -> None:
        os.environ["WERKZEUG_RUN_MAIN"] = "true"
        result = self.run(error, "--reload")
        assert (result.exit_code, len(calls)) == (0, 1)
        assert result.stderr.startswith(begin)
        assert result.stderr.endswith(end)


def test_app_run_in_a_module_does_not_start_a_second_server(project: Path) -> None:
    (project / "hello.py").write_text(f"{HELLO}\napp.run(port=0)\n")
    with Server("--app", "hello", "run", "--port", "0", cwd=project) as server:
        server.wait_until_running()
        assert server.get() == (200, "Hello, World!")


def test_app_run_serves_a_script(project: Path) -> None:
    (project / "hello.py").write_text(f"{HELLO}\napp.run(port=0)\n")
    with Server("hello.py", cwd=project, command=(sys.executable,)) as server:
        server.wait_until_running()
        assert server.get() == (200, "Hello, World!")


def test_a_port_that_is_taken_is_named(project: Path) -> None:
    with Server("--app", "hello", "run", "--port", "0", cwd=project) as server:
        server.wait_until_running()
        port = server.address.partition(":")[2]
        done = run_flask("--app", "hello", "run", "--port", port, cwd=project)
        assert done.returncode != 0
        assert f"Port {port} is in use" in done.stderr


# Cipher suites without a certificate, so that the test needs none.
TLS = """\
import ssl

def anonymous(purpose):
    context = ssl.SSLContext(purpose)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("aNULL:@SECLEVEL=0")
    return context

context = anonymous(ssl.PROTOCOL_TLS_SERVER)
"""


def test_an_ssl_context_named_by_its_import_serves_https(project: Path) -> None:
    (project / "tls.py").write_text(TLS)
    names: dict[str, Any] = {}
    exec(TLS, names)
    arguments = ("--app", "hello", "run", "--port", "0", "--cert", "tls.context")
    with Server(*arguments, cwd=project) as server:
        server.wait_until_running()
        trust = names["anonymous"](ssl.PROTOCOL_TLS_CLIENT)
        with urlopen(f"https://{server.address}/", context=trust, timeout=TIMEOUT) as response:
            assert response.read() == b"Hello, World!"


def test_an_adhoc_certificate_without_cryptography_says_what_to_install(project: Path) -> None:
    (project / "cryptography.py").write_text("raise ImportError('hidden by the test')")
    done = run_flask("--app", "hello", "run", "--cert", "adhoc", cwd=project)
    assert done.returncode == 2
    assert "Using ad-hoc certificates requires the cryptography library" in done.stderr
    assert "pip install cryptography" in done.stderr
