"""The page for every user: keyboard, phone width, both themes."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.user import HELLO, User

#: For each text that is shown: the contrast of its colour with what lies behind it (WCAG 2.2).
FAINT_TEXTS = """() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const rgba = (color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = ([r, g, b, a], below) => [r, g, b].map((part, i) => part * a + below[i] * (1 - a));
    const background = (element) => {
        if (!element) return [255, 255, 255];
        const color = rgba(getComputedStyle(element).backgroundColor);
        return color[3] === 1 ? color.slice(0, 3) : over(color, background(element.parentElement));
    };
    const luminance = (color) => {
        const [r, g, b] = color.map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (a, b) => {
        const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05);
    };
    const faint = [];
    let seen = 0;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (element.closest(":disabled, [aria-disabled=true], script, style")) continue;
        seen += 1;
        const behind = background(element);
        const ratio = contrast(over(rgba(getComputedStyle(element).color), behind), behind);
        if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${element.className}: ${node.data.trim().slice(0, 40)}`);
    }
    return { seen, faint };
}"""


@pytest.fixture
def user(page: Page, site: str) -> User:
    return User(page, site)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_of_the_page_stands_out_from_what_is_behind_it(
    user: User, theme: Literal["light", "dark"]
) -> None:
    page = user.page
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    user.open("#example=responses")
    user.add_file("templates/all.html", '<p class="a">{{ 1 }}</p><!-- c -->{% if a %}{% endif %}')
    user.open_file("hello.py")
    user.write(HELLO + "\nprint(1, None, 'x')  # comment\nprint('out')\n1 / 0\n")
    user.expect_state("Error")
    expect(user.card.get_by_role("button", name="Go to line")).to_be_visible()
    for opened in (None, "Examples", ".project-button"):
        if opened == "Examples":
            page.get_by_role("button", name="Examples").click()
            expect(page.locator(".example").first).to_be_visible()
        elif opened:
            page.keyboard.press("Escape")
            page.locator(opened).click()
        result = page.evaluate(FAINT_TEXTS)
        assert result["seen"] > 40
        assert result["faint"] == []


def test_the_theme_can_be_chosen_and_is_remembered(user: User) -> None:
    user.page.emulate_media(color_scheme="light")
    user.open()
    for name in ("Theme: as the system has it", "Theme: light"):
        user.page.get_by_role("button", name=name).click()
    background = "getComputedStyle(document.body).backgroundColor"
    dark = user.page.evaluate(background)
    user.page.reload()
    assert user.page.evaluate(background) == dark
    expect(user.page.get_by_role("button", name="Theme: dark")).to_be_visible()


def test_no_text_has_ligatures(user: User) -> None:
    drawn = """() => [...document.querySelectorAll("body *")]
        .filter((element) => getComputedStyle(element).fontVariantLigatures !== "none")
        .map(({ className }) => className)"""
    user.open()
    user.write(HELLO + "print('a >= b')\n1 / 0\n")
    expect(user.card).to_be_visible()
    assert user.page.evaluate(drawn) == []
    user.page.goto(f"{user.site}#tour=values")
    expect(user.page.locator(".tour-text code").first).to_be_visible()
    assert user.page.evaluate(drawn) == []


def test_the_keyboard_reaches_every_control_in_the_order_of_the_page(user: User) -> None:
    user.open()
    names = []
    for _ in range(30):
        user.page.keyboard.press("Tab")
        name = user.page.evaluate(
            """() => {
                const { activeElement: at, body } = document;
                if (at === body) return null;
                return at.getAttribute("aria-label") ?? (at.localName === "iframe" ? at.title : at.textContent);
            }"""
        )
        # Past the last one, the browser's own controls follow.
        if name is None:
            break
        names.append(name)
    assert names[:5] == ["A minimal application", "Examples", "Start the tour", "Share", "Docs"]
    assert names[6:12] == [
        "Settings: text, layout, theme",
        *["hello.py", "Add a file", "More for this file"],
        *["Code of hello.py. Escape, then Tab leaves the editor.", "Width of code and preview"],
    ]
    assert names[12:] == [
        *["Reload the page", "Address of the page in the preview", "Open the page in a new tab"],
        *["Debug", "Run", "The application's page"],
        *["Height of the console", "Console"],
    ]


def test_tab_indents_in_the_editor_until_escape_is_pressed(user: User) -> None:
    user.open()
    user.write("x")
    user.page.keyboard.press("Home")
    user.page.keyboard.press("Tab")
    expect(user.editor.locator(".cm-line").first).to_have_text("    x")
    user.page.keyboard.press("Escape")
    user.page.keyboard.press("Tab")
    expect(user.editor).not_to_be_focused()


def test_files_are_gone_through_with_the_arrow_keys(user: User) -> None:
    user.open("#example=templates")
    user.tab("application.py").focus()
    user.page.keyboard.press("ArrowRight")
    expect(user.tab("templates/hello.html")).to_be_focused()
    expect(user.editor).to_contain_text("<!doctype html>")
    user.page.keyboard.press("Home")
    expect(user.tab("application.py")).to_be_focused()


def test_a_menu_closes_with_escape_and_gives_the_focus_back(user: User) -> None:
    user.open()
    user.page.get_by_role("button", name="Examples").press("Enter")
    expect(user.page.get_by_role("searchbox", name="Find an example")).to_be_focused()
    user.page.keyboard.press("ArrowDown")
    expect(user.page.locator(".example").first).to_be_focused()
    user.page.keyboard.press("Escape")
    expect(user.page.get_by_role("button", name="Examples")).to_be_focused()


def test_panes_are_resized_by_keyboard_and_remembered(user: User) -> None:
    user.open()
    bar = user.page.get_by_role("separator", name="Width of code and preview")
    expect(bar).to_have_attribute("aria-valuenow", "50")
    for _ in range(5):
        bar.press("ArrowLeft")
    expect(bar).to_have_attribute("aria-valuenow", "40")
    width = user.page.locator(".code-pane").bounding_box()
    user.page.reload()
    expect(bar).to_have_attribute("aria-valuenow", "40")
    assert user.page.locator(".code-pane").bounding_box() == width


def test_panes_are_resized_by_the_pointer(user: User) -> None:
    user.open()
    expect(user.console).to_be_visible()
    bar = user.page.get_by_role("separator", name="Height of the console")
    box = bar.bounding_box()
    assert box is not None
    user.page.mouse.move(box["x"] + 300, box["y"])
    user.page.mouse.down()
    user.page.mouse.move(box["x"] + 300, box["y"] - 150, steps=3)
    user.page.mouse.up()
    moved = bar.bounding_box()
    assert moved is not None
    assert abs(moved["y"] - (box["y"] - 150)) < 3


@pytest.mark.first_visit(viewport={"width": 390, "height": 844}, has_touch=True)
def test_on_a_phone_the_preview_is_a_sheet_under_the_code_and_nothing_sticks_out(
    user: User,
) -> None:
    user.open()
    assert user.page.evaluate("document.documentElement.scrollWidth") == 390
    expect(user.body).to_have_text("Hello, World!")
    expect(user.editor).to_be_visible()
    code = user.page.locator(".code-pane")
    user.page.get_by_role("button", name="Show more of the preview").tap()
    expect(code).to_be_hidden()
    user.page.get_by_role("button", name="Show the code").tap()
    expect(code).to_be_visible()
    assert height_of(user.page, ".preview") < 60
    user.page.get_by_role("button", name="Run").tap()
    expect(user.page.get_by_role("button", name="Show more of the preview")).to_be_visible()
    user.page.get_by_role("button", name="Examples").tap()
    panel = user.dialog.bounding_box()
    assert panel is not None
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= 390


def height_of(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["height"]


@pytest.mark.first_visit
def test_motion_stops_where_the_user_wants_none(user: User) -> None:
    user.page.emulate_media(reduced_motion="reduce")
    user.page.goto(user.site)
    user.choose("New project")
    moving = "document.getAnimations().filter(({ playState }) => playState === 'running').length"
    expect(user.notice).to_be_visible()
    assert user.page.evaluate(moving) == 0
