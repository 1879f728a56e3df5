/** Text that arrives piece by piece, told as lines. A line that no screen could hold is cut short. */
import { formatCount } from "./formats.js";

/** How much of a line is shown, in characters. */
export const MAX_LINE = 10_000;

export class OutputLines {
  /** What is kept of the line that has no end yet, and how long it is. */
  #line = "";
  #length = 0;

  /** The line that has no end yet. */
  get unfinished(): string {
    const left = this.#length - this.#line.length;
    return left === 0 ? this.#line : `${this.#line}… (${formatCount(left)} more characters)`;
  }

  /** Take more text; gives the lines that it ends, each with its line end. */
  take(text: string): string {
    const pieces = text.split("\n");
    const last = pieces.pop() ?? "";
    let lines = "";
    for (const piece of pieces) {
      this.#extend(piece);
      lines += `${this.unfinished}\n`;
      this.#line = "";
      this.#length = 0;
    }
    this.#extend(last);
    return lines;
  }

  #extend(text: string): void {
    this.#line += text.slice(0, MAX_LINE - this.#line.length);
    this.#length += text.length;
  }
}
