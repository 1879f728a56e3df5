import { type Attempts, edit, renamed, withFiles } from "./attempts.js";

const APP = "app.py";
const REQUIREMENTS = "requirements.txt";

export const STARTING: Record<string, Attempts> = {
  "old-flask": {
    start: "There is no file `requirements.txt`",
    right: [
      withFiles({ [REQUIREMENTS]: "# what the site needs\nFlask >= 3.1.0  # or later\nrequests\n" }),
      withFiles({ [REQUIREMENTS]: "flask~=3.1" }),
    ],
    wrong: [
      [withFiles({ [REQUIREMENTS]: "flask\n" }), "`flask` should say which versions will do"],
      [withFiles({ [REQUIREMENTS]: "flask=3.0\n" }), "`flask=3.0` should say which versions", "`flask>=3.0`"],
      [withFiles({ [REQUIREMENTS]: "flask>=0.11\n" }), "is content with Flask 0.11", "3.0 or later"],
      [withFiles({ [REQUIREMENTS]: "requests\n" }), "should have a line for Flask"],
      [renamed(REQUIREMENTS, "requirement.txt"), "There is no file `requirements.txt`", "`requirement.txt`"],
    ],
  },
  "missing-name": {
    start: "NameError: name 'app' is not defined",
    right: [edit(APP, ["app = ", "application = "], ["@app", "@application"])],
    wrong: [
      [edit(APP, ["app = ", "ap = "]), "name 'app' is not defined", "(`app.py`, line 6)"],
      [edit(APP, ["app = Flask(__name__)\n", ""]), "does not start", "name 'app' is not defined"],
      [edit(APP, ['@app.route("/")', ""]), "A route for `/` is missing"],
      [edit(APP, ["Good evening, Lamplight Club", "This is /"]), "as the button has put it"],
    ],
  },
  "read-the-traceback": {
    start: "ZeroDivisionError: division by zero` (`app.py`, line 16)",
    right: [
      edit(APP, ["moths / lamps", "42 // 2"], ["{each:.0f}", "{each}"]),
      edit(APP, ["lamps = 2", "lamps = 0"], ["moths / lamps", "moths / (lamps or 2)"]),
    ],
    wrong: [
      [edit(APP, ["lamps = 2", "lamps = 3"]), "should show that 21 moths", "It shows “14 moths at each lamp”"],
      [edit(APP, ["moths / lamps", "moths / lamp"]), "name 'lamp' is not defined", "line 16"],
      [edit(APP, ['@app.route("/tonight")', '@app.route("/night")']), "A route for `/tonight` is missing", "`/night`"],
    ],
  },
  "debug-off": {
    start: "Debug mode is still on",
    right: [],
    wrong: [
      [(project) => ({ ...project, debug: true }), "it is the switch `Debug` above the preview"],
      [
        (project) => edit(APP, ["lamps = 2", "lamps = 2\napp.debug = False"])({ ...project, debug: true }),
        "whatever the program says",
      ],
    ],
  },
};
