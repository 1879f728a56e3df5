"""Names that older documentation has and today's packages do not."""

from tests.playground.mistake import APP, Mistake, get

VIEW = '@app.route("/")\ndef index():\n    return "Hello"\n'
MIDDLEWARE = "quickstart.html#middleware"

MISTAKES = [
    Mistake(
        "a middleware that Werkzeug has given up",
        APP
        + "from werkzeug.contrib.fixers import LighttpdCGIRootFix\n"
        + "app.wsgi_app = LighttpdCGIRootFix(app.wsgi_app)\n"
        + VIEW,
        "There is no “werkzeug.contrib” today",
        ["LighttpdCGIRootFix", "leave them out"],
        at="hello.py:5",
        fixes=["Leave it out"],
        then=get("/"),
        docs=MIDDLEWARE,
    ),
    Mistake(
        "a middleware that has moved",
        "from werkzeug.contrib.fixers import ProxyFix\n" + APP + VIEW,
        "“ProxyFix” is not in werkzeug.contrib.fixers any more",
        ["werkzeug.middleware.proxy_fix"],
        at="hello.py:1:from werkzeug.contrib.fixers import ProxyFix",
        fixes=["Import it from werkzeug.middleware.proxy_fix"],
        then=get("/"),
    ),
    Mistake(
        "a helper that Werkzeug no longer has at its top",
        "from werkzeug import secure_filename\n" + APP + VIEW,
        "“secure_filename” is not in werkzeug any more",
        ["from werkzeug.utils import secure_filename"],
        at="hello.py:1:from werkzeug import secure_filename",
        fixes=["Import it from werkzeug.utils"],
        then=get("/"),
    ),
    Mistake(
        "Markup from Jinja",
        "from jinja2 import Markup\n" + APP + VIEW,
        "“Markup” is not in jinja2 any more",
        ["from markupsafe import Markup"],
        at="hello.py:1:from jinja2 import Markup",
        fixes=["Import it from markupsafe"],
        then=get("/"),
    ),
    Mistake(
        "an extension by its old name",
        "from flask.ext.nowhere import Thing\n" + APP + VIEW,
        "There is no “flask.ext” today",
        ["by their own names"],
        at="hello.py:1",
        fixes=["Import from flask_nowhere"],
        left="There is no module “flask_nowhere”",
        docs=MIDDLEWARE,
    ),
]
