"""Settings of the documentation: python -m sphinx -W --keep-going -b html docs build/site/docs"""

from importlib.metadata import version as installed_version
from pathlib import Path

from sphinx.application import Sphinx

project = "Flask Playground"
author = "the Flask Playground authors"
copyright = author
version = release = installed_version("flask")

extensions = [
    "flask_playground.sphinx_extension",
    "myst_parser",
    "sphinx.ext.autodoc",
]
exclude_patterns = ["examples", "tour"]
default_role = "py:obj"
highlight_language = "none"
myst_heading_anchors = 3

# The documentation stands in a folder of the playground's site.
playground_url = "../"
playground_examples = "examples"

autodoc_member_order = "groupwise"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"

html_theme = "furo"
html_title = project
html_favicon = "../web/playground/icon.svg"
# The playground's accent (web/ui/tokens.css).
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0a6f63", "color-brand-content": "#0a6f63"},
    "dark_css_variables": {"color-brand-primary": "#4fd0bd", "color-brand-content": "#4fd0bd"},
}
html_static_path = ["_static"]
html_css_files = ["docs.css"]
html_copy_source = False
html_show_sphinx = False
# Of accessible-pygments, which the theme brings along.
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

#: What the theme's pages lack for who hears them, or goes through them by keyboard.
ACCESSIBLE = {
    'role="heading">': 'role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="All pages">',
    '<aside class="toc-drawer': '<aside aria-label="This page" class="toc-drawer',
    # A block may have to be scrolled.
    "<pre>": '<pre tabindex="0">',
}


def make_accessible(app: Sphinx, error: Exception | None) -> None:
    """Put what ACCESSIBLE says in its place, in every page."""
    for page in Path(app.outdir).rglob("*.html"):
        before = text = page.read_text("utf-8")
        for lacking, complete in ACCESSIBLE.items():
            text = text.replace(lacking, complete)
        if text != before:
            page.write_text(text, "utf-8")


def setup(app: Sphinx) -> None:
    app.connect("build-finished", make_accessible)
