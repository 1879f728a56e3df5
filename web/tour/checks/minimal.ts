/** Checks of the chapter "A minimal application". */
import type { App } from "../app.js";
import type { Check } from "../check.js";
import { Unmet } from "../unmet.js";
import { code, quote } from "../words.js";

export const MINIMAL: Record<string, Check> = {
  greeting: (app) => greeting(app, "Hello, World!", "change the greeting"),

  "by-hand": (app) => greeting(app, "Not written yet", "empty the file, and write the four parts yourself"),

  "at-home": async (app) => {
    startLine(app);
    (await app.get("/")).is(200);
  },

  "visible-to-others": (app) => {
    const line = startLine(app);
    if (/(?:--host(?:=|\s+)|-h\s*)0\.0\.0\.0(?:\s|$)/.test(line)) return;
    throw new Unmet(`The line ${code(line)} should have the option \`--host=0.0.0.0\`.`);
  },
};

/** Expect a greeting on the front page that is neither the step's nor a button's; `task` is what is to be done. */
async function greeting(app: App, untouched: string, task: string): Promise<void> {
  const page = (await app.get("/")).is(200).says(/\S/, "a greeting").isWritten();
  if (page.text === untouched) throw new Unmet(`${page.name} still shows ${quote(page.text)}: ${task}.`);
}

/** Options that `flask` has itself, before the word `run`, and those that `run` has; `--debug` stands in either place. */
const OF_FLASK = /(?:^|\s)(--app|--env-file|-[Ae])(?=[\s=]|$)/;
const OF_RUN =
  /(?:^|\s)(--(?:host|port|cert|key|(?:no-)?reload|(?:no-)?debugger|with(?:out)?-threads|extra-files|exclude-patterns)|-[hp])(?=[\s=\d]|$)/;

/** Expect each option of a line `flask ... run ...` where the one who has it reads it. */
function inPlace(line: string): void {
  const [, before = "", after = ""] = /\bflask\s+(.*?)(?<=\s)run(?:\s+(.*))?$/.exec(line) ?? [];
  const [, early] = OF_RUN.exec(before) ?? [];
  if (early !== undefined) {
    throw new Unmet(
      `In ${code(line)} the option ${code(early)} comes too early: it belongs to \`run\`, and stands behind this word.`,
    );
  }
  const [, late] = OF_FLASK.exec(after) ?? [];
  if (late === undefined) return;
  throw new Unmet(
    `In ${code(line)} the option ${code(late)} comes too late: it belongs to \`flask\`, and stands before \`run\`.`,
  );
}

/** The line of the README that starts the site with `flask run`, without its prompt. */
function startLine(app: App): string {
  const lines = app
    .file("README.md")
    .split("\n")
    .map((line) =>
      line
        .replace(/^[\s$>]+/, "")
        .replace(/\s+#.*|`/g, "")
        .trim(),
    );
  const line = lines.find((each) =>
    /^(?:\w+=\S+\s+)*(?:(?:python3?|py)\s+-m\s+)?flask\s+(?:.*\s)?run(?:\s|$)/.test(each),
  );
  if (line === undefined) {
    const last = lines.findLast((each) => each !== "") ?? "";
    throw new Unmet(`\`README.md\` should have a line with \`flask run\`, and its last line is ${code(last)}.`);
  }
  inPlace(line);
  const [, option] = /(?:--app|-A)(?:=|\s+)(\S+)/.exec(line) ?? [];
  const [, variable] = /^\s*(?:[$>]\s*)?(?:export\s+|set\s+)?FLASK_APP=(\S+)/m.exec(app.file("README.md")) ?? [];
  const named = option ?? variable;
  if (named === undefined || /^(?:\.\/)?app(?:\.py)?(?::app)?$/.test(named)) return line;
  throw new Unmet(`${code(line)} looks for an app in ${code(named)}; the file is called \`app.py\`.`);
}
