/** Checks of the chapter "Sessions", and how other checks log in. */
import type { App } from "../app.js";
import type { Check } from "../check.js";
import type { Page } from "../page.js";
import { sessionCookie } from "../session-cookie.js";
import { Unmet } from "../unmet.js";
import { code, quote, status } from "../words.js";

const WORD = "moonlight";

/** What people try first. */
const GUESSES = [
  "dev",
  "secret",
  "secret key",
  "secret_key",
  "changeme",
  "key",
  "password",
  "123456",
  WORD,
  "development",
];

export const SESSIONS: Record<string, Check> = {
  "log-in": async (app) => {
    for (const name of ["Ada", "Grace"]) {
      await logIn(app, name);
      (await app.get("/")).is(200).says(name);
      const why = `Another visitor, who has not logged in, is taken for ${name}: the name has to be in the session.`;
      (await app.getAsStranger("/")).is(200).doesNotSay(name, why);
    }
  },

  "wrong-word": async (app) => {
    const form = await loginForm(app);
    const refused = await form.send({ name: "Mallory", word: "sunshine" });
    const shown = isRedirect(refused) ? await refused.redirects() : refused;
    (await app.get("/")).is(200).doesNotSay("Mallory", "Mallory has given the word “sunshine”, and is logged in.");
    if (shown.status >= 500) shown.is(200);
    if (shown.elements("form").length === 0) {
      throw new Unmet(
        `After a wrong word the form should be shown again. ${shown.name} answered ${status(shown.status)}. ${shown.shows}`,
      );
    }
    if (shown.text === form.page.text) {
      throw new Unmet(`After a wrong word the page should say that it was wrong. ${shown.shows}`);
    }
    await logIn(app, "Ada");
    (await app.get("/")).is(200).says("Ada");
  },

  "log-out": async (app) => {
    await logIn(app, "Ada");
    (await app.get("/")).is(200).says("Ada");
    await (await app.get("/logout")).redirects("/");
    (await app.get("/"))
      .is(200)
      .doesNotSay("Ada", "After `/logout` Ada is still greeted: the name has to leave the session.");
    await (await app.get("/logout")).redirects("/");
  },

  "members-only": async (app) => {
    await (await app.get("/book")).redirects("/login");
    await (await app.post("/book", { moth: "Ghost Moth" })).redirects("/login");
    await logIn(app, "Ada");
    const book = await app.get("/book");
    if (book.target === "/login") throw new Unmet("Ada has logged in, and `/book` sends her to `/login` all the same.");
    book.is(200);
    book.form("POST");
    book.doesNotSay("Ghost Moth", "Somebody who was not logged in has written “Ghost Moth” into the book.");
  },

  "secret-key": async (app) => {
    for (const guess of GUESSES) {
      const cookie = await sessionCookie({ name: "Mallory" }, guess);
      const page = (await app.get("/", { Cookie: `session=${cookie}` })).is(200);
      if (!page.text.includes("Mallory")) continue;
      throw new Unmet(
        `I am in as Mallory, with a session that I have signed with the key ${code(guess)}. Take one that nobody guesses.`,
      );
    }
    const form = await loginForm(app);
    const answer = await form.send({ name: "Ada", word: WORD });
    if (!isRedirect(answer)) answer.is(302);
    const [, written = null] = /secret_key\s*=\s*["']([^"']*)["']/i.exec(app.python) ?? [];
    if (written === null || written.length >= 16) return;
    throw new Unmet(`The key ${quote(written)} is short enough to be tried out: take one of 32 characters or more.`);
  },
};

/** Log in by the form, as someone who knows the word. */
export async function logIn(app: App, name: string): Promise<void> {
  const answer = await (await loginForm(app)).send({ name, word: WORD });
  if (isRedirect(answer)) return;
  if (answer.status >= 300) answer.is(302);
  throw new Unmet(`With the word “${WORD}” ${answer.name} should log in and redirect. ${answer.shows}`);
}

async function loginForm(app: App) {
  return (await app.get("/login")).is(200).form("POST").has("name").has("word");
}

export const isRedirect = ({ status }: Page): boolean => status >= 300 && status < 400;
