"""Every view of the site and every state of it that looks different, and how a user comes to each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import expect
from tests.conftest import ROOT
from tests.e2e.conftest import share_link
from tests.e2e.desktop import Drag
from tests.e2e.user import HELLO, User

#: Says something in each part of the console.
TALKATIVE = f"{HELLO}\nprint('out')\napp.logger.warning('careful')\n"


@dataclass(frozen=True)
class View:
    """A view, and how a user comes to it in a new page.

    :param options: of Playwright's new_context, where it needs a profile in which nothing has happened yet.
    """

    name: str
    reach: Callable[[User], None]
    options: dict[str, Any] | None = field(default=None)


VIEWS: list[View] = []

Reach = Callable[[User], None]


def view(name: str, options: dict[str, Any] | None = None) -> Callable[[Reach], Reach]:
    """Add the view to which a function leads."""

    def add(reach: Reach) -> Reach:
        VIEWS.append(View(name, reach, options))
        return reach

    return add


@view("first page")
def first_page(user: User) -> None:
    user.open()


@view("recorded response", {})
def recorded(user: User) -> None:
    user.page.context.route("**/runtime/**/*.wasm", lambda _: None)
    user.page.goto(user.site)
    expect(user.page.get_by_role("status").filter(has_text="Recorded")).to_be_visible()


@view("boot", {})
def boot(user: User) -> None:
    user.page.context.route("**/runtime/**/*.wasm", lambda _: None)
    user.page.goto(f"{user.site}#tour=greeting")
    expect(user.notice).to_contain_text("Starting Python")


@view("Python failed", {})
def python_failed(user: User) -> None:
    user.page.context.route("**/runtime/**", lambda route: route.abort())
    user.page.goto(user.site)
    expect(user.notice).to_contain_text("Python is not running")


@view("no service worker", {"service_workers": "block"})
def no_service_worker(user: User) -> None:
    user.page.goto(user.site)
    expect(user.notice).to_contain_text("service worker")


@view("examples")
def examples(user: User) -> None:
    user.open()
    user.page.get_by_role("button", name="Examples").click()
    expect(user.page.locator(".example").first).to_be_visible()


@view("project menu")
def project_menu(user: User) -> None:
    user.open()
    user.project().click()
    expect(user.dialog).to_be_visible()


@view("files and console")
def files_and_console(user: User) -> None:
    user.open("#example=templates")
    user.write(TALKATIVE)
    user.visit("/")
    expect(user.body).to_have_text("Hello, user!")
    expect(user.console).to_contain_text("careful")


@view("add a file")
def add_a_file(user: User) -> None:
    user.open()
    user.page.get_by_role("button", name="Add a file").click()
    expect(user.dialog).to_be_visible()


@view("find")
def find(user: User) -> None:
    user.open()
    user.editor.press("ControlOrMeta+f")
    expect(user.page.get_by_role("textbox", name="Find")).to_be_focused()


@view("completions")
def completions(user: User) -> None:
    user.open()
    user.editor.press("ControlOrMeta+End")
    user.type("\nhello")
    user.page.keyboard.press("Control+Space")
    expect(user.completions).to_be_visible()


@view("code that cannot run")
def broken_code(user: User) -> None:
    user.open()
    user.write(HELLO.replace("Flask(", "Flask(("))
    expect(user.card).to_be_visible()


@view("error in a request")
def failed_request(user: User) -> None:
    user.open()
    user.write(HELLO.replace('"Hello, user!"', "reqest.path"))
    expect(user.card.get_by_role("button", name="Change it to request")).to_be_visible()


@view("debugger")
def debugger(user: User) -> None:
    failed_request(user)
    user.card.get_by_role("button", name="Open the debugger").click()
    expect(user.body).to_contain_text("NameError")


@view("warning")
def warning(user: User) -> None:
    user.open()
    user.write(f"{HELLO}\napp.run()\n")
    expect(user.card).to_be_visible()


@view("project from a link")
def linked(user: User) -> None:
    user.page.goto(user.site + share_link({"app.py": HELLO}))
    expect(user.page.get_by_role("button", name="Run it")).to_be_visible()


@view("share")
def share(user: User) -> None:
    user.open()
    user.page.get_by_role("button", name="Share").click()
    expect(user.dialog.or_(user.toast).first).to_be_visible()


@view("toast")
def toast(user: User) -> None:
    user.open("#example=nowhere")
    expect(user.toast).to_be_visible()


def project_with_folders(user: User) -> None:
    files = {"app.py": HELLO, "templates/base.html": "<p>base</p>", "static/base.html": "base"}
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>'
    user.page.goto(user.site + share_link(files | {"static/mark.svg": drawing}))
    user.page.get_by_role("button", name="Files and folders").click()
    expect(user.page.get_by_role("treeitem").first).to_be_visible()


@view("files and folders")
def files_and_folders(user: User) -> None:
    project_with_folders(user)
    user.tab("templates/base.html").click()
    expect(user.editor).to_have_text("<p>base</p>")


@view("picture")
def picture(user: User) -> None:
    project_with_folders(user)
    user.tab("static/mark.svg").click()
    user.page.get_by_role("button", name="Picture").click()
    expect(user.page.locator(".file-viewer-note")).to_contain_text("30 \u00d7 20")


@view("drop target")
def drop_target(user: User) -> None:
    user.open()
    Drag(user.page, [ROOT / "README.md"]).enter()
    expect(user.page.locator(".drop-zone").first).to_be_visible()


@view("settings")
def settings(user: User) -> None:
    user.open()
    user.page.get_by_role("button", name="Settings: text").click()
    expect(user.dialog).to_be_visible()


@view("stacked")
def stacked(user: User) -> None:
    settings(user)
    user.dialog.get_by_role("button", name="Stacked").click()
    user.page.keyboard.press("Escape")


@view("commands and shortcuts")
def commands(user: User) -> None:
    user.open()
    user.page.keyboard.press("F1")
    expect(user.page.get_by_role("option").first).to_be_visible()


@view("step of the tour")
def tour_step(user: User) -> None:
    user.page.goto(f"{user.site}#tour=if")
    panel = user.page.get_by_role("region", name="Tour", exact=True)
    expect(panel.locator(".tour-result")).not_to_have_attribute("data-state", "unknown")


@view("solution of the tour")
def tour_solution(user: User) -> None:
    tour_step(user)
    panel = user.page.get_by_role("region", name="Tour", exact=True)
    panel.get_by_text("Hint").click()
    panel.get_by_role("button", name="Show a solution").click()


@view("contents of the tour")
def tour_contents(user: User) -> None:
    tour_step(user)
    panel = user.page.get_by_role("region", name="Tour", exact=True)
    panel.get_by_role("button", name="Rendering templates").click()
    expect(user.dialog).to_be_visible()


@view("documentation")
def documentation(user: User) -> None:
    user.page.goto(f"{user.site}docs/")


@view("quickstart")
def quickstart(user: User) -> None:
    user.page.goto(f"{user.site}docs/quickstart.html")
    expect(user.page.locator("flask-playground").first.get_by_role("button").first).to_be_visible()


@view("example of the quickstart that runs")
def running_example(user: User) -> None:
    quickstart(user)
    element = user.page.locator("flask-playground").first
    element.get_by_role("button", name="Run", exact=True).click()
    frame = element.frame_locator("iframe")
    expect(frame.locator(".run-state")).to_have_text("Ready")


@view("reference")
def reference(user: User) -> None:
    user.page.goto(f"{user.site}docs/api.html")


@view("preview without its page")
def lost_preview(user: User) -> None:
    user.open()
    user.page.goto(f"{user.site}preview/nobody/")
    expect(user.page.get_by_role("heading")).to_be_visible()
