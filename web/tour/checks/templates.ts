/** Checks of the chapter "Rendering templates". */
import type { App } from "../app.js";
import type { Check } from "../check.js";
import { textOf } from "../html.js";
import type { Page } from "../page.js";
import { Unmet } from "../unmet.js";
import { code, list, quote } from "../words.js";

/** A name that is none. Without a slash, so that it can be a part of an address. */
const MARKUP = "<b>Ada";
const MOTTO = "Leave the light on";

export const TEMPLATES: Record<string, Check> = {
  "first-template": async (app) => {
    heading(await app.get("/"));
  },

  values: async (app) => {
    for (const name of ["Ada", "Grace"]) {
      const page = (await app.get(`/members/${name}`)).is(200).says(name);
      if (/<em>/i.test(app.python)) page.says(MOTTO);
    }
  },

  if: async (app) => {
    for (const name of ["Ada", "Grace"]) (await app.get(`/members/${name}`)).is(200).says(name);
    const page = heading(await app.get("/")).doesNotSay(
      "None",
      "Who comes without a name should not be greeted as None.",
    );
    page.doesNotSay("{%", "What a template decides stands between `{%` and `%}`, without a space inside these signs.");
  },

  for: async (app) => {
    const page = (await app.get("/moths/")).is(200);
    const items = page.elements("li").map(({ inner }) => textOf(inner));
    if (items.length < 2) {
      const many = items.length === 0 ? "none" : `one, ${quote(items[0] ?? "")}`;
      throw new Unmet(`${page.name} should have an \`<li>\` for each moth, and there is ${many}. ${page.shows}`);
    }
    const same = items.find((item, index) => items.indexOf(item) !== index);
    if (same !== undefined) throw new Unmet(`${page.name} should show each moth once, and repeats ${quote(same)}.`);
  },

  layout: async (app) => {
    const page = (await app.get("/")).is(200);
    if (page.elements("nav").length === 0) {
      throw new Unmet(
        `${page.name} should have the navigation of \`layout.html\`, and has no \`<nav>\`. ${page.shows}`,
      );
    }
    heading(page);
    (await app.get("/members/Ada")).is(200).says("Ada");
  },

  escaping: async (app) => {
    (await join(app, MARKUP)).escapes(MARKUP);
  },

  markup: async (app) => {
    const page = (await app.get("/")).is(200).says(MOTTO);
    const emphasised = page.elements("em", "i").map(({ inner }) => textOf(inner));
    if (!emphasised.some((text) => text.includes(MOTTO))) {
      throw new Unmet(`The motto should be in italics, and ${page.name} shows its tags. ${page.shows}`);
    }
    for (const answer of [await join(app, MARKUP), await app.get(`/members/${encodeURIComponent(MARKUP)}`)]) {
      answer.is(200).escapes(MARKUP);
    }
  },
};

/** Expect a page with a heading. */
function heading(page: Page): Page {
  page.is(200);
  if (page.elements("h1").some(({ inner }) => textOf(inner) !== "")) return page;
  const templates = Object.keys(page.app.project.files).filter((path) => path.startsWith("templates/"));
  const from = list(templates.map(code), "or");
  throw new Unmet(`${page.name} should have the heading \`<h1>\` of its template, ${from}. ${page.shows}`);
}

async function join(app: App, name: string): Promise<Page> {
  const form = (await app.get("/join")).is(200).form("POST");
  const answer = await form.send({ [form.firstTextField()]: name });
  return answer.status >= 300 && answer.status < 400 ? answer.redirects() : answer.is(200);
}
