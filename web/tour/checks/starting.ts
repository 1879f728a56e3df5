/** Checks of the chapters "When the server does not start" and "Debug mode". */
import type { Check } from "../check.js";
import { Unmet } from "../unmet.js";
import { code } from "../words.js";

export const STARTING: Record<string, Check> = {
  "old-flask": (app) => {
    const lines = app.file("requirements.txt").split("\n");
    const line = lines.map((each) => each.replace(/#.*/, "").trim()).find((each) => /^flask\b(?!-)/i.test(each));
    if (line === undefined) throw new Unmet("`requirements.txt` should have a line for Flask: `flask>=3.0`.");
    const [, relation = "", version = ""] = /^flask\s*([^\s\w.]*)\s*([\w.]*)/i.exec(line) ?? [];
    if (![">=", ">", "~=", "=="].includes(relation)) {
      throw new Unmet(`${code(line)} should say which versions will do: \`flask>=3.0\`.`);
    }
    const major = Number.parseInt(version);
    if (major >= 3) return;
    throw new Unmet(`${code(line)} is content with Flask ${version || "of no version"}; ask for 3.0 or later.`);
  },

  "missing-name": async (app) => {
    (await app.get("/")).is(200).says(/\S/, "a greeting").isWritten();
  },

  "read-the-traceback": async (app) => {
    (await app.get("/tonight")).is(200).says(/\b21\b/, "that 21 moths came to each lamp, 42 of them to two");
  },

  "debug-off": (app) => {
    if (!app.project.debug) return;
    const inCode = /\bdebug\s*=\s*(?:False|0)\b/.test(app.python) ? ", whatever the program says" : "";
    throw new Unmet(`Debug mode is still on${inCode}: it is the switch \`Debug\` above the preview.`);
  },
};
