import { all, type Attempts, edit, renamed } from "./attempts.js";

const APP = "app.py";

export const RESPONSES: Record<string, Attempts> = {
  redirect: {
    start: "`POST /book` should redirect to another page. It answered 200 OK",
    right: [
      edit(APP, ['redirect(url_for("visitors"))', 'redirect(url_for("visitors"), 303)']),
      edit(APP, ['redirect(url_for("visitors"))', "redirect(request.full_path)"]),
    ],
    wrong: [
      [
        edit(APP, ['            return redirect(url_for("visitors"))', '            redirect(url_for("visitors"))']),
        "should redirect to another page",
      ],
      [edit(APP, ['return redirect(url_for("visitors"))', 'return url_for("visitors")']), "It answered 200 OK"],
      [edit(APP, ['url_for("visitors")', 'url_for("book")']), "BuildError", "'book'"],
      [
        edit(APP, [
          '            return redirect(url_for("visitors"))\n        error = "Which moth was it?"',
          '        return redirect(url_for("visitors"))',
        ]),
        "redirects as well, and the error is lost",
      ],
    ],
  },
  abort: {
    start: "`/moths/Unicorn` answered 200 OK. Expected was 404 Not Found",
    right: [
      edit(APP, [
        "    if name not in MOTHS:\n        abort(404)\n",
        '    if not MOTHS.get(name):\n        abort(404, "No such moth")\n',
      ]),
      edit(APP, ["        abort(404)", '        return "No such moth", 404']),
    ],
    wrong: [
      [
        edit(APP, ["        abort(404)", '        return "No such moth"']),
        "answered 200 OK. Expected was 404 Not Found",
      ],
      [edit(APP, ["if name not in", "if name in"]), "`/moths/Burnished%20Brass` answered 404 Not Found"],
      [edit(APP, ["abort(404)", "abort(400)"]), "`/moths/Unicorn` answered 400 Bad Request. Expected was 404"],
      [edit(APP, ["import Flask, abort,", "import Flask,"]), "NameError: name 'abort' is not defined"],
    ],
  },
  "error-page": {
    start: "still shows Flask's own page",
    right: [
      edit(APP, ['return render_template("not_found.html"), 404', 'return "Lost in the dark", 404']),
      edit(
        APP,
        ["from flask import Flask,", "from werkzeug.exceptions import NotFound\nfrom flask import Flask,"],
        ["errorhandler(404)", "errorhandler(NotFound)"],
      ),
    ],
    wrong: [
      [edit(APP, ['html"), 404', 'html")']), "answered 200 OK, though nothing is there"],
      [edit(APP, ["def not_found(error)", "def not_found()"]), "500 Internal Server Error", "TypeError"],
      [renamed("templates/not_found.html", "templates/notfound.html"), "TemplateNotFound: not_found.html"],
      [edit(APP, ["errorhandler(404)", "errorhandler(403)"]), "still shows Flask's own page, “Not Found"],
    ],
  },
  json: {
    start: "`/moths.json` answered 404 Not Found",
    right: [
      edit(APP, ["return list(MOTHS)", "return jsonify(sorted(MOTHS))"], ["import Flask,", "import Flask, jsonify,"]),
      edit(
        APP,
        ["return list(MOTHS)", 'return json.dumps(list(MOTHS)), {"Content-Type": "application/json"}'],
        ["from flask import Flask,", "import json\nfrom flask import Flask,"],
      ),
    ],
    wrong: [
      [edit(APP, ["return list(MOTHS)", "return str(list(MOTHS))"]), "should be `application/json`, and is `text/html"],
      [edit(APP, ["return list(MOTHS)", "return MOTHS"]), "should be a list with “Burnished Brass”"],
      [edit(APP, ["return list(MOTHS)", "return set(MOTHS)"]), "500", "TypeError"],
      [edit(APP, ['"/moths.json"', '"/moths/json"']), "A route for `/moths.json` is missing", "`/moths/json`"],
    ],
  },
  "status-and-headers": {
    start: "`/robots.txt` answered 404 Not Found",
    right: [
      edit(APP, ['{"Content-Type": "text/plain"}', '200, [("content-type", "text/plain; charset=utf-8")]']),
      edit(APP, [
        'return "User-agent: *\\nDisallow: /book\\n", {"Content-Type": "text/plain"}',
        'return app.response_class("""\n    User-agent: *\n    Disallow: /book""", mimetype="text/plain")',
      ]),
    ],
    wrong: [
      [edit(APP, [', {"Content-Type": "text/plain"}', ""]), "should be `text/plain`, and is `text/html"],
      [edit(APP, ['{"Content-Type": "text/plain"}', '"text/plain"']), "500", "ValueError"],
      [edit(APP, ["Disallow: /book", "Disallow: /"]), "should have the line `Disallow: /book`", "Disallow: /”"],
      [edit(APP, ['"Content-Type"', '"Content_Type"']), "should be `text/plain`, and is `text/html"],
    ],
  },
  "make-response": {
    start: "should have `Cache-Control: no-store`, and has no such field",
    right: [
      edit(
        APP,
        ["response = make_response(render_template(", "return render_template("],
        ["error=error))", 'error=error), {"Cache-Control": "no-store"}'],
        ['    response.headers["Cache-Control"] = "no-store"\n    return response\n', ""],
      ),
      edit(APP, ['response.headers["Cache-Control"] = "no-store"', "response.cache_control.no_store = True"]),
    ],
    wrong: [
      [edit(APP, ['"no-store"', '"no-cache"']), "and has `no-cache` there"],
      [edit(APP, ["    return response\n", ""]), "500 Internal Server Error", "TypeError"],
      [edit(APP, ['"Cache-Control"', '"Cache Control"']), "500 Internal Server Error"],
      [
        all(
          edit(APP, [
            'make_response(render_template("book.html", book=book, error=error))',
            'render_template("book.html", book=book, error=error)',
          ]),
        ),
        "AttributeError: 'str' object has no attribute 'headers'",
      ],
    ],
  },
};
