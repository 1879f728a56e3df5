"""A picture of every view, in both themes and at three widths, on one contact sheet: build/gallery/index.html.

Names of views as arguments leave the others out.
"""

import html
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Error
from tests.conftest import ROOT, chromium, new_context, serve_site
from tests.e2e.user import User
from tests.gallery.views import VIEWS, View

GALLERY = ROOT / "build" / "gallery"
WIDTHS = {1440: 900, 1024: 768, 390: 844}
THEMES = ("light", "dark")

STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { margin: 2rem }
section { margin-bottom: 3rem }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start }
figure { margin: 0 }
img { height: 22rem; border: 1px solid #8885; border-radius: 6px }
figcaption { opacity: .7 }
"""


def main(names: list[str]) -> None:
    unknown = set(names) - {view.name for view in VIEWS}
    if unknown:
        known = ", ".join(view.name for view in VIEWS)
        raise SystemExit(f"No view is named {', '.join(sorted(unknown))}. There are: {known}.")
    shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(parents=True)
    shown = [view for view in VIEWS if not names or view.name in names]
    with serve_site("/") as site, chromium() as browser:
        sections = [photograph(view, browser, site) for view in shown]
    sheet = GALLERY / "index.html"
    head = f"<!doctype html><html lang=en><meta charset=utf-8><title>Gallery</title><style>{STYLE}</style>"
    sheet.write_text(head + "".join(sections), "utf-8")
    print(sheet.relative_to(ROOT))


def photograph(view: View, browser: Browser, site: str) -> str:
    """Take the pictures of a view; gives its section of the sheet."""
    pictures = []
    with new_context(browser, **(view.options or {})) as context:
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        try:
            view.reach(User(page, site))
        except (AssertionError, Error) as error:
            print(f"{view.name}: not reached. {error}", file=sys.stderr)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            for theme in THEMES:
                page.emulate_media(color_scheme=theme, reduced_motion="reduce")
                file = Path(f"{re.sub(r'[^a-z]+', '-', view.name.lower())}-{width}-{theme}.png")
                page.screenshot(path=GALLERY / file, animations="disabled")
                caption = f"{width} px, {theme}"
                pictures.append(
                    f'<figure><a href="{file}"><img src="{file}" alt="{html.escape(view.name)}, {caption}"></a>'
                    f"<figcaption>{caption}</figcaption></figure>"
                )
        context.unroute_all(behavior="ignoreErrors")
    return f'<section><h2>{html.escape(view.name)}</h2><div class="pictures">{"".join(pictures)}</div></section>'


if __name__ == "__main__":
    main(sys.argv[1:])
