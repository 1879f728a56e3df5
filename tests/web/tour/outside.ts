import { type Attempts, edit, withFiles } from "./attempts.js";

const APP = "app.py";
const LAYOUT = "templates/layout.html";
const README = "README.md";
const WARNING = 'app.logger.warning("Wrong word from %s", request.form["name"])';
const FIX = "app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1)";

export const OUTSIDE: Record<string, Attempts> = {
  flash: {
    start: "a message with its name should be above the book",
    right: [
      edit(APP, [
        'flash(f"{moth} is in the book.")',
        'flash("Written down: " + moth.upper() + " (" + moth + ")", "success")',
      ]),
      edit(APP, [
        'book.append(moth)\n            flash(f"{moth} is in the book.")',
        'flash(f"{moth} is in the book.")\n            book.append(moth)',
      ]),
    ],
    wrong: [
      [
        edit(APP, ['flash(f"{moth} is in the book.")', 'flash("Written down.")']),
        "a message with its name should be above the book",
        "Written down.",
      ],
      [edit(APP, ["    flash,\n", ""]), "NameError: name 'flash' is not defined"],
      [edit(LAYOUT, ["get_flashed_messages()", "[]"]), "a message with its name should be above the book"],
      [
        edit(APP, [
          "    response = make_response",
          "    if book:\n        flash(book[-1])\n    response = make_response",
        ]),
        "it is still there. It shows",
      ],
    ],
  },
  "log-line": {
    start: "nothing was logged",
    right: [
      edit(APP, [WARNING, "app.logger.warning(f\"{request.form['name']} does not know the word\")"]),
      edit(
        APP,
        [WARNING, 'logging.getLogger("door").warning("%s at the door", request.form["name"])'],
        ["from flask import (", "import logging\n\nfrom flask import ("],
      ),
    ],
    wrong: [
      [edit(APP, ["logger.warning", "logger.info"]), "should be logged as a `warning`", "at level `info`"],
      [
        edit(APP, [', request.form["name"])\n', ")\n"]),
        "with the name that was given, “Mallory”",
        "“Wrong word from %s”",
      ],
      [edit(APP, [WARNING, 'print("Wrong word from", request.form["name"])']), "nothing was logged"],
      [
        edit(
          APP,
          [`        ${WARNING}\n`, ""],
          ['        if request.form["word"] == WORD:', `        ${WARNING}\n        if request.form["word"] == WORD:`],
        ),
        "The right word is logged as a warning, too",
      ],
    ],
  },
  middleware: {
    start: "should come from there. It shows “You come from 127.0.0.1”",
    right: [
      edit(APP, ["x_for=1", "x_for=1, x_proto=1, x_host=1"]),
      edit(APP, [FIX, "app.wsgi_app = ProxyFix(app.wsgi_app)"]),
    ],
    wrong: [
      [edit(APP, ["x_for=1", "x_for=0"]), "should come from there. It shows “You come from 127.0.0.1”"],
      [edit(APP, [FIX, "ProxyFix(app.wsgi_app, x_for=1)"]), "should come from there"],
      [edit(APP, [FIX, "app = ProxyFix(app, x_for=1)"]), "does not start", "AttributeError"],
      [
        edit(APP, ["from werkzeug.middleware.proxy_fix import", "from werkzeug.contrib.fixers import"]),
        "does not start",
        "No module named 'werkzeug.contrib'",
      ],
    ],
  },
  extension: {
    start: "`app.py` does not import `Moon` from `moon`",
    right: [
      edit(APP, ["Moon(app)", "moon = Moon()\nmoon.init_app(app)"]),
      edit(APP, ["from moon import Moon", "import moon"], ["Moon(app)", "moon.Moon(app)"]),
    ],
    wrong: [
      [edit(APP, ["\nMoon(app)", ""]), "nobody gives the app to `Moon`"],
      [edit(APP, ["Moon(app)", "Moon()"]), "`Moon()` was made without the app"],
      [edit(APP, ["from moon import Moon", "from moon import moon"]), "does not start", "ImportError"],
      [edit(APP, ["from moon import Moon\n", ""]), "does not start", "name 'Moon' is not defined"],
    ],
  },
  server: {
    start: "a line that begins with `gunicorn` or `waitress-serve`",
    right: [
      edit(README, ["gunicorn app:app", "waitress-serve --port=80 app:app"]),
      withFiles({ [README]: "gunicorn -w 4 -b 0.0.0.0 app:app\n" }),
    ],
    wrong: [
      [
        edit(README, ["gunicorn app:app", "gunicorn app.py"]),
        "`gunicorn app.py` should name the module and the app in it: `app:app`",
      ],
      [edit(README, ["gunicorn app:app", "flask run --host=0.0.0.0"]), "begins with `gunicorn` or `waitress-serve`"],
      [edit(README, ["app:app", "app:club"]), "should name the module and the app in it"],
    ],
  },
  "open-house": {
    start: "Nobody has logged in by the form on `/login`: nobody has tried yet",
    visits: [
      { method: "GET", path: "/login", status: 200 },
      { method: "POST", path: "/login", status: 302 },
      { method: "POST", path: "/book", status: 302 },
    ],
    right: [],
    wrong: [],
    visited: [
      [
        [
          { method: "GET", path: "/login", status: 200 },
          { method: "POST", path: "/login", status: 200 },
        ],
        "your last try was answered 200 OK",
      ],
      [
        [
          { method: "POST", path: "/login", status: 302 },
          { method: "GET", path: "/book", status: 200 },
        ],
        "no moth is in the book yet",
        "at `/login` and `/book`",
      ],
    ],
  },
};
