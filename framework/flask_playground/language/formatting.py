"""Python's usual form, by black. It is imported when it is first asked for: most who write never do."""

from __future__ import annotations

from .messages import Formatted


def formatted(text: str) -> Formatted:
    """Give ``text``, a Python module, in its usual form; or say why it cannot be read."""
    import black
    from black.parsing import InvalidInput

    try:
        return Formatted(text=black.format_str(text, mode=black.Mode()), problem="")
    except InvalidInput as error:
        return Formatted(text=None, problem=str(error))
