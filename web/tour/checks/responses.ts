/** Checks of the chapters "Redirects and errors" and "About responses". */
import type { App } from "../app.js";
import type { Check } from "../check.js";
import { textOf } from "../html.js";
import { Unmet } from "../unmet.js";
import { code, quote } from "../words.js";

/** No moth of the tour's own. */
const MOTH = "Setaceous Hebrew Character";
const UNKNOWN = "/moths/Unicorn";

export const RESPONSES: Record<string, Check> = {
  redirect: async (app) => {
    const form = (await app.get("/book")).is(200).form("POST");
    const field = form.firstTextField();
    const book = await (await form.send({ [field]: MOTH })).redirects();
    book.is(200).says(MOTH);
    const times = book.text.split(MOTH).length - 1;
    if (times !== 1) throw new Unmet(`One moth was written down, and ${book.name} shows it ${times} times.`);
    const empty = await form.send({ [field]: "" });
    if (empty.status < 300 || empty.status > 399) return;
    throw new Unmet(`${empty.name} without a moth redirects as well, and the error is lost on the way.`);
  },

  abort: async (app) => {
    const known = await knownMoth(app);
    (await app.get(known)).is(200);
    (await app.get(UNKNOWN)).is(404);
  },

  "error-page": async (app) => {
    for (const path of [UNKNOWN, "/nowhere"]) {
      const page = await app.get(path);
      if (page.status === 200) {
        throw new Unmet(
          `${page.name} answered 200 OK, though nothing is there: return \`404\` behind the page, after a comma.`,
        );
      }
      // At an address without a route, any other status than 404 is a failure of the handler.
      if (page.status !== 404) page.is(404);
      if (/^Not Found The requested URL/.test(page.text)) {
        throw new Unmet(
          `${page.name} still shows Flask's own page, ${quote(page.text, 40)}: a handler for 404 is missing.`,
        );
      }
      page.says(/\S/, "a page that fits the club");
    }
    (await app.get(await knownMoth(app))).is(200);
  },

  json: async (app) => {
    const answer = (await app.get("/moths.json")).is(200);
    typed(answer.header("content-type"), "application/json", answer.name, answer.html);
    const names = parsed(answer.html);
    const known = await knownMoth(app);
    const [name = ""] = [known].map((path) => decodeURIComponent(path.replace("/moths/", "")));
    if (Array.isArray(names) && names.includes(name)) return;
    throw new Unmet(
      `${answer.name} should be a list with ${quote(name)} and the other names in it, and is ${code(answer.html.trim())}.`,
    );
  },

  "status-and-headers": async (app) => {
    const answer = (await app.get("/robots.txt")).is(200);
    typed(answer.header("content-type"), "text/plain", answer.name, answer.html);
    const lines = answer.html.trim().split(/\s*\n\s*/);
    for (const line of ["User-agent: *", "Disallow: /book"]) {
      if (lines.some((each) => each.toLowerCase() === line.toLowerCase())) continue;
      throw new Unmet(`${answer.name} should have the line ${code(line)}, and says ${quote(lines.join(" / "))}.`);
    }
  },

  "make-response": async (app) => {
    const page = (await app.get("/book")).is(200);
    page.form("POST");
    const value = page.header("cache-control");
    if (/\bno-store\b/.test(value)) return;
    const there = value === "" ? "has no such field" : `has ${code(value)} there`;
    throw new Unmet(`The response of ${page.name} should have \`Cache-Control: no-store\`, and ${there}.`);
  },
};

/** The address of one of the moths on the page of all. */
async function knownMoth(app: App): Promise<string> {
  const page = (await app.get("/moths/")).is(200);
  for (const { attributes, inner } of page.elements("a")) {
    const path = app.inside(attributes.get("href") ?? "", "/moths/");
    if (path?.startsWith("/moths/") && path !== "/moths/" && textOf(inner) !== "") return path;
  }
  throw new Unmet(`${page.name} should have links to the pages of moths. ${page.shows}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function typed(type: string, wanted: string, name: string, body: string): void {
  if (type.split(";")[0]?.trim().toLowerCase() === wanted) return;
  throw new Unmet(`${name} should be ${code(wanted)}, and is ${code(type)}: ${quote(body.trim(), 60)}.`);
}
