"""Every name that a module of Flask 3.1.3 holds is here and means the same, and so is every underscore name of its classes."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.conformance.held_names import identity
from tests.conformance.native import run_with
from tests.framework.samples import samples

HERE = Path(__file__).parent
IN_USE = json.loads((HERE.parent / "framework" / "names_in_use.json").read_text("utf-8"))

# What no program was found to use, copies of Flask's own tests apart.
UNUSED = {
    "flask.t",
    "flask.cli._called_with_wrong_args",
    "flask.cli._path_is_ancestor",
    "flask.sansio.scaffold._find_package_path",
    "flask.testing._werkzeug_version",
}


@pytest.fixture(scope="module")
def held(reference: Path) -> dict[str, dict[str, Any]]:
    return json.loads(run_with(reference, HERE / "held_names.py"))


def test_no_name_of_a_module_is_missing_but_those_that_nothing_uses(held) -> None:
    names = {(module, name) for module, names in held["modules"].items() for name in names}
    missing = {
        f"{module}.{name}"
        for module, name in names
        if not hasattr(importlib.import_module(module), name)
    }
    assert missing == UNUSED


def test_a_name_that_is_not_flasks_own_stands_for_the_same(held) -> None:
    different = {}
    for module, names in held["modules"].items():
        for name, what in names.items():
            if what and f"{module}.{name}" not in UNUSED:
                value = getattr(importlib.import_module(module), name)
                # Where ours is a class, it may derive from the one that Flask holds.
                bases = value.__mro__ if isinstance(value, type) else [value]
                if what not in map(identity, bases):
                    different[f"{module}.{name}"] = value
    assert different == {}


def test_no_underscore_name_of_a_class_is_missing(held) -> None:
    objects = samples()
    assert [
        f"{cls}.{name}"
        for cls, names in held["members"].items()
        for name in names
        if not hasattr(objects[cls], name)
    ] == []


def test_the_list_of_names_in_use_has_names_of_flask_only(held) -> None:
    names = {
        f"{owner}.{n}"
        for kind in ("modules", "members")
        for owner, ns in held[kind].items()
        for n in ns
    }
    assert IN_USE.keys() - names == set()
    assert IN_USE.keys() & UNUSED == set()
