/** Checks of the chapters from "Message flashing" to the end of the tour. */
import type { App, Visit } from "../app.js";
import type { Check } from "../check.js";
import { textOf } from "../html.js";
import type { Page } from "../page.js";
import { Unmet } from "../unmet.js";
import { code, list, quote, status } from "../words.js";
import { logIn } from "./sessions.js";

const MOTH = "Setaceous Hebrew Character";
const CLIENT = "203.0.113.9";

export const OUTSIDE: Record<string, Check> = {
  flash: async (app) => {
    await logIn(app, "Ada");
    const form = (await app.get("/book")).is(200).form("POST");
    const book = await (await form.send({ [form.firstTextField()]: MOTH })).redirects();
    if (beside(book.is(200)) === 0) {
      throw new Unmet(`After a moth was written down, a message with its name should be above the book. ${book.shows}`);
    }
    const next = (await app.get("/book")).is(200);
    if (beside(next) === 0) return;
    throw new Unmet(`The message should be gone from the page after that, and it is still there. ${next.shows}`);
  },

  "log-line": async (app) => {
    const form = (await app.get("/login")).is(200).form("POST").has("name").has("word");
    app.said = [];
    (await form.send({ name: "Mallory", word: "sunshine" })).is(200);
    const records = app.said.filter((entry) => entry.kind === "log");
    const warnings = records.filter(({ level }) => level === "warning");
    if (warnings.some(({ text }) => text.includes("Mallory"))) {
      app.said = [];
      await logIn(app, "Ada");
      if (!app.said.some((entry) => entry.kind === "log" && entry.level === "warning")) return;
      throw new Unmet("The right word is logged as a warning, too: only the wrong one should be.");
    }
    const [warning = records[0]] = warnings;
    if (!warning)
      throw new Unmet(
        "When Mallory gave a wrong word, nothing was logged. `app.logger.warning(...)` should be called.",
      );
    const said = `the console has ${quote(warning.text)} at level ${code(warning.level)}`;
    throw new Unmet(`A wrong word should be logged as a \`warning\` with the name that was given, “Mallory”: ${said}.`);
  },

  middleware: async (app) => {
    (await app.get("/whoami")).is(200).says("127.0.0.1");
    const page = (await app.get("/whoami", { "X-Forwarded-For": CLIENT })).is(200);
    if (page.text.includes(CLIENT)) return;
    throw new Unmet(`A request for which \`X-Forwarded-For\` is ${code(CLIENT)} should come from there. ${page.shows}`);
  },

  extension: async (app) => {
    for (const path of ["/", "/moths/"]) {
      const page = (await app.get(path)).is(200);
      if (page.elements("footer").length > 0) continue;
      throw new Unmet(
        `${page.name} should say at its foot how the moon is, and has no \`<footer>\`: ${moonless(app)}.`,
      );
    }
  },

  server: async (app) => {
    const lines = app
      .file("README.md")
      .split("\n")
      .map((line) => line.replace(/^[\s$>]+/, "").trim());
    const line = lines.find((each) => /^(?:python3? -m )?(?:gunicorn|waitress(?:-serve)?)\b/.test(each));
    if (line === undefined)
      throw new Unmet("`README.md` should have a line that begins with `gunicorn` or `waitress-serve`.");
    if (!/\sapp:app(?:\s|$)/.test(line)) {
      throw new Unmet(`${code(line)} should name the module and the app in it: \`app:app\`.`);
    }
    (await app.get("/")).is(200);
  },

  "open-house": (app) => {
    const posts = app.visits.filter(({ method }) => method === "POST");
    if (done(posts, "/login") && done(posts, "/book")) return;
    if (!done(posts, "/login")) {
      const last = posts.findLast(({ path }) => path.startsWith("/login"));
      const came = last ? `your last try was answered ${status(last.status)}` : "nobody has tried yet";
      throw new Unmet(`Nobody has logged in by the form on \`/login\`: ${came}. The word is \`moonlight\`.`);
    }
    const seen = [...new Set(app.visits.map(({ path }) => code(path)))];
    throw new Unmet(`You are logged in, and no moth is in the book yet. So far the preview has been at ${list(seen)}.`);
  },
};

/** How often the moth is on the page of the book, not counting the book itself. */
function beside(page: Page): number {
  const times = (text: string) => text.split(MOTH).length - 1;
  const listed = page.elements("li").map(({ inner }) => times(textOf(inner)));
  return times(page.text) - Math.max(1, ...listed);
}

/** A form was sent and answered by a redirect. */
const done = (posts: readonly Visit[], path: string): boolean =>
  posts.some((visit) => visit.path.split("?")[0] === path && visit.status >= 300 && visit.status < 400);

function moonless(app: App): string {
  const source = app.file("app.py");
  if (!/^\s*(?:from|import)\s+moon\b/m.test(source)) return "`app.py` does not import `Moon` from `moon`";
  return /\bMoon\(\s*\)/.test(source) ? "`Moon()` was made without the app" : "nobody gives the app to `Moon`";
}
