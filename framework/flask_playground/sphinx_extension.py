"""The Sphinx extension: ``.. playground::`` makes a code block an application that runs in the page.

In HTML the directive gives a ``<flask-playground>`` element around the ordinary highlighted blocks;
without JavaScript, and in every other output format, those blocks are what remains.
"""

from __future__ import annotations

import base64
import difflib
import json
import posixpath
import re
import tomllib
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.code import container_wrapper
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata, OptionSpec

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)

# The HTML builders whose pages run scripts; the others (epub, htmlhelp) show the code alone.
LIVE_BUILDERS = {"html", "dirhtml", "singlehtml"}

LANGUAGES = {
    ".css": "css",
    ".html": "html+jinja",
    ".js": "javascript",
    ".json": "json",
    ".py": "python",
    ".sql": "sql",
    ".toml": "toml",
    ".xml": "xml+jinja",
}


class ExampleError(Exception):
    """An example that cannot be shown; the message says which, why, and what to do."""


@dataclass(frozen=True)
class Example:
    """A project to run: ``files`` by their relative path, ``shown`` the paths of those on the page."""

    name: str
    files: dict[str, str | bytes]
    app: str
    path: str
    shown: list[str]
    debug: bool = True
    sources: tuple[Path, ...] = ()

    def as_json(self) -> str:
        """The project as web/protocol/project.ts has it, safe inside a ``<script>`` element."""
        project = {
            "name": self.name,
            "files": {path: _json_content(content) for path, content in self.files.items()},
            "app": self.app,
            "debug": self.debug,
        }
        return json.dumps(project, ensure_ascii=False).replace("<", "\\u003c")


def _json_content(content: str | bytes) -> str | dict[str, str]:
    return (
        content
        if isinstance(content, str)
        else {"base64": base64.b64encode(content).decode("ascii")}
    )


def read_example(folder: Path, slug: str) -> Example:
    """Read the project in ``folder/slug``.

    Title, app and first path come from its table in ``folder/examples.toml``, where there is one.

    :raises ExampleError: if there is no such project, or nothing in it.
    """
    root = folder / slug
    if not root.is_dir() or root.resolve().parent != folder.resolve():
        raise ExampleError(_unknown(folder, slug))
    paths = sorted(
        path for path in root.rglob("*") if path.is_file() and not _is_hidden(path, root)
    )
    if not paths:
        raise ExampleError(f"The example {slug!r} has no files: put its application into {root}.")
    files = {path.relative_to(root).as_posix(): _read(path) for path in paths}
    catalogue = folder / "examples.toml"
    entry = _entry(catalogue, slug)
    app = str(entry.get("app", ""))
    sources = (*paths, catalogue) if catalogue.is_file() else tuple(paths)
    return Example(
        name=str(entry.get("title", slug)),
        files=files,
        app=app,
        path=str(entry.get("path", "/")),
        shown=_reading_order(files, app),
        debug=bool(entry.get("debug", True)),
        sources=sources,
    )


