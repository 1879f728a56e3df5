import { type Attempts, edit, renamed, withFiles } from "./attempts.js";

const APP = "app.py";
const CSS = "static/style.css";
const LINK = `<link rel="stylesheet" href="{url_for('static', filename='style.css')}">`;

export const STATIC_FILES: Record<string, Attempts> = {
  "style-sheet": {
    start: "There is no file `static/style.css`",
    right: [withFiles({ [CSS]: "body{background:black}" })],
    wrong: [
      [renamed(CSS, "style.css"), "There is no file `static/style.css`", "`style.css`"],
      [renamed(CSS, "statics/style.css"), "There is no file `static/style.css`", "`statics/style.css`"],
      [withFiles({ [CSS]: "" }), "`/static/style.css` should show at least one rule", "The page is empty"],
      [withFiles({ [CSS]: "background: black" }), "at least one rule", "“background: black”"],
    ],
  },
  "a-page-in-style": {
    start: "asks for no style sheet",
    right: [
      edit(APP, [
        `rel="stylesheet" href="{url_for('static', filename='style.css')}"`,
        `href="{url_for('static', filename='style.css')}" rel=stylesheet`,
      ]),
      edit(
        APP,
        [LINK, "{link}"],
        [
          "    return f",
          `    link = '<link rel="stylesheet" href="%s">' % url_for("static", filename="style.css")\n    return f`,
        ],
      ),
    ],
    wrong: [
      [edit(APP, [LINK, '<link rel="stylesheet" href="/static/style.css">']), "is written by hand"],
      [edit(APP, ["style.css", "styles.css"]), "should be `/static/style.css`", "styles.css"],
      [edit(APP, ['rel="stylesheet"', 'rel="style"']), "asks for no style sheet", "the `rel` `style`"],
      [edit(APP, ["filename=", "file="]), "500", "BuildError", "'filename'"],
    ],
  },
};
