"""Templates: not there, not readable, with names that they were not given."""

from __future__ import annotations

import ast
import re

from jinja2 import TemplateNotFound, TemplatesNotFound, TemplateSyntaxError, UndefinedError

from ..messages import Fix, Move, Place, Write
from .case import Advice, Case, fix
from .edits import respell
from .scopes import is_call_of, literal_place
from .sources import Source
from .spelling import either, listed, meant, nearest

DOCS = "quickstart.html#templates"

#: Tags that go on until another ends them, and that other one.
BLOCKS = ("if", "for", "block", "macro", "call", "filter", "set", "with", "autoescape", "trans")
TAGS = {
    *BLOCKS,
    *(f"end{name}" for name in BLOCKS),
    *("else", "elif", "extends", "include", "import", "from"),
}


def missing_template(case: Case) -> Advice | None:
    """No template has the name that was asked for."""
    error = case.error
    if not isinstance(error, TemplateNotFound) or isinstance(error, TemplatesNotFound):
        return None
    name = str(error.name or "")
    if not name or case.app is None:
        return None
    folder = templates_folder(case)
    title = f"There is no template “{name}”"
    place = case.place
    if case.source and case.place:
        place = literal_place(case.source, case.place, name) or case.place
    if name.startswith(f"{folder}/"):
        short = name.removeprefix(f"{folder}/")
        hint = f"Names of templates begin below the folder {folder} already: “{short}”."
        return Advice(title, hint, respelt(case, name, short), place, DOCS)
    if choice := meant(name, case.app.jinja_env.list_templates()):
        hint = f"Did you mean “{choice}”?"
        return Advice(title, hint, respelt(case, name, choice), place, DOCS)
    path = f"{folder}/{name}"
    if found := elsewhere(case, name):
        hint = f"The project has {found}, and Flask looks for templates in the folder {folder}."
        fixes = fix(f"Move it to {path}", Move(type="move", path=found, to=path))
        return Advice(title, hint, fixes, place, DOCS)
    there = sorted(case.app.jinja_env.list_templates())
    hint = f"It would be the file {path}."
    hint += f" The folder has {listed(there)}." if there else ""
    content = skeleton(case, name)
    fixes = fix(f"Create {path}", Write(type="write", path=path, content=content))
    fixes = fixes if path not in case.sources.paths else []
    if other := spare(case, name, there):
        fixes = [*respelt(case, name, other, f"Use {other}"), *fixes]
    return Advice(title, hint, fixes, place, DOCS)


def spare(case: Case, name: str, there: list[str]) -> str | None:
    """Give the only template that no file of the project names, or else the only one whose name is near."""
    texts = [
        case.sources[path].text for path in case.sources.paths if path.endswith((".py", ".html"))
    ]
    unused = [each for each in there if not any(each in quoted(text) for text in texts)]
    if len(unused) == 1:
        return unused[0]
    # All of them end in .html, which makes none of them near.
    words = {each.rpartition(".")[0]: each for each in there}
    word = name.rpartition(".")[0]
    near = [each for each in words if len(each) > 3 and (each in word or word in each)]
    near = near or nearest(word, words)
    return words[near[0]] if len(near) == 1 else None


def quoted(text: str) -> set[str]:
    """Give what stands between quotes in a text."""
    return set(re.findall(r"[\"']([^\"'\n]*)[\"']", text))


def templates_folder(case: Case) -> str:
    """Give the path of the application's folder for templates."""
    app = case.app
    folder = app.template_folder if app and isinstance(app.template_folder, str) else "templates"
    root = app.root_path if app else str(case.root)
    below = root.removeprefix(str(case.root)).strip("/")
    return f"{below}/{folder}" if below else folder


def respelt(case: Case, name: str, other: str, label: str = "") -> list[Fix]:
    return (
        respell(case.source, case.place, name, other, label) if case.source and case.place else []
    )


def elsewhere(case: Case, name: str) -> str | None:
    """Give the only file of a template's name that stands in another folder."""
    short = name.rpartition("/")[2]
    found = [path for path in case.sources.paths if path.rpartition("/")[2] == short]
    return found[0] if len(found) == 1 else None


