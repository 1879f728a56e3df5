"""How often whoever follows a request through the framework has to change file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.benchmarks.request_path import PROMISED, changes

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("request_name", PROMISED)
def test_it_stays_within_what_is_promised(request_name: str, ways: dict[str, list[str]]) -> None:
    assert changes(ways[request_name]) <= PROMISED[request_name]


@pytest.fixture(scope="module")
def ways() -> dict[str, list[str]]:
    """Each request's way, followed in a process of its own: where nothing else has been imported."""
    command = [sys.executable, str(ROOT / "tests/benchmarks/request_path.py"), "--follow"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "framework")}
    result = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    ways: dict[str, list[str]] = json.loads(result.stdout)
    return ways
