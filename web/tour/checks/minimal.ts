/** Checks of the chapter "A minimal application". */
import type { App } from "../app.js";
import type { Check } from "../check.js";
import { Unmet } from "../unmet.js";
import { code, quote } from "../words.js";

export const MINIMAL: Record<string, Check> = {
  greeting: async (app) => {
    const page = (await app.get("/")).is(200).says(/\S/, "a greeting");
    if (page.text === "Hello, World!")
      throw new Unmet(`${page.name} still shows ${quote(page.text)}: change the greeting.`);
  },

  "by-hand": async (app) => {
    (await app.get("/")).is(200).says(/\S/, "a greeting");
  },

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
  const [, option] = /--app(?:=|\s+)(\S+)/.exec(line) ?? [];
  const [, variable] = /^\s*(?:[$>]\s*)?(?:export\s+|set\s+)?FLASK_APP=(\S+)/m.exec(app.file("README.md")) ?? [];
  const named = option ?? variable;
  if (named === undefined || /^(?:\.\/)?app(?:\.py)?(?::app)?$/.test(named)) return line;
  throw new Unmet(`${code(line)} looks for an app in ${code(named)}; the file is called \`app.py\`.`);
}
