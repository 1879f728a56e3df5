"""Settings, and the palette with every command and its keys."""

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.user import HELLO, User


@pytest.fixture
def user(page: Page, site: str) -> User:
    user = User(page, site)
    user.open()
    return user


def settings(user: User) -> Locator:
    """The menu, opened."""
    user.page.get_by_role("button", name="Settings: text").click()
    menu = user.page.get_by_role("dialog", name="Settings")
    expect(menu).to_be_visible()
    return menu


def palette(user: User) -> Locator:
    return user.page.get_by_role("dialog", name="Commands and shortcuts")


def option(user: User, name: str) -> Locator:
    return palette(user).get_by_role("option", name=name)


def find(user: User, words: str) -> None:
    user.page.keyboard.press("F1")
    expect(palette(user).get_by_role("combobox")).to_be_focused()
    user.page.keyboard.type(words)


def box(locator: Locator) -> dict[str, float]:
    found = locator.bounding_box()
    assert found is not None
    return {**found}


def test_long_lines_wrap_and_text_grows_here_and_at_the_next_visit(user: User) -> None:
    user.write(HELLO + "# " + "word " * 100)
    height = box(user.lines.last)["height"]
    menu = settings(user)
    menu.get_by_role("switch", name="Wrap long lines").check()
    expect(user.editor).to_have_class("cm-content cm-lineWrapping")
    assert box(user.lines.last)["height"] > 2 * height
    menu.get_by_role("button", name="Larger text").click()
    menu.get_by_role("button", name="Larger text").click()
    expect(menu.get_by_label("Text size").get_by_text("16 px")).to_be_visible()
    expect(user.editor).to_have_css("font-size", "16px")
    user.page.reload()
    expect(user.editor).to_have_class("cm-content cm-lineWrapping")
    expect(user.editor).to_have_css("font-size", "16px")


def test_code_and_preview_are_stacked_and_the_bar_between_them_moves_by_keys(user: User) -> None:
    settings(user).get_by_role("button", name="Stacked").click()
    code, preview = user.page.locator(".code-pane"), user.page.locator(".preview")
    assert box(code)["x"] == box(preview)["x"]
    assert box(code)["y"] + box(code)["height"] < box(preview)["y"]
    user.page.keyboard.press("Escape")
    before = box(code)["height"]
    bar = user.page.get_by_role("separator", name="Height of code and preview")
    bar.press("ArrowDown")
    assert box(code)["height"] > before
    user.page.reload()
    expect(bar).to_be_visible()
    settings(user).get_by_role("button", name="Side by side").click()
    assert box(code)["y"] == box(preview)["y"]


def test_the_theme_of_the_settings_is_that_of_the_button(user: User) -> None:
    settings(user).get_by_role("button", name="Dark", exact=True).click()
    expect(user.page.locator("html")).to_have_attribute("data-theme", "dark")
    user.page.keyboard.press("Escape")
    expect(user.page.get_by_role("button", name="Theme: dark")).to_be_visible()


def test_a_command_is_found_by_words_and_done_by_enter(user: User) -> None:
    find(user, "new proj")
    expect(option(user, "New project")).to_have_attribute("aria-selected", "true")
    user.page.keyboard.press("Enter")
    expect(palette(user)).to_have_count(0)
    expect(user.project()).to_have_text("Untitled")


def test_every_command_stands_with_its_keys_and_arrows_lead_to_it(user: User) -> None:
    find(user, "lines move")
    expect(palette(user).get_by_role("option")).to_have_text(["Move upAlt+↑", "Move downAlt+↓"])
    user.page.keyboard.press("ArrowDown")
    expect(option(user, "Move down")).to_have_attribute("aria-selected", "true")
    field = palette(user).get_by_role("combobox")
    shown = option(user, "Move down").get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", shown or "")


def test_keys_that_are_no_command_are_listed_and_cannot_be_chosen(user: User) -> None:
    find(user, "leave the editor")
    expect(option(user, "Leave the editor")).to_have_attribute("aria-disabled", "true")
    user.page.keyboard.press("Enter")
    expect(palette(user)).to_be_visible()


def test_the_settings_and_an_example_are_found_by_their_names(user: User) -> None:
    find(user, "setting")
    user.page.keyboard.press("Enter")
    expect(user.page.get_by_role("dialog", name="Settings")).to_be_visible()
    user.page.keyboard.press("Escape")
    find(user, "cookies")
    expect(option(user, "Example: Cookies")).to_be_visible()
    user.page.keyboard.press("Enter")
    expect(user.project()).to_have_text("Cookies")


def test_another_project_is_found_by_its_name(user: User) -> None:
    user.choose("New project")
    expect(user.project()).to_have_text("Untitled")
    user.write(HELLO)
    user.choose("New project")
    expect(user.project()).to_have_text("Untitled 2")
    find(user, "open untitled")
    user.page.keyboard.press("Enter")
    expect(user.project()).to_have_text("Untitled")


def test_words_that_nothing_has_are_told(user: User) -> None:
    find(user, "teapot")
    expect(palette(user)).to_contain_text("Nothing is called “teapot”.")


def test_an_editor_command_is_done_where_the_cursor_was_and_typing_goes_on(user: User) -> None:
    user.write(HELLO)
    user.editor.press("ControlOrMeta+Home")
    find(user, "comment")
    user.page.keyboard.press("Enter")
    expect(user.lines.first).to_have_text("# from flask import Flask")
    expect(user.editor).to_be_focused()


def test_escape_and_f1_close_the_palette_and_the_focus_is_where_it_was(user: User) -> None:
    user.editor.focus()
    for key in ("Escape", "F1"):
        find(user, "x")
        user.page.keyboard.press(key)
        expect(palette(user)).to_have_count(0)
        expect(user.editor).to_be_focused()


def test_the_palette_leads_to_a_file_and_the_settings_lead_to_the_palette(user: User) -> None:
    user.add_file("notes.txt", "remember")
    settings(user).get_by_role("button", name="Commands and shortcuts").click()
    expect(palette(user).get_by_role("combobox")).to_be_focused()
    user.page.keyboard.type("go to hello")
    user.page.keyboard.press("Enter")
    expect(user.tab("hello.py")).to_have_attribute("aria-selected", "true")


@pytest.mark.first_visit(service_workers="block")  # it would have kept that part
def test_a_part_of_the_page_that_cannot_be_loaded_is_told(
    page: Page, site: str, complaints: Complaints
) -> None:
    complaints.forgive("Failed to")
    user = User(page, site)
    page.goto(site)
    page.context.route("**/assets/settings-menu*", lambda route: route.abort())
    page.get_by_role("button", name="Settings: text").click()
    expect(user.toast).to_contain_text("A part of this page could not be loaded.")
