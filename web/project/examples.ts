/** The quickstart's examples, from the site's own files. */
import type { Project } from "../protocol/project.js";
import { projectFromJson } from "./project-json.js";

export interface Example {
  slug: string;
  title: string;
  /** Heading of the quickstart that it belongs to. */
  section: string;
  /** The address to open first. */
  path: string;
  description: string;
}

/** What an example answered when the site was built. */
export interface Recording {
  path: string;
  /** HTML that needs nothing else. */
  page: string;
}

export interface ExampleSection {
  section: string;
  examples: Example[];
}

export class Examples {
  readonly #base: URL;
  #list: Promise<Example[]> | null = null;
  readonly #recordings = new Map<string, Promise<Recording | null>>();

  /** `base` is the folder with `index.json` and a file for each example. */
  constructor(base: URL) {
    this.#base = base;
  }

  /** All of them, in the quickstart's order. Asked for again after a failure. */
  list(): Promise<Example[]> {
    this.#list ??= this.#fetch("index.json")
      .then(examplesFrom)
      .catch((error: unknown) => {
        this.#list = null;
        throw error;
      });
    return this.#list;
  }

  /** The entry of one example; throws an Error for the user where there is none. */
  async find(slug: string): Promise<Example> {
    const found = (await this.list()).find((example) => example.slug === slug);
    if (!found) throw new Error(`There is no example named “${slug}”. Choose one from the list of examples.`);
    return found;
  }

  async project(slug: string): Promise<Project> {
    return projectFromJson(await this.#fetch(`${slug}.json`));
  }

  /** The first response of an example; null where it cannot be had: the live one comes all the same. */
  recording(slug: string): Promise<Recording | null> {
    const recording =
      this.#recordings.get(slug) ??
      this.#fetch(`recorded/${slug}.json`).then(
        (value) => (isRecording(value) ? value : null),
        () => null,
      );
    this.#recordings.set(slug, recording);
    return recording;
  }

  async #fetch(name: string): Promise<unknown> {
    const url = new URL(name, this.#base);
    const response = await fetch(url).catch((error: unknown) => {
      throw new Error("The examples cannot be reached. Check the connection and try again.", { cause: error });
    });
    if (!response.ok) throw new Error(`${url.pathname} was answered with status ${response.status}. Try again later.`);
    return response.json();
  }
}

/** The entries of an index that are whole. */
export function examplesFrom(index: unknown): Example[] {
  const entries: unknown[] = Array.isArray(index) ? index : [];
  return entries.filter(isExample);
}

const isExample = (value: unknown): value is Example =>
  hasTexts(value, ["slug", "title", "section", "path", "description"]);

const isRecording = (value: unknown): value is Recording => hasTexts(value, ["path", "page"]);

function hasTexts(value: unknown, names: string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Record<string, unknown>;
  return names.every((name) => typeof fields[name] === "string");
}

/** In sections, in the order in which these first occur. */
export function inSections(examples: readonly Example[]): ExampleSection[] {
  const sections = new Map<string, Example[]>();
  for (const example of examples) {
    const known = sections.get(example.section);
    if (known) known.push(example);
    else sections.set(example.section, [example]);
  }
  return [...sections].map(([section, members]) => ({ section, examples: members }));
}

/** Those whose title, section or description has every word of `query`. */
export function matching(examples: readonly Example[], query: string): Example[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return examples.filter((example) => {
    const text = `${example.title} ${example.section} ${example.description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
