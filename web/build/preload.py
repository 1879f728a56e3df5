"""What the heap snapshot holds: every module that a first request, a reload or an ordinary error page touches.

Not micropip: it holds JavaScript objects from its import on, and a snapshot cannot keep them.
"""

import gc
import importlib

LIBRARY = [
    *[
        "asyncio",
        "base64",
        "concurrent.futures",
        "dataclasses",
        "datetime",
        "decimal",
        "email.message",
        "hashlib",
    ],
    *[
        "html",
        "http.cookies",
        "importlib.metadata",
        "json",
        "logging.config",
        "mimetypes",
        "pathlib",
        "queue",
    ],
    *[
        "random",
        "secrets",
        "shutil",
        "sqlite3",
        "string",
        "tempfile",
        "threading",
        "time",
        "tomllib",
        "traceback",
    ],
    *["typing", "unittest.mock", "urllib.request", "uuid", "zipfile"],
]
FRAMEWORK = [
    *["jinja2.ext", "jinja2.loaders", "jinja2.sandbox", "markupsafe"],
    *["werkzeug.debug.tbtools", "werkzeug.formparser", "werkzeug.middleware.dispatcher"],
    *[
        "werkzeug.middleware.proxy_fix",
        "werkzeug.middleware.shared_data",
        "werkzeug.security",
        "werkzeug.test",
    ],
    *["flask", "flask.cli", "flask.testing", "flask.views", "flask_playground.runtime"],
]

for name in LIBRARY:
    importlib.import_module(name)
for name in FRAMEWORK:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as error:
        if not str(error.name).startswith("flask"):
            raise
gc.collect()
