import { type Attempts, edit } from "./attempts.js";

const APP = "app.py";

export const ROUTING: Record<string, Attempts> = {
  "second-page": {
    start:
      "`/about` answered 404 Not Found. A route for `/about` is missing, or it is spelt differently: the app has `/`.",
    right: [
      edit(APP, ["def about", "def what_we_do"], ['"We hang', '"<h1>We</h1> hang']),
      edit(APP, ['@app.route("/about")', '@app.get("/about")']),
    ],
    wrong: [
      [edit(APP, ['"/about"', '"/abuot"']), "spelt differently: the app has `/` and `/abuot`."],
      [edit(APP, ["We hang up a lamp on Tuesdays, and write down who comes.", "Good evening, Lamplight Club"]), "own"],
      [edit(APP, ["def about", "def index"]), "does not start", "index"],
      [
        edit(APP, ["We hang up a lamp on Tuesdays, and write down who comes.", "This is /about"]),
        "as the button has put",
      ],
      [edit(APP, ['"/about"', '"about"']), "does not start", "slash"],
    ],
  },
  "name-in-the-address": {
    start: "`/members/Ada` answered 404 Not Found",
    right: [
      edit(APP, ["/<name>", "/<who>"], ["(name)", "(who)"], ["{name}", "{who.upper()}"]),
      edit(APP, ['f"Good evening, {name}"', '"Good evening, %s" % name']),
    ],
    wrong: [
      [edit(APP, ['f"Good', '"Good']), "should show “Ada”", "It shows “Good evening, {name}”"],
      [edit(APP, ["(name)", "()"]), "500 Internal Server Error", "unexpected keyword argument 'name'"],
      [edit(APP, ["/members/<name>", "/members/Ada"], ["(name)", '(name="Ada")']), "`/members/Grace` answered 404"],
      [edit(APP, ["/members/<name>", "/member/<name>"]), "A route for `/members/Ada` is missing", "`/member/<name>`"],
    ],
  },
  "numbers-only": {
    start: "`/nights/7` answered 404 Not Found",
    right: [
      edit(
        APP,
        ["<int:number>", "<int:n>"],
        ["night(number)", "night(n)"],
        ["{number}", "{n}"],
        ["{number + 1}", "{n + 1}"],
      ),
      edit(APP, ['f"This is night {number}. The next one is night {number + 1}."', "str(number + 1)"]),
    ],
    wrong: [
      [edit(APP, ["<int:number>", "<number>"]), "500 Internal Server Error", "TypeError"],
      [
        edit(APP, ["<int:number>", "<number>"], ["{number + 1}", "{int(number) + 1}"]),
        "`/nights/seven` answered 500 Internal Server Error: `ValueError",
      ],
      [edit(APP, ["{number + 1}", "{number}"]), "should show the number 8", "It shows “This is night 7."],
    ],
  },
  "last-slash": {
    start: "A route for `/moths/` is missing",
    right: [edit(APP, ["def moths", "def list_of_moths"], ["Burnished Brass, ", "Kitten Moth, "])],
    wrong: [
      [edit(APP, ['"/moths/"', '"/moths"']), "`/moths/` answered 404 Not Found", "the app has", "and `/moths`."],
      [
        edit(APP, ['"/moths/")', '"/moths/", strict_slashes=False)']),
        "`/moths` should redirect to `/moths/`. It answered 200 OK",
      ],
      [
        edit(APP, ["Burnished Brass, Elephant Hawk-moth, Merveille du Jour", "This is /moths/"]),
        "as the button has put it",
      ],
    ],
  },
  links: {
    start: "`/` should have a link to `/about`, and has no link",
    right: [
      edit(APP, ["def about", "def club"], ['url_for("about")', 'url_for("club")']),
      edit(APP, ['url_for("about")', 'url_for("about", _external=True)']),
      edit(
        APP,
        ["from flask import Flask, url_for", "import flask\nfrom flask import Flask"],
        ["{url_for", "{flask.url_for"],
      ),
    ],
    wrong: [
      [edit(APP, ['{url_for("about")}', "/about"]), "The link to `/about` is written by hand"],
      [edit(APP, ['url_for("about")', 'url_for("abuot")']), "500", "BuildError", "'abuot'"],
      [edit(APP, ['url_for("about")', 'url_for("/about")']), "500", "BuildError"],
      [edit(APP, ["import Flask, url_for", "import Flask"]), "name 'url_for' is not defined"],
      [edit(APP, ['url_for("about")', 'url_for("moths")']), "should have a link to `/about`, and has `/moths/`"],
    ],
  },
  "links-with-values": {
    start: "`/about` should have a link to `/members/Ada%20Lovelace`, and has no link",
    right: [
      edit(APP, ['name="Ada Lovelace"', '**{"name": "Ada Lovelace"}']),
      edit(APP, ["/<name>", "/<who>"], ["member(name)", "member(who)"], ["{name}", "{who}"], ["name=", "who="]),
    ],
    wrong: [
      [edit(APP, ['url_for("member", name="Ada Lovelace")', '"/members/Ada Lovelace"']), "is written by hand"],
      [edit(APP, ['"member", name="Ada Lovelace"', '"member"']), "500", "BuildError", "'name'"],
      [edit(APP, ['name="Ada Lovelace"', 'name="Ada"']), "`/members/Ada%20Lovelace`, and has `/members/Ada`."],
    ],
  },
  form: {
    start: "`/join` answered 404 Not Found",
    right: [
      edit(APP, ['<input name="name">', "<textarea name=who></textarea>"]),
      edit(APP, ['method="post"', "METHOD='POST' action='/join'"]),
    ],
    wrong: [
      [edit(APP, [' method="post"', ""]), "is sent by GET", '`method="post"`'],
      [edit(APP, ['<input name="name">', "<input>"]), "has no field for text with a name"],
      [edit(APP, ['<form method="post">', ""]), "there is no `<form>` on it"],
      [edit(APP, ['"""', "Join us"], ['"""', ""]), "does not start", "SyntaxError"],
    ],
  },
  "answering-post": {
    start: "`POST /join` answered 405 Method Not Allowed. The rule for `/join` takes GET only",
    right: [
      edit(
        APP,
        ['name="name"', 'name="who"'],
        ["form['name']", 'form["who"]'],
        ['{request.form["who"]}', "{request.form.get('who')}"],
      ),
      edit(
        APP,
        ['@app.route("/join", methods=["GET", "POST"])', '@app.get("/join")'],
        ['    if request.method == "POST":\n        return f"Welcome, {request.form[\'name\']}"\n', ""],
        ["def join", "def join_form"],
        [
          '@app.get("/join")',
          '@app.post("/join")\ndef join():\n    return "Welcome, " + request.form["name"]\n\n\n@app.get("/join")',
        ],
      ),
      edit(
        APP,
        [
          "return f\"Welcome, {request.form['name']}\"",
          'return redirect(url_for("member", name=request.form["name"]))',
        ],
        ["import Flask,", "import Flask, redirect,"],
      ),
    ],
    wrong: [
      [edit(APP, ["form['name']", "form['nmae']"]), "500 Internal Server Error: `KeyError: 'nmae'`", "line 35"],
      [edit(APP, ['methods=["GET", "POST"]', 'methods=["POST"]']), "`/join` answered 405", "takes POST only"],
      [edit(APP, ['== "POST"', '== "post"']), "`POST /join` should show “Ada”"],
      [edit(APP, ["import Flask, request,", "import Flask,"]), "name 'request' is not defined"],
    ],
  },
  "other-methods": {
    start: "`DELETE /lamp` answered 405 Method Not Allowed",
    right: [
      edit(
        APP,
        ['@app.delete("/lamp")', '@app.route("/lamp", methods=["DELETE"])'],
        ['    return "The lamp is out"', '    return "", 204'],
      ),
    ],
    wrong: [
      [edit(APP, ['lit"] = False', 'lit"] = True']), "the lamp should be out", "shows “The lamp is lit”"],
      [edit(APP, ["@app.delete", "@app.post"]), "no view takes DELETE"],
      [edit(APP, ["def put_out", "def light"]), "does not start", "light"],
    ],
  },
};
