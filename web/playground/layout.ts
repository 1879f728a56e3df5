/**
 * Where the panes stand: side by side with bars between that can be moved, the tour before them all; where there is little
 * room, the code with the preview as a sheet that rises from below it.
 */
import { readText, writeText } from "../ui/browser-storage.js";
import { button, nameControl } from "../ui/controls.js";
import { h } from "../ui/dom.js";
import { Splitter } from "../ui/splitter.js";
import { type Arrangement, saveArrangement, savedArrangement } from "./arrangement.js";

const KEY = "playground:layout";
const USUAL = { code: 50, console: 70, tour: 28 };
const NARROW = "(max-width: 719px)";

/** How far the sheet has risen: its bar alone, half of the page, all of it. */
const SHEETS = ["bar", "half", "full"] as const;
export type Sheet = (typeof SHEETS)[number];

const SHEET_LABELS: Record<Sheet, string> = {
  bar: "Show the preview",
  half: "Show more of the preview",
  full: "Show the code",
};

/** How far, in pixels, a pointer has to go to move the sheet. */
const DRAG = 24;

/** Milliseconds for which all stays in its place once the code has lost the focus: the tap that took it is to meet its aim. */
const TAP = 300;

export interface Panes {
  code: HTMLElement;
  preview: HTMLElement;
  console: HTMLElement;
}

export class Layout {
  readonly #page: HTMLElement;
  readonly #root: HTMLElement;
  readonly #tourSplitter: HTMLElement;
  /** Between code and preview. */
  readonly #splitter: Splitter;
  #arrangement = savedArrangement();
  readonly #shares = { ...USUAL, ...savedShares() };
  readonly #narrow = window.matchMedia(NARROW);
  readonly #handle = button({ icon: "up", label: "", class: "sheet-handle", press: () => this.#step() });
  #sheet: Sheet = "half";

  /** `page` holds `root`, which holds the panes. `bar` is the part of the preview that stands when the sheet is down. */
  constructor(page: HTMLElement, root: HTMLElement, panes: Panes, bar: HTMLElement) {
    this.#page = page;
    this.#root = root;
    const upper = h("div", { class: "upper" }, panes.code, panes.preview);
    for (const [name, pane] of Object.entries(panes) as [string, HTMLElement][]) {
      pane.classList.add("pane");
      pane.dataset.pane = name;
    }
    this.#splitter = this.#newSplitter(upper, "code", "vertical", "Width of code and preview", 20, 80);
    panes.preview.before(this.#splitter.element);
    const below = this.#newSplitter(root, "console", "horizontal", "Height of the console", 25, 92);
    root.append(upper, below.element, panes.console);
    this.#tourSplitter = this.#newSplitter(page, "tour", "vertical", "Width of the tour", 18, 45).element;
    this.arrange(this.#arrangement);
    markWriting(panes.code);
    bar.prepend(this.#handle);
    bar.addEventListener("pointerdown", (event) => this.#drag(event));
    this.raise("half");
  }

  get narrow(): boolean {
    return this.#narrow.matches;
  }

  get arrangement(): Arrangement {
    return this.#arrangement;
  }

  /** Have code and preview stand beside or above each other, here and at the next visit. */
  arrange(arrangement: Arrangement): void {
    this.#arrangement = arrangement;
    this.#root.dataset.arrangement = arrangement;
    const stacked = arrangement === "stacked";
    this.#splitter.turn(stacked ? "horizontal" : "vertical", `${stacked ? "Height" : "Width"} of code and preview`);
    saveArrangement(arrangement);
  }

  /** Have `tour` stand before the panes; null takes it away. */
  showTour(tour: HTMLElement | null): void {
    // The panes stay where they are: a frame that is moved loads its page anew.
    if (tour) this.#root.before(tour, this.#tourSplitter);
    else while (this.#root.previousSibling) this.#root.previousSibling.remove();
    this.#page.classList.toggle("has-tour", tour !== null);
  }

  /** Raise or lower the sheet to `sheet`. Where there is room, all panes are in sight anyway. */
  raise(sheet: Sheet): void {
    this.#sheet = sheet;
    this.#root.dataset.sheet = sheet;
    const label = SHEET_LABELS[sheet];
    nameControl(this.#handle, label);
    this.#handle.setAttribute("aria-label", label);
    this.#handle.setAttribute("aria-expanded", String(sheet !== "bar"));
  }

  /** Have the preview in sight. */
  showPreview(): void {
    if (this.#sheet === "bar") this.raise("half");
  }

  /** Have the code in sight. */
  showCode(): void {
    if (this.#sheet === "full") this.raise("half");
  }

  #step(by?: number): void {
    const at = SHEETS.indexOf(this.#sheet);
    const next = by === undefined ? (at + 1) % SHEETS.length : Math.min(Math.max(at + by, 0), SHEETS.length - 1);
    this.raise(SHEETS[next] ?? "half");
  }

  #drag(down: PointerEvent): void {
    if (!this.narrow || down.button !== 0) return;
    const end = (up: PointerEvent) => {
      const moved = down.clientY - up.clientY;
      if (Math.abs(moved) > DRAG) this.#step(Math.sign(moved));
    };
    window.addEventListener("pointerup", end, { once: true });
  }

  #newSplitter(
    container: HTMLElement,
    share: keyof typeof USUAL,
    orientation: "vertical" | "horizontal",
    label: string,
    least: number,
    most: number,
  ): Splitter {
    const move = (value: number, done: boolean) => {
      this.#page.style.setProperty(`--share-${share}`, `${value}%`);
      this.#shares[share] = value;
      if (done) saveShares(this.#shares);
    };
    return new Splitter(container, USUAL[share], { label, orientation, value: this.#shares[share], least, most, move });
  }
}

/** Has the style sheet know whether somebody writes: a keyboard on the screen leaves little room for all that is not code. */
function markWriting(code: HTMLElement): void {
  const mark = (writing: boolean) => document.documentElement.toggleAttribute("data-writing", writing);
  let over: ReturnType<typeof setTimeout> | undefined;
  code.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element && target.closest(".cm-content"))) return;
    clearTimeout(over);
    mark(true);
  });
  code.addEventListener("focusout", () => {
    over = setTimeout(() => mark(false), TAP);
  });
}

function savedShares(): Partial<typeof USUAL> {
  try {
    const saved = JSON.parse(readText(KEY) ?? "{}") as Record<string, unknown>;
    return Object.fromEntries(Object.entries(saved).filter(([, value]) => typeof value === "number"));
  } catch {
    return {};
  }
}

function saveShares(shares: typeof USUAL): void {
  writeText(KEY, JSON.stringify(shares));
}
