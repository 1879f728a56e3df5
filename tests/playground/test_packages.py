"""Packages of requirements.txt: which are installed, when, and what is told if that fails."""

import asyncio
import sys
from types import ModuleType

import pytest

from flask_playground.packages import Packages


class Index:
    """An installer that knows some packages."""

    def __init__(self, *known):
        self.known = set(known)
        self.asked = []

    async def install(self, requirements, index_urls):
        self.asked.append((requirements, index_urls))
        unknown = [each for each in requirements if each not in self.known]
        if unknown:
            raise ValueError(f"Can't find a pure Python 3 wheel for: '{unknown[0]}'\nSee: FAQ")


@pytest.fixture
def index():
    return Index("requests", "attrs>=23", "Flask-Login")


@pytest.fixture
def notes():
    return []


@pytest.fixture
def packages(index, notes):
    return Packages(notes.append, installer=index.install)


def provide(packages, text, **options):
    return asyncio.run(packages.provide(text, **options))


def test_a_line_being_typed_waits_for_its_end(packages, index):
    assert provide(packages, "requests\nattr", incomplete=True) is None
    assert provide(packages, "requests\nattrs>=23\n", incomplete=True) is None
    assert [asked for asked, _ in index.asked] == [["requests"], ["attrs>=23"]]


def test_a_line_without_an_end_counts_where_nothing_is_being_typed(packages, index):
    assert provide(packages, "requests") is None
    assert [asked for asked, _ in index.asked] == [["requests"]]


def test_what_is_installed_is_not_asked_for_again(packages, index):
    provide(packages, "requests\n")
    provide(packages, "requests\n# changed\n")
    provide(packages, "requests\nattrs>=23\n")
    assert [asked for asked, _ in index.asked] == [["requests"], ["attrs>=23"]]


def test_what_is_being_installed_is_said(packages, notes):
    provide(packages, "requests\nFlask-Login\n")
    assert notes == ["* Installing requests, Flask-Login\n"]


def test_what_is_ignored_is_said_once(packages, notes, index):
    for _ in range(2):
        provide(packages, "Flask==2.0\n-r more.txt\n")
    assert index.asked == []
    assert len(notes) == 2
    assert "Flask==2.0" in notes[0]
    assert "-r more.txt" in notes[1]


def test_a_package_that_cannot_be_had_is_a_problem_at_its_line(packages):
    problem = provide(packages, "# mine\nrequests\nnumpy_like\n")
    assert problem["kind"] == "packages"
    assert problem["message"] == "Can't find a pure Python 3 wheel for: 'numpy_like'"
    assert problem["place"] == {"path": "requirements.txt", "line": 3}
    assert "pure Python" in problem["hint"]


def test_a_problem_that_names_no_package_stands_at_the_first_missing(notes):
    async def fail(requirements, index_urls):
        raise OSError("The network is down")

    problem = provide(Packages(notes.append, installer=fail), "# mine\nrequests\nattrs\n")
    assert problem["place"]["line"] == 2


def test_a_package_is_found_by_its_whole_name(packages, index):
    index.known |= {"num", "numpy"}
    problem = provide(packages, "num\nnumpy\nnumpy_Like>2\n")
    assert problem["place"]["line"] == 3


def test_a_line_that_is_no_requirement_is_a_problem_and_nothing_is_installed(packages, index):
    problem = provide(packages, "requests\n\nflask login\n")
    assert index.asked == []
    assert problem["kind"] == "packages"
    assert "'flask login' is not a requirement" in problem["message"]
    assert problem["place"] == {"path": "requirements.txt", "line": 3}
    assert "attrs>=23" in problem["hint"]


def test_after_a_failure_it_is_tried_again(packages, index):
    assert provide(packages, "later\n")
    index.known.add("later")
    assert provide(packages, "later\n") is None


@pytest.mark.parametrize(
    ("setting", "lines", "asked"),
    [
        (None, "", None),
        ([], "", []),
        (["https://site/simple"], "", ["https://site/simple"]),
        (["https://site/simple"], "-i https://mine/simple/\n", ["https://mine/simple"]),
        (
            None,
            "--index-url=https://a/simple\n--extra-index-url https://b/simple\n",
            ["https://a/simple", "https://b/simple"],
        ),
    ],
)
def test_the_index_is_the_projects_or_the_sites_or_the_installers(index, setting, lines, asked):
    packages = Packages(lambda text: None, setting, index.install)
    provide(packages, f"{lines}requests\n")
    assert index.asked == [(["requests"], asked)]


def test_micropip_is_the_installer(index, monkeypatch):
    micropip = ModuleType("micropip")
    micropip.install = index.install
    monkeypatch.setitem(sys.modules, "micropip", micropip)
    assert provide(Packages(lambda text: None, ["https://site/simple"]), "requests\n") is None
    assert index.asked == [(["requests"], ["https://site/simple"])]


def test_without_an_installer_the_problem_says_so():
    problem = provide(Packages(lambda text: None), "requests\n")
    assert "no installer" in problem["message"]
