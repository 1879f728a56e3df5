"""Packages of requirements.txt: which are installed, when, and what is said if that fails."""

import asyncio

import pytest

from flask_playground.packages import Packages, Requirements


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


@pytest.mark.parametrize(
    ("text", "requirements"),
    [
        ("requests\nattrs>=23", ["requests", "attrs>=23"]),
        ("\n  requests  \n\n# note\nattrs # why\n", ["requests", "attrs"]),
        ("requests\r\nattrs\r\n", ["requests", "attrs"]),
        ("requests\nrequests\n", ["requests"]),
        ("a[extra]>=1; python_version > '3'\n", ["a[extra]>=1; python_version > '3'"]),
        ("a==1 --hash=sha256:abc\n", ["a==1"]),
        ("a @ https://host/a-1.whl#sha256=1\n", ["a @ https://host/a-1.whl#sha256=1"]),
        ("-r other.txt\n-e .\n--pre\n", []),
        ("Flask==3.0\nwerkzeug\nJinja2>2\nMarkupSafe\n", []),
        ("Flask-Login\n", ["Flask-Login"]),
        ("", []),
    ],
)
def test_the_file_is_read_as_pip_reads_it(text, requirements):
    assert list(Requirements.parse(text).lines) == requirements


def test_a_line_being_typed_waits_for_its_end(packages, index):
    assert provide(packages, "requests\nattr", being_typed=True) is None
    assert provide(packages, "requests\nattrs>=23\n", being_typed=True) is None
    assert [asked for asked, _ in index.asked] == [["requests"], ["attrs>=23"]]


def test_what_is_installed_is_not_asked_for_again(packages, index):
    provide(packages, "requests\n")
    provide(packages, "requests\n# changed\n")
    provide(packages, "requests\nattrs>=23\n")
    assert [asked for asked, _ in index.asked] == [["requests"], ["attrs>=23"]]


def test_what_is_being_installed_is_said(packages, notes):
    provide(packages, "requests\nFlask-Login\n")
    assert notes == ["* Installing requests, Flask-Login\n"]


def test_what_is_passed_over_is_said_once(packages, notes, index):
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


def test_after_a_failure_it_is_tried_again(packages, index):
    assert provide(packages, "later\n")
    index.known.add("later")
    assert provide(packages, "later\n") is None


@pytest.mark.parametrize(
    ("setting", "lines", "asked"),
    [
        (None, "", None),
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


def test_without_an_installer_the_problem_says_so():
    problem = provide(Packages(lambda text: None), "requests\n")
    assert "no installer" in problem["message"]
