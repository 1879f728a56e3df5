"""The ``flask`` command itself."""

from __future__ import annotations

from .group import FlaskGroup

cli = FlaskGroup(
    name="flask",
    help="""\
Serve and manage a Flask application.

The application is named by the '--app' option or the 'FLASK_APP' environment variable. Without a name, the file
'wsgi.py' or 'app.py' in the current directory is loaded.
""",
)


def main() -> None:
    """Run the ``flask`` command with the program's arguments."""
    cli.main()
