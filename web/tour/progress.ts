/** Which steps of the tour are done, and where the user left off: kept in the browser, by slug. */
import { type Contents, currentSlug, stepsOf } from "./steps.js";

const KEY = "flask-playground:tour";

/** Where progress is kept: the browser's storage, which may refuse. */
export type ProgressStorage = Pick<Storage, "getItem" | "setItem">;

export const savedProgress: ProgressStorage = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, text) => localStorage.setItem(key, text),
};

/** Whether the user has opened a step before. */
export const hasBegun = (storage: ProgressStorage): boolean => keptIn(storage).last !== null;

interface Kept {
  done: string[];
  last: string | null;
}

export class Progress {
  readonly #storage: ProgressStorage;
  readonly #contents: Contents;
  readonly #done: Set<string>;
  #last: string | null;

  /** What was kept under a former slug counts for the present one; what is no step any more is forgotten. */
  constructor(storage: ProgressStorage, contents: Contents) {
    this.#storage = storage;
    this.#contents = contents;
    const slugs = new Set(stepsOf(contents).map(({ slug }) => slug));
    const { done, last } = keptIn(storage);
    const current = (slug: string): string[] => [currentSlug(contents, slug)].filter((each) => slugs.has(each));
    this.#done = new Set(done.flatMap(current));
    this.#last = last === null ? null : (current(last)[0] ?? null);
  }

  has(slug: string): boolean {
    return this.#done.has(slug);
  }

  /** The step that was open last; null for who has not begun. */
  get last(): string | null {
    return this.#last;
  }

  /** How many steps are done, of how many. */
  get count(): { done: number; total: number } {
    return { done: this.#done.size, total: stepsOf(this.#contents).length };
  }

  /** The step is done. */
  add(slug: string): void {
    this.#done.add(slug);
    this.#keep();
  }

  /** The step is open. */
  open(slug: string): void {
    this.#last = slug;
    this.#keep();
  }

  #keep(): void {
    const kept: Kept = { done: [...this.#done], last: this.#last };
    try {
      this.#storage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing: progress lasts as long as the page.
    }
  }
}

function keptIn(storage: ProgressStorage): Kept {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? "{}") as Partial<Record<keyof Kept, unknown>> | null;
    const done: unknown[] = Array.isArray(kept?.done) ? kept.done : [];
    return {
      done: done.filter((slug) => typeof slug === "string"),
      last: typeof kept?.last === "string" ? kept.last : null,
    };
  } catch {
    return { done: [], last: null };
  }
}
