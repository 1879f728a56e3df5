"""What a failed test in a browser leaves behind: what its pages showed, and what had happened in them.

A trace is opened with ``python -m playwright show-trace FILE``: it has the actions, the console and the requests.
"""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Error

EVIDENCE = Path(__file__).parents[1] / "build" / "evidence"
TIMEOUT = 5_000  # milliseconds; a page that hangs cannot be photographed


def record(context: BrowserContext) -> None:
    """Begin the trace; without pictures and copies of the document, which would slow every test down."""
    context.tracing.start()


def keep(test: str, occasion: str, contexts: list[BrowserContext]) -> Path:
    """Write screenshots and traces of the test with this node id; gives the folder that the `occasion` has of it."""
    folder = EVIDENCE / re.sub(r"[^\w.-]+", "_", test).strip("_") / occasion
    folder.mkdir(parents=True, exist_ok=True)
    for number, context in enumerate(contexts):
        shown = [page for page in context.pages if page.url != "about:blank"]
        for page_number, page in enumerate(shown):
            path = folder / f"page-{number}-{page_number}.png"
            try:
                page.screenshot(path=path, timeout=TIMEOUT, animations="disabled")
            except Error as error:
                path.with_suffix(".txt").write_text(f"{page.url}\n{error}\n", "utf-8")
        context.tracing.stop(path=folder / f"trace-{number}.zip")
        record(context)
    return folder
