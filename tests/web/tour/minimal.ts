import { type Attempts, edit, withFiles, without } from "./attempts.js";

const APP = "app.py";
const ANSWER = 'return "Good evening, Lamplight Club"';
const LINE = "$ flask --app app run";

export const MINIMAL: Record<string, Attempts> = {
  greeting: {
    start: "still shows “Hello, World!”",
    right: [edit(APP, [ANSWER, "return 'Welcome'"]), edit(APP, [ANSWER, 'return "<h1>Welcome</h1>"'])],
    wrong: [
      [edit(APP, [ANSWER, 'return ""']), "should show a greeting", "The page is empty"],
      [edit(APP, [ANSWER, 'return "This is /"']), "shows “This is /”, as the button has put it", "words of your own"],
      [edit(APP, [ANSWER, "return Good evening"]), "does not start", "SyntaxError", "(`app.py`, line 8)"],
      [edit(APP, [ANSWER, "return evening"]), "500 Internal Server Error", "NameError: name 'evening'", "line 8"],
    ],
  },
  "by-hand": {
    start: "still shows “Not written yet”: empty the file, and write the four parts yourself",
    right: [
      edit(APP, ["import Flask", "import Flask as Application"], ["= Flask(", "= Application("]),
      edit(APP, ["def index", "def home"], ["app = ", "club = "], ["@app", "@club"]),
    ],
    wrong: [
      [edit(APP, [ANSWER, '"Good evening"']), "500 Internal Server Error", "TypeError", "return statement.`"],
      [withFiles({ [APP]: "" }), "There is no app yet"],
      [edit(APP, [ANSWER, 'return "This is /"']), "as the button has put it"],
      [edit(APP, ['@app.route("/")\n', ""]), "A route for `/` is missing", "no route at all"],
      [edit(APP, ["from flask import Flask\n", ""]), "does not start", "name 'Flask' is not defined"],
      [edit(APP, ['"/"', '"/home"']), "`/` answered 404 Not Found", "the app has `/home`"],
    ],
  },
  "at-home": {
    start: "should have a line with `flask run`",
    right: [
      edit("README.md", [LINE, "$ python -m flask run"]),
      edit("README.md", [LINE, "$ export FLASK_APP=app.py\n    $ flask run"]),
      edit("README.md", [LINE, "flask --app=app.py run --debug  # open http://127.0.0.1:5000/"]),
      edit("README.md", [LINE, "$ flask -A app --debug run -p 8000"]),
    ],
    wrong: [
      [edit("README.md", [LINE, "$ flask start"]), "`flask run`", "last line is `flask start`"],
      [edit("README.md", [LINE, "$ flask --app hello run"]), "in `hello`", "`app.py`"],
      [edit("README.md", [LINE, "$ flask -A hello run"]), "in `hello`", "`app.py`"],
      [edit("README.md", [LINE, "$ export FLASK_APP=club.py\n    $ flask run"]), "in `club.py`", "`app.py`"],
      [edit("README.md", [LINE, "$ flask run --app app"]), "the option `--app` comes too late", "before `run`"],
      [edit("README.md", [LINE, "$ flask --app app --port=80 run"]), "the option `--port` comes too early", "`run`"],
      [without("README.md"), "There is no file `README.md`", "`app.py`"],
    ],
  },
  "visible-to-others": {
    start: "should have the option `--host=0.0.0.0`",
    right: [
      edit("README.md", ["--host=0.0.0.0", "-h 0.0.0.0 --port 8000"]),
      withFiles({ "README.md": "FLASK_APP=app.py python -m flask run --host 0.0.0.0\n" }),
    ],
    wrong: [
      [edit("README.md", ["--host=0.0.0.0", "--host=127.0.0.1"]), "--host=127.0.0.1` should have the option"],
      [edit("README.md", ["run --host=0.0.0.0", "--host=0.0.0.0"]), "should have a line with `flask run`"],
      [
        edit("README.md", ["run --host=0.0.0.0", "--host=0.0.0.0 run"]),
        "the option `--host` comes too early",
        "behind",
      ],
      [edit("README.md", ["run --host=0.0.0.0", "-h 0.0.0.0 run"]), "the option `-h` comes too early"],
      [edit("README.md", ["--host=0.0.0.0", "--host=0.0.0"]), "should have the option `--host=0.0.0.0`"],
    ],
  },
};
