"""Names that extensions import from here; their homes are elsewhere."""

from . import app as app
from . import blueprints as blueprints
from . import scaffold as scaffold
