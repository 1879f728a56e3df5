"""A package index on this machine, as micropip asks for one (PEP 691), with packages that tests write."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


def wheel(name: str, source: str) -> bytes:
    """The wheel of version 1.0 of a distribution whose one module holds `source`."""
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": source,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return packed.getvalue()


@contextmanager
def package_index(sources: Mapping[str, str]) -> Iterator[str]:
    """Serve a package for each name, its module's source given; gives the index's URL."""
    wheels = {f"{name}-1.0-py3-none-any.whl": wheel(name, text) for name, text in sources.items()}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            folder, _, name = self.path.strip("/").partition("/")
            if folder == "wheels" and name in wheels:
                self.answer(200, "application/octet-stream", wheels[name])
            elif folder == "simple" and name in sources:
                file = f"{name}-1.0-py3-none-any.whl"
                page = {
                    "name": name,
                    "files": [
                        {
                            "filename": file,
                            "url": f"http://{self.headers['Host']}/wheels/{file}",
                            "hashes": {},
                        }
                    ],
                }
                page["meta"] = {"api-version": "1.1"}
                page["versions"] = ["1.0"]
                self.answer(200, "application/vnd.pypi.simple.v1+json", json.dumps(page).encode())
            else:
                self.answer(404, "text/plain", b"")

        def answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://localhost:{server.server_port}/simple"
        finally:
            server.shutdown()
            thread.join()
