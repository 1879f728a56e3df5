"""The console, however much a program prints."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.user import HELLO, User


@pytest.fixture
def user(page: Page, site: str) -> User:
    user = User(page, site)
    user.open()
    return user


def prints(user: User, statement: str) -> None:
    user.write(HELLO.replace("    return", f"    {statement}\n    return"))
    expect(user.body).to_have_text("Hello, user!")


def test_the_end_of_a_hundred_thousand_lines_is_shown_and_how_much_is_not(user: User) -> None:
    prints(user, "print(*range(100_000), sep='\\n')")
    expect(user.console).to_contain_text("99999")
    output = user.console.locator(".console-output").last
    expect(output).to_contain_text("characters before this are not shown")
    # The end is in sight, as in a terminal.
    expect(output.get_by_text("99999")).to_be_in_viewport()
    # And the page still takes keys.
    user.write(HELLO.replace("user", "again"))
    expect(user.body).to_have_text("Hello, again!")


def test_a_line_of_five_megabytes_is_cut_short(user: User) -> None:
    prints(user, "print('x' * 5_000_000)")
    expect(user.console).to_contain_text("(4,990,000 more characters)")


def test_a_line_that_is_printed_in_pieces_is_one_line(user: User) -> None:
    prints(user, "print('one, ', end=''); print('two')")
    expect(user.console).to_contain_text("one, two")


def test_a_traceback_that_a_program_prints_leads_to_its_line(user: User) -> None:
    prints(user, "import traceback; traceback.print_stack()")
    user.console.get_by_role("button", name="hello.py").last.click()
    expect(user.editor).to_be_focused()
