"""``python -m flask.cli``."""

from .command import main

main()
