"""The page for every reader: keyboard, phone width, both themes."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Complaints
from tests.e2e.reader import HELLO, Reader

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
def reader(page: Page, site: str) -> Reader:
    return Reader(page, site)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_of_the_page_stands_out_from_what_is_behind_it(
    reader: Reader, theme: Literal["light", "dark"], complaints: Complaints
) -> None:
    page = reader.page
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    reader.open("#example=responses")
    reader.add_file("templates/all.html", '<p class="a">{{ 1 }}</p><!-- c -->{% if a %}{% endif %}')
    reader.open_file("hello.py")
    reader.write(HELLO + "\nprint(1, None, 'x')  # comment\nprint('out')\n1 / 0\n")
    reader.expect_state("Error")
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
    complaints.expect("500")


def test_the_theme_can_be_chosen_and_is_remembered(reader: Reader) -> None:
    reader.page.emulate_media(color_scheme="light")
    reader.open()
    for name in ("Theme: as the system has it", "Theme: light"):
        reader.page.get_by_role("button", name=name).click()
    background = "getComputedStyle(document.body).backgroundColor"
    dark = reader.page.evaluate(background)
    reader.page.reload()
    assert reader.page.evaluate(background) == dark
    expect(reader.page.get_by_role("button", name="Theme: dark")).to_be_visible()


def test_the_keyboard_reaches_every_control_in_the_order_of_the_page(reader: Reader) -> None:
    reader.open()
    names = []
    for _ in range(30):
        reader.page.keyboard.press("Tab")
        name = reader.page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        )
        if names and name == names[0]:
            break
        names.append(name)
        if name.startswith("Code."):
            reader.page.keyboard.press("Escape")
    assert names[:7] == [
        "A minimal application",
        "Examples",
        "Run",
        "Share",
        "Docs",
        names[5],
        "hello.py",
    ]
    assert names[7:10] == [
        "Add a file",
        "More for this file",
        "Code. Escape, then Tab leaves the editor.",
    ]
    assert names[10] == "Width of code and preview"
    assert "Address of the page in the preview" in names
    assert "Clear the console" in names


def test_tab_indents_in_the_editor_until_escape_is_pressed(reader: Reader) -> None:
    reader.open()
    reader.write("x")
    reader.page.keyboard.press("Home")
    reader.page.keyboard.press("Tab")
    expect(reader.editor.locator(".cm-line").first).to_have_text("    x")
    reader.page.keyboard.press("Escape")
    reader.page.keyboard.press("Tab")
    expect(reader.editor).not_to_be_focused()


def test_files_are_gone_through_with_the_arrow_keys(reader: Reader) -> None:
    reader.open("#example=templates")
    reader.tab("application.py").focus()
    reader.page.keyboard.press("ArrowRight")
    expect(reader.tab("templates/hello.html")).to_be_focused()
    expect(reader.editor).to_contain_text("<!doctype html>")
    reader.page.keyboard.press("Home")
    expect(reader.tab("application.py")).to_be_focused()


def test_a_menu_closes_with_escape_and_gives_the_focus_back(reader: Reader) -> None:
    reader.open()
    reader.page.get_by_role("button", name="Examples").press("Enter")
    expect(reader.page.get_by_role("searchbox", name="Find an example")).to_be_focused()
    reader.page.keyboard.press("ArrowDown")
    expect(reader.page.locator(".example").first).to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(reader.page.get_by_role("button", name="Examples")).to_be_focused()


def test_panes_are_resized_by_keyboard_and_remembered(reader: Reader) -> None:
    reader.open()
    bar = reader.page.get_by_role("separator", name="Width of code and preview")
    expect(bar).to_have_attribute("aria-valuenow", "50")
    for _ in range(5):
        bar.press("ArrowLeft")
    expect(bar).to_have_attribute("aria-valuenow", "40")
    width = reader.page.locator(".code-pane").bounding_box()
    reader.page.reload()
    expect(bar).to_have_attribute("aria-valuenow", "40")
    assert reader.page.locator(".code-pane").bounding_box() == width


def test_panes_are_resized_by_the_pointer(reader: Reader) -> None:
    reader.open()
    bar = reader.page.get_by_role("separator", name="Height of the console")
    box = bar.bounding_box()
    assert box is not None
    reader.page.mouse.move(box["x"] + 300, box["y"])
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + 300, box["y"] - 150, steps=3)
    reader.page.mouse.up()
    moved = bar.bounding_box()
    assert moved is not None
    assert abs(moved["y"] - (box["y"] - 150)) < 3


@pytest.mark.first_visit(viewport={"width": 390, "height": 844}, has_touch=True)
def test_on_a_phone_the_panes_are_tabs_and_nothing_sticks_out(reader: Reader) -> None:
    reader.open()
    assert reader.page.evaluate("document.documentElement.scrollWidth") == 390
    for name in ("Code", "Preview", "Console"):
        reader.page.get_by_role("tab", name=name).tap()
        expect(reader.page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        for other in ("code", "preview", "console"):
            pane = reader.page.locator(f"[data-pane={other}]")
            expect(pane).to_be_visible(visible=other == name.lower())
    reader.page.get_by_role("tab", name="Preview").tap()
    expect(reader.body).to_have_text("Hello, World!")
    reader.page.get_by_role("button", name="Examples").tap()
    panel = reader.dialog.bounding_box()
    assert panel is not None
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= 390


@pytest.mark.first_visit
def test_motion_stops_where_the_reader_wants_none(reader: Reader) -> None:
    reader.page.emulate_media(reduced_motion="reduce")
    reader.page.goto(reader.site)
    moving = "document.getAnimations().filter(({ playState }) => playState === 'running').length"
    expect(reader.notice).to_be_visible()
    assert reader.page.evaluate(moving) == 0
