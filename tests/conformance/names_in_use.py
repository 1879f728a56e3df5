"""Find which of the names that Flask merely holds are in use, and write who uses them to `tests/framework/names_in_use.json`.

Downloads the distributions that `names_in_use.toml` lists into `build/names`, source distributions where there are any
(they have the tests, which use most), and reads their sources. Usage: python -m tests.conformance.names_in_use, and then
npx prettier --write tests/framework/names_in_use.json
"""

import json
import os
import subprocess
import tarfile
import tomllib
import venv
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.conformance.native import install_reference, run_with
from tests.conformance.usage import FlaskNames, subclasses, uses

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DOWNLOADS = ROOT / "build" / "names"
ENVIRONMENT = DOWNLOADS / "environment"
PIP = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin") / "pip"
PUBLIC = json.loads((ROOT / "tests" / "framework" / "public_names.json").read_text("utf-8"))
RESULT = ROOT / "tests" / "framework" / "names_in_use.json"


def main() -> None:
    settings = tomllib.loads((HERE / "names_in_use.toml").read_text("utf-8"))
    held = json.loads(run_with(install_reference(), HERE / "held_names.py"))
    names = FlaskNames(held["modules"], held["members"])
    if not ENVIRONMENT.exists():
        venv.create(ENVIRONMENT, with_pip=True)
        subprocess.run([PIP, "install", "--quiet", *settings["build-backends"]], check=True)
    users: dict[str, set[str]] = defaultdict(set)
    for distribution in settings["distributions"]:
        print(distribution, flush=True)
        others = settings["not-flasks"].get(distribution.partition("==")[0], [])
        for name, file, owner in names_in(download(distribution), names):
            if owner in others:
                continue
            if name.startswith("*."):
                name = at_home(name, names)
            module, _, last = name.rpartition(".")
            if last not in PUBLIC["modules"].get(module, ()):
                users[name].add(f"{distribution.replace('==', ' ')}: {file}")
    for name in settings["public-code"]:
        users[name].add("public code")
    result = {name: sorted(users[name]) for name in sorted(users)}
    RESULT.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(f"{len(result)} names are in use: {RESULT}")


def download(distribution: str) -> Path:
    """The archive of a distribution: its sources if pip can get them, else a wheel."""
    folder = DOWNLOADS / distribution
    for options in (["--no-binary", ":all:", "--no-build-isolation"], ["--only-binary", ":all:"]):
        if not folder.exists():
            partial = folder.with_suffix(".part")
            command = [PIP, "download", "--quiet", "--no-deps", *options, "--dest", partial]
            done = subprocess.run([*command, distribution], stderr=subprocess.DEVNULL)
            if done.returncode == 0:
                partial.rename(folder)
    (archive,) = folder.iterdir()
    return archive


def names_in(archive: Path, names: FlaskNames) -> Iterator[tuple[str, str, str | None]]:
    """Give the names that a distribution uses, with the file and, for an underscore name, the expression before it."""
    sources = dict(python_files(archive))
    derived = subclasses((text for text in sources.values() if "class " in text), names)
    for file, source in sources.items():
        if names.may_be_in(source):
            for name, owner in uses(source, names, derived):
                yield name, file, owner


def python_files(archive: Path) -> Iterator[tuple[str, str]]:
    """Give path and text of each Python file in a wheel or source distribution."""
    if archive.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(archive) as wheel:
            for name in wheel.namelist():
                if name.endswith(".py"):
                    yield name, wheel.read(name).decode(errors="replace")
    else:
        with tarfile.open(archive) as sources:
            for member in sources:
                if member.isfile() and member.name.endswith(".py"):
                    content = sources.extractfile(member)
                    assert content is not None
                    yield member.name.partition("/")[2], content.read().decode(errors="replace")


def at_home(name: str, names: FlaskNames) -> str:
    """`flask.ctx.RequestContext._session` of `*._session`."""
    last = name.removeprefix("*.")
    return next(f"{cls}.{last}" for cls, members in names.members.items() if last in members)


if __name__ == "__main__":
    main()
