"""Commands run in the tests' own process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from flask import Flask
from flask.cli import FlaskGroup


def invoke(app: Flask, *arguments: str) -> Result:
    """Run `flask` with arguments for an application."""
    return CliRunner().invoke(FlaskGroup(name="flask", create_app=lambda: app), arguments)
