"""What a heap snapshot has frozen and a new interpreter must not share with the others made from it."""

from __future__ import annotations

import gc
import linecache
import logging
import random
import sys
import tempfile
import time
import uuid

from .interpreter_state import forget_folders


def after_restore() -> None:
    """Renew what was settled when the snapshot was made.

    To be called once, before any project runs: after a restore, and harmless after a full boot.
    """
    random.seed()
    # Draws names from a generator of its own, made at its first use.
    tempfile._name_sequence = None  # type: ignore[attr-defined]
    for name in ("_node", "_last_timestamp", "_last_timestamp_v6", "_last_timestamp_v7"):
        if hasattr(uuid, name):
            setattr(uuid, name, None)
    debug = sys.modules.get("werkzeug.debug")
    if debug is not None:
        debug._machine_id = None  # type: ignore[attr-defined]
    if hasattr(time, "tzset"):
        time.tzset()
    # `relativeCreated` of log records counts from here, in the unit that this Python has.
    start = logging._startTime  # type: ignore[attr-defined]
    logging._startTime = time.time_ns() if isinstance(start, int) else time.time()  # type: ignore[attr-defined]
    # Files are not part of a snapshot: what is known of folders and sources may be wrong.
    forget_folders()
    linecache.clearcache()
    # What the snapshot holds stays: later collections need not walk it.
    gc.freeze()
