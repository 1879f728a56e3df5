"""Wheels without a network: of this repository, and of what is installed beside it."""

import importlib.metadata
import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]


def build_wheel(project: Path, folder: Path) -> None:
    """Build the distribution whose pyproject.toml is in ``project`` into ``folder``."""
    wheel = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, project]
    subprocess.run([*PIP, *wheel], check=True)


def pack_wheel(name: str, folder: Path) -> None:
    """Make the wheel again from which the distribution ``name`` was installed; its scripts stay behind."""
    distribution = importlib.metadata.distribution(name)
    described = distribution.read_text("WHEEL") or ""
    python, abi, _ = re.findall(r"^Tag: (.*)$", described, re.MULTILINE)[0].split("-")
    platforms = dict.fromkeys(
        tag.split("-")[2] for tag in re.findall(r"^Tag: (.*)$", described, re.MULTILINE)
    )
    stem = f"{re.sub(r'[-_.]+', '_', name)}-{distribution.version}"
    with zipfile.ZipFile(folder / f"{stem}-{python}-{abi}-{'.'.join(platforms)}.whl", "w") as wheel:
        for file in distribution.files or []:
            if ".." not in file.parts and file.suffix != ".pyc":
                wheel.write(str(file.locate()), file.as_posix())
