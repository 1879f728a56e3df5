/** Has the language tools look over the file that is shown whenever its user pauses. */
import type { LanguageTools, Mark } from "../protocol/language.js";

/** Milliseconds without a key after which a file is looked over: half a word is no mistake yet. */
const PAUSE = 600;

export class Checking {
  readonly #tools: LanguageTools;
  readonly #found: (path: string, marks: Mark[]) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Grows with each change: marks of what stood before it come too late. */
  #changes = 0;

  /** `found` gets what is wrong in a file; nothing, where that has gone. */
  constructor(tools: LanguageTools, found: (path: string, marks: Mark[]) => void) {
    this.#tools = tools;
    this.#found = found;
  }

  /** The file `path` is shown, or has changed. */
  changed(path: string): void {
    this.#changes += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(path), PAUSE);
  }

  async #check(path: string): Promise<void> {
    const changes = this.#changes;
    const marks = await this.#tools.ask({ type: "check", path });
    if (marks && changes === this.#changes) this.#found(path, marks);
  }
}
