import { all, type Attempts, edit } from "./attempts.js";

const APP = "app.py";

export const REQUEST_DATA: Record<string, Attempts> = {
  "invented-request": {
    start: "`/moths/`, and nothing was printed",
    right: [
      edit(APP, [
        'test_request_context("/moths/?q=hawk")',
        'test_request_context("/moths/", query_string={"q": "hawk"})',
      ]),
      edit(APP, ["print(request.path)", 'print("Path:", request.path, request.args)']),
    ],
    wrong: [
      [
        edit(APP, ["    print(request.path)", "    pass\n\nprint(request.path)"]),
        "does not start",
        "Working outside of request context",
      ],
      [edit(APP, ['"/moths/?q=hawk"', '"/about"']), "`/moths/`, and it says “/about”"],
      [edit(APP, ["    print(request.path)", "    request.path"]), "nothing was printed"],
      [
        edit(APP, ['with app.test_request_context("/moths/?q=hawk"):\n    print(request.path)', 'print("/moths/")']),
        "should come from an invented request",
      ],
    ],
  },
  search: {
    start: "`/moths/?q=BURNISHED%20BRASS` should find `Burnished Brass`, and shows",
    right: [
      edit(
        APP,
        ['wanted = request.args.get("q", "").lower()', 'wanted = (request.args.get("q") or "").casefold()'],
        ["moth.lower()", "moth.casefold()"],
      ),
      edit(APP, [
        'wanted = request.args.get("q", "").lower()',
        'try:\n        wanted = request.args["q"].lower()\n    except KeyError:\n        wanted = ""',
      ]),
    ],
    wrong: [
      [
        edit(APP, ['args.get("q", "")', 'args["q"]']),
        "`/moths/` answered 500 Internal Server Error: `KeyError: 'q'`",
        "line 16",
      ],
      [edit(APP, ['args.get("q", "")', 'args.get("q")']), "AttributeError"],
      [edit(APP, ['get("q", "").lower()', 'get("q", "")']), "should find `Burnished Brass`, and shows nothing"],
      [edit(APP, ['args.get("q"', 'form.get("q"']), "should find `Burnished Brass`, and shows"],
    ],
  },
  "form-data": {
    start: "`POST /book` answered 405 Method Not Allowed",
    right: [
      all(
        edit(APP, ['form["moth"]', 'form["visitor"]']),
        edit("templates/book.html", ['name="moth"', 'name="visitor"']),
      ),
      edit(
        APP,
        [
          '        book.append(request.form["moth"])\n',
          '        book.append(request.form["moth"])\n        return redirect("/book")\n',
        ],
        ["import Flask,", "import Flask, redirect,"],
      ),
    ],
    wrong: [
      [
        edit(APP, [', methods=["GET", "POST"]', ""]),
        "The rule for `/book` takes GET only: POST is not among its methods",
      ],
      [edit(APP, ['form["moth"]', 'form["month"]']), "KeyError: 'month'"],
      [
        edit(APP, ["book.append(request.form", "book == (request.form"]),
        "`/book` should show “Setaceous Hebrew Character”",
      ],
      [edit(APP, ["request.form", "request.args"]), "KeyError: 'moth'"],
    ],
  },
  "missing-field": {
    start: "there is an empty line in the book",
    right: [
      edit(APP, ["book=book, error=error)", "book=book, error=error), 400 if error else 200"]),
      edit(APP, [
        '        moth = request.form.get("moth", "").strip()\n        if moth:',
        '        moth = request.form.get("moth")\n        if moth and moth.strip():',
      ]),
    ],
    wrong: [
      [edit(APP, ['form.get("moth", "")', 'form["moth"]']), "`POST /book` answered 500", "KeyError: 'moth'"],
      [edit(APP, [", error=error", ""]), "should say what is missing"],
      [edit(APP, ['error = "Which moth was it?"', 'return "Which moth was it?"']), "should show the form again"],
      [
        edit(APP, [
          "        if moth:\n            book.append(moth)\n",
          "        book.append(moth)\n        if moth:\n            pass\n",
        ]),
        "empty line",
      ],
    ],
  },
  upload: {
    start: 'it needs `enctype="multipart/form-data"`',
    right: [
      edit("templates/photos.html", [
        'method="post" enctype="multipart/form-data"',
        "enctype=multipart/form-data method=POST",
      ]),
    ],
    wrong: [
      [edit("templates/photos.html", ["multipart/form-data", "multipart"]), "sends no more than the name of a file"],
      [edit("templates/photos.html", ['name="photo"', 'name="picture"']), "KeyError: 'photo'"],
      [edit("templates/photos.html", [' name="photo"', ""]), 'has no `<input type="file">` with a name'],
    ],
  },
  "safe-names": {
    start: "`POST /photos` should show “hawk-moth.jpg”",
    right: [
      edit(APP, [
        "photo.save(PHOTOS / secure_filename(photo.filename))",
        'name = secure_filename(photo.filename)\n        photo.save(PHOTOS / (name or "unnamed"))',
      ]),
      edit(APP, ["secure_filename(photo.filename)", "Path(photo.filename).name"]),
    ],
    wrong: [
      [
        edit(APP, ["secure_filename(photo.filename)", "photo.filename"]),
        "was stored outside of the folder",
        "`secure_filename`",
      ],
      [edit(APP, ["from werkzeug.utils import secure_filename\n", ""]), "name 'secure_filename' is not defined"],
      [
        edit(APP, ["secure_filename(photo.filename)", 'secure_filename("photo.filename")']),
        "should show “hawk-moth.jpg”",
        "photo.filename",
      ],
    ],
  },
  cookie: {
    start: "A route for `/i-am/Ada` is missing",
    right: [
      edit(
        APP,
        ['make_response(render_template("index.html", name=name))', 'redirect(url_for("index"))'],
        ["import Flask, make_response,", "import Flask, redirect, url_for,"],
      ),
      edit(APP, ['set_cookie("name", name)', 'set_cookie("name", name, max_age=3600, path="/")']),
    ],
    wrong: [
      [
        edit(APP, ['    response.set_cookie("name", name)\n', ""]),
        "should set a cookie called `name`, and it sets none",
      ],
      [edit(APP, ['set_cookie("name"', 'set_cookie("nmae"']), "and it sets `nmae=Ada`"],
      [edit(APP, ["    return response\n", ""]), "500 Internal Server Error", "TypeError"],
      [edit(APP, ['set_cookie("name", name)', 'set_cookie("name", "name")']), "`/` should show “Ada”"],
    ],
  },
};
