"""The playground directive: real Sphinx builds of small documents."""

import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

HELLO = """\
from flask import Flask

app = Flask(__name__)


@app.route("/")
def hello():
    return "<b>Hello</b></script>"
"""


class Built:
    """What a build wrote, and what it complained of."""

    def __init__(self, folder: Path, warnings: str) -> None:
        self.folder = folder
        self.warnings = re.sub(r"\x1b\[[0-9;]*m", "", warnings)

    def text(self, name: str = "index.html") -> str:
        return (self.folder / name).read_text("utf-8")

    def elements(self, name: str = "index.html") -> list["Element"]:
        parser = Elements()
        parser.feed(self.text(name))
        return parser.found


class Element:
    def __init__(self, attributes: dict[str, str | None]) -> None:
        self.attributes = attributes
        self.files: list[str] = []
        self.json = ""

    @property
    def project(self) -> dict:
        return json.loads(self.json)


class Elements(HTMLParser):
    """The <flask-playground> elements of a page, as a browser would parse them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "flask-playground":
            self.found.append(Element(attributes))
        if "data-file" in attributes:
            self.found[-1].files.append(str(attributes["data-file"]))
        self.in_data = tag == "script" and attributes.get("type") == "application/json"

    def handle_endtag(self, tag: str) -> None:
        self.in_data = False

    def handle_data(self, data: str) -> None:
        if self.in_data:
            self.found[-1].json += data


Build = Callable[..., Built]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    source = tmp_path / "source"
    examples = source / "examples"
    (examples / "templates-demo" / "templates").mkdir(parents=True)
    (examples / "templates-demo" / "app.py").write_text("# app\n")
    (examples / "templates-demo" / "a_helper.py").write_text("# helper\n")
    (examples / "templates-demo" / "templates" / "page.html").write_text("{{ name }}\n")
    (examples / "templates-demo" / "logo.bin").write_bytes(b"\xff\x00")
    (examples / "templates-demo" / ".hidden").write_text("no")
    (examples / "empty").mkdir()
    (examples / "examples.toml").write_text(
        '[[example]]\nslug = "templates-demo"\ntitle = "Templates"\napp = "app"\npath = "/hello"\ndebug = true\n'
    )

    def run(
        body: str,
        builder: str = "html",
        documents: dict[str, str] | None = None,
        parallel: int = 0,
        **settings: object,
    ) -> Built:
        documents = {"index": body, **(documents or {})}
        for name, text in documents.items():
            path = source / f"{name}.rst"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{name}\n{'=' * len(name)}\n\n{text}\n")
        warnings = io.StringIO()
        overrides = {
            "extensions": ["flask_playground.sphinx_extension"],
            "html_theme": "basic",
            "playground_url": "../",
            "suppress_warnings": ["toc.not_included"],
            **settings,
        }
        out = tmp_path / builder
        with patch_docutils(str(source)), docutils_namespace():
            app = Sphinx(
                srcdir=source,
                confdir=None,
                outdir=out,
                doctreedir=tmp_path / "doctrees",
                buildername=builder,
                confoverrides=overrides,
                status=None,
                warning=warnings,
                parallel=parallel,
            )
            app.build()
        return Built(out, warnings.getvalue())

    return run


def indented(code: str) -> str:
    return "\n".join(f"   {line}" for line in code.splitlines())


def test_content_becomes_a_project_of_one_file(build: Build) -> None:
    built = build(f".. playground::\n   :file: hello.py\n   :path: /x?a=1\n\n{indented(HELLO)}")
    [element] = built.elements()
    assert built.warnings == ""
    assert element.attributes["path"] == "/x?a=1"
    assert element.project == {
        "name": "hello.py",
        "files": {"hello.py": HELLO},
        "app": "hello.py",
        "debug": True,
    }


def test_debug_mode_can_be_switched_off(build: Build) -> None:
    [element] = build(f".. playground::\n   :no-debug:\n\n{indented(HELLO)}").elements()
    assert element.project["debug"] is False


def test_the_code_is_highlighted_inside_the_element(build: Build) -> None:
    page = build(f".. playground::\n\n{indented(HELLO)}").text()
    inside = page[page.index("<flask-playground") : page.index("</flask-playground>")]
    assert '<div class="highlight-python' in inside


def test_an_example_brings_its_whole_project(build: Build) -> None:
    [element] = build(".. playground:: templates-demo").elements()
    assert element.attributes["example"] == "templates-demo"
    assert element.attributes["path"] == "/hello"
    assert element.project["name"] == "Templates"
    assert element.project["debug"] is True
    assert element.project["files"] == {
        "a_helper.py": "# helper\n",
        "app.py": "# app\n",
        "logo.bin": {"base64": "/wA="},
        "templates/page.html": "{{ name }}\n",
    }


def test_the_application_is_shown_first_and_binary_files_are_not(build: Build) -> None:
    [element] = build(".. playground:: templates-demo").elements()
    assert element.files == ["app.py", "a_helper.py", "templates/page.html"]


def test_file_chooses_what_is_shown(build: Build) -> None:
    [element] = build(
        ".. playground:: templates-demo\n   :file: templates/page.html, app.py"
    ).elements()
    assert element.files == ["templates/page.html", "app.py"]
    assert "a_helper.py" in element.project["files"]


@pytest.mark.parametrize(
    ("option", "key", "value"),
    [
        (":app: a_helper.py", "app", "a_helper.py"),
        (":title: Mine", "name", "Mine"),
        (":no-debug:", "debug", False),
    ],
)
def test_what_is_changed_is_no_longer_the_example_that_the_site_serves(
    build: Build, option: str, key: str, value: object
) -> None:
    [element] = build(f".. playground:: templates-demo\n   {option}").elements()
    assert "example" not in element.attributes
    assert element.project[key] == value


def test_an_example_that_the_catalogue_does_not_have_has_its_folder_s_name(
    build: Build, tmp_path: Path
) -> None:
    (tmp_path / "source" / "examples" / "empty" / "app.py").touch()
    [element] = build(".. playground:: empty").elements()
    assert element.attributes["path"] == "/"
    assert element.project | {"files": {}} == {
        "name": "empty",
        "files": {},
        "app": "",
        "debug": True,
    }


def test_each_kind_of_file_is_highlighted_in_its_language(build: Build) -> None:
    languages = {
        "css": "css",
        "html": "html+jinja",
        "js": "javascript",
        "json": "json",
        "py": "python",
        "sql": "sql",
        "toml": "toml",
        "xml": "xml+jinja",
        "md": "text",
    }
    page = build(
        "\n\n".join(f".. playground::\n   :file: a.{suffix}\n\n   1" for suffix in languages)
    ).text()
    assert re.findall(r'class="highlight-(\S+) ', page) == list(languages.values())


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        (".. playground:: template-demo", "Did you mean 'templates-demo'?"),
        (".. playground:: ../source", "There is no playground example '../source'"),
        (".. playground:: empty", "has no files"),
        (".. playground::", "neither an example's name nor content"),
        (".. playground:: templates-demo\n\n   x = 1", "Keep one"),
        (".. playground:: templates-demo\n   :file: nope.py", "no text file 'nope.py'"),
        (".. playground::\n   :file: a.py, b.py\n\n   x = 1", "Content makes one file"),
        (".. playground::\n   :file: ../a.py\n\n   x = 1", "outside the project"),
        (".. playground::\n   :height: tall\n\n   x = 1", "'tall' is not a height"),
        (".. playground::\n   :path: login\n\n   x = 1", "'login' is not a path"),
    ],
)
def test_a_wrong_directive_says_what_is_wrong_and_where(
    build: Build, markup: str, complaint: str
) -> None:
    built = build(markup)
    assert complaint in built.warnings
    assert "index.rst:4: ERROR" in built.warnings
    assert built.elements() == []


def test_a_broken_catalogue_is_named(build: Build, tmp_path: Path) -> None:
    (tmp_path / "source" / "examples" / "examples.toml").write_text("[[example")
    assert "examples.toml is not valid TOML" in build(".. playground:: templates-demo").warnings


@pytest.mark.parametrize(
    ("builder", "page", "script"),
    [
        ("html", "index.html", "../embed.js"),
        ("html", "deep/er/page.html", "../../../embed.js"),
        ("dirhtml", "deep/er/page/index.html", "../../../../embed.js"),
    ],
)
def test_the_script_is_found_from_any_page(
    build: Build, builder: str, page: str, script: str
) -> None:
    directive = ".. playground:: templates-demo"
    built = build(directive, builder=builder, documents={"deep/er/page": directive})
    assert f'<script type="module" src="{script}"></script>' in built.text(page)


def test_the_script_of_another_site_is_named_as_it_is(build: Build) -> None:
    built = build(".. playground:: templates-demo", playground_url="https://play.example/x")
    assert 'src="https://play.example/x/embed.js"' in built.text()


def test_a_page_without_an_example_loads_no_script(build: Build) -> None:
    assert "embed.js" not in build("Prose alone.").text()


@pytest.mark.parametrize(
    ("builder", "output"),
    [
        ("text", "index.txt"),
        ("man", "projectnamenotset.1"),
        ("latex", "projectnamenotset.tex"),
        ("epub", "index.xhtml"),
    ],
)
def test_other_formats_show_the_code(build: Build, builder: str, output: str) -> None:
    built = build(
        ".. playground::\n\n   greeting = 1",
        builder=builder,
        man_pages=[("index", "projectnamenotset", "", "", 1)],
        epub_show_urls="no",
        version="1",
    )
    text = built.text(output)
    assert "greeting" in text
    assert "flask-playground" not in text


def test_without_a_site_the_code_stays_and_the_author_is_told(build: Build) -> None:
    built = build(".. playground::\n\n   greeting = 1", playground_url="")
    assert "playground_url is not set" in built.warnings
    assert "greeting" in built.text()
    assert built.elements() == []


def test_a_changed_example_is_read_again(build: Build, tmp_path: Path) -> None:
    build(".. playground:: templates-demo")
    changed = tmp_path / "source" / "examples" / "templates-demo" / "app.py"
    changed.write_text("# changed\n")
    [element] = build(".. playground:: templates-demo").elements()
    assert element.project["files"]["app.py"] == "# changed\n"


def test_reading_in_parallel_gives_the_same(build: Build) -> None:
    pages = {f"page{number}": f".. playground::\n\n   n = {number}" for number in range(12)}
    built = build("", documents=pages, parallel=2)
    assert built.warnings == ""
    assert built.elements("page7.html")[0].project["files"] == {"app.py": "n = 7\n"}
