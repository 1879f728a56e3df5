/** Checks of the chapter "Accessing request data". */
import type { App } from "../app.js";
import type { Check } from "../check.js";
import { textOf } from "../html.js";
import type { Page } from "../page.js";
import { Unmet } from "../unmet.js";
import { code, quote, status, thereIs } from "../words.js";

/** No moth of the tour's own. */
const MOTH = "Setaceous Hebrew Character";

export const REQUEST_DATA: Record<string, Check> = {
  "invented-request": async (app) => {
    const printed = app.said
      .map((entry) => (entry.kind === "output" && entry.stream === "stdout" ? entry.text : ""))
      .join("");
    // The first line names the app and its address.
    const lines = printed.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("* "));
    if (!lines.some((line) => line.includes("/moths/"))) {
      const there = lines.length > 0 ? `it says ${quote(lines.join(" / "))}` : "nothing was printed";
      throw new Unmet(`The console should show the path of the invented request, \`/moths/\`, and ${there}.`);
    }
    if (!/\b(?:test_)?request_context\(/.test(app.python)) {
      throw new Unmet("The path should come from an invented request: `with app.test_request_context(...)`.");
    }
    (await app.get("/")).is(200);
  },

  search: async (app) => {
    const every = items((await app.get("/moths/")).is(200));
    const [first] = every;
    if (first === undefined)
      throw new Unmet("`/moths/` should show all moths where nothing is searched for, and shows none.");
    for (const query of [first.toUpperCase(), first.slice(0, 4).toLowerCase()]) {
      const page = (await app.get(`/moths/?q=${encodeURIComponent(query)}`)).is(200);
      const wanted = every.filter((moth) => moth.toLowerCase().includes(query.toLowerCase()));
      const found = items(page);
      if (found.join() === wanted.join()) continue;
      throw new Unmet(
        `${page.name} should find ${thereIs(wanted, "nothing")}, and shows ${thereIs(found, "nothing")}.`,
      );
    }
    const none = items(await app.get("/moths/?q=elephant+seal"));
    if (none.length > 0)
      throw new Unmet(`A search for “elephant seal” should find nothing, and finds ${thereIs(none, "")}.`);
  },

  "form-data": async (app) => {
    await write(app, MOTH);
    (await app.get("/book")).is(200).says(MOTH);
  },

  "missing-field": async (app) => {
    const blank = (await app.get("/book")).is(200);
    const form = blank.form("POST");
    const field = form.firstTextField();
    for (const empty of [await form.send({ [field]: "" }), await app.post("/book")]) {
      const shown = empty.status >= 300 && empty.status < 400 ? await empty.redirects() : empty;
      if (shown.status >= 500) shown.is(200);
      if (shown.elements("form").length === 0) {
        throw new Unmet(
          `${empty.name} without a moth answered ${status(shown.status)}, and should show the form again.`,
        );
      }
      if (items(shown).length > items(blank).length) {
        throw new Unmet("A form without a moth was written down: there is an empty line in the book.");
      }
      if (shown.text === blank.text) {
        throw new Unmet(`After a form without a moth the page should say what is missing. ${shown.shows}`);
      }
    }
    await write(app, MOTH);
    (await app.get("/book")).is(200).says(MOTH);
  },

  upload: async (app) => {
    await uploaded(app, "moth.jpg");
  },

  "safe-names": async (app) => {
    (await uploaded(app, "hawk-moth.jpg")).says("hawk-moth.jpg");
    const attack = await uploaded(app, "../../over-there.jpg", [400, 415, 422]);
    if (attack.status >= 400 || attack.text.includes("over-there.jpg")) return;
    throw new Unmet(
      "A photograph sent as `../../over-there.jpg` was stored outside of the folder. Pass its name through `secure_filename`.",
    );
  },

  cookie: async (app) => {
    const hello = await app.get("/i-am/Ada");
    if (hello.status < 300 || hello.status > 399) hello.is(200);
    if (!hello.header("set-cookie").startsWith("name=")) {
      const cookie = hello.header("set-cookie");
      const there = cookie === "" ? "it sets none" : `it sets ${code(cookie.split(";")[0] ?? "")}`;
      throw new Unmet(`${hello.name} should set a cookie called \`name\`, and ${there}.`);
    }
    (await app.get("/")).is(200).says("Ada");
    const why = "Another visitor, who has no cookie, should not be greeted as Ada.";
    (await app.getAsStranger("/")).is(200).doesNotSay("Ada", why);
  },
};

const items = (page: Page): string[] => page.elements("li").map(({ inner }) => textOf(inner));

/** Write a moth into the visitors' book. */
async function write(app: App, moth: string): Promise<void> {
  const form = (await app.get("/book")).is(200).form("POST");
  const answer = await form.send({ [form.firstTextField()]: moth });
  if (answer.status < 300 || answer.status > 399) answer.is(200);
}

/** The page after a file was sent by the form for photographs. */
async function uploaded(app: App, filename: string, refusals: number[] = []): Promise<Page> {
  const form = (await app.get("/photos")).is(200).form("POST");
  if (form.fileField === null) throw new Unmet('The form on `/photos` has no `<input type="file">` with a name.');
  if (!form.multipart) {
    throw new Unmet(
      'The form on `/photos` sends no more than the name of a file: it needs `enctype="multipart/form-data"`.',
    );
  }
  const answer = await form.send({ [form.fileField]: { filename, content: "a photograph" } });
  if (refusals.includes(answer.status)) return answer;
  return answer.status >= 300 && answer.status < 400 ? answer.redirects() : answer.is(200);
}
