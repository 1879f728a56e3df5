"""Programs that end where they should go on, or go on where they should end."""

from __future__ import annotations

from .case import Advice, Case


def exits(case: Case) -> Advice | None:
    """``exit()``, or another way of ending the program."""
    if not isinstance(case.error, SystemExit) or not case.frames:
        return None
    return Advice(
        "The program ends itself here",
        "A web application goes on, to answer the next request: leave exit() out. A view ends by return.",
    )


def stopped_while_loading(case: Case) -> Advice | None:
    """Code at a module's top level that somebody has stopped."""
    if not isinstance(case.error, KeyboardInterrupt) or not case.frames:
        return None
    return Advice(
        "It was stopped at this line",
        "Look for an endless loop or a wait outside of any view: the application answers only when all of the file has run.",
    )


def endless_recursion(case: Case) -> Advice | None:
    if not isinstance(case.error, RecursionError) or not case.frame:
        return None
    return Advice(
        "A function calls itself without end",
        f"“{case.frame.function}” comes back to itself, and no call of it ends. A condition has to stop it.",
    )
