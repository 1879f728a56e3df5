"""What is read of a source: which names of Flask's it uses."""

import pytest
from tests.conformance.usage import FlaskNames, subclasses, uses

NAMES = FlaskNames(
    modules={
        "flask": {"Flask": None, "cli": "module flask.cli", "app": "module flask.app"},
        "flask.app": {"Flask": None},
        "flask.cli": {"click": "module click", "run_simple": None},
    },
    members={"flask.app.Flask": ["_static_folder", "_check_setup_finished"]},
)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from flask.cli import click", ["flask.cli.click"]),
        ("from flask.cli import click as c", ["flask.cli.click"]),
        ("def f():\n    from flask.cli import click", ["flask.cli.click"]),
        ("import flask\nflask.cli.click.echo()", ["flask.cli.click"]),
        ("import flask.cli as c\nc.click", ["flask.cli.click"]),
        ("from flask import cli\ncli.click", ["flask.cli.click"]),
        ("patch('flask.cli.run_simple')", ["flask.cli.run_simple"]),
        ("import flask\nsetattr(flask.cli, 'run_simple', 1)", ["flask.cli.run_simple"]),
        ("wrap('flask.cli', 'run_simple', f)", ["flask.cli.run_simple"]),
        ("wrap('flask', 'cli.run_simple', f)", ["flask.cli.run_simple"]),
        ("app._static_folder", ["*._static_folder"]),
        ("getattr(app, '_static_folder', None)", ["*._static_folder"]),
        ("from .cli import click", []),
        ("import click\nclick.echo()", []),
        ("'flask.cli.click is a module'", []),
        ("self._static_folder", []),
        ("print 'Python 2'", []),
    ],
)
def test_a_use_is_found(source: str, found: list[str]) -> None:
    assert sorted({name for name, _ in uses(source, NAMES, {})}) == found


def test_the_expression_before_an_underscore_name_is_given() -> None:
    assert list(uses("a.b._static_folder", NAMES, {})) == [("*._static_folder", "a.b")]


def test_what_a_class_overrides_counts_if_it_derives_from_flasks() -> None:
    base = "import flask\nclass Base(flask.Flask): pass"
    source = """
from .base import Base
class Derived(Base):
    _static_folder = None
    def _check_setup_finished(self, name): self._static_folder
class Other:
    def _check_setup_finished(self, name): pass
"""
    derived = subclasses([base, source], NAMES)
    assert derived == {"Base": "flask.app.Flask", "Derived": "flask.app.Flask"}
    names = [name for name, _ in uses(source, NAMES, derived)]
    assert sorted(set(names)) == [
        "flask.app.Flask._check_setup_finished",
        "flask.app.Flask._static_folder",
    ]


def test_a_source_without_any_of_the_words_is_not_worth_parsing() -> None:
    assert NAMES.may_be_in("app._static_folder")
    assert NAMES.may_be_in("import flask")
    assert not NAMES.may_be_in("import quart; app.static_folder")
