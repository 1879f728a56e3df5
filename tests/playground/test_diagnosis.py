"""What is told about an exception: in one line, at its place, with the frames that the user wrote."""

import linecache

import pytest

from flask_playground.diagnosis.problem import of_load
from flask_playground.diagnosis.tracebacks import format_exception


@pytest.fixture
def raised(tmp_path):
    """Run a source as a project's file and give the exception that comes of it."""

    def run(source, name="app.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
        linecache.checkcache(str(path))
        try:
            exec(compile(source, str(path), "exec"), {"__name__": "app"})
        except BaseException as error:
            return error
        raise AssertionError("nothing was raised")

    return run


@pytest.mark.parametrize(
    ("source", "kind", "message"),
    [
        ("x = = 1", "syntax", "SyntaxError: invalid syntax"),
        ("if 1:\nx", "syntax", "IndentationError: expected an indented block"),
        ("if 1:\n\tx\n        y", "syntax", "TabError"),
        ("compile('x = = 1', '<text>', 'exec')", "import", "SyntaxError: invalid syntax"),
        ("import nope", "import", "ModuleNotFoundError: No module named 'nope'"),
        ("from os import pth", "import", "ImportError: cannot import name 'pth' from 'os'"),
        ("value = 1\nvalu", "import", "NameError: name 'valu' is not defined"),
        ("raise ValueError('a\\nb')", "import", "ValueError: a b"),
        ("raise ValueError", "import", "ValueError"),
        ("raise SystemExit(2)", "import", "SystemExit: 2"),
    ],
)
def test_an_exception_becomes_one_line(raised, tmp_path, source, kind, message):
    problem = of_load(raised(source), tmp_path)
    assert problem["kind"] == kind
    assert problem["message"].startswith(message)
    assert "\n" not in problem["message"]


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("x = 1 +\n", (1, 8)),
        ("print('a'\n", (1, 6, 1, 7)),
        ("a = 1\nb = 2 3\n", (2, 7, 2, 8)),
        ("s = '\U0001f600'; b = 2 3\n", (1, 17, 1, 18)),
        ("a = 1\nundefined\n", (2, 1, 2, 10)),
        ("s = '\U0001f600\u00e9' + undefined\n", (1, 13, 1, 22)),
        ("def f():\n    return g()\ndef g():\n    return 1 / 0\nf()\n", (4, 12, 4, 17)),
        ("import json\njson.loads('{')\n", (2, 1, 2, 16)),
    ],
)
def test_the_place_is_counted_as_the_editor_counts(raised, tmp_path, source, place):
    found = of_load(raised(source), tmp_path)["place"]
    names = ("line", "column", "endLine", "endColumn")
    assert found == {"path": "app.py", **dict(zip(names, place, strict=False))}


def test_a_file_in_a_folder_is_named_with_slashes(raised, tmp_path):
    problem = of_load(raised("1 / 0", "site/views/a.py"), tmp_path)
    assert problem["place"]["path"] == "site/views/a.py"


def test_an_exception_outside_the_project_has_no_place(tmp_path):
    problem = of_load(ValueError("elsewhere"), tmp_path)
    assert "place" not in problem


def test_the_traceback_begins_in_the_project(raised, tmp_path):
    report = format_exception(raised("import json\njson.loads('{')\n"), tmp_path)
    frames = [line for line in report.splitlines() if line.startswith("  File")]
    assert "app.py" in frames[0]
    assert "decoder.py" in frames[-1]
    assert not any("test_diagnosis.py" in frame for frame in frames)


def test_the_frames_of_a_cause_are_cut_too(raised, tmp_path):
    source = "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('b') from e\n"
    report = format_exception(raised(source), tmp_path)
    assert "direct cause" in report
    assert "test_diagnosis.py" not in report
