"""Nothing that the user wrote is lost: projects, examples, share links."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.e2e.conftest import Complaints, share_link
from tests.e2e.user import HELLO, User

GREETING = HELLO.replace("user", "keeper")


@pytest.fixture
def user(page: Page, site: str) -> User:
    user = User(page, site)
    user.open()
    return user


def link_to(user: User) -> str:
    """Share the open project; gives the link that was copied."""
    user.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    user.page.get_by_role("button", name="Share").click()
    expect(user.toast).to_contain_text("is copied")
    link: str = user.page.evaluate("navigator.clipboard.readText()")
    return link


def test_a_reload_right_after_the_last_key_keeps_what_was_typed(user: User) -> None:
    user.write(GREETING)
    user.page.reload()
    expect(user.body).to_have_text("Hello, keeper!")
    expect(user.editor).to_contain_text("Hello, keeper!")


def test_a_later_visit_opens_the_same_project_file_and_path(
    user: User, complaints: Complaints
) -> None:
    user.write(GREETING.replace('route("/")', 'route("/deep/<path:rest>")').replace("()", "(rest)"))
    user.add_file("notes.txt", "remember")
    expect(user.body).to_contain_text("Not Found")
    user.visit("/deep/er?x=1")
    expect(user.body).to_have_text("Hello, keeper!")
    later = User(user.page.context.new_page(), user.site)
    later.open("")
    expect(later.tab("notes.txt")).to_have_attribute("aria-selected", "true")
    expect(later.body).to_have_text("Hello, keeper!")
    later.expect_path("/deep/er?x=1")
    complaints.expect("404")


def test_a_link_counts_that_was_followed_while_something_else_was_being_opened(user: User) -> None:
    # What was being opened names itself in the address before the browser tells of the link.
    user.page.evaluate(
        """link => {
            const before = location.hash
            location.hash = link
            history.replaceState(null, "", before)
        }""",
        share_link({"app.py": GREETING}),
    )
    expect(user.page.get_by_role("button", name="Run it")).to_be_visible()


def test_an_example_that_was_changed_is_kept_beside_the_original(user: User) -> None:
    user.write(GREETING)
    user.choose_example("Routing", "The route decorator binds a function to an address.")
    user.choose_example("A minimal application", "One file, one view function, one URL.")
    expect(user.body).to_have_text("Hello, keeper!")

    user.choose("Reset to the example's own files")
    expect(user.body).to_have_text("Hello, World!")
    user.toast.get_by_role("button", name="Undo").click()
    expect(user.body).to_have_text("Hello, keeper!")


def test_a_project_is_made_renamed_duplicated_and_deleted_with_undo(user: User) -> None:
    user.choose("New project")
    expect(user.project()).to_have_text("Untitled")
    expect(user.body).to_contain_text("Hello!")

    user.choose("Rename …")
    user.dialog.get_by_role("textbox").fill("Diary")
    user.dialog.get_by_role("button", name="Rename").click()
    expect(user.project()).to_have_text("Diary")

    user.choose("Duplicate")
    expect(user.project()).to_have_text("Diary 2")
    user.choose("Delete")
    expect(user.project()).to_have_text("Diary")
    user.toast.get_by_role("button", name="Undo").click()
    expect(user.project()).to_have_text("Diary 2")
    user.choose("Diary just now")
    expect(user.project()).to_have_text("Diary", use_inner_text=True)


def test_an_example_is_found_by_a_word_of_its_description(user: User) -> None:
    user.page.get_by_role("button", name="Examples").click()
    user.page.get_by_role("searchbox", name="Find an example").fill("debugger")
    expect(user.page.locator(".example")).to_have_count(1)
    user.page.keyboard.press("Enter")
    expect(user.project()).to_have_text("Debug mode")


def test_an_example_is_chosen_by_keyboard_and_the_focus_goes_back(user: User) -> None:
    button = user.page.get_by_role("button", name="Examples")
    button.focus()
    user.page.keyboard.press("Enter")
    expect(user.page.get_by_role("searchbox", name="Find an example")).to_be_focused()
    for _ in range(4):
        user.page.keyboard.press("ArrowDown")
    user.page.keyboard.press("Enter")
    expect(user.project()).to_have_text("Routing")
    expect(user.page.locator(".examples-menu")).to_be_hidden()
    expect(button).to_be_focused()


def test_the_projects_menu_gives_the_focus_back(user: User) -> None:
    user.project().focus()
    user.page.keyboard.press("Enter")
    expect(user.dialog).to_be_visible()
    user.dialog.get_by_role("button", name="New project").press("Enter")
    expect(user.project()).to_have_text("Untitled")
    expect(user.dialog).to_have_count(0)
    expect(user.project()).to_be_focused()


def test_examples_stand_under_the_quickstarts_headings_and_what_is_done_is_marked(
    user: User,
) -> None:
    examples = user.page.get_by_role("button", name="Examples")
    examples.click()
    routing = user.dialog.get_by_role("region", name="Routing")
    expect(routing.get_by_role("link")).to_have_count(5)
    expect(user.dialog.get_by_text("Done:")).to_have_count(0)
    user.page.keyboard.press("Escape")

    user.write("print(")
    user.expect_state("Error")
    examples.click()
    expect(user.dialog.get_by_role("link").first).to_be_visible()
    expect(user.dialog.get_by_text("Done:")).to_have_count(0)
    user.page.keyboard.press("Escape")

    user.write(GREETING)
    expect(user.body).to_have_text("Hello, keeper!")
    user.page.reload()
    examples.click()
    expect(user.dialog.get_by_role("link", name="Done: A minimal application")).to_be_visible()
    expect(user.dialog.get_by_text("Done:")).to_have_count(1)


def test_a_first_visit_opens_on_the_first_example(page: Page, site: str) -> None:
    visitor = User(page, site)
    visitor.open("")
    expect(visitor.preview.get_by_role("heading")).to_have_text("Greetings from Flask")
    expect(page).to_have_url(f"{site}#example=postcard")
    lines = visitor.lines.all_text_contents()
    pointed = next(index for index, line in enumerate(lines) if line.startswith("# "))
    assert lines[pointed + 1] == 'GREETING = "Greetings from Flask"'


def test_a_linked_project_waits_until_the_user_asks_for_it(
    user: User, context: BrowserContext
) -> None:
    user.write(GREETING + 'print("it has run")\n')
    expect(user.body).to_have_text("Hello, keeper!")
    visitor = User(context.new_page(), user.site)
    visitor.page.goto(link_to(user))
    expect(visitor.notice).to_contain_text("came with a link")
    expect(visitor.editor).to_contain_text("Hello, keeper!")
    visitor.expect_state("Not run yet")
    expect(visitor.page.locator("iframe")).to_have_count(0)
    expect(visitor.console).not_to_contain_text("it has run")

    visitor.page.get_by_role("button", name="Run it").click()
    expect(visitor.body).to_have_text("Hello, keeper!")
    expect(visitor.console).to_contain_text("it has run")
    assert "#own=" in visitor.page.url


def test_a_link_leaves_the_users_own_work_alone(user: User, context: BrowserContext) -> None:
    link = link_to(user)
    user.write(GREETING)
    expect(user.body).to_have_text("Hello, keeper!")
    visitor = User(context.new_page(), user.site)
    visitor.page.goto(link)
    expect(visitor.notice).to_contain_text("came with a link")
    again = User(context.new_page(), user.site)
    again.open("")
    expect(again.body).to_have_text("Hello, keeper!")


def test_a_linked_project_that_was_edited_is_kept_and_still_waits(
    user: User, context: BrowserContext
) -> None:
    visitor = User(context.new_page(), user.site)
    visitor.page.goto(link_to(user))
    expect(visitor.notice).to_contain_text("came with a link")
    visitor.write(GREETING)
    expect(visitor.page).to_have_url(re.compile("#own="))
    visitor.page.reload()
    expect(visitor.editor).to_contain_text("Hello, keeper!")
    expect(visitor.notice).to_contain_text("came with a link")


def test_a_damaged_link_is_told_and_the_last_project_opens(user: User) -> None:
    user.page.goto("about:blank")
    user.page.goto(f"{user.site}#project=dGhpcyBpcyBubyBwcm9qZWN0")
    expect(user.toast).to_contain_text("The link is damaged")
    expect(user.body).to_have_text("Hello, World!")


def test_of_two_examples_the_one_that_was_chosen_last_is_opened(user: User) -> None:
    held: list[Route] = []
    user.page.context.route("**/examples/routing.json", lambda route: held.append(route))
    user.page.goto(f"{user.site}#example=routing")
    with user.page.expect_request("**/examples/sessions.json"):
        user.page.goto(f"{user.site}#example=sessions")
    expect(user.page).to_have_title("Sessions · Playground")
    for route in held:
        route.continue_()
    user.page.wait_for_load_state("networkidle")
    expect(user.page).to_have_title("Sessions · Playground")


def test_a_browser_that_refuses_to_keep_an_edit_is_told_of(user: User) -> None:
    refuse = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    user.page.evaluate(refuse)
    user.write(GREETING)
    expect(user.toast).to_contain_text("does not keep what you write")
    expect(user.body).to_have_text("Hello, keeper!")


def test_back_and_forward_lead_from_one_project_to_the_other(user: User) -> None:
    user.choose_example("Routing", "The route decorator binds a function to an address.")
    user.preview.get_by_role("link").first.click()
    user.choose("New project")
    expect(user.project()).to_have_text("Untitled")
    user.page.go_back()
    expect(user.project()).to_have_text("Routing")
    user.page.go_back()
    expect(user.project()).to_have_text("A minimal application")
    user.page.go_forward()
    expect(user.project()).to_have_text("Routing")
    user.page.go_forward()
    expect(user.project()).to_have_text("Untitled")


def test_a_project_that_is_not_kept_here_is_told(user: User) -> None:
    user.page.goto(f"{user.site}#own=nowhere")
    expect(user.toast).to_contain_text("not kept in this browser")
    expect(user.page).to_have_url(f"{user.site}#example=minimal")
