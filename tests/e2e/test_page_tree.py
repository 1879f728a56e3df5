"""The tree of a project's files and folders, by keys and by pointer."""

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.e2e.conftest import share_link
from tests.e2e.user import HELLO, User

FILES = {
    "app.py": HELLO,
    "templates/base.html": "base",
    "templates/users/list.html": "list",
    "static/base.html": "static",
}


@pytest.fixture
def user(page: Page, site: str) -> User:
    user = User(page, site)
    page.goto(site + share_link(FILES))
    expect(user.tabs).to_have_count(4)
    return user


def tree(user: User) -> Locator:
    return user.page.get_by_role("tree", name="Files and folders")


def row(user: User, name: str) -> Locator:
    return tree(user).get_by_role("treeitem", name=name, exact=True)


def open_tree(user: User) -> None:
    user.page.get_by_role("button", name="Files and folders").click()
    expect(tree(user)).to_be_visible()


def press(user: User, *keys: str) -> None:
    for key in keys:
        user.page.keyboard.press(key)


def test_tabs_have_base_names_with_the_folder_where_two_are_alike(user: User) -> None:
    expect(user.tabs).to_have_text(
        ["app.py", "static/base.html", "templates/base.html", "list.html"]
    )


def test_a_project_of_one_file_has_no_tree(user: User) -> None:
    user.choose("New project")
    expect(user.tabs).to_have_count(1)
    expect(user.page.get_by_role("button", name="Files and folders")).to_be_hidden()
    user.add_file("notes.txt", "x")
    open_tree(user)
    expect(tree(user).get_by_role("treeitem")).to_have_count(2)


def test_the_tree_is_worked_by_keys(user: User) -> None:
    open_tree(user)
    expect(row(user, "app.py")).to_be_focused()
    press(user, "Home")
    expect(row(user, "static")).to_be_focused()
    press(user, "ArrowLeft")
    expect(row(user, "static")).to_have_attribute("aria-expanded", "false")
    press(user, "ArrowDown", "ArrowRight", "ArrowRight")
    expect(row(user, "list.html")).to_be_focused()
    press(user, "ArrowLeft", "ArrowLeft", "ArrowLeft")
    expect(row(user, "templates")).to_be_focused()
    press(user, "a")
    expect(row(user, "app.py")).to_be_focused()
    press(user, "b", "Enter")
    expect(user.tab("templates/base.html")).to_have_attribute("aria-selected", "true")
    expect(user.editor).to_have_text("base")
    press(user, "Escape")
    expect(tree(user)).to_be_hidden()
    expect(user.page.get_by_role("button", name="Files and folders")).to_be_focused()


def test_a_folder_is_renamed_by_its_key_and_called_as_before_by_undo(user: User) -> None:
    open_tree(user)
    press(user, "t", "F2")
    user.dialog.get_by_role("textbox").fill("pages")
    press(user, "Enter")
    expect(user.tab("pages/users/list.html")).to_be_visible()
    user.toast.get_by_role("button", name="Undo").click()
    expect(user.tab("templates/users/list.html")).to_be_visible()
    user.tab("templates/users/list.html").click()
    expect(user.editor).to_have_text("list")


def test_a_folder_is_deleted_by_its_key_and_brought_back_by_undo(user: User) -> None:
    open_tree(user)
    press(user, "t", "Delete")
    expect(user.toast).to_contain_text("templates, with 2 files, is deleted")
    expect(user.tabs).to_have_count(2)
    expect(user.tab("app.py")).to_have_attribute("aria-selected", "true")
    user.toast.get_by_role("button", name="Undo").click()
    expect(user.tabs).to_have_count(4)
    user.tab("templates/base.html").click()
    expect(user.editor).to_have_text("base")


def test_all_the_files_of_a_project_cannot_be_deleted(user: User) -> None:
    user.choose("New project")
    expect(user.tabs).to_have_count(1)
    user.tabs.first.press("F2")
    user.dialog.get_by_role("textbox").fill("a/one.py")
    press(user, "Enter")
    user.add_file("a/two.py", "")
    open_tree(user)
    press(user, "Home", "Delete")
    expect(user.toast).to_contain_text("a has all the files of the project, so it stays")


def test_a_file_is_dragged_into_another_folder(user: User) -> None:
    open_tree(user)
    row(user, "list.html").drag_to(row(user, "static"))
    expect(user.tab("static/list.html")).to_be_visible()
    row(user, "list.html").drag_to(row(user, "app.py"))
    expect(user.tab("list.html")).to_be_visible()
    row(user, "base.html").first.drag_to(row(user, "templates"))
    expect(user.toast).to_contain_text("already a file “templates/base.html”")


def test_a_file_is_added_to_the_folder_that_the_keys_are_at(user: User) -> None:
    open_tree(user)
    press(user, "t")
    user.page.get_by_role("button", name="Add a file to this folder").click()
    user.page.keyboard.type("new.html")
    press(user, "Enter")
    expect(user.tab("templates/new.html")).to_have_attribute("aria-selected", "true")
    expect(user.editor).to_be_focused()


def test_the_tree_stays_open_at_the_next_visit(user: User) -> None:
    open_tree(user)
    user.page.reload()
    expect(tree(user)).to_be_visible()


def test_on_a_phone_the_tree_lies_over_the_code_until_a_file_is_chosen(user: User) -> None:
    user.page.set_viewport_size({"width": 390, "height": 844})
    open_tree(user)
    row(user, "list.html").click()
    expect(tree(user)).to_be_hidden()
    expect(user.editor).to_have_text("list")
