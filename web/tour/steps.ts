/** The tour's steps, from the site's own files. */
import type { Place, Project } from "../protocol/project.js";
import { projectFromJson } from "../project/project-json.js";

export interface StepEntry {
  slug: string;
  title: string;
}

export interface Chapter {
  title: string;
  steps: StepEntry[];
}

export interface Contents {
  chapters: Chapter[];
  /** Present slugs by former ones. */
  renamed: Record<string, string>;
}

/** A control of the page to which a step leads: the switch for debug mode. */
export type Control = "debug";

export interface Step extends StepEntry {
  /** Title of its chapter. */
  chapter: string;
  /** What it says, what to do, and what helps; the markup of text.ts. */
  text: string;
  task: string;
  hint: string;
  start: Project;
  solution: Project;
  /** `start` has all that the solution of the step before has: whoever has solved that one can go on with what they have. */
  continues: boolean;
  /** The line of `start` that the text is about. */
  look: Place | null;
  /** What of the page the task is about, where it is no line. */
  control: Control | null;
  /** The address to open in the preview. */
  path: string;
}

export class Tour {
  readonly #base: URL;
  readonly #steps = new Map<string, Step>();
  #contents: Promise<Contents> | null = null;

  /** `base` is the folder with `index.json` and a file for each step. */
  constructor(base: URL) {
    this.#base = base;
  }

  /** The chapters in their order. Asked for again after a failure. */
  contents(): Promise<Contents> {
    this.#contents ??= this.#fetch("index.json")
      .then(contentsFrom)
      .catch((error: unknown) => {
        this.#contents = null;
        throw error;
      });
    return this.#contents;
  }

  /** One step, also by a former slug; throws an Error for the user where there is none. */
  async step(slug: string): Promise<Step> {
    const contents = await this.contents();
    const current = currentSlug(contents, slug);
    if (!stepsOf(contents).some((step) => step.slug === current)) {
      throw new Error(`The tour has no step named “${slug}”. Choose one from its contents.`);
    }
    const step = this.#steps.get(current) ?? stepFrom(await this.#fetch(`${current}.json`));
    this.#steps.set(current, step);
    return step;
  }

  async #fetch(name: string): Promise<unknown> {
    const url = new URL(name, this.#base);
    const response = await fetch(url).catch((error: unknown) => {
      throw new Error("The tour cannot be reached. Check the connection and try again.", { cause: error });
    });
    if (!response.ok) throw new Error(`${url.pathname} was answered with status ${response.status}. Try again later.`);
    return response.json();
  }
}

/** All steps, in their order. */
export const stepsOf = ({ chapters }: Contents): StepEntry[] => chapters.flatMap(({ steps }) => steps);

/** What a step is called now that was called `slug`. */
export const currentSlug = ({ renamed }: Contents, slug: string): string =>
  Object.hasOwn(renamed, slug) ? (renamed[slug] ?? slug) : slug;

/** The steps before and after `slug`; null at the tour's ends. */
export function neighbours(contents: Contents, slug: string): { previous: StepEntry | null; next: StepEntry | null } {
  const steps = stepsOf(contents);
  const at = steps.findIndex((step) => step.slug === slug);
  return { previous: steps[at - 1] ?? null, next: at < 0 ? null : (steps[at + 1] ?? null) };
}

/** What to open for `step`: its start, or where it continues, `own`, with the files that the step adds. */
export function projectFor(step: Step, own: Project | null): Project {
  if (!own || !step.continues) return step.start;
  return { ...step.start, files: { ...step.start.files, ...own.files } };
}

/** The parts of an index that are whole. */
export function contentsFrom(index: unknown): Contents {
  if (!isRecord(index) || !Array.isArray(index.chapters)) throw new TypeError("The tour's contents cannot be read.");
  const renamed = isRecord(index.renamed) ? Object.entries(index.renamed) : [];
  return {
    chapters: index.chapters.filter(isChapter),
    renamed: Object.fromEntries(renamed.filter((pair): pair is [string, string] => typeof pair[1] === "string")),
  };
}

/** Read a step. Throws a TypeError that names what is wrong with it. */
export function stepFrom(value: unknown): Step {
  if (!isRecord(value) || !TEXTS.every((name) => typeof value[name] === "string")) {
    throw new TypeError("A step of the tour cannot be read.");
  }
  const { slug, title, chapter, text, task, hint, path } = value as Record<(typeof TEXTS)[number], string>;
  return {
    ...{ slug, title, chapter, text, task, hint, path },
    start: projectFromJson(value.start),
    solution: projectFromJson(value.solution),
    continues: value.continues === true,
    look: isPlace(value.look) ? value.look : null,
    control: value.control === "debug" ? value.control : null,
  };
}

const TEXTS = ["slug", "title", "chapter", "text", "task", "hint", "path"] as const;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const isEntry = (value: unknown): value is StepEntry =>
  isRecord(value) && typeof value.slug === "string" && typeof value.title === "string";

const isChapter = (value: unknown): value is Chapter =>
  isRecord(value) && typeof value.title === "string" && Array.isArray(value.steps) && value.steps.every(isEntry);

const isPlace = (value: unknown): value is Place =>
  isRecord(value) && typeof value.path === "string" && typeof value.line === "number";
