/** A form on a page: filled in and sent as a browser would. */
import { elements, type HtmlElement } from "./html.js";
import type { Page } from "./page.js";
import { Unmet } from "./unmet.js";
import { code, thereIs } from "./words.js";

export interface Upload {
  filename: string;
  content: string;
}

const BOUNDARY = "----the-tour";

/** Inputs that are not typed into. */
const NOT_TEXT = ["hidden", "submit", "button", "reset", "image", "file", "checkbox", "radio"];

export class Form {
  readonly method: string;
  /** Names of the fields that a visitor can fill in, and of those alone that hold text. */
  readonly fields: string[];
  readonly textFields: string[];
  readonly multipart: boolean;
  readonly #action: string;
  readonly #inputs: HtmlElement[];

  constructor(
    readonly page: Page,
    { attributes, inner }: HtmlElement,
  ) {
    this.method = (attributes.get("method") ?? "get").toUpperCase();
    this.multipart = attributes.get("enctype")?.toLowerCase() === "multipart/form-data";
    this.#action = attributes.get("action") ?? "";
    this.#inputs = elements(inner, "input", "textarea", "select").filter((input) => nameOf(input) !== "");
    this.fields = this.#inputs.filter((input) => typeOf(input) !== "hidden").map(nameOf);
    this.textFields = this.#inputs.filter((input) => !NOT_TEXT.includes(typeOf(input))).map(nameOf);
  }

  /** The name of its file field; null if there is none. */
  get fileField(): string | null {
    const field = this.#inputs.find((input) => typeOf(input) === "file");
    return field ? nameOf(field) : null;
  }

  /** Expect a field of this name. */
  has(field: string): this {
    if (this.fields.includes(field)) return this;
    const there = thereIs(this.fields, "no field with a name");
    throw new Unmet(`The form on ${this.page.name} needs a field named ${code(field)}: it has ${there}.`);
  }

  /** Expect at least one field for text; gives the first's name. */
  firstTextField(): string {
    const [first] = this.textFields;
    if (first !== undefined) return first;
    throw new Unmet(
      `The form on ${this.page.name} has no field for text with a name, such as ${code('<input name="moth">')}.`,
    );
  }

  /** Send the form, filled in with `values`; gives the response, a redirect not followed. */
  async send(values: Record<string, string | Upload>): Promise<Page> {
    const { app, asked } = this.page;
    const entries = new Map<string, string | Upload>();
    for (const input of this.#inputs) {
      const isText = !NOT_TEXT.includes(typeOf(input)) || typeOf(input) === "hidden";
      if (isText) entries.set(nameOf(input), input.attributes.get("value") ?? "");
    }
    for (const [name, value] of Object.entries(values)) entries.set(name, value);
    const path = this.#action === "" ? asked.path : (app.inside(this.#action, asked.path) ?? this.#action);
    // A browser sends of a file no more than its name, unless the form says that there are files.
    const plain = [...entries].map(([name, value]) => [name, typeof value === "string" ? value : value.filename]);
    const query = new URLSearchParams(plain).toString();
    if (this.method !== "POST") return app.get(`${path}?${query}`);
    return this.multipart
      ? app.send("POST", path, { body: multipart(entries), type: `multipart/form-data; boundary=${BOUNDARY}` })
      : app.send("POST", path, { body: query, type: "application/x-www-form-urlencoded" });
  }
}

const nameOf = ({ attributes }: HtmlElement): string => attributes.get("name") ?? "";
const typeOf = ({ tag, attributes }: HtmlElement): string =>
  tag === "input" ? (attributes.get("type") ?? "text").toLowerCase() : "text";

function multipart(entries: ReadonlyMap<string, string | Upload>): string {
  const parts = [...entries].map(([name, value]) => {
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`;
    if (typeof value === "string") return `${head}\r\n\r\n${value}\r\n`;
    return `${head}; filename="${value.filename}"\r\nContent-Type: text/plain\r\n\r\n${value.content}\r\n`;
  });
  return `${parts.join("")}--${BOUNDARY}--\r\n`;
}
