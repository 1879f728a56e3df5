"""Files come in and go out: by zip, by folder, and from the desktop. Pictures are seen."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.desktop import Drag, png, put
from tests.e2e.user import HELLO, User

GREETING = HELLO.replace("user", "traveller")


@pytest.fixture
def user(page: Page, site: str) -> User:
    user = User(page, site)
    user.open()
    return user


def zip_of(target: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def open_from(user: User, item: str, path: Path) -> None:
    with user.page.expect_file_chooser() as chooser:
        user.choose(item)
    chooser.value.set_files(path)


def drag(user: User, *paths: Path) -> Drag:
    """Drag `paths` over the page, and wait for the places where they can be dropped."""
    drag = Drag(user.page, paths)
    drag.enter()
    expect(zone(user, "Open as a project")).to_be_visible()
    return drag


def zone(user: User, title: str) -> Locator:
    return user.page.locator(".drop-zone", has_text=title)


def test_a_downloaded_project_is_opened_again_as_it_was(user: User, tmp_path: Path) -> None:
    user.write(GREETING)
    user.add_file("templates/note.html", "<p>größer</p>")
    with user.page.expect_download() as download:
        user.choose("Download")
    expect(user.toast).to_contain_text("pip install -r requirements.txt, then flask run")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        names = {name.split("/", 1)[1] for name in archive.namelist()}
    assert {"README.md", "requirements.txt", ".flaskenv", "templates/note.html"} < names

    open_from(user, "Open a zip …", path)
    expect(user.notice).to_contain_text("came from a file")
    expect(user.tabs).to_have_count(2)
    user.page.get_by_role("button", name="Run it").click()
    expect(user.body).to_have_text("Hello, traveller!")


def test_a_folder_is_opened_and_what_tools_put_into_it_left_out(user: User, tmp_path: Path) -> None:
    folder = put(
        tmp_path / "Guest book",
        {"app.py": GREETING, ".git/HEAD": "ref", "__pycache__/app.pyc": b"\0", "static/a.css": ""},
    )
    open_from(user, "Open a folder …", folder)
    expect(user.project()).to_have_text("Guest book")
    expect(user.tabs).to_have_count(2)
    user.page.get_by_role("button", name="Run it").click()
    expect(user.body).to_have_text("Hello, traveller!")
    user.page.reload()
    expect(user.body).to_have_text("Hello, traveller!")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"app.py": "", "../../evil.py": ""}, "“../../evil.py” cannot be taken in."),
        ({f"f{number}.py": "" for number in range(501)}, "more than 500 files"),
        ({"app.py": "", "zeros.bin": bytes(10_000_001)}, "With “zeros.bin” (10 MB)"),
    ],
    ids=["a name that leads out", "too many files", "too large"],
)
def test_a_hostile_zip_is_refused_with_what_is_wrong_in_it(
    user: User, tmp_path: Path, files: dict[str, str | bytes], says: str
) -> None:
    open_from(user, "Open a zip …", zip_of(tmp_path / "a.zip", files))
    expect(user.toast).to_contain_text(says)
    expect(user.project()).to_have_text("A minimal application")


def test_a_folder_that_is_dropped_comes_into_the_project_and_goes_by_undo(
    user: User, tmp_path: Path, complaints: Complaints
) -> None:
    complaints.forgive("404")  # of the file that stands in the preview and is taken away again
    put(tmp_path, {"static/logo.png": png(64, 48), "static/css/site.css": "p { color: red }"})
    drag(user, tmp_path / "static").drop(zone(user, "Add to"))
    expect(user.toast).to_contain_text("2 files are added")
    expect(user.tab("static/css/site.css")).to_be_visible()
    user.visit("/static/css/site.css")
    expect(user.body).to_have_text("p { color: red }")
    user.toast.get_by_role("button", name="Undo").click()
    expect(user.tabs).to_have_count(1)


def test_files_are_chosen_where_there_is_nothing_to_drag(user: User, tmp_path: Path) -> None:
    put(tmp_path, {"one.txt": "1", "two.txt": "2"})
    with user.page.expect_file_chooser() as chooser:
        user.choose("Add files …")
    chooser.value.set_files([tmp_path / "one.txt", tmp_path / "two.txt"])
    expect(user.tab("two.txt")).to_be_visible()
    expect(user.toast).to_contain_text("2 files are added")


def test_a_folder_can_be_dropped_as_a_project_of_its_own(user: User, tmp_path: Path) -> None:
    put(tmp_path / "Shop", {"app.py": GREETING, "templates/a.html": ""})
    drag(user, tmp_path / "Shop").drop(zone(user, "Open as a project"))
    expect(user.project()).to_have_text("Shop")
    expect(user.notice).to_contain_text("came from a file")


def test_the_drop_target_goes_when_the_drag_leaves_the_page(user: User, tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "x"})
    drag(user, tmp_path / "a.txt").leave()
    expect(user.page.locator(".drop-target")).to_have_count(0)
    expect(user.tabs).to_have_count(1)


def test_a_picture_is_shown_with_its_dimensions(user: User, tmp_path: Path) -> None:
    put(tmp_path, {"logo.png": png(64, 48)})
    drag(user, tmp_path / "logo.png").drop(zone(user, "Add to"))
    expect(user.page.get_by_role("img", name="logo.png")).to_be_visible()
    expect(user.page.locator(".file-viewer-note")).to_have_text(
        re.compile(r"^64 \u00d7 48 pixels, \d+ B$")
    )
    user.tabs.first.click()
    expect(user.editor).to_be_visible()
    expect(user.page.get_by_role("img", name="logo.png")).to_have_count(0)


def test_a_drawing_is_text_and_picture_and_its_scripts_do_not_run(user: User) -> None:
    user.add_file(
        "mark.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20">'
        '<script>top.document.title = "taken"</script><rect width="30" height="20"/></svg>',
    )
    user.page.get_by_role("button", name="Picture").click()
    expect(user.page.locator(".file-viewer-note")).to_contain_text("30 \u00d7 20 pixels")
    expect(user.page).to_have_title("A minimal application · Playground")
    user.page.get_by_role("button", name="Text", exact=True).click()
    expect(user.editor).to_contain_text("<rect")


def test_a_file_that_is_called_a_picture_and_is_none_is_told(user: User, tmp_path: Path) -> None:
    put(tmp_path, {"broken.png": b"\x89PNG\x00\x01"})
    drag(user, tmp_path / "broken.png").drop(zone(user, "Add to"))
    expect(user.page.locator(".file-viewer-note")).to_contain_text(
        "none in it that the browser can show"
    )
