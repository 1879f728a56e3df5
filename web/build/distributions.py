"""Gather what Python inside the page is to have beside its standard library.

The pure-Python packages come out of this environment, at the versions that constraints.txt pins; micropip, which
only the page needs, from PyPI. Compiled files stay behind: MarkupSafe then uses its Python fallback.

    python web/build/distributions.py dependencies TARGET
    python web/build/distributions.py framework TARGET
    python web/build/distributions.py language TARGET
"""

import importlib.metadata
import re
import shutil
import subprocess
import sys
from collections.abc import Set
from pathlib import Path

ROOT = Path(__file__).parents[2]
FROM_ENVIRONMENT = [
    "asgiref",
    "blinker",
    "click",
    "itsdangerous",
    "jinja2",
    "markupsafe",
    "packaging",
    "werkzeug",
]
ONLY_IN_THE_PAGE = "micropip"
#: What the language tools stand on, beside the dependencies.
LANGUAGE = ["black", "jedi", "mypy_extensions", "parso", "pathspec", "platformdirs", "pyflakes", "pytokens"]
#: Stubs of packages that the page does not have, which are nine tenths of jedi, and what only their authors run.
UNUSED = (
    "blackd/",
    "jedi/third_party/django-stubs/",
    "jedi/third_party/typeshed/stubs/",
    "pyflakes/test/",
)
COMPILED = {".so", ".pyd", ".c", ".pyc", ".h"}
#: The project's own distributions, and the package of each.
OWN = {"flask": "flask", "flask-playground": "flask_playground"}
# Needs docutils and Sphinx, which the page does not have.
NATIVE_ONLY = {"sphinx_extension.py"}


def dependencies(target: Path) -> None:
    """Copy every dependency with its metadata into the folder `target`."""
    for name in FROM_ENVIRONMENT:
        copy_distribution(importlib.metadata.distribution(name), target, {".pyi"})
    subprocess.run(
        [
            *[sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"],
            *["--target", str(target), "--upgrade", "--no-deps", "--no-compile"],
            # It is for the page's Python, not for this one.
            *["--only-binary=:all:", "--ignore-requires-python"],
            f"{ONLY_IN_THE_PAGE}=={pinned(ONLY_IN_THE_PAGE)}",
        ],
        check=True,
    )


def framework(target: Path) -> None:
    """Copy the project's own packages, and the metadata by which installers know them, into `target`."""
    source = ROOT / "framework"
    for name, package in OWN.items():
        for file in (source / package).rglob("*.py"):
            if file.name not in NATIVE_ONLY:
                write(target / file.relative_to(source), file.read_bytes())
        copy_metadata(importlib.metadata.distribution(name), target)


def language(target: Path) -> None:
    """Copy what the language tools stand on into ``target``; jedi reads the stubs of the standard library."""
    for name in LANGUAGE:
        copy_distribution(importlib.metadata.distribution(name), target)


def copy_distribution(
    distribution: importlib.metadata.Distribution, target: Path, unwanted: Set[str] = frozenset()
) -> None:
    """Copy the distribution's modules, data files and metadata.

    What is compiled for this machine stays behind, and so do files whose names end as ``unwanted`` says.
    """
    for file in distribution.files or []:
        if file.suffix in COMPILED | unwanted or ".." in file.parts or ".dist-info" in file.parts[0]:
            continue
        if not file.as_posix().startswith(UNUSED):
            write(target / file, file.read_binary())
    copy_metadata(distribution, target)


def copy_metadata(distribution: importlib.metadata.Distribution, target: Path) -> None:
    """Copy what describes the distribution; RECORD would list files that are not there, so it stays behind."""
    for file in distribution.files or []:
        if ".dist-info" not in file.parts[0] or "sboms" in file.parts:
            continue
        if file.name not in {"RECORD", "direct_url.json"}:
            write(target / file, file.read_binary())


def write(destination: Path, data: bytes) -> None:
    destination.parent.mkdir(parents=True, exist_ok=True)
    destination.write_bytes(data)


def pinned(name: str) -> str:
    """Version of `name` in constraints.txt; raises LookupError when it is not pinned there."""
    text = (ROOT / "constraints.txt").read_text()
    match = re.search(rf"^{re.escape(name)}==(\S+)$", text, re.MULTILINE | re.IGNORECASE)
    if match is None:
        raise LookupError(f"constraints.txt does not pin {name}: add a line '{name}==VERSION'")
    return match[1]


if __name__ == "__main__":
    what, folder = sys.argv[1:]
    shutil.rmtree(folder, ignore_errors=True)
    Path(folder).mkdir(parents=True)
    {"dependencies": dependencies, "framework": framework, "language": language}[what](Path(folder))