def skeleton(case: Case, name: str) -> str:
    """Write a page that shows what the template is given."""
    if not name.endswith((".html", ".htm")):
        return ""
    lines = [f"<p>{each}: {{{{ {each} }}}}</p>" for each in given_names(case, name)]
    lines += [f"{{% block {each} %}}{{% endblock %}}" for each in filled_blocks(case, name)]
    title = name.rpartition("/")[2].rpartition(".")[0].replace("_", " ").replace("-", " ").title()
    return "\n".join(
        ["<!doctype html>", f"<title>{title}</title>", f"<h1>{title}</h1>", *lines, ""]
    )


def filled_blocks(case: Case, name: str) -> list[str]:
    """Give the blocks that templates fill which extend a template: without them a page would be left out."""
    texts = [case.sources[path].text for path in case.sources.paths if path.endswith(".html")]
    extends = re.compile(r"{%-?\s*extends\s+[\"']" + re.escape(name) + r"[\"']")
    found = [
        block
        for text in texts
        if extends.search(text)
        for block in re.findall(r"{%[-+]?\s*block\s+(\w+)", text)
    ]
    return list(dict.fromkeys(found))


def given_names(case: Case, name: str) -> list[str]:
    """Give the names that ``render_template`` passes to a template."""
    source = case.source
    if source is None or not source.path.endswith(".py"):
        return []
    for node in source.nodes:
        if isinstance(node, ast.Call) and is_call_of(node, "render_template") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and first.value == name:
                return [keyword.arg for keyword in node.keywords if keyword.arg]
    return []


def broken(case: Case) -> tuple[TemplateSyntaxError, Source, Place] | None:
    """Give the syntax error of a template of the project, with the file and the place."""
    error = case.error
    if not isinstance(error, TemplateSyntaxError) or not case.source or not case.place:
        return None
    return error, case.source, case.place


def unclosed_block(case: Case) -> Advice | None:
    if not (found := broken(case)):
        return None
    error, source, place = found
    match = re.search(r"innermost block that needs to be closed is '(\w+)'", error.message or "")
    if match is None:
        return None
    name = match[1]
    number = last_opened(source, name) or place["line"]
    wrong = re.search(r"unknown tag '(\w+)'", error.message or "")
    if wrong and (choice := meant(wrong[1], TAGS)):
        return misspelt(source, place, wrong[1], choice)
    opened = source.line(number)
    fixes: list[Fix] = []
    if "end of template" in (error.message or ""):
        end = f"{{% end{name} %}}"
        if "{% end" not in opened and len(source.lines) == number:
            fixes = fix(f"Add {end}", source.append(source.line_place(number), end))
        else:
            fixes = fix(f"Add {end}", source.insert_lines(len(source.lines), f"{end}\n"))
    return Advice(
        f"The block “{name}” is never closed",
        f"It begins on line {number} and goes on to {{% end{name} %}}, which is missing.",
        fixes,
        source.line_place(number),
        DOCS,
    )


def last_opened(source: Source, name: str) -> int:
    """Give the line of the last block of a kind that is still open; 0 where there is none."""
    opened: list[int] = []
    for number, line in enumerate(source.lines, 1):
        for match in re.finditer(rf"{{%-?\s*(end)?{name}\b", line):
            if match[1]:
                if opened:
                    opened.pop()
            else:
                opened.append(number)
    return opened[-1] if opened else 0


def misspelt(source: Source, place: Place, word: str, choice: str) -> Advice:
    exact = literal_place(source, place, word)
    fixes = fix(f"Change it to {choice}", source.replace(exact, choice)) if exact else []
    return Advice(
        f"Templates have no tag “{word}”", f"Did you mean “{choice}”?", fixes, exact or place, DOCS
    )


