"""All that the worker calls: load a project, change it, answer requests."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from flask import Flask

from . import kdf, shims
from .console import Console
from .cookies import CookieJar
from .debugger import Debugger
from .environ import make_environ, requested_path
from .error_pages import ErrorPages, page_headers
from .failures import Failure, note_failures
from .gateway import AppResponse
from .interpreter_state import InterpreterState
from .link_rewriting import NATIVE_ORIGIN, LinkRewriter
from .loader import LoadFailed, load_app, rules_of, warnings_of
from .loop import leave_interrupts_to_tasks
from .messages import (
    Emit,
    Loaded,
    LoadOutcome,
    NotLoaded,
    Problem,
    ProblemFrame,
    RequestHead,
)
from .packages import REQUIREMENTS, Packages
from .project import FileNameError, ProjectFiles

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from flask.wrappers import Request


class Runtime:
    """One project, loaded and served.

    :param mount: the path below which the application answers, without a final slash; it is the
        application's ``SCRIPT_NAME``.
    :param emit: takes the messages "console", "problem" and "cookies" of ``FromRuntime``.
    :param root: the folder into which the project is written.
    :param cookies: the jar as a "cookies" message gave it earlier.
    :param index_urls: the package indexes for a requirements.txt that names none; without them,
        those of micropip.
    :param stylesheet: the CSS of the error pages.
    :param derive_key: what ``hashlib.scrypt`` is made from where the interpreter has none.
    """

    def __init__(
        self,
        *,
        mount: str,
        emit: Emit,
        root: str = "/home/pyodide/project",
        cookies: str | None = None,
        index_urls: Sequence[str] | None = None,
        stylesheet: str = "",
        derive_key: kdf.DeriveKey | None = None,
    ) -> None:
        os.makedirs(root, exist_ok=True)
        self._root = Path(root).resolve()
        self._mount = mount
        self._emit = emit
        self._link_rewriter = LinkRewriter(mount)
        self._error_pages = ErrorPages(stylesheet)
        self._jar = CookieJar(mount, cookies)
        self._console = Console(emit, self._frames_of)
        self._console.install()
        leave_interrupts_to_tasks()
        self._packages = Packages(lambda text: self._console.output("stdout", text), index_urls)
        self._files = ProjectFiles(self._root)
        self._interpreter_state = InterpreterState(self._root)
        self._derive_key = derive_key
        self._app_name = ""
        self._debug = False
        self._flask_app: Flask | None = None
        self._wsgi_app = self._no_app()
        self._unfinished: set[AppResponse] = set()

    async def load(self, project: Mapping[str, Any]) -> LoadOutcome:
        """Write a whole project and import it.

        Whatever is wrong with it comes back as the outcome's problem, and each request is answered
        by an error page that shows it.

        :param project: a ``Project`` of web/protocol.
        """
        self._app_name, self._debug = project["app"], bool(project["debug"])
        try:
            self._files.replace(project["files"])
        except FileNameError as error:
            return self._not_loaded(file_name_problem(error))
        return await self._reload(incomplete=False)

    async def update(self, change: Mapping[str, Any]) -> LoadOutcome:
        """Apply a change, and import the project anew where that asks for it.

        :param change: a ``ProjectChange`` of web/protocol.
        """
        try:
            changed = self._files.apply(change["files"], list(change["removed"]))
        except FileNameError as error:
            return self._not_loaded(file_name_problem(error))
        # No local name for the application: it must be gone before the next one is imported.
        if self._flask_app and is_read_at_each_request(self._flask_app, self._root, changed):
            return self._loaded(self._flask_app)
        return await self._reload(incomplete=True)

    def open(
        self, head: Mapping[str, Any], body: bytes | bytearray | memoryview = b""
    ) -> AppResponse:
        """Answer a request; whatever the application does, this does not raise.

        The response's ``Set-Cookie`` headers stay in its head, but are in the jar already.

        :param head: a ``RequestHead`` of web/protocol.
        :param body: the whole body.
        """
        request = cast(RequestHead, head)
        url = request["url"]
        environ = make_environ(
            request,
            bytes(body),
            mount=self._mount,
            cookies=self._jar.header(url),
            errors=self._console.stderr,
        )
        response = AppResponse(
            self._wsgi_app,
            environ,
            error_pages=self._error_pages,
            report=self._report,
            on_failure=self._failed,
            on_step=self._console.flush,
            on_end=self._ended,
        )
        self._unfinished.add(response)
        cookies = [value for name, value in response.headers if name.lower() == "set-cookie"]
        if self._jar.store(cookies, url):
            self._emit({"type": "cookies", "jar": self._jar.dump()})
        response.headers = self._link_rewriter.headers(response.headers, url)
        return response

    def forget_cookies(self) -> None:
        """Go on as for a client that comes for the first time."""
        self._jar = CookieJar(self._mount)

    def stop(self) -> None:
        """End every response that still comes, after what there is of it."""
        for response in list(self._unfinished):
            response.stop()

    def _report(self, environ: WSGIEnvironment, error: BaseException) -> None:
        """Show in the console what the application let out."""
        method, path = environ["REQUEST_METHOD"], requested_path(environ)
        if isinstance(error, KeyboardInterrupt):
            self._console.output("stderr", f"Stopped: {method} {path}\n")
            return
        logger = self._flask_app.name if self._flask_app else "flask"
        # Who stops Python while it looks into an error does not wait for what it finds.
        with suppress(KeyboardInterrupt):
            from .diagnosis.tracebacks import format_exception

            text, trace = f"Exception on {path} [{method}]", format_exception(error)
            self._console.log("error", logger, text, error=error, trace=trace)

    def _failed(self, response: AppResponse, failure: Failure) -> None:
        """Tell the page what a request has failed with, where that can be explained."""
        error = failure.error
        if error is None or isinstance(error, KeyboardInterrupt):
            return
        with suppress(KeyboardInterrupt):
            self._explain(response, error, failure.request)

    def _explain(self, response: AppResponse, error: BaseException, asked: Request | None) -> None:
        from .diagnosis.problem import of_request

        problem = of_request(error, self._root, self._flask_app, asked)
        if problem is None:
            return
        request = {
            "method": response.environ["REQUEST_METHOD"],
            "path": response.path,
            "status": response.status,
            "document": response.for_document,
        }
        self._emit({"type": "problem", "request": request, "problem": problem})

    def _frames_of(self, error: BaseException) -> list[ProblemFrame]:
        from .diagnosis.frames import frames_for_console

        return frames_for_console(error, self._root)

    def _ended(self, response: AppResponse) -> None:
        self._unfinished.discard(response)
        # The debugger's own requests are none of the application's.
        if self._debug and "__debugger__=yes" in response.environ["QUERY_STRING"]:
            return
        self._console.access(
            response.environ["REQUEST_METHOD"],
            response.path,
            response.status,
            response.size,
            response.duration,
            response.for_document,
            response.download,
        )

    async def _reload(self, *, incomplete: bool) -> LoadOutcome:
        """Import the project as a new process would, its packages first."""
        self._drop_app()
        requirements = self._root / REQUIREMENTS
        if requirements.is_file():
            text = requirements.read_text(errors="replace")
            if problem := await self._packages.provide(text, incomplete=incomplete):
                return self._not_loaded(problem)
        self._interpreter_state.restore()
        self._console.install()
        shims.install(self._derive_key)
        try:
            app = load_app(self._root, self._app_name, self._debug)
        except LoadFailed as failure:
            return self._not_loaded(failure.problem)
        note_failures(app)
        self._flask_app = app
        self._wsgi_app = Debugger(app, self._report) if self._debug else app
        mode = "on: errors open the debugger" if self._debug else "off"
        print(f"* {app.name} answers at {NATIVE_ORIGIN}/ (debug mode {mode})")
        self._console.flush()
        return self._loaded(app)

    def _loaded(self, app: Flask) -> Loaded:
        warnings = warnings_of(app, self._root)
        return Loaded(ok=True, app=app.name, rules=rules_of(app), warnings=warnings)

    def _drop_app(self) -> None:
        """End what the former version of the project still answers."""
        for response in list(self._unfinished):
            response.close()
        self._flask_app = None
        self._wsgi_app = self._no_app()

    def _no_app(self) -> WSGIApplication:
        return answer_with(503, "Service Unavailable", self._error_pages.no_project())

    def _not_loaded(self, problem: Problem) -> NotLoaded:
        self._drop_app()
        place = problem.get("place")
        path = self._root / place["path"] if place else None
        source = path.read_text(errors="replace") if path and path.is_file() else ""
        page = self._error_pages.problem(problem, source)
        self._wsgi_app = answer_with(500, "Internal Server Error", page)
        self._console.flush()
        return NotLoaded(ok=False, problem=problem)


def is_read_at_each_request(app: Flask, root: Path, changed: Iterable[str]) -> bool:
    """Tell whether the running application will see these files without being imported anew."""
    # One that holds the whole project may hold what is read at import, too.
    folders = [folder for folder in live_folders(app) if not root.is_relative_to(folder)]
    paths = [root / name for name in changed]
    if any(path.suffix == ".py" or not is_in(path, folders) for path in paths):
        return False
    # Not to be made for this: an application that has rendered nothing has none yet.
    environment = vars(app).get("jinja_env")
    if environment is not None and environment.cache is not None:
        environment.cache.clear()
    return True


def live_folders(app: Flask) -> list[Path]:
    """Give the folders of templates and static files of an application and its blueprints."""
    folders: list[Path] = []
    for owner in (app, *app.blueprints.values()):
        if owner.static_folder:
            folders.append(Path(owner.static_folder))
        folders += [Path(path) for path in getattr(owner.jinja_loader, "searchpath", ())]
    return folders


def is_in(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def answer_with(status: int, reason: str, page: bytes) -> WSGIApplication:
    """Make an application that answers everything with one error page."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        start_response(f"{status} {reason}", page_headers(page))
        return [page]

    return answer


def file_name_problem(error: FileNameError) -> Problem:
    hint = "Rename the file; folders are written with slashes: templates/hello.html."
    from .diagnosis.problem import TITLES, make

    return make("file-name", TITLES["file-name"], str(error), hint)
