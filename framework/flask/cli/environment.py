"""Environment variables from files."""

from __future__ import annotations

import os

import click

ENVIRONMENT_FILES = (".flaskenv", ".env")
"""The files that are looked for, the stronger one last."""


def load_dotenv(path: str | os.PathLike[str] | None = None, load_defaults: bool = True) -> bool:
    """Set environment variables from a file, from ``.env`` and from ``.flaskenv``, in this order of precedence.

    Variables that are set already stay as they are. The two files are looked for in the working directory and
    upwards. Needs python-dotenv; without it, nothing happens but a hint where there are files to load.

    :param path: a file to load as well.
    :param load_defaults: whether to load ``.env`` and ``.flaskenv``.
    :returns: whether any file gave a variable.
    """
    try:
        import dotenv
    except ImportError:
        if path or any(map(os.path.isfile, ENVIRONMENT_FILES)):
            tip = " * Tip: There are .env files present. Install python-dotenv to use them."
            click.secho(tip, fg="yellow", err=True)
        return False

    defaults = ENVIRONMENT_FILES if load_defaults else ()
    files = [found for name in defaults if (found := dotenv.find_dotenv(name, usecwd=True))]
    if path and os.path.isfile(path):
        files.append(os.fspath(path))
    variables: dict[str, str | None] = {}
    for file in files:
        variables |= dotenv.dotenv_values(file, encoding="utf-8")
    for name, value in variables.items():
        if value is not None:
            os.environ.setdefault(name, value)
    return bool(variables)
