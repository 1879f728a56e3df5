"""Nothing that the reader wrote is lost: projects, examples, share links."""

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.e2e.conftest import Complaints
from tests.e2e.reader import HELLO, Reader

GREETING = HELLO.replace("reader", "keeper")


@pytest.fixture
def reader(page: Page, site: str) -> Reader:
    reader = Reader(page, site)
    reader.open()
    return reader


def link_to(reader: Reader) -> str:
    """Share the open project; gives the link that was copied."""
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.page.get_by_role("button", name="Share").click()
    expect(reader.toast).to_contain_text("is copied")
    link: str = reader.page.evaluate("navigator.clipboard.readText()")
    return link


def test_a_reload_right_after_the_last_key_keeps_what_was_typed(reader: Reader) -> None:
    reader.write(GREETING)
    reader.page.reload()
    expect(reader.body).to_have_text("Hello, keeper!")
    expect(reader.editor).to_contain_text("Hello, keeper!")


def test_a_later_visit_opens_the_same_project_file_and_path(
    reader: Reader, complaints: Complaints
) -> None:
    reader.write(
        GREETING.replace('route("/")', 'route("/deep/<path:rest>")').replace("()", "(rest)")
    )
    reader.add_file("notes.txt", "remember")
    expect(reader.body).to_contain_text("Not Found")
    reader.visit("/deep/er?x=1")
    expect(reader.body).to_have_text("Hello, keeper!")
    later = Reader(reader.page.context.new_page(), reader.site)
    later.open()
    expect(later.tab("notes.txt")).to_have_attribute("aria-selected", "true")
    expect(later.body).to_have_text("Hello, keeper!")
    later.expect_path("/deep/er?x=1")
    complaints.expect("404")


def test_an_example_that_was_changed_is_kept_beside_the_original(reader: Reader) -> None:
    reader.write(GREETING)
    reader.choose_example("Routing", "The route decorator binds a function to an address.")
    reader.choose_example("A minimal application", "One file, one view function, one URL.")
    expect(reader.body).to_have_text("Hello, keeper!")

    reader.choose("Reset to the example's own files")
    expect(reader.body).to_have_text("Hello, World!")
    reader.toast.get_by_role("button", name="Undo").click()
    expect(reader.body).to_have_text("Hello, keeper!")


def test_a_project_is_made_renamed_duplicated_and_deleted_with_undo(reader: Reader) -> None:
    reader.choose("New project")
    expect(reader.project()).to_have_text("Untitled")
    expect(reader.body).to_contain_text("Hello!")

    reader.choose("Rename …")
    reader.dialog.get_by_role("textbox").fill("Diary")
    reader.dialog.get_by_role("button", name="Rename").click()
    expect(reader.project()).to_have_text("Diary")

    reader.choose("Duplicate")
    expect(reader.project()).to_have_text("Diary 2")
    reader.choose("Delete")
    expect(reader.project()).to_have_text("Diary")
    reader.toast.get_by_role("button", name="Undo").click()
    expect(reader.project()).to_have_text("Diary 2")
    reader.choose("Diary just now")
    expect(reader.project()).to_have_text("Diary", use_inner_text=True)


def test_an_example_is_found_by_a_word_of_its_description(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Examples").click()
    reader.page.get_by_role("searchbox", name="Find an example").fill("debugger")
    expect(reader.page.locator(".example")).to_have_count(1)
    reader.page.keyboard.press("Enter")
    expect(reader.project()).to_have_text("Debug mode")


def test_a_linked_project_waits_until_the_reader_asks_for_it(
    reader: Reader, context: BrowserContext
) -> None:
    reader.write(GREETING + 'print("it has run")\n')
    expect(reader.body).to_have_text("Hello, keeper!")
    visitor = Reader(context.new_page(), reader.site)
    visitor.page.goto(link_to(reader))
    expect(visitor.notice).to_contain_text("came with a link")
    expect(visitor.editor).to_contain_text("Hello, keeper!")
    visitor.expect_state("Not run yet")
    expect(visitor.page.locator("iframe")).to_have_count(0)
    expect(visitor.console).not_to_contain_text("it has run")

    visitor.page.get_by_role("button", name="Run it").click()
    expect(visitor.body).to_have_text("Hello, keeper!")
    expect(visitor.console).to_contain_text("it has run")
    assert "#" not in visitor.page.url


def test_a_link_leaves_the_readers_own_work_alone(reader: Reader, context: BrowserContext) -> None:
    link = link_to(reader)
    reader.write(GREETING)
    expect(reader.body).to_have_text("Hello, keeper!")
    visitor = Reader(context.new_page(), reader.site)
    visitor.page.goto(link)
    expect(visitor.notice).to_contain_text("came with a link")
    again = Reader(context.new_page(), reader.site)
    again.open()
    expect(again.body).to_have_text("Hello, keeper!")


def test_a_linked_project_that_was_edited_is_kept_and_still_waits(
    reader: Reader, context: BrowserContext
) -> None:
    visitor = Reader(context.new_page(), reader.site)
    visitor.page.goto(link_to(reader))
    expect(visitor.notice).to_contain_text("came with a link")
    visitor.write(GREETING)
    expect(visitor.page).to_have_url(visitor.site)
    visitor.page.reload()
    expect(visitor.editor).to_contain_text("Hello, keeper!")
    expect(visitor.notice).to_contain_text("came with a link")


def test_a_damaged_link_is_told_and_the_last_project_opens(reader: Reader) -> None:
    reader.page.goto("about:blank")
    reader.page.goto(f"{reader.site}#project=dGhpcyBpcyBubyBwcm9qZWN0")
    expect(reader.toast).to_contain_text("The link is damaged")
    expect(reader.body).to_have_text("Hello, World!")


def test_of_two_examples_the_one_that_was_chosen_last_is_opened(reader: Reader) -> None:
    held: list[Route] = []
    reader.page.context.route("**/examples/routing.json", lambda route: held.append(route))
    reader.page.goto(f"{reader.site}#example=routing")
    with reader.page.expect_request("**/examples/sessions.json"):
        reader.page.goto(f"{reader.site}#example=sessions")
    expect(reader.page).to_have_title("Sessions · Playground")
    for route in held:
        route.continue_()
    reader.page.wait_for_load_state("networkidle")
    expect(reader.page).to_have_title("Sessions · Playground")


def test_a_browser_that_refuses_to_keep_an_edit_is_told_of(reader: Reader) -> None:
    refuse = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    reader.page.evaluate(refuse)
    reader.write(GREETING)
    expect(reader.toast).to_contain_text("does not keep what you write")
    expect(reader.body).to_have_text("Hello, keeper!")
