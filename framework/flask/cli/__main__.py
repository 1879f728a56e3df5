"""`python -m flask.cli`."""

from . import main

main()
