/** Which examples the user has done: changed, and seen answer. Kept in the browser, by slug. */

const KEY = "flask-playground:examples";

export class ExamplesDone {
  readonly #storage: () => Pick<Storage, "getItem" | "setItem">;
  readonly #slugs: Set<string>;

  /** `storage` gives where they are kept: the browser may refuse at each turn. */
  constructor(storage: () => Pick<Storage, "getItem" | "setItem">) {
    this.#storage = storage;
    this.#slugs = new Set(this.#kept());
  }

  has(slug: string): boolean {
    return this.#slugs.has(slug);
  }

  add(slug: string): void {
    if (this.has(slug)) return;
    this.#slugs.add(slug);
    try {
      this.#storage().setItem(KEY, JSON.stringify([...this.#slugs]));
    } catch {
      // A browser that keeps nothing: it holds as long as the page.
    }
  }

  #kept(): string[] {
    try {
      const kept: unknown = JSON.parse(this.#storage().getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter((slug) => typeof slug === "string") : [];
    } catch {
      return [];
    }
  }
}
