"""Compile a tree of Python files; runs inside Pyodide, since bytecode fits one version of Python only.

The value of the last line is what whoever runs this file is given.
"""

import py_compile
import shutil
from pathlib import Path


def compile_tree(source: str, target: str, prefix: str) -> int:
    """Mirror the folder `source` at `target` with each module compiled; return how many modules there were.

    `prefix` is where the modules will stand in the page (`/lib/python314.zip`), for tracebacks. The bytecode is not
    checked against a source file at import: the source is not shipped.
    """
    modules = 0
    for path in sorted(Path(source).rglob("*")):
        relative = path.relative_to(source)
        destination = Path(target, relative)
        if path.is_dir():
            destination.mkdir(parents=True, exist_ok=True)
        elif path.suffix == ".py":
            py_compile.compile(
                str(path),
                cfile=str(destination.with_suffix(".pyc")),
                dfile=f"{prefix}/{relative}",
                doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )
            modules += 1
        else:
            shutil.copyfile(path, destination)
    return modules


compile_tree("/source", "/target", "/lib/python314.zip")
