"""Settings of the documentation: python -m sphinx -W --keep-going -b html docs build/site/docs"""

from importlib.metadata import version as installed_version

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
pygments_style = "tango"
pygments_dark_style = "native"
