import { type Attempts, edit } from "./attempts.js";

const APP = "app.py";
const KEY = "63a0e0d0f2b25e0dd6e9f1a1cf3b7f3c1f0b7fd4a3a8c3c2a5d1a56fd7e0c9f4";

export const SESSIONS: Record<string, Attempts> = {
  "log-in": {
    start: "`/` should show “Ada”",
    right: [
      edit(APP, ['session["name"] = request.form["name"]', "session.update(name=request.form['name'])"]),
      edit(APP, [
        'session["name"] = request.form["name"]',
        'session.permanent = True\n        session["name"] = request.form.get("name")',
      ]),
    ],
    wrong: [
      [edit(APP, ['session["name"]', 'session["user"]']), "`/` should show “Ada”"],
      [
        edit(APP, ['app.secret_key = "dev"\n', ""]),
        "RuntimeError: The session is unavailable because no secret key was set",
      ],
      [edit(APP, ["request, session,", "request,"]), "NameError: name 'session' is not defined"],
      [
        edit(
          APP,
          [
            'session["name"] = request.form["name"]',
            'app.jinja_env.globals["session"] = {"name": request.form["name"]}',
          ],
          [
            '    return render_template("index.html")',
            '    return render_template("index.html", session=app.jinja_env.globals["session"])',
          ],
        ),
        "Another visitor, who has not logged in, is taken for Ada",
      ],
    ],
  },
  "wrong-word": {
    start: "Mallory has given the word “sunshine”, and is logged in",
    right: [
      edit(APP, [
        '        error = "That is not the word."\n    return render_template("login.html", error=error)',
        '        return render_template("login.html", error="No."), 401\n    return render_template("login.html")',
      ]),
      edit(APP, ['request.form["word"] == WORD', 'request.form.get("word") in {WORD}']),
    ],
    wrong: [
      [edit(APP, ["== WORD", "!= WORD"]), "Mallory has given the word “sunshine”, and is logged in"],
      [edit(APP, ['"login.html", error=error', '"login.html"']), "the page should say that it was wrong"],
      [
        edit(APP, ['error = "That is not the word."', 'return "That is not the word."']),
        "the form should be shown again",
        "It shows “That is not the word.”",
      ],
      [edit(APP, ['form["word"]', 'form["password"]']), "KeyError: 'password'"],
      [edit(APP, ["== WORD", '== "WORD"']), "With the word “moonlight” `POST /login` should log in and redirect"],
    ],
  },
  "log-out": {
    start: "A route for `/logout` is missing",
    right: [
      edit(APP, ['session.pop("name", None)', "session.clear()"]),
      edit(APP, ['session.pop("name", None)', 'if "name" in session:\n        del session["name"]']),
    ],
    wrong: [
      [edit(APP, ['    session.pop("name", None)\n', ""]), "After `/logout` Ada is still greeted"],
      [edit(APP, ['session.pop("name", None)', 'session.pop("name")']), "`/logout` answered 500", "KeyError: 'name'"],
      [
        edit(APP, [
          '    session.pop("name", None)\n    return redirect(url_for("index"))',
          '    session.pop("name", None)\n    return "Good night"',
        ]),
        "`/logout` should redirect to `/`. It answered 200 OK",
      ],
    ],
  },
  "members-only": {
    start: "`/book` should redirect to `/login`. It answered 200 OK",
    right: [
      edit(APP, ['if "name" not in session:', 'if not session.get("name"):']),
      edit(
        APP,
        ['    if "name" not in session:\n        return redirect(url_for("login"))\n    error', "    error"],
        [
          '@app.route("/book", methods',
          '@app.before_request\ndef guard():\n    if request.endpoint == "visitors" and "name" not in session:\n        return redirect(url_for("login"))\n\n\n@app.route("/book", methods',
        ],
      ),
    ],
    wrong: [
      [edit(APP, ['if "name" not in session', 'if "name" in session']), "`/book` should redirect to `/login`"],
      [
        edit(APP, ['        return redirect(url_for("login"))\n    error', "        abort(403)\n    error"]),
        "`/book` answered 403 Forbidden. Expected was 302 Found",
      ],
      [
        edit(
          APP,
          ['    if "name" not in session:\n        return redirect(url_for("login"))\n    error', "    error"],
          [
            "    response = make_response",
            '    if "name" not in session:\n        return redirect(url_for("login"))\n    response = make_response',
          ],
        ),
        "`POST /book` should redirect to `/login`, and redirects to `/book`",
      ],
      [
        edit(APP, ['"name" not in session', '"nmae" not in session']),
        "Ada has logged in, and `/book` sends her to `/login` all the same",
      ],
    ],
  },
  "secret-key": {
    start: "I am in as Mallory, with a session that I have signed with the key `dev`",
    right: [
      edit(APP, [`app.secret_key = "${KEY}"`, 'app.config["SECRET_KEY"] = "correct horse battery staple"']),
      edit(
        APP,
        [`"${KEY}"`, "secrets.token_bytes(32)"],
        ["from flask import Flask,", "import secrets\nfrom flask import Flask,"],
      ),
    ],
    wrong: [
      [edit(APP, [KEY, "secret"]), "with a session that I have signed with the key `secret`"],
      [edit(APP, [KEY, "a83bf"]), "The key “a83bf” is short enough to be tried out"],
      [
        edit(APP, [`app.secret_key = "${KEY}"\n`, ""]),
        "RuntimeError: The session is unavailable because no secret key was set",
      ],
      [edit(APP, [`"${KEY}"`, "secrets.token_hex()"]), "does not start", "name 'secrets' is not defined"],
    ],
  },
};
