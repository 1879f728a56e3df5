/** When a step is checked: soon after each run and each visited page, never while something is typed, one check at a time. */
import type { CheckResult } from "./check.js";

/** How long, in milliseconds, after a run or a visit: the page that it brings goes first. */
const PAUSE = 300;

export class Checker {
  readonly #check: (slug: string) => Promise<CheckResult | null>;
  readonly #told: (slug: string, result: CheckResult) => void;
  readonly #pause: number;
  #slug: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Grows whenever what is being checked is not what there is any more. */
  #epoch = 0;
  #checking = false;
  #again = false;

  /** `check` is `checkStep` for the project as it runs; `told` takes what came of it. */
  constructor(
    check: (slug: string) => Promise<CheckResult | null>,
    told: (slug: string, result: CheckResult) => void,
    pause = PAUSE,
  ) {
    this.#check = check;
    this.#told = told;
    this.#pause = pause;
  }

  /** The step to be checked from now on; null for none. */
  open(slug: string | null): void {
    this.edited();
    this.#slug = slug;
  }

  /** The user is changing the project: what is being checked is out of date, and what they change it to has yet to run. */
  edited(): void {
    this.#epoch += 1;
    this.#again = false;
    clearTimeout(this.#timer);
  }

  /** The project has run, or the preview has shown a page. */
  ran(): void {
    clearTimeout(this.#timer);
    if (this.#slug !== null) this.#timer = setTimeout(() => void this.#now(), this.#pause);
  }

  async #now(): Promise<void> {
    this.#again = true;
    if (this.#checking) return;
    this.#checking = true;
    try {
      while (this.#again && this.#slug !== null) {
        this.#again = false;
        const [slug, epoch] = [this.#slug, this.#epoch];
        const result = await this.#check(slug);
        if (result && epoch === this.#epoch) this.#told(slug, result);
      }
    } finally {
      this.#checking = false;
    }
  }
}
