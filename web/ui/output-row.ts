/** What a program prints to one stream without a break: one row of the console, which grows. */
import { appendTrace, type RowContext } from "./console-rows.js";
import { h } from "./dom.js";
import { formatCount } from "./formats.js";
import { OutputLines } from "./output-lines.js";

/** How much of a row is kept, in characters: the end of what was printed. */
const MAX_OUTPUT = 300_000;

/** Lines that come one by one are kept together up to here, in characters. */
const CHUNK = 4000;

/** Lines that are laid out, and go, together. */
interface Chunk {
  element: HTMLElement;
  size: number;
  lines: number;
}

export class OutputRow {
  readonly element: HTMLElement;
  readonly #context: RowContext;
  readonly #lines = new OutputLines();
  readonly #earlier = h("p", { class: "console-hint", hidden: true });
  readonly #unfinished = h("span");
  readonly #block = h("pre", { class: "console-trace" }, this.#unfinished);
  /** Oldest first. */
  readonly #chunks: Chunk[] = [];
  #size = 0;
  #left = 0;

  constructor(stream: string, context: RowContext) {
    this.#context = context;
    this.element = h("div", { class: `console-row console-output is-${stream}` }, this.#earlier, this.#block);
  }

  /** Show more text, in a time that does not depend on what is there already. */
  append(text: string): void {
    const lines = this.#lines.take(text);
    const kept = lines.length > MAX_OUTPUT ? lines.slice(lines.indexOf("\n", lines.length - MAX_OUTPUT) + 1) : lines;
    this.#left += lines.length - kept.length;
    if (kept !== "") this.#appendLines(kept);
    this.#unfinished.textContent = this.#lines.unfinished;
    this.#forgetEarlier();
  }

  #appendLines(lines: string): void {
    let chunk = this.#chunks.at(-1);
    if (!chunk || chunk.size > CHUNK) {
      chunk = { element: h("div", { class: "console-chunk" }), size: 0, lines: 0 };
      this.#chunks.push(chunk);
      this.#unfinished.before(chunk.element);
    }
    appendTrace(chunk.element, lines, this.#context);
    chunk.size += lines.length;
    chunk.lines += lines.split("\n").length - 1;
    chunk.element.style.setProperty("--lines", String(chunk.lines));
    this.#size += lines.length;
  }

  #forgetEarlier(): void {
    while (this.#size > MAX_OUTPUT) {
      const chunk = this.#chunks.shift();
      if (!chunk) break;
      chunk.element.remove();
      this.#size -= chunk.size;
      this.#left += chunk.size;
    }
    if (this.#left === 0) return;
    this.#earlier.hidden = false;
    this.#earlier.textContent = `${formatCount(this.#left)} characters before this are not shown.`;
  }
}
