"""Make the tour from docs/tour: its index, and one JSON file for each step (web/tour/steps.ts).

python web/build/tour.py TARGET

A step is a file `<slug>.md`: a header in TOML between lines of `+++`, the text, and the sections `## Task`, `## Hint`,
`## Start` and `## Solution`. The last two change files by fenced blocks, whose first line names the file:
"```python app.py" has the whole of it, "```diff app.py" the lines that go and come with some around them,
and "```delete app.py" removes it. A step starts from the solution of the step before, changed by its own section "Start".
"""

import json
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TOUR = Path(__file__).parents[2] / "docs" / "tour"

#: What FLASK_APP would be: the file that `flask run` finds by itself.
APP = "app.py"

HEADER = re.compile(r"\+\+\+\n(.*?)^\+\+\+\n(.*)", re.DOTALL | re.MULTILINE)
SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)
BLOCK = re.compile(r"^```(\S+) (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)

Files = dict[str, str]


class StepError(ValueError):
    """A step that cannot be read; the message says which, and what is wrong with it."""


@dataclass
class Project:
    """Files and the setting that a step may change."""

    files: Files = field(default_factory=dict)
    debug: bool = True

    def json(self, name: str) -> dict[str, object]:
        """Give it as a Project of web/protocol/project.ts."""
        return {"name": name, "files": self.files, "app": APP, "debug": self.debug}


@dataclass
class Step:
    """One step as it is read from its file."""

    slug: str
    chapter: str
    title: str
    covers: list[str]
    text: str
    task: str
    hint: str
    path: str
    look: dict[str, object] | None
    control: str | None
    continues: bool
    start: Project
    solution: Project

    def json(self) -> dict[str, object]:
        """Give it as a Step of web/tour/steps.ts."""
        name = f"Tour: {self.title}"
        projects = {"start": self.start.json(name), "solution": self.solution.json(name)}
        return {**vars(self), **projects}


def main(target: Path) -> None:
    """Write `index.json` and `<slug>.json` for every step into the folder `target`, emptied first."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    contents = read_contents()
    steps = read_steps(contents)
    for step in steps:
        write(target / f"{step.slug}.json", step.json())
    chapters = [
        {
            "title": chapter["title"],
            "steps": [
                {"slug": step.slug, "title": step.title}
                for step in steps
                if step.slug in chapter["steps"]
            ],
        }
        for chapter in contents["chapter"]
    ]
    write(target / "index.json", {"chapters": chapters, "renamed": contents.get("renamed", {})})


def read_contents() -> dict[str, Any]:
    """Give tour.toml: the chapters in their order, and the former names of steps."""
    return tomllib.loads((TOUR / "tour.toml").read_text("utf-8"))


def read_steps(contents: dict[str, Any]) -> list[Step]:
    """Give all steps in their order.

    Raises StepError for the first that cannot be read.
    """
    steps: list[Step] = []
    before = Project()
    for chapter in contents["chapter"]:
        for slug in chapter["steps"]:
            text = (TOUR / f"{slug}.md").read_text("utf-8")
            try:
                steps.append(read_step(slug, chapter["title"], text, before))
            except (ValueError, KeyError) as error:
                raise StepError(f"docs/tour/{slug}.md: {error}") from error
            before = steps[-1].solution
    return steps


def read_step(slug: str, chapter: str, source: str, before: Project) -> Step:
    """Read one step, which follows on the project `before`."""
    match = HEADER.fullmatch(source)
    if match is None:
        raise StepError("the header between two lines of +++ is missing")
    header = tomllib.loads(match[1])
    text, *rest = SECTION.split(match[2])
    sections = dict(zip(rest[::2], rest[1::2], strict=True))
    if unknown := sections.keys() - {"Task", "Hint", "Start", "Solution"}:
        raise StepError(f"there is no section of the name {unknown.pop()!r}")
    origin = Project() if header.get("reset") else before
    debug = header.get("debug", True)
    start = Project(changed(origin.files, sections.get("Start", "")), debug)
    solution = Project(
        changed(start.files, sections["Solution"]), header.get("debug-solved", debug)
    )
    return Step(
        slug=slug,
        chapter=chapter,
        title=header["title"],
        covers=header["covers"],
        text=text.strip(),
        task=sections["Task"].strip(),
        hint=sections["Hint"].strip(),
        path=header.get("path", "/"),
        look=place(start.files, **header["look"]) if "look" in header else None,
        control=header.get("control"),
        continues=before.files.items() <= start.files.items(),
        start=start,
        solution=solution,
    )


def place(files: Files, file: str, line: str = "") -> dict[str, object]:
    """Give the one line of a file that contains the text `line` as a Place of web/protocol/project.ts."""
    numbers = [number for number, each in enumerate(lines(files, file), 1) if line in each]
    if line and len(numbers) != 1:
        raise StepError(f"{line!r} is on {len(numbers)} lines of {file}, and has to be on one")
    return {"path": file, "line": numbers[0]}


def changed(files: Files, section: str) -> Files:
    """Give the files as the blocks of a section leave them."""
    files = dict(files)
    for kind, name, content in BLOCK.findall(section):
        if kind == "delete":
            del files[name]
        elif kind == "diff":
            files[name] = patched(lines(files, name), content.splitlines(), name)
        else:
            files[name] = content
    return files


def lines(files: Files, name: str) -> list[str]:
    if name not in files:
        raise StepError(f"there is no file {name}: there is {', '.join(files) or 'none'}")
    return files[name].splitlines()


def patched(old: list[str], diff: list[str], name: str) -> str:
    """Apply a diff, whose hunks are divided by lines of `@@`; each must fit in one place only."""
    for hunk in hunks(diff):
        before = [line[1:] for line in hunk if not line.startswith("+")]
        after = [line[1:] for line in hunk if not line.startswith("-")]
        size = len(before)
        places = [at for at in range(len(old) - size + 1) if old[at : at + size] == before]
        if len(places) != 1:
            raise StepError(f"this fits in {len(places)} places of {name}:\n" + "\n".join(before))
        old = [*old[: places[0]], *after, *old[places[0] + size :]]
    return "\n".join(old) + "\n"


def hunks(diff: list[str]) -> Iterator[list[str]]:
    hunk: list[str] = []
    for line in [*diff, "@@"]:
        if line == "@@":
            yield hunk
            hunk = []
        elif line and line[0] not in " +-":
            raise StepError(f"a line of a diff begins with a space, + or -: {line!r}")
        else:
            hunk.append(line or " ")


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
