"""``python -m flask``."""

from .cli.command import main

main()
