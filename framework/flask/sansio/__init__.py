"""Names that extensions import from here; their homes are elsewhere."""
