"""What a program overrides or replaces, underscored or not, is called as Flask 3.1.3 calls it: in the same order, with the same."""

import json
from pathlib import Path

import pytest
from tests.conformance.native import ROOT, run_with

HERE = Path(__file__).parent
CLASSES = [
    "flask.app.Flask",
    "flask.blueprints.Blueprint",
    "flask.sansio.blueprints.BlueprintSetupState",
    "flask.cli.AppGroup",
    "flask.cli.FlaskGroup",
    "flask.cli.ScriptInfo",
    "flask.config.Config",
    "flask.ctx.AppContext",
    "flask.ctx.RequestContext",
    "flask.json.provider.DefaultJSONProvider",
    "flask.sessions.SecureCookieSessionInterface",
    "flask.templating.DispatchingJinjaLoader",
    "flask.testing.FlaskCliRunner",
    "flask.testing.FlaskClient",
    "flask.wrappers.Request",
]

# Functions that programs and their tests replace, where they do.
FUNCTIONS = {
    "flask.app": ["get_load_dotenv"],
    "flask.cli": [
        "find_app_by_string",
        "find_best_app",
        "get_debug_flag",
        "is_running_from_reloader",
        "load_dotenv",
        "locate_app",
        "prepare_import",
        "run_simple",
        "show_server_banner",
        "with_appcontext",
    ],
    "flask.debughelpers": ["_dump_loader_info", "explain_template_loading_attempts"],
    "flask.helpers": ["_prepare_send_file_kwargs"],
    "flask.json.tag": ["loads"],
    "flask.sansio.app": ["create_logger", "find_package", "get_debug_flag"],
    "flask.sansio.scaffold": ["get_root_path"],
    "flask.templating": ["_render", "_stream"],
    "flask.testing": ["EnvironBuilder", "_get_werkzeug_version"],
}

# Not called as often as in Flask: what a cookie is set with is asked for when one is set, and the signer is kept.
LESS_OFTEN = {
    "flask.json.provider.DefaultJSONProvider": ("dumps", "loads"),
    "flask.sessions.SecureCookieSessionInterface": ("get_", "should_set_cookie"),
}

Logs = dict[str, list[str]]


@pytest.fixture(scope="module")
def logs(reference: Path) -> tuple[Logs, Logs]:
    """The logs of all runs, with Flask from PyPI and with ours."""
    methods = json.loads(run_with(reference, HERE / "held_names.py"))["methods"]
    runs: dict[str, dict[str, list[str]]] = {"nothing": {}}
    for cls in CLASSES:
        left_out = LESS_OFTEN.get(cls, ())
        names = [name for name in methods[cls] if not name.startswith(left_out)]
        runs[cls] = {cls: names}
        # One alone as well: what is overridden decides whether a shorter way is taken.
        runs |= {f"{cls}.{name}": {cls: [name]} for name in names if name.startswith("_")}
    for module, functions in FUNCTIONS.items():
        runs |= {f"{module}.{name}": {module: [name]} for name in functions}
    given = json.dumps(runs)
    program = HERE / "overriding.py"
    expected, found = (
        json.loads(run_with(flask, program, given)) for flask in (reference, ROOT / "framework")
    )
    return expected, found


@pytest.mark.parametrize("cls", ["nothing", *CLASSES])
def test_overridden_methods_are_called_as_flask_calls_them(cls: str, logs) -> None:
    expected, found = logs
    for run in expected:
        if run == cls or run.startswith(f"{cls}._"):
            assert found[run] == expected[run], run


@pytest.mark.parametrize("module", FUNCTIONS)
def test_replaced_functions_are_called_as_flask_calls_its_own(module: str, logs) -> None:
    expected, found = logs
    for name in FUNCTIONS[module]:
        run = f"{module}.{name}"
        assert found[run] == expected[run], run


def test_the_program_calls_all_of_them(logs) -> None:
    expected, _ = logs
    calls = {run: f"{run.rpartition('.')[2]}(" for run in expected if run not in CLASSES}
    silent = [run for run, call in calls.items() if not any(call in line for line in expected[run])]
    assert silent == ["nothing"]
