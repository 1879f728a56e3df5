"""What a program in a web page cannot do: read from a terminal, start threads and processes, open connections."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .case import Advice, Case, fix
from .frames import walk
from .scopes import is_call_of
from .sources import Source

#: Modules that open network connections.
NETWORK = (
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "urllib3",
    "requests",
    "smtplib",
    "ftplib",
)


def reading_input(case: Case) -> Advice | None:
    """``input()``, for which there is no terminal."""
    text = case.text
    if not isinstance(case.error, EOFError | OSError | ValueError) or not case.frame:
        return None
    if not text.startswith(("input(", "sys.stdin.")):
        return None
    return Advice(
        "A web application has no terminal to read from",
        "What a visitor types comes with a request: from a form as request.form, from the address as request.args.",
        docs="quickstart.html#request-data",
    )


def starting_thread(case: Case) -> Advice | None:
    if not isinstance(case.error, RuntimeError) or "can't start new thread" not in str(case.error):
        return None
    return Advice(
        "Threads cannot be started in a web page",
        "Python runs here in one thread. Call the function itself; on your own machine the thread works as it stands.",
    )


def starting_process(case: Case) -> Advice | None:
    error = case.error
    processes = isinstance(error, OSError) and "does not support processes" in str(error)
    multiprocessing = isinstance(error, ModuleNotFoundError) and error.name == "_multiprocessing"
    if not processes and not multiprocessing:
        return None
    return Advice(
        "Other programs cannot be started in a web page",
        "There is no operating system here that has any. On your own machine this works as it stands.",
    )


def opening_connection(case: Case) -> Advice | None:
    """A connection to another machine, by whichever module."""
    if not isinstance(case.error, OSError | RuntimeError | EOFError) or not case.frames:
        return None
    passed = [frame.f_globals.get("__name__", "") for frame, _, _ in walk(case.error)]
    if not any(name == each or name.startswith(f"{each}.") for name in passed for each in NETWORK):
        return None
    return Advice(
        "A program in a web page cannot open connections",
        "The browser gives it no network. Use data from a file of the project; on your own machine this works as it stands.",
    )


def running_itself(source: Source) -> Iterator[ast.stmt]:
    """Give the statements at a module's top level that call ``app.run()``."""
    for node in source.tree.body:
        match node:
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="run"))):
                if makes(source, name):
                    yield node
            case _:
                pass


def makes(source: Source, name: str) -> bool:
    """Tell whether a file makes an application of this name."""
    return any(
        isinstance(node, ast.Assign)
        and is_call_of(node.value, "Flask")
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
        for node in source.tree.body
    )


def run_advice(source: Source, node: ast.stmt) -> Advice:
    place = source.place(node)
    text = source.segment(node)
    guarded = f'if __name__ == "__main__":\n    {text}'
    return Advice(
        "The playground runs the application itself",
        f"“{text}” does nothing here, and on a server it would be in the way. Keep it for python hello.py under "
        'if __name__ == "__main__":',
        fix("Put it under the if", source.replace(place, guarded))
        if place["line"] == place["endLine"]
        else [],
        place,
        "quickstart.html#minimal-application",
    )
