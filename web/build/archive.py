"""Zip archives of Python modules: take one apart, put several trees together.

python web/build/archive.py unpack ARCHIVE TARGET
python web/build/archive.py pack ARCHIVE TREE [TREE ...]
"""

import shutil
import sys
import zipfile
from pathlib import Path

# Every entry gets one date, so that equal contents give equal archives.
DATE = (1980, 1, 1, 0, 0, 0)


def unpack(archive: str, target: str) -> None:
    """Extract `archive` into the folder `target`, emptied first."""
    shutil.rmtree(target, ignore_errors=True)
    with zipfile.ZipFile(archive) as source:
        source.extractall(target)


def pack(archive: str, *trees: str) -> None:
    """Write the files of all `trees` into `archive`, in order of their names."""
    files = {
        path.relative_to(tree).as_posix(): path
        for tree in trees
        for path in Path(tree).rglob("*")
        if path.is_file()
    }
    Path(archive).parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w") as target:
        for name, path in sorted(files.items()):
            entry = zipfile.ZipInfo(name, DATE)
            target.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=9)


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "unpack":
        unpack(*arguments)
    else:
        pack(*arguments)
