/** Checks of the chapter "Routing". */
import type { App } from "../app.js";
import type { Check } from "../check.js";
import type { Page } from "../page.js";
import { Unmet } from "../unmet.js";
import { code, quote, status } from "../words.js";

export const ROUTING: Record<string, Check> = {
  "second-page": async (app) => {
    const about = (await app.get("/about")).is(200).says(/\S/, "what the club does").isWritten();
    differs(about, (await app.get("/")).is(200));
  },

  "name-in-the-address": async (app) => {
    for (const name of ["Ada", "Grace"]) (await app.get(`/members/${name}`)).is(200).says(name);
  },

  "numbers-only": async (app) => {
    for (const number of [7, 41]) {
      (await app.get(`/nights/${number}`)).is(200).says(new RegExp(`\\b${number + 1}\\b`), `the number ${number + 1}`);
    }
    (await app.get("/nights/seven")).is(404);
  },

  "last-slash": async (app) => {
    (await app.get("/moths/")).is(200).says(/\S/, "some moths").isWritten();
    await (await app.get("/moths")).redirects("/moths/");
  },

  links: async (app) => {
    const front = (await app.get("/")).is(200);
    built(app, front.linkTo("/about"));
    (await app.get("/about")).is(200);
  },

  "links-with-values": async (app) => {
    const about = (await app.get("/about")).is(200);
    const link = about.linkTo("/members/Ada%20Lovelace");
    built(app, link);
    (await app.get("/members/Ada%20Lovelace")).is(200).says("Ada Lovelace");
  },

  form: async (app) => {
    const form = (await app.get("/join")).is(200).form();
    if (form.method !== "POST") {
      throw new Unmet(`The form on \`/join\` is sent by ${form.method}: it needs \`method="post"\`.`);
    }
    form.firstTextField();
  },

  "answering-post": async (app) => {
    const page = (await app.get("/join")).is(200);
    const form = page.form("POST");
    const field = form.firstTextField();
    for (const name of ["Ada", "Grace"]) {
      const answer = await form.send({ [field]: name });
      const welcome = answer.status >= 300 && answer.status < 400 ? await answer.redirects() : answer;
      welcome.is(200).says(name);
    }
    (await app.get("/join")).is(200).form("POST");
  },

  "other-methods": async (app) => {
    const before = (await app.get("/lamp")).is(200);
    const lit = await app.send("PUT", "/lamp");
    lit.is(200);
    if ((await app.get("/lamp")).text === before.text)
      throw new Unmet("`PUT /lamp` should light the lamp, and it is as before.");
    const out = await app.send("DELETE", "/lamp");
    if (out.status >= 300) throw new Unmet(withoutDelete(out));
    const after = (await app.get("/lamp")).is(200);
    if (after.text !== before.text) {
      throw new Unmet(`After \`DELETE /lamp\` the lamp should be out, and ${after.name} shows ${quote(after.text)}.`);
    }
  },
};

function differs(page: Page, other: Page): void {
  if (page.text !== other.text) return;
  throw new Unmet(`${page.name} shows what ${other.name} does, ${quote(page.text)}: give it words of its own.`);
}

/** Expect a link made by `url_for`. */
function built(app: App, href: string): void {
  if (app.isBuilt(href)) return;
  throw new Unmet(`The link to ${code(href)} is written by hand. Have \`url_for\` make it, from the name of the view.`);
}

const withoutDelete = (page: Page): string =>
  page.status === 405
    ? "`DELETE /lamp` answered 405 Method Not Allowed: no view takes DELETE at `/lamp` yet."
    : `${page.name} should put the lamp out, and answered ${status(page.status)}.`;
