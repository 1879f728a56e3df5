"""What only a request has, used outside of one."""

from __future__ import annotations

import re

from .case import Advice, Case

DOCS = "quickstart.html#context-locals"


def outside_context(case: Case) -> Advice | None:
    match = re.match(r"Working outside of (request|application) context", str(case.error))
    unable = str(case.error).startswith("Unable to build URLs outside an active request")
    if not isinstance(case.error, RuntimeError) or not (match or unable) or not case.frame:
        return None
    call = case.text.partition("(")[0]
    what = f"“{call}”" if call and len(call) < 30 and "\n" not in call else "This"
    if case.frame.is_module:
        where = (
            "this line runs when the file is imported, long before one comes. Move it into a view."
        )
    else:
        where = "none is being answered here."
    return Advice(
        f"{what} works only while a request is answered",
        f"It asks about the current request, and {where} To try it out: with app.test_request_context():",
        docs=DOCS,
    )
