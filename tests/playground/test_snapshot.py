"""Two interpreters from one snapshot must not draw the same lots."""

import gc
import linecache
import logging
import random
import sys
import tempfile
import time
import uuid
from importlib.util import find_spec

import pytest
import werkzeug.debug

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


@pytest.mark.parametrize(("start", "now"), [(0, 1_000_000_000), (0.0, 1)])
def test_log_records_count_from_the_restore_in_the_unit_of_this_python(monkeypatch, start, now):
    monkeypatch.setattr(logging, "_startTime", start)
    after_restore()
    assert type(logging._startTime) is type(start)
    assert abs(logging._startTime / now - time.time()) < 60


@pytest.mark.parametrize(
    "name", ["_node", "_last_timestamp", "_last_timestamp_v6", "_last_timestamp_v7"]
)
def test_what_numbers_are_counted_from_is_forgotten(monkeypatch, name):
    monkeypatch.setattr(uuid, name, 1, raising=False)
    after_restore()
    assert getattr(uuid, name) is None


def test_the_debugger_draws_the_name_of_the_machine_anew(monkeypatch):
    monkeypatch.setattr("werkzeug.debug._machine_id", b"frozen")
    after_restore()
    assert werkzeug.debug._machine_id is None


def test_nothing_is_missed_where_the_debugger_is_not_there(monkeypatch):
    monkeypatch.delitem(sys.modules, "werkzeug.debug")
    after_restore()
    assert "werkzeug.debug" not in sys.modules


def test_the_time_zone_is_that_of_the_environment(monkeypatch):
    monkeypatch.setenv("TZ", "FAR-9")
    after_restore()
    assert time.timezone == -9 * 3600
    monkeypatch.undo()
    time.tzset()


def test_sources_are_read_anew(tmp_path):
    path = tmp_path / "a.py"
    path.write_text("one")
    assert linecache.getline(str(path), 1) == "one\n"
    after_restore()
    path.write_text("two")
    assert linecache.getline(str(path), 1) == "two\n"


def test_modules_are_looked_for_anew(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    assert find_spec("came_with_the_project") is None
    finder = sys.path_importer_cache[str(tmp_path)]
    (tmp_path / "came_with_the_project.py").touch()
    # As if no time had gone by since the folder was read.
    finder._path_mtime = tmp_path.stat().st_mtime
    assert find_spec("came_with_the_project") is None
    after_restore()
    assert find_spec("came_with_the_project") is not None


def test_what_the_snapshot_holds_is_not_collected_again():
    gc.unfreeze()
    after_restore()
    assert gc.get_freeze_count() > 1000
    gc.unfreeze()
