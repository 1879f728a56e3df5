"""Make the playground's examples from docs/examples: one Project (web/protocol/project.ts) each, and their index.

python web/build/examples.py TARGET
"""

import base64
import json
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def main(target: Path) -> None:
    """Write `index.json` and `<slug>.json` for every example into the folder `target`, emptied first."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    examples = read_examples()
    for example in examples:
        write(target / f"{example['slug']}.json", project(example))
    write(target / "index.json", examples)


def read_examples() -> list[dict[str, Any]]:
    """Give the tables of examples.toml."""
    text = (EXAMPLES / "examples.toml").read_text("utf-8")
    examples: list[dict[str, Any]] = tomllib.loads(text)["example"]
    return examples


def project(example: dict[str, Any]) -> dict[str, object]:
    """Give the example as a Project, with bytes as `{"base64": ...}`; raises ValueError when it has no files."""
    folder = EXAMPLES / example["slug"]
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]
    if not paths:
        raise ValueError(f"examples.toml lists {example['slug']!r}, but {folder} holds no file")
    files = {path.relative_to(folder).as_posix(): content(path.read_bytes()) for path in paths}
    return {
        "name": example["title"],
        "files": files,
        "app": example["app"],
        "debug": example.get("debug", True),
    }


def content(data: bytes) -> str | dict[str, str]:
    """Give text as it is, and what is not UTF-8 text in base64."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode("ascii")}


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