def _unknown(folder: Path, slug: str) -> str:
    known = sorted(path.name for path in folder.glob("*/")) if folder.is_dir() else []
    near = difflib.get_close_matches(slug, known, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
    every = ", ".join(known) or "none at all"
    return (
        f"There is no playground example {slug!r}. {hint}The folder {folder} has: {every}. "
        "(The setting playground_examples names the folder.)"
    )


def _is_hidden(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    return any(part == "__pycache__" or part.startswith(".") for part in parts)


def _read(path: Path) -> str | bytes:
    data = path.read_bytes()
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return data


def _entry(catalogue: Path, slug: str) -> dict[str, Any]:
    if not catalogue.is_file():
        return {}
    try:
        tables = tomllib.loads(catalogue.read_text("utf-8")).get("example", [])
    except tomllib.TOMLDecodeError as error:
        raise ExampleError(f"{catalogue} is not valid TOML: {error}") from error
    return next((table for table in tables if table.get("slug") == slug), {})


def _reading_order(files: dict[str, str | bytes], app: str) -> list[str]:
    """The text files: the application's own module first, then Python, then the rest."""
    target = app.partition(":")[0]
    main = {target, f"{target}.py", f"{target}/__init__.py"}
    texts = [path for path, content in files.items() if isinstance(content, str)]
    return sorted(texts, key=lambda path: (path not in main, not path.endswith(".py"), path))


class playground(nodes.General, nodes.Element):
    """The element; its children are ``playground_file`` nodes."""


class playground_file(nodes.General, nodes.Element):
    """One file on the page: its ordinary highlighted block."""


def _height(argument: str) -> str:
    value = directives.unchanged_required(argument).strip()
    if not re.fullmatch(r"\d+(\.\d+)?(px|rem|em|vh)", value):
        raise ValueError(f"{value!r} is not a height: write a number with px, rem, em or vh")
    return value


def _path(argument: str) -> str:
    value = directives.unchanged_required(argument).strip()
    if not value.startswith("/"):
        raise ValueError(f"{value!r} is not a path of the application: it begins with a slash")
    return value


class PlaygroundDirective(SphinxDirective):
    """``.. playground:: slug`` shows an example's project; with content, a file written in place.

    ``:file:`` names the files to show, separated by commas (with content: that one file's name),
    ``:app:`` is what ``FLASK_APP`` would be, ``:path:`` what the preview opens first, ``:height:``
    the least height of the running example, ``:title:`` the project's name, ``:no-debug:`` debug mode off.
    """

    optional_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "app": directives.unchanged_required,
        "file": directives.unchanged_required,
        "height": _height,
        "no-debug": directives.flag,
        "path": _path,
        "title": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        try:
            example = self._example()
        except ExampleError as error:
            raise self.error(str(error)) from error
        for source in example.sources:
            self.env.note_dependency(str(source))
        node = playground(
            "",
            *(self._file(path, example.files[path]) for path in example.shown),
            markup=self._attributes(example),
            project=example.as_json(),
        )
        self.set_source_info(node)
        return [node]

    def _example(self) -> Example:
        files = [name.strip() for name in self.options.get("file", "").split(",") if name.strip()]
        if self.arguments and self.content:
            raise ExampleError(
                f"The playground directive has both the example {self.arguments[0]!r} and content. "
                "Keep one: the argument names a project, the content is one."
            )
        if self.content:
            return self._inline(files)
        if not self.arguments:
            raise ExampleError(
                "The playground directive has neither an example's name nor content: "
                "write '.. playground:: NAME', or indent the code below it."
            )
        example = read_example(
            Path(self.env.srcdir, self.config.playground_examples), self.arguments[0]
        )
        missing = [name for name in files if name not in example.shown]
        if missing:
            raise ExampleError(
                f"The example {self.arguments[0]!r} has no text file {missing[0]!r} to show. "
                f"It has: {', '.join(example.shown)}."
            )
        return Example(
            name=self.options.get("title", example.name),
            files=example.files,
            app=self.options.get("app", example.app),
            path=self.options.get("path", example.path),
            shown=files or example.shown,
            debug="no-debug" not in self.options and example.debug,
            sources=example.sources,
        )

    def _inline(self, names: list[str]) -> Example:
        if len(names) > 1:
            raise ExampleError(
                f"Content makes one file, and :file: names {len(names)}. For several files make a "
                "folder of them and name it: '.. playground:: NAME'."
            )
        name = names[0] if names else "app.py"
        pure = PurePosixPath(name)
        if pure.is_absolute() or ".." in pure.parts:
            raise ExampleError(f":file: names {name!r}, which is outside the project.")
        return Example(
            name=self.options.get("title", name),
            files={name: "\n".join(self.content) + "\n"},
            app=self.options.get("app", name),
            path=self.options.get("path", "/"),
            shown=[name],
            debug="no-debug" not in self.options,
        )

    def _attributes(self, example: Example) -> dict[str, str]:
        """The element's attributes; ``example`` only where the site serves that very project."""
        attributes = {"path": example.path}
        if self.arguments and not {"app", "no-debug", "title"} & self.options.keys():
            attributes["example"] = self.arguments[0]
        if "height" in self.options:
            attributes["height"] = self.options["height"]
        return attributes

    def _file(self, path: str, content: str | bytes) -> playground_file:
        assert isinstance(content, str), "only text files are shown"
        code = content.rstrip("\n")
        block = nodes.literal_block(code, code)
        block["language"] = LANGUAGES.get(PurePosixPath(path).suffix, "text")
        self.set_source_info(block)
        # The caption is for a page without scripts and for print: the element has tabs.
        caption = f"``{path}``"
        return playground_file("", container_wrapper(self, block, caption), path=path)


def _is_live(builder: Builder) -> bool:
    return builder.name in LIVE_BUILDERS and bool(builder.config.playground_url)


def visit_playground(self: HTML5Translator, node: playground) -> None:
    if not self.builder.config.playground_url:
        logger.warning(
            "playground_url is not set, so this example stays a code block. Set it in conf.py to "
            "the URL of a playground site (the folder with its embed.js).",
            location=node,
            type="playground",
            subtype="url",
        )
    if not _is_live(self.builder):
        return
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node["markup"].items())
    self.body.append(f'<flask-playground class="flask-playground"{attributes}>\n')


def depart_playground(self: HTML5Translator, node: playground) -> None:
    if _is_live(self.builder):
        self.body.append(f'<script type="application/json">{node["project"]}</script>\n')
        self.body.append("</flask-playground>\n")


def visit_playground_file(self: HTML5Translator, node: playground_file) -> None:
    if _is_live(self.builder):
        self.body.append(f'<div data-file="{escape(node["path"])}">\n')


def depart_playground_file(self: HTML5Translator, node: playground_file) -> None:
    if _is_live(self.builder):
        self.body.append("</div>\n")


def _pass(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Leave the node's children as they are."""


def add_script(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the element's script on the pages that use it, from where the playground is."""
    if doctree is None or not _is_live(app.builder) or not any(doctree.findall(playground)):
        return
    url = posixpath.join(app.config.playground_url, "embed.js")
    if "://" not in url and not url.startswith("/"):
        url = relative_uri(app.builder.get_target_uri(pagename), "").removeprefix("./") + url
    script = f'<script type="module" src="{escape(url)}"></script>'
    context["metatags"] = f"{context.get('metatags', '')}\n    {script}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive, its nodes and the settings; called by Sphinx.

    ``playground_url`` is the URL of a playground site: absolute, or relative to the root of the
    documentation. ``playground_examples`` is the folder with the examples, relative to the sources.
    """
    app.add_config_value("playground_url", "", "html", types=(str,))
    app.add_config_value("playground_examples", "examples", "env", types=(str,))
    as_code = (_pass, _pass)
    app.add_node(
        playground,
        html=(visit_playground, depart_playground),
        latex=as_code,
        man=as_code,
        texinfo=as_code,
        text=as_code,
    )
    app.add_node(
        playground_file,
        html=(visit_playground_file, depart_playground_file),
        latex=as_code,
        man=as_code,
        texinfo=as_code,
        text=as_code,
    )
    app.add_directive("playground", PlaygroundDirective)
    app.connect("html-page-context", add_script)
    return {
        "version": version("flask-playground"),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
