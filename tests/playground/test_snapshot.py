"""Two interpreters from one snapshot must not draw the same lots."""

import logging
import random
import tempfile
import time
import uuid

import pytest

from flask_playground.snapshot import after_restore

pytestmark = pytest.mark.usefixtures("untouched_process")


def lots():
    return [random.random(), next(tempfile._get_candidate_names()), random.getrandbits(64)]


def test_random_numbers_and_names_differ_after_each_restore(monkeypatch):
    frozen = random.getstate()
    monkeypatch.setattr(tempfile, "_name_sequence", None)
    seen = set()
    for _ in range(3):
        random.setstate(frozen)
        after_restore()
        seen.update(lots())
    assert len(seen) == 9


def test_the_name_of_the_machine_is_drawn_anew(monkeypatch):
    monkeypatch.setattr(uuid, "_node", 1)
    after_restore()
    assert uuid.getnode() != 1


def test_log_records_count_from_the_restore(monkeypatch):
    monkeypatch.setattr(logging, "_startTime", 0)
    after_restore()
    record = logging.LogRecord("a", logging.INFO, "a.py", 1, "text", None, None)
    assert abs(record.created * 1000 - time.time() * 1000) < 60_000
    assert logging._startTime > 1e9
