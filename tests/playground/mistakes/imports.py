"""Imports that fail."""

from tests.playground.mistake import APP, Mistake, get

VIEW = '@app.route("/")\ndef index():\n    return "Hello"\n'

MISTAKES = [
    Mistake(
        "a misspelt file of the project",
        {"hello.py": "import databse\n" + APP + VIEW, "database.py": ""},
        "There is no module “databse”",
        ["“database”"],
        at="hello.py:1",
        fixes=["Change it to database"],
        then=get("/"),
        kind="import",
    ),
    Mistake(
        "a misspelt module of the standard library",
        "import radnom\n" + APP + VIEW,
        "There is no module “radnom”",
        ["“random”"],
        at="hello.py:1",
        fixes=["Change it to random"],
        then=get("/"),
    ),
    Mistake(
        "flask in a misspelt import",
        APP.replace("from flask", "from falsk") + VIEW,
        "There is no module “falsk”",
        ["“flask”"],
        at="hello.py:1",
        fixes=["Change it to flask"],
        then=get("/"),
    ),
    Mistake(
        "a module whose name resembles a file's",
        {"hello.py": "import datatool_base\n" + APP + VIEW, "datatool.py": ""},
        "There is no module “datatool_base”",
        ["“datatool”"],
        at="hello.py:1",
    ),
    Mistake(
        "a package that is not installed",
        "import frobnicate_\n" + APP + VIEW,
        "There is no module “frobnicate_”",
        ["no frobnicate_.py", "requirements.txt"],
        at="hello.py:1",
    ),
    Mistake(
        "a known package that is not installed",
        "from flask_sqlalchemy import SQLAlchemy\n" + APP + VIEW,
        "There is no module “flask_sqlalchemy”",
        ["requirements.txt"],
        at="hello.py:1",
        fixes=["Add Flask-SQLAlchemy to requirements.txt"],
        # Without the page's installer.
        left="A package could not be installed",
    ),
    Mistake(
        "a known package that is not installed, beside others",
        {"hello.py": "import flask_wtf\n" + APP + VIEW, "requirements.txt": "# none yet\n"},
        "There is no module “flask_wtf”",
        at="hello.py:1",
        fixes=["Add Flask-WTF to requirements.txt"],
        left="A package could not be installed",
    ),
    Mistake(
        "a part that a package of the project does not have",
        {"hello.py": "import part.nope\n" + APP + VIEW, "part/__init__.py": ""},
        "There is no module “part.nope”",
        ["The project has “part”"],
        at="hello.py:1",
    ),
    Mistake(
        "a part that a package does not have",
        "import jinja2.nope\n" + APP + VIEW,
        "There is no module “jinja2.nope”",
        ["The package “jinja2” is there"],
        at="hello.py:1",
    ),
    Mistake(
        "a misspelt name in an import",
        APP.replace("import Flask", "import Flask, render_tempalte") + VIEW,
        "“flask” has no “render_tempalte”",
        ["“render_template”"],
        at="hello.py:1:render_tempalte",
        fixes=["Change it to render_template"],
        then=get("/"),
    ),
    Mistake(
        "a name that is imported from the wrong package",
        APP.replace("import Flask", "import Flask, secure_filename") + VIEW,
        "“flask” has no “secure_filename”",
        ["from werkzeug.utils import secure_filename"],
        at="hello.py:1:secure_filename",
    ),
    Mistake(
        "a name that a file of the project does not make",
        {"hello.py": "from shop import price\n" + APP, "shop.py": "cost = 1\n"},
        "“shop” has no “price”",
        ["Nothing in that file makes it"],
        at="hello.py:1:price",
    ),
    Mistake(
        "two files that import each other",
        {
            "hello.py": "from views import show\n" + APP,
            "views.py": "from hello import app\n\ndef show(): ...\n",
        },
        "Two files import each other",
        ["hello.py and views.py"],
        at="views.py:1",
    ),
    Mistake(
        "a file with the name of a module of Python's",
        {
            "hello.py": "from colorsys import rgb_to_hsv\n" + APP + VIEW,
            "colorsys.py": "number = 1\n",
        },
        "The file colorsys.py stands in the place of Python's “colorsys”",
        ["my_colorsys.py"],
        at="hello.py:1",
    ),
]
