"""What is changed in a module, and what is left alone."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from tests.mutation import equivalents
from tests.mutation.mutants import mutants_of
from tests.mutation.swapping import Functions


def changes(source: str) -> set[tuple[str, str]]:
    return {(each.was, each.becomes) for each in mutants_of("module", dedent(source))}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("f(a == b)", {("f(a == b)", "pass"), ("f(a == b)", "f(a != b)")}),
        ("x = a < b", {("x = a < b", "x = a <= b")}),
        ("x = a and b", {("x = a and b", "x = a or b")}),
        ("x = not a", {("x = not a", "x = a")}),
        ("x = a + b", {("x = a + b", "x = a - b")}),
        (
            "x = [1, True]",
            {("x = [1, True]", "x = [2, True]"), ("x = [1, True]", "x = [1, False]")},
        ),
        (
            "x = 'a', b'b'",
            {
                ("x = ('a', b'b')", "x = ('XXaXX', b'b')"),
                ("x = ('a', b'b')", "x = ('a', b'XXbXX')"),
            },
        ),
        ("x = f(a, b)", {("x = f(a, b)", "x = f(b, a)")}),
        ("x.y = z", {("x.y = z", "pass")}),
        ("raise x", {("raise x", "pass")}),
        ("x = None", {("x = None", "x = True")}),
        ("x = a is None", {("x = a is None", "x = a is not None"), ("x = a is None", "x = not a")}),
        ("def f(a=1): pass", {("def f(a=1):", "def f(a=2):")}),
        ("@d\ndef f(): pass", {("@d", "")}),
        ("def f(): return a", {("return a", "return None")}),
        ("if a: pass", {("if a:", "if not a:")}),
        ("x = [a for a in b if a]", {("x = [a for a in b if a]", "x = [a for a in b if not a]")}),
        ("for a in b: break", {("break", "continue")}),
        ("try: pass\nexcept A: pass", {("except A:", "except ():")}),
        (
            "try: pass\nexcept (A, B): pass",
            {("except (A, B):", f"except {classes}:") for classes in ("()", "(A,)", "(B,)")},
        ),
    ],
)
def test_one_thing_is_changed(source: str, expected: set[tuple[str, str]]) -> None:
    assert changes(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""',
        "def f(a: 1 = b) -> 2: pass",
        "x: int",
        "if TYPE_CHECKING: x.y = 1",
        "@overload\ndef f(a=1): pass",
        "T = TypeVar('T', bound=1 + 1)",
        "Key = str | None",
        "x = cast('int', y)",
        "x = Attribute[str | None](y)",
        "__all__ = ['a']",
        "class C:\n __slots__ = ('a',)",
        "x = 'text of three words'",
        "x = f'the value {y}'",
        "x = SomeError('text')",
        "x = option(help='Text.')",
        "x = lru_cache(maxsize=1)",
        "@cache\ndef f(): pass",
        "@lru_cache(maxsize=2)\ndef f(): pass",
        "assert a == b",
    ],
)
def test_what_no_test_should_hold_is_left_alone(source: str) -> None:
    assert changes(source) == set()


def test_wording_of_errors_and_of_the_log_is_left_alone_and_the_rest_of_them_is_not() -> None:
    source = "raise E('a', 1) from f('b')\nlogger.info('c', 2)"
    assert {becomes for _, becomes in changes(source)} == {
        *("pass", "raise E(1, 'a') from f('b')", "raise E('a', 2) from f('b')"),
        *("logger.info(2, 'c')", "logger.info('c', 3)"),
    }


def test_of_a_long_statement_it_is_shown_what_is_near() -> None:
    names = ", ".join(f"name_{number}" for number in range(20))
    [mutant] = mutants_of("module", f"x = [{names}, 1, {names}]")
    assert mutant.becomes == "… 6, name_17, name_18, name_19, 2, name_0, name_1, name_2, name …"


def test_what_is_alike_is_numbered() -> None:
    source = "def f():\n  x = 1\n  x = 1"
    assert [(each.scope, each.nth) for each in mutants_of("module", source)] == [("f", 1), ("f", 2)]


def test_lines_are_those_that_run_the_change_or_use_what_it_makes() -> None:
    source = "x = 1\nclass C:\n  y = 1\n  def f(self, a=1):\n    b = (\n      1)\n    return self\n"
    lines = {each.line: each.lines for each in mutants_of("module", source)}
    assert lines == {
        1: range(1, 8),
        3: range(2, 8),
        4: range(5, 8),
        6: range(5, 7),
        7: range(7, 8),
    }


def test_an_equivalent_mutant_that_is_no_more_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(equivalents, "LIST", tmp_path / "equivalent.toml")
    entry = '[["module"]]\nin = ""\nwas = "x = 1"\nbecomes = "x = 2"\nreason = "either will do"\n'
    equivalents.LIST.write_text(entry + entry.replace("x = 1", "y = 1"))
    [mutant] = mutants_of("module", "x = 1")
    assert equivalents.reasons()[equivalents.key_of(mutant)] == "either will do"
    with pytest.raises(LookupError, match="'y = 1'") as caught:
        equivalents.check_against([mutant])
    assert "'x = 1'" not in str(caught.value)


def test_functions_are_given_the_code_that_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "swapped.py"
    path.write_text("def outer():\n  return lambda: 'before'\nheld = outer()\n")
    namespace: dict[str, object] = {}
    exec(compile(path.read_text(), str(path), "exec"), namespace)
    outer, held = namespace["outer"], namespace["held"]
    functions = Functions(tmp_path)
    path.write_text("def outer():\n\n  return lambda: 'after'\nheld = outer()\n")
    assert functions.swap(path)
    assert (held(), outer()()) == ("after", "after")  # type: ignore[operator]


def test_a_function_of_other_variables_cannot_be_swapped(tmp_path: Path) -> None:
    path = tmp_path / "swapped.py"
    path.write_text("def outer(a):\n  return lambda: a\nheld = outer(1)\n")
    namespace: dict[str, object] = {}
    exec(compile(path.read_text(), str(path), "exec"), namespace)
    functions = Functions(tmp_path)
    path.write_text("def outer(a):\n  return lambda: None\nheld = outer(1)\n")
    assert not functions.swap(path)
