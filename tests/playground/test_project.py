"""The project's files: what is written, what is refused, and that nothing else is touched."""

import pytest

from flask_playground.project import FileNameError, ProjectFiles


@pytest.fixture
def files(tmp_path):
    root = tmp_path / "project"
    root.mkdir()
    return ProjectFiles(root)


def tree(files):
    paths = sorted(path for path in files.root.rglob("*") if path.is_file())
    return {path.relative_to(files.root).as_posix(): path.read_bytes() for path in paths}


def test_text_and_bytes_are_written_with_their_folders(files):
    files.replace({"app.py": "caf\u00e9\r\n", "static/a/b.bin": memoryview(b"\0\xff"), ".env": ""})
    expected = {".env": b"", "app.py": "caf\u00e9\r\n".encode(), "static/a/b.bin": b"\0\xff"}
    assert tree(files) == expected


def test_a_new_project_takes_the_place_of_the_old_one(files):
    files.replace({"a.py": "", "old/b.py": ""})
    (files.root / "instance").mkdir()
    (files.root / "instance" / "made-by-app.db").write_bytes(b"")
    files.replace({"c.py": ""})
    assert [path.name for path in files.root.iterdir()] == ["c.py"]


def test_a_change_writes_and_removes_and_leaves_the_rest(files):
    files.replace({"a.py": "1", "b.py": "1", "sub/deep/c.py": "1"})
    (files.root / "app.db").write_bytes(b"data")
    changed = files.apply({"a.py": "2", "d.py": "1", "b.py": "1"}, ["sub/deep/c.py", "none.py"])
    assert changed == {"a.py", "d.py", "sub/deep/c.py"}
    assert tree(files) == {"a.py": b"2", "app.db": b"data", "b.py": b"1", "d.py": b"1"}
    assert not (files.root / "sub").exists()


def test_a_file_may_become_a_folder(files):
    files.replace({"pages": "x"})
    files.apply({"pages/a.html": "y"}, ["pages"])
    assert tree(files) == {"pages/a.html": b"y"}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "empty"),
        ("..", "'..'"),
        ("../a.py", "'..'"),
        ("a/../../b.py", "'..'"),
        ("a/..", "'..'"),
        ("/etc/passwd", "slash"),
        ("a\\..\\b.py", "backslash"),
        ("C:\\a.py", "backslash"),
        ("a\0.py", "control character"),
        ("a\n.py", "control character"),
        ("a//b.py", "empty part"),
        ("a/", "empty part"),
        ("./a.py", "'.'"),
        ("a/./b.py", "'.'"),
        ("x" * 256, "255"),
        ("caf\u00e9/" + "\u00e9" * 128, "255"),
    ],
)
@pytest.mark.parametrize("change", ["replace", "apply"])
def test_a_name_that_leads_elsewhere_is_refused(files, name, why, change):
    act = files.replace if change == "replace" else lambda given: files.apply(given, [])
    with pytest.raises(FileNameError) as caught:
        act({"a.py": "written", name: "refused"})
    assert why in str(caught.value)
    assert repr(name) in str(caught.value)
    assert caught.value.name == name
    assert tree(files) == {"a.py": b"written"}
    assert [path.name for path in files.root.parent.iterdir()] == ["project"]


def test_a_refused_file_is_an_error_until_it_is_removed(files):
    with pytest.raises(FileNameError):
        files.replace({"../a.py": "x"})
    with pytest.raises(FileNameError):
        files.apply({"b.py": "y"}, [])
    assert files.apply({"a.py": "x"}, ["../a.py"]) == {"a.py"}
    assert tree(files) == {"a.py": b"x", "b.py": b"y"}


def test_a_new_project_forgets_what_was_refused(files):
    with pytest.raises(FileNameError):
        files.replace({"../a.py": "x"})
    assert files.replace({"b.py": "y"}) == {"b.py"}


def test_a_file_that_was_refused_and_is_written_at_last_is_not_written_again(files):
    files.replace({"a/b.py": ""})
    with pytest.raises(FileNameError):
        files.apply({"a": "old"}, [])
    files.apply({}, ["a/b.py"])
    files.apply({"a": "new"}, [])
    files.apply({"c.py": ""}, [])
    assert tree(files) == {"a": b"new", "c.py": b""}


def test_text_that_is_no_unicode_is_written_as_near_as_it_can_be(files):
    files.replace({"a.txt": "a\ud800b"})
    assert tree(files) == {"a.txt": b"a?b"}


def test_removing_leads_nowhere_else(files):
    outside = files.root.parent / "a.py"
    outside.write_text("kept")
    assert files.apply({}, ["../a.py", str(outside), ""]) == set()
    assert outside.read_text() == "kept"


@pytest.mark.parametrize(
    "name", ["...", "..a", "a..b/c.py", "caf\u00e9.py", "a b.txt", "~", ".env"]
)
def test_unusual_names_are_names(files, name):
    files.replace({name: "x"})
    assert list(tree(files)) == [name]


@pytest.mark.parametrize("names", [("a", "a/b"), ("a", "a/b/c"), ("a/b", "a"), ("a/b/c", "a/b")])
def test_a_name_cannot_be_file_and_folder(files, names):
    with pytest.raises(FileNameError, match="both"):
        files.replace(dict.fromkeys(names, ""))


def test_a_name_cannot_be_a_folder_that_is_there(files):
    files.replace({"a/b.py": ""})
    with pytest.raises(FileNameError, match="both"):
        files.apply({"a": "x"}, [])
    assert files.apply({}, ["a/b.py"]) == {"a/b.py", "a"}
    assert tree(files) == {"a": b"x"}