def unknown_tag(case: Case) -> Advice | None:
    """A tag that Jinja does not have: misspelt, or of an end without a beginning."""
    if not (found := broken(case)):
        return None
    error, source, place = found
    match = re.search(r"unknown tag '(\w+)'", error.message or "")
    if match is None:
        return None
    word = match[1]
    if word in TAGS:
        begin = word.removeprefix("end")
        hint = f"It ends or divides a block, and none is open here: {{% {begin} ... %}} is missing above."
        if word in ("else", "elif"):
            hint = "It belongs between {% if ... %} and {% endif %}."
        return Advice(
            f"“{word}” stands outside of any block",
            hint,
            place=source.line_place(place["line"]),
            docs=DOCS,
        )
    if choice := meant(word, TAGS):
        return misspelt(source, place, word, choice)
    return Advice(
        f"Templates have no tag “{word}”",
        "Between {% and %} stand if, for, block, extends, include and their ends; a value stands between {{ and }}.",
        place=literal_place(source, place, word) or source.line_place(place["line"]),
        docs=DOCS,
    )


def unknown_filter(case: Case) -> Advice | None:
    if not (found := broken(case)) or case.app is None:
        return None
    error, source, place = found
    match = re.match(r"No (filter|test) named '(\w+)'", error.message or "")
    if match is None:
        return None
    env = case.app.jinja_env
    known = env.filters if match[1] == "filter" else env.tests
    exact = literal_place(source, place, match[2]) or source.line_place(place["line"])
    title = f"Templates have no {match[1]} “{match[2]}”"
    if choice := meant(match[2], known):
        fixes = respell(source, place, match[2], choice)
        return Advice(title, f"Did you mean “{choice}”?", fixes, exact, DOCS)
    close = nearest(match[2], known)
    hint = (
        f"Did you mean {either(close)}?"
        if close
        else "An application adds one of its own with @app.template_filter()."
    )
    return Advice(title, hint, place=exact, docs=DOCS)


def unreadable_template(case: Case) -> Advice | None:
    if not (found := broken(case)):
        return None
    error, source, place = found
    message = error.message or ""
    hint = "Values stand between {{ and }}, and what is done with them between {% and %}."
    if "end of print statement" in message:
        hint = "Between {{ and }} stands one value: a name, or an expression such as user.name."
    elif "unexpected '}'" in message or "unexpected end of template" in message:
        hint = "What is opened by {{ is closed by }}, and what is opened by {% by %}."
    return Advice(
        "The template cannot be read at this line",
        hint,
        place=source.line_place(place["line"]),
        docs=DOCS,
    )


def undefined_in_template(case: Case) -> Advice | None:
    """A name in a template that it was not given, and of which something is asked."""
    error, frame = case.error, case.frame
    match = re.match(r"'([\w. ]+)' is undefined", str(error))
    if not isinstance(error, UndefinedError) or match is None or not frame or not case.source:
        return None
    name = match[1]
    known = {each for each in frame.locals if not each.startswith("_")}
    known |= set(case.app.jinja_env.globals) if case.app else set()
    place = literal_place(case.source, frame.place, name) or case.source.line_place(
        frame.place["line"]
    )
    title = f"The template does not know “{name}”"
    if choice := meant(name, known):
        fixes = respell(case.source, frame.place, name, choice)
        return Advice(title, f"Did you mean “{choice}”?", fixes, place, DOCS)
    return Advice(
        title,
        f"A template knows what render_template() hands to it: render_template(..., {name}={name}).",
        place=place,
        docs=DOCS,
    )


def undefined_attribute(case: Case) -> Advice | None:
    """An attribute in a template that its object does not have."""
    match = re.match(r"'(.+)' has no attribute '(\w+)'", str(case.error))
    frame, source = case.frame, case.source
    if not isinstance(case.error, UndefinedError) or match is None or not frame or not source:
        return None
    name = match[2]
    place = literal_place(source, frame.place, name) or source.line_place(frame.place["line"])
    if match[1] == "None":
        return Advice(
            f"There is nothing to take “{name}” from",
            "The value is None. Test it first: {% if value %}.",
            place=place,
            docs=DOCS,
        )
    return Advice(
        f"What stands there has no “{name}”",
        f"It is {match[1].replace(' object', '')}, without an attribute or a key of that name.",
        place=place,
        docs=DOCS,
    )
