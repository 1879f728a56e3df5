/** The console: what the application printed, logged and answered, in the order in which it happened. */
import type { ConsoleEntry } from "../protocol/messages.js";
import type { Problem } from "../protocol/project.js";
import { isError } from "./console-entries.js";
import { problemRow, type RowContext, rowFor } from "./console-rows.js";
import { button } from "./controls.js";
import { h } from "./dom.js";
import { plural } from "./formats.js";
import { OutputRow } from "./output-row.js";

/** On a smaller screen the console opens when it is asked to. */
const ROOM = matchMedia("(min-width: 720px) and (min-height: 560px)");

/** Older rows go: a page left open must not grow without end. */
const MAX_ROWS = 1000;

/** How long, in milliseconds, an entry waits at most to be shown. */
const SHOW_TIMEOUT = 500;

type Kind = ConsoleEntry["kind"];

const FILTERS: Record<Kind | "all", string> = { all: "All", access: "Requests", log: "Log", output: "Output" };

export interface ConsolePaneEvents {
  /** The number of errors has changed. */
  errors(count: number): void;
  folded(folded: boolean): void;
}

export class ConsolePane {
  readonly element: HTMLElement;
  readonly #context: RowContext;
  readonly #rows = h("div", { class: "console-rows", role: "log", "aria-label": "Console", tabindex: 0 });
  readonly #empty = h(
    "p",
    { class: "console-empty" },
    "Requests appear here as the application answers them, with what it prints and logs.",
  );
  readonly #errors = h("span", { class: "console-errors", role: "status" });
  readonly #filters = new Map<string, HTMLButtonElement>();
  /** Entries that the next frame shows: a program can print faster than any screen is drawn. */
  #waiting: ConsoleEntry[] = [];
  /** The rows that tell of errors as the project runs now, by what they tell. */
  readonly #wrong = new Map<string, { row: HTMLElement; count: number }>();
  /** Why the project cannot run; of its several forms while it is typed the last one. */
  #problem: HTMLElement | null = null;
  /** The last row, while more output of the same stream belongs to it. */
  #output: { stream: string; row: OutputRow } | null = null;
  #errorCount = 0;
  readonly #events: ConsolePaneEvents;
  readonly #fold: HTMLButtonElement;
  readonly #last = h("span", { class: "console-last mono" });
  /** The user has put it away: it does not come back by itself before something new goes wrong. */
  #putAway = false;

  constructor(context: RowContext, events: ConsolePaneEvents) {
    this.#context = context;
    this.#events = events;
    this.#fold = button({
      text: "Console",
      icon: "down",
      label: "Show or hide the console",
      class: "console-fold",
      press: () => {
        this.fold(!this.folded);
        this.#putAway = this.folded;
      },
    });
    const filters = h("div", { class: "segments", role: "group", "aria-label": "Show in the console" });
    for (const [kind, text] of Object.entries(FILTERS)) {
      const filter = button({ text, label: `Show ${text.toLowerCase()}`, press: () => this.#filter(kind) });
      this.#filters.set(kind, filter);
      filters.append(filter);
    }
    this.element = h(
      "section",
      { class: "console", "aria-label": "Console" },
      h(
        "div",
        { class: "console-bar" },
        this.#fold,
        this.#errors,
        this.#last,
        filters,
        button({ icon: "broom", label: "Clear the console", class: "console-clear", press: () => this.clear() }),
      ),
      this.#rows,
      this.#empty,
    );
    this.#filter("all");
    this.fold(true);
  }

  /** A strip with the last line alone, rather than all of them. */
  get folded(): boolean {
    return this.element.dataset.folded !== undefined;
  }

  fold(folded: boolean): void {
    if (folded) this.element.dataset.folded = "";
    else delete this.element.dataset.folded;
    this.#fold.setAttribute("aria-expanded", String(!folded));
    if (!folded) this.#rows.scrollTop = this.#rows.scrollHeight;
    this.#events.folded(folded);
  }

  add(entry: ConsoleEntry): void {
    if (this.#waiting.length === 0) {
      requestAnimationFrame(() => this.#showWaiting());
      // A page out of sight draws no frames.
      setTimeout(() => this.#showWaiting(), SHOW_TIMEOUT);
    }
    const last = this.#waiting.at(-1);
    if (entry.kind === "output" && last?.kind === "output" && last.stream === entry.stream) last.text += entry.text;
    else this.#waiting.push(entry);
  }

  /** Why the project cannot be run, in place of what was said about that before; null where it runs. */
  showProblem(problem: Problem | null): void {
    this.#showWaiting();
    this.#settle();
    this.#problem?.remove();
    this.#problem = problem && problemRow(problem, this.#context);
    this.#output = null;
    const row = this.#problem;
    if (row) this.#keepingEnd(() => this.#append(row, "log", true));
    else this.#count();
  }

  clear(): void {
    this.#waiting = [];
    this.#rows.replaceChildren();
    this.#output = this.#problem = null;
    this.#wrong.clear();
    this.#errorCount = 0;
    this.#putAway = false;
    this.#last.textContent = "";
    this.#count();
  }

  #showWaiting(): void {
    const entries = this.#waiting;
    this.#waiting = [];
    if (entries.length > 0) this.#keepingEnd(() => entries.forEach((entry) => this.#show(entry)));
  }

  #show(entry: ConsoleEntry): void {
    if (entry.kind !== "output") {
      this.#output = null;
      const row = rowFor(entry, this.#context);
      const repeated = entry.kind === "log" && isError(entry) && this.#repeat(`${entry.text}\n${entry.traceback}`, row);
      if (!repeated) this.#append(row, entry.kind, isError(entry));
      return;
    }
    if (this.#output?.stream !== entry.stream) {
      this.#output = { stream: entry.stream, row: new OutputRow(entry.stream, this.#context) };
      this.#append(this.#output.row.element, "output", false);
    }
    this.#output.row.append(entry.text);
    this.#tellLast(entry.text.trimEnd().slice(-200));
  }

  /** Other code runs now: the errors so far are those of the code before. */
  #settle(): void {
    for (const row of this.#rows.querySelectorAll("[data-error]")) row.removeAttribute("data-error");
    this.#wrong.clear();
    this.#errorCount = 0;
  }

  /** Whether the error that `row` tells of was told before: that row goes to the end then, with a count. */
  #repeat(key: string, row: HTMLElement): boolean {
    const told = this.#wrong.get(key);
    if (!told) {
      this.#wrong.set(key, { row, count: 1 });
      return false;
    }
    told.count += 1;
    told.row.querySelector(".console-count")?.remove();
    told.row.append(h("span", { class: "console-count", title: `${told.count} times` }, `× ${told.count}`));
    this.#rows.append(told.row);
    return true;
  }

  #append(row: HTMLElement, kind: Kind, error: boolean): void {
    row.dataset.kind = kind;
    if (error) row.dataset.error = "";
    this.#rows.append(row);
    while (this.#rows.childElementCount > MAX_ROWS) this.#rows.firstElementChild?.remove();
    this.#tellLast([...row.children].map((cell) => cell.textContent).join("  "));
    // A request that failed with an exception has told so in the log.
    if (error && kind !== "access") this.#errorCount += 1;
    if (error && this.folded && !this.#putAway && ROOM.matches) this.fold(false);
    this.#count();
  }

  #tellLast(text: string): void {
    this.#last.textContent = text.slice(text.lastIndexOf("\n") + 1).slice(0, 200);
  }

  /** Stay at the end where the user is there; leave a user who has scrolled up in peace. */
  #keepingEnd(change: () => void): void {
    const rows = this.#rows;
    const atEnd = rows.scrollHeight - rows.scrollTop - rows.clientHeight < 24;
    change();
    if (atEnd) rows.scrollTop = rows.scrollHeight;
  }

  #count(): void {
    this.#empty.hidden = this.#rows.childElementCount > 0;
    this.#errors.textContent = this.#errorCount > 0 ? plural(this.#errorCount, "error") : "";
    this.#events.errors(this.#errorCount);
  }

  #filter(kind: string): void {
    this.#rows.dataset.filter = kind;
    for (const [name, filter] of this.#filters) filter.setAttribute("aria-pressed", String(name === kind));
    this.#rows.scrollTop = this.#rows.scrollHeight;
  }
}
