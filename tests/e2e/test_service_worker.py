"""A page and its service worker: where there is none, and where it does not control the page."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import run_project
from .user import User

pytestmark = pytest.mark.first_visit

PROJECT = {
    "app.py": "from flask import Flask\napp = Flask(__name__)\n"
    "@app.get('/')\ndef index(): return '<h1>Here</h1>'\n"
}


def test_a_page_reloaded_past_the_cache_is_controlled_again(page: Page, site: str) -> None:
    run_project(page, site, PROJECT)
    controlled = "navigator.serviceWorker.controller !== null"
    assert page.evaluate(controlled)
    devtools = page.context.new_cdp_session(page)
    with page.expect_navigation():
        devtools.send("Page.reload", {"ignoreCache": True})
    expect(page.frame_locator("iframe").get_by_role("heading")).to_have_text("Here")
    assert page.evaluate(controlled)


def test_a_restart_does_not_wait_for_the_browser_to_look_for_a_newer_service_worker(
    page: Page, site: str
) -> None:
    run_project(page, site, PROJECT)
    # As in Chromium for up to three minutes, while it looks.
    page.evaluate("void (ServiceWorkerContainer.prototype.register = () => new Promise(() => {}))")
    user = User(page, site)
    with page.expect_worker():
        user.choose("Restart Python")
    user.wait_until_ready()


def test_interpreters_that_the_site_no_longer_has_are_not_kept(page: Page, site: str) -> None:
    page.goto(site)
    page.evaluate("async () => void (await caches.open('flask-playground-runtime-former'))")
    run_project(page, site, PROJECT)
    page.wait_for_function("async () => !(await caches.has('flask-playground-runtime-former'))")


@pytest.mark.parametrize(
    ("host", "script", "message"),
    [
        ("0.0.0.0", "", "browsers allow one on https:// and on localhost only"),
        (
            "localhost",
            "delete Navigator.prototype.serviceWorker",
            "This browser offers no service workers here",
        ),
        (
            "localhost",
            "ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error('Denied'))",
            "Error: Denied",
        ),
    ],
    ids=["insecure", "unsupported", "blocked"],
)
def test_without_a_service_worker_the_page_says_why(
    page: Page, site: str, host: str, script: str, message: str
) -> None:
    page.add_init_script(script)
    page.goto(site.replace("localhost", host))
    expect(page.get_by_text(message)).to_be_visible()
