/** Where the panes stand: side by side with movable bars between, or as tabs where there is little room. */
import { arrowKeys } from "../ui/controls.js";
import { h } from "../ui/dom.js";
import { Splitter } from "../ui/splitter.js";

const KEY = "playground:layout";
const USUAL = { code: 50, console: 70 };
const NARROW = "(max-width: 719px)";

export const PANES = ["code", "preview", "console"] as const;
export type Pane = (typeof PANES)[number];

const NAMES: Record<Pane, string> = { code: "Code", preview: "Preview", console: "Console" };

export class Layout {
  readonly #root: HTMLElement;
  readonly #tabs = new Map<Pane, HTMLButtonElement>();
  readonly #shares = { ...USUAL, ...savedShares() };
  readonly #narrow = window.matchMedia(NARROW);

  constructor(root: HTMLElement, panes: Record<Pane, HTMLElement>) {
    this.#root = root;
    const upper = h("div", { class: "upper" }, panes.code, panes.preview);
    for (const [name, pane] of Object.entries(panes)) {
      pane.classList.add("pane");
      pane.dataset.pane = name;
    }
    panes.preview.before(this.#splitter(upper, "code", "vertical", "Width of code and preview", 20, 80));
    root.append(
      this.#tabList(),
      upper,
      this.#splitter(root, "console", "horizontal", "Height of the console", 25, 92),
      panes.console,
    );
    this.show("code");
  }

  /** Show a pane where only one has room. */
  show(pane: Pane): void {
    this.#root.dataset.shown = pane;
    for (const [name, tab] of this.#tabs) {
      tab.setAttribute("aria-selected", String(name === pane));
      tab.tabIndex = name === pane ? 0 : -1;
    }
  }

  get narrow(): boolean {
    return this.#narrow.matches;
  }

  /** A number beside a tab's name; 0 takes it away. */
  mark(pane: Pane, count: number): void {
    const tab = this.#tabs.get(pane);
    tab?.querySelector(".pane-count")?.replaceChildren(count > 0 ? String(count) : "");
  }

  #tabList(): HTMLElement {
    const list = h("div", { class: "pane-tabs", role: "tablist", "aria-label": "Panes" });
    for (const pane of PANES) {
      const tab = h(
        "button",
        { type: "button", role: "tab", class: "pane-tab" },
        NAMES[pane],
        h("span", { class: "pane-count" }),
      );
      tab.addEventListener("click", () => this.show(pane));
      this.#tabs.set(pane, tab);
      list.append(tab);
    }
    arrowKeys(
      list,
      "horizontal",
      () => [...this.#tabs.values()],
      (tab) => tab.click(),
    );
    return list;
  }

  #splitter(
    container: HTMLElement,
    share: keyof typeof USUAL,
    orientation: "vertical" | "horizontal",
    label: string,
    least: number,
    most: number,
  ): HTMLElement {
    const move = (value: number, done: boolean) => {
      this.#root.style.setProperty(`--share-${share}`, `${value}%`);
      this.#shares[share] = value;
      if (done) saveShares(this.#shares);
    };
    return new Splitter(container, USUAL[share], { label, orientation, value: this.#shares[share], least, most, move })
      .element;
  }
}

function savedShares(): Partial<typeof USUAL> {
  try {
    const saved = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Record<string, unknown>;
    return Object.fromEntries(Object.entries(saved).filter(([, value]) => typeof value === "number"));
  } catch {
    return {};
  }
}

function saveShares(shares: typeof USUAL): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(shares));
  } catch {
    // They hold until the page is left.
  }
}
