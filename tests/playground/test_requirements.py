"""How a requirements.txt is read: what is wanted, what is ignored and why, what is no requirement."""

import pytest

from flask_playground.requirements import InvalidLine, Requirements


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("requests\nattrs>=23", {"requests": 1, "attrs>=23": 2}),
        ("\n  requests  \n\n# note\nattrs # why\n", {"requests": 2, "attrs": 5}),
        ("requests\r\nattrs\r\n", {"requests": 1, "attrs": 2}),
        ("requests\nrequests\n", {"requests": 1}),
        ("attrs >= 23, < 26\n", {"attrs<26,>=23": 1}),
        ("a[extra]>=1\n", {"a[extra]>=1": 1}),
        ("a; python_version > '3'\n", {'a; python_version > "3"': 1}),
        ("a @ https://host/a-1.whl#sha256=1\n", {"a @ https://host/a-1.whl#sha256=1": 1}),
        (
            "https://host/some_package-1-py3-none-any.whl?x#y\n",
            {"https://host/some_package-1-py3-none-any.whl?x#y": 1},
        ),
        ("http://host/a-1-py3-none-any.whl\n", {"http://host/a-1-py3-none-any.whl": 1}),
        ("Flask-Login\n", {"Flask-Login": 1}),
        ("a \\\n >=1\nb\n", {"a>=1": 1, "b": 3}),
        ("a==1 \\\n  --hash=sha256:1 \\\n  --hash=sha256:2\nb\n", {"a==1": 1, "b": 4}),
        ("a \\\n# note\nb\n", {"a": 1, "b": 3}),
        ("a \\", {"a": 1}),
        ("\\\n\\\na\n", {"a": 1}),
        ("", {}),
    ],
)
def test_requirements_are_found_with_the_lines_on_which_they_begin(text, wanted):
    requirements = Requirements.parse(text)
    assert {each.text: each.line for each in requirements.wanted} == wanted


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Some_Package[extra]>1", "some-package"),
        ("https://host/Some_Package-1-py3-none-any.whl", "some-package"),
    ],
)
def test_the_name_of_a_package_is_normalized(line, name):
    assert [each.name for each in Requirements.parse(line).wanted] == [name]


@pytest.mark.parametrize(
    ("line", "ignored"),
    [
        ("Flask==3.0", {"Flask==3.0": "the playground brings its own."}),
        ("MARKUPSAFE", {"MARKUPSAFE": "the playground brings its own."}),
        *[
            (name, {name: "the playground brings its own."})
            for name in ("werkzeug", "jinja2", "itsdangerous", "click", "blinker")
        ],
        (
            "--constraint v.txt",
            {
                "--constraint v.txt": "only this file is read; write the versions into its requirements."
            },
        ),
        (
            "a; sys_platform == 'other'",
            {'a; sys_platform == "other"': "its marker does not hold for the page's Python."},
        ),
        (
            "-r more.txt",
            {"-r more.txt": "only this file is read; write the requirements into it."},
        ),
        (
            "--requirement=more.txt",
            {"--requirement=more.txt": "only this file is read; write the requirements into it."},
        ),
        (
            "-c versions.txt",
            {
                "-c versions.txt": "only this file is read; write the versions into its requirements."
            },
        ),
        (
            "-e .[extra]",
            {
                "-e .[extra]": "a page cannot build a package; "
                "the project's own modules can be imported as they are."
            },
        ),
        (
            "--pre --trusted-host host",
            {
                "--pre": "the installer of the page has no such option.",
                "--trusted-host host": "the installer of the page has no such option.",
            },
        ),
    ],
)
def test_what_has_no_effect_in_a_page_is_ignored_with_the_reason(line, ignored):
    requirements = Requirements.parse(f"{line}\n")
    assert (requirements.wanted, requirements.ignored) == ([], ignored)


def test_hashes_of_a_requirement_are_ignored_and_told_once():
    requirements = Requirements.parse("a --hash=sha256:1 --hash=sha256:2\nb --hash sha256:3\n")
    assert [each.text for each in requirements.wanted] == ["a", "b"]
    assert requirements.ignored == {"--hash": "the installer of the page does not compare hashes."}


@pytest.mark.parametrize(
    "line",
    [
        "-i https://host/simple/",
        "--index-url=https://host/simple",
        "--extra-index-url https://host/simple --pre",
    ],
)
def test_the_url_of_an_index_is_taken_from_the_options(line):
    assert Requirements.parse(line).index_urls == ["https://host/simple"]


@pytest.mark.parametrize(
    "line",
    [
        "two words",
        "a>>1",
        "./folder",
        "./a-1-py3-none-any.whl",
        "https://host/a.tar.gz",
        "a; python > '3'",
        "=1",
    ],
)
def test_what_is_no_requirement_is_told_with_its_line(line):
    with pytest.raises(InvalidLine) as error:
        Requirements.parse(f"attrs\n\n{line}\n")
    assert error.value.number == 3
    assert str(error.value).startswith(f"{line!r} is not a requirement: ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(("end", "wanted"), [("", ["attrs"]), ("\n", ["attrs", "req"])])
def test_of_a_file_being_typed_the_last_line_waits_for_its_end(end, wanted):
    requirements = Requirements.parse(f"attrs\nreq{end}", incomplete=True)
    assert [each.text for each in requirements.wanted] == wanted
