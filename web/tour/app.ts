/** The user's app as a check sees it: loaded beside the one in the preview, asked by real requests. */
import type { RequestHead } from "../protocol/http.js";
import type { ConsoleEntry } from "../protocol/messages.js";
import type { Project, Rule } from "../protocol/project.js";
import type { TrialOutcome, TrialResponse } from "../protocol/trial.js";
import { notLoaded } from "./failures.js";
import { Page } from "./page.js";
import { Unmet } from "./unmet.js";
import { code, thereIs } from "./words.js";

/** What a check needs of a `RuntimeClient`. */
export interface TrialRuntime {
  loadTrial(project: Project): Promise<TrialOutcome>;
  askTrial(head: RequestHead, body: Uint8Array): Promise<TrialResponse>;
}

/** A request that the preview has made. */
export interface Visit {
  method: string;
  /** Inside the app, with the query. */
  path: string;
  status: number;
}

/** What is checked. */
export interface Subject {
  /** The project as it runs. */
  project: Project;
  runtime: TrialRuntime;
  /** Where the app is mounted: the preview's URL with its final slash. */
  mount: URL;
  /** What the preview has asked for since the step was opened. */
  visits: readonly Visit[];
}

/** The runtime gave no answer: it was ended, or has made way for newer code. */
export class Unanswered extends Error {
  override name = "Unanswered";
}

const answered = <Answer>(answer: Promise<Answer>): Promise<Answer> =>
  answer.catch((cause: unknown) => {
    throw new Unanswered("The runtime has not answered a check.", { cause });
  });

export class App {
  rules: readonly Rule[] = [];
  /** What it has said since it was loaded, the last request's included. */
  said: ConsoleEntry[] = [];
  /** What it is being asked for; null between two requests. */
  asking: string | null = null;
  readonly #subject: Subject;

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  get project(): Project {
    return this.#subject.project;
  }

  get visits(): readonly Visit[] {
    return this.#subject.visits;
  }

  /** Load it, with no data and no cookies. */
  async start(): Promise<void> {
    const { outcome, console } = await answered(this.#subject.runtime.loadTrial(this.project));
    if (!outcome.ok) throw new Unmet(notLoaded(outcome.problem));
    this.rules = outcome.rules;
    this.said = console;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.send("GET", path, { headers });
  }

  /** The response to someone whom the app has not met: by another name of the host, for which there are no cookies. */
  async getAsStranger(path: string): Promise<Page> {
    const mount = new URL(this.#subject.mount);
    mount.hostname = "stranger.example";
    return new App({ ...this.#subject, mount }).get(path);
  }

  /** Send a form's fields, though there need not be a form. */
  post(path: string, fields: Record<string, string> = {}): Promise<Page> {
    const body = new URLSearchParams(fields).toString();
    return this.send("POST", path, { body, type: "application/x-www-form-urlencoded" });
  }

  /** The response to a request of `path` inside the app, which may have a query; redirects are not followed. */
  async send(
    method: string,
    path: string,
    { headers = {}, body = "", type = "" }: { headers?: Record<string, string>; body?: string; type?: string } = {},
  ): Promise<Page> {
    const url = new URL(this.#mount + path, this.#subject.mount);
    const fields: [string, string][] = Object.entries(headers);
    if (type !== "") fields.push(["Content-Type", type]);
    const name = code(method === "GET" ? path : `${method} ${path}`);
    this.asking = name;
    const head = { method, url: url.href, headers: fields };
    const response = await answered(this.#subject.runtime.askTrial(head, new TextEncoder().encode(body)));
    this.asking = null;
    this.said.push(...response.console);
    return new Page(this, { method, path: path.replace(/[?#].*/, ""), name }, response);
  }

  /** The path inside the app, query included, of a link on the page at `base`; null for one that leads elsewhere. */
  inside(href: string, base: string): string | null {
    if (!URL.canParse(href, new URL(this.#mount + base, this.#subject.mount))) return null;
    const url = new URL(href, new URL(this.#mount + base, this.#subject.mount));
    if (url.origin !== this.#subject.mount.origin) return null;
    const path = url.pathname.startsWith(`${this.#mount}/`) ? url.pathname.slice(this.#mount.length) : url.pathname;
    return path + url.search;
  }

  /** Whether a link was built by `url_for`: it then knows where the app is mounted, which a hand-written one does not. */
  isBuilt(href: string): boolean {
    return [this.#mount, this.#subject.mount.origin + this.#mount].some((base) => href.startsWith(`${base}/`));
  }

  /** Expect a text file in the project; gives its content. */
  file(path: string): string {
    const content = this.project.files[path];
    if (typeof content === "string") return content;
    const names = Object.keys(this.project.files).sort();
    throw new Unmet(`There is no file ${code(path)}. The project has ${thereIs(names, "no files")}.`);
  }

  /** All of its Python, comments left out. */
  get python(): string {
    const sources = Object.entries(this.project.files).filter(([path]) => path.endsWith(".py"));
    return sources.map(([, text]) => (typeof text === "string" ? text.replaceAll(/^\s*#.*$/gm, "") : "")).join("\n");
  }

  get #mount(): string {
    return this.#subject.mount.pathname.replace(/\/$/, "");
  }
}
