/** What takes no longer than this, in milliseconds, does not count as work: a status would only flicker. */
export const NOTICEABLE = 250;

interface Underway {
  over: Promise<void>;
  end: () => void;
}

export interface Snapshot {
  /** Whether any of it still is under way. */
  any: () => boolean;
  /** Resolves when all of it is over. */
  over: Promise<unknown>;
  /** From now on none of it counts. */
  end: () => void;
}

/** Things of one kind that are under way, and whether one of them has been for long enough to be noticed. */
export class Activity {
  readonly #changed: () => void;
  readonly #open = new Set<Underway>();
  readonly #noticed = new Set<Underway>();

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
    let resolve!: () => void;
    const over = new Promise<void>((settle) => (resolve = settle));
    const timer = setTimeout(() => {
      this.#noticed.add(underway);
      this.#changed();
    }, NOTICEABLE);
    const end = () => {
      clearTimeout(timer);
      this.#open.delete(underway);
      resolve();
      if (this.#noticed.delete(underway)) this.#changed();
    };
    const underway = { over, end };
    this.#open.add(underway);
    return end;
  }

  /** What is under way now, without what begins later. */
  now(): Snapshot {
    const now = [...this.#open];
    return {
      any: () => now.some((underway) => this.#open.has(underway)),
      over: Promise.all(now.map(({ over }) => over)),
      end: () => now.forEach(({ end }) => end()),
    };
  }
}
