/** A response of the user's app, with what a check can expect of it. Each expectation that is not met throws `Unmet`. */
import type { TrialResponse } from "../protocol/trial.js";
import type { App } from "./app.js";
import { type Asked, headerOf, wrongStatus } from "./failures.js";
import { Form } from "./form.js";
import { elements, type HtmlElement, textOf } from "./html.js";
import { Unmet } from "./unmet.js";
import { code, ended, quote, status, thereIs } from "./words.js";

export class Page {
  readonly html: string;
  /** What a browser would show of it. */
  readonly text: string;

  constructor(
    readonly app: App,
    readonly asked: Asked,
    readonly response: TrialResponse,
  ) {
    this.html = new TextDecoder().decode(response.body);
    this.text = this.header("content-type").startsWith("text/html") ? textOf(this.html) : this.html.trim();
  }

  get status(): number {
    return this.response.status;
  }

  /** How a sentence names the request. */
  get name(): string {
    return this.asked.name;
  }

  /** The value of a header field, empty where there is none. */
  header(name: string): string {
    return headerOf(this.response, name.toLowerCase());
  }

  /** Where a redirect leads inside the app; null if it is none, or leads elsewhere. */
  get target(): string | null {
    const location = this.header("location");
    return location === "" ? null : this.app.inside(location, this.asked.path);
  }

  /** Expect this status; gives the page itself. */
  is(expected: number): this {
    if (this.status === expected) return this;
    throw new Unmet(wrongStatus(this.asked, this.response, expected, this.app.rules, this.target));
  }

  /** Expect a text on the page, in upper or lower case; `wanted` says what it is where it is not to be quoted. */
  says(text: string | RegExp, wanted?: string): this {
    const found =
      typeof text === "string" ? this.text.toLowerCase().includes(text.toLowerCase()) : text.test(this.text);
    if (found) return this;
    const described = wanted ?? (typeof text === "string" ? quote(text) : String(text));
    throw new Unmet(`${this.name} should show ${described}. ${this.shows}`);
  }

  /** Expect a text not to be on the page; `why` is the sentence for whoever has it there. */
  doesNotSay(text: string, why: string): this {
    if (!this.text.toLowerCase().includes(text.toLowerCase())) return this;
    throw new Unmet(`${why} ${this.shows}`);
  }

  /** Expect words of the user's own, not those with which the preview's button "Add a route" answers (diagnosis/routes.py). */
  isWritten(): this {
    if (this.text !== `This is ${this.asked.path}`) return this;
    throw new Unmet(`${this.name} shows ${quote(this.text)}, as the button has put it: give it words of your own.`);
  }

  /** A sentence with what is on the page. */
  get shows(): string {
    if (this.text === "") return "The page is empty.";
    return ended(`It shows ${quote(this.text)}.`);
  }

  /** The page's elements of one of the names `tags`. */
  elements(...tags: string[]): HtmlElement[] {
    return elements(this.html, ...tags);
  }

  /** Expect a link to a page of the app; gives its `href` as it stands there. */
  linkTo(path: string): string {
    const links = this.elements("a").map(({ attributes }) => attributes.get("href") ?? "");
    const found = links.find((href) => this.app.inside(href, this.asked.path) === path);
    if (found !== undefined) return found;
    const others = links.map((href) => this.app.inside(href, this.asked.path) ?? href);
    throw new Unmet(`${this.name} should have a link to ${code(path)}, and has ${thereIs(others, "no link")}.`);
  }

  /** Expect a form; gives the first, or the first of a `method`. */
  form(method?: string): Form {
    const forms = this.elements("form").map((element) => new Form(this, element));
    const found = forms.find((form) => method === undefined || form.method === method);
    if (found) return found;
    const wanted = method === undefined ? "<form>" : `<form method="${method.toLowerCase()}">`;
    throw new Unmet(`${this.name} should have a form, and there is no ${code(wanted)} on it. ${this.shows}`);
  }

  /** Expect a redirect, to `path` where that is given; gives the page that it leads to. */
  async redirects(path?: string): Promise<Page> {
    const { target } = this;
    const wanted = path === undefined ? "another page" : code(path);
    if (this.status < 300 || this.status > 399 || target === null) {
      if (this.status >= 400) this.is(302);
      throw new Unmet(
        `${this.name} should redirect to ${wanted}. It answered ${status(this.status)} with a page of its own.`,
      );
    }
    if (path !== undefined && target !== path) {
      throw new Unmet(`${this.name} should redirect to ${wanted}, and redirects to ${code(target)}.`);
    }
    return this.app.get(target);
  }

  /** Expect what a visitor wrote, markup and all, to be shown as they wrote it. */
  escapes(markup: string): this {
    if (this.html.includes(markup)) {
      const why = "a visitor's text becomes part of the page's own HTML";
      throw new Unmet(`${this.name} puts ${code(markup)} into the page as it is: ${why}.`);
    }
    return this.says(markup);
  }
}
