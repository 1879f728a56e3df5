/** What takes no longer than this, in milliseconds, does not count as work: a status would only flicker. */
export const NOTICEABLE = 250;

/** Things of one kind that are under way, and whether one of them has been for long enough to be noticed. */
export class Activity {
  readonly #changed: () => void;
  /** Each with a promise of its end. */
  readonly #open = new Map<symbol, Promise<void>>();
  readonly #noticed = new Set<symbol>();

  /** `changed` is called whenever `noticeable` may have changed. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whether anything at all is under way. */
  get any(): boolean {
    return this.#open.size > 0;
  }

  /** Whether something has been under way for longer than `NOTICEABLE`. */
  get noticeable(): boolean {
    return this.#noticed.size > 0;
  }

  /** Something begins. It ends with the first call of the function that this gives. */
  begin(): () => void {
    const key = Symbol("activity");
    let end!: () => void;
    this.#open.set(key, new Promise((resolve) => (end = resolve)));
    const timer = setTimeout(() => {
      this.#noticed.add(key);
      this.#changed();
    }, NOTICEABLE);
    return () => {
      clearTimeout(timer);
      this.#open.delete(key);
      end();
      if (this.#noticed.delete(key)) this.#changed();
    };
  }

  /** Gives a function that tells whether any of what is under way now still is. */
  watch(): () => boolean {
    const now = [...this.#open.keys()];
    return () => now.some((key) => this.#open.has(key));
  }

  /** Resolves when all of what is under way now is over. */
  async over(): Promise<void> {
    await Promise.all(this.#open.values());
  }
}
