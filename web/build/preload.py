"""What the heap snapshot holds: every module that a first request, a reload or an ordinary error page touches.

Not micropip: it holds JavaScript objects from its import on, and a snapshot cannot keep them.
"""

import gc
import importlib
import io

LIBRARY = """
asyncio base64 concurrent.futures dataclasses datetime decimal email.message hashlib html http.cookies
importlib.metadata json logging.config mimetypes pathlib queue random secrets shutil sqlite3 string
tempfile threading time tomllib traceback typing unittest.mock urllib.request uuid zipfile
"""
FRAMEWORK = """
asgiref.sync jinja2.ext jinja2.loaders jinja2.sandbox markupsafe
werkzeug.debug.tbtools werkzeug.formparser werkzeug.middleware.dispatcher
werkzeug.middleware.proxy_fix werkzeug.middleware.shared_data werkzeug.security werkzeug.test
flask flask.cli flask.testing flask.views flask_playground.runtime
"""


def rehearse() -> None:
    """Answer requests once, so that compiled patterns and caches are in the snapshot too."""
    import flask

    app = flask.Flask("rehearsal", static_folder=None)
    app.secret_key = "rehearsal"
    page = "{% for key in keys %}<p>{{ key|e }} {{ url_for('form', name=key) }}{% endfor %}"

    @app.get("/")
    def index() -> str:
        flask.session["visits"] = flask.session.get("visits", 0) + 1
        return flask.render_template_string(page, keys=["a", "b"])

    @app.route("/form/<name>/<int:number>/<path:rest>", methods=["GET", "POST"])
    def form(name: str, number: int = 0, rest: str = "") -> flask.typing.ResponseReturnValue:
        return {"name": name, "form": flask.request.form, "cookies": flask.request.cookies}

    app.add_url_rule("/form/<name>", "form", form)
    client = app.test_client()
    client.get("/?a=1", headers={"Accept": "text/html", "Accept-Language": "en"})
    client.get("/")
    client.post("/form/x", data={"field": "value"})
    client.post("/form/x/1/y/z", data={"file": (io.BytesIO(b"bytes"), "name.txt")})
    client.get("/nowhere")


for name in f"{LIBRARY} {FRAMEWORK}".split():
    importlib.import_module(name)
rehearse()
gc.collect()
