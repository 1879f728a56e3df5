/** The stages of a start, shown where the response will stand. */
import type { BootStage } from "../protocol/messages.js";
import { h, setAttribute } from "./dom.js";
import { formatBytes } from "./formats.js";
import { icon } from "./icons.js";

type Stage = BootStage | "app";

const STAGES: Record<Stage, string> = {
  download: "Download Python",
  interpreter: "Start the interpreter",
  framework: "Load the framework",
  app: "Import your application",
};
const ORDER = Object.keys(STAGES) as Stage[];

export class BootProgress {
  readonly element: HTMLElement;
  /** The same in a line, for where a page stands already. */
  readonly line = h("progress", {
    class: "boot-line",
    max: 1,
    value: 0,
    hidden: true,
    "aria-label": "Start of Python",
  });
  readonly #steps = new Map<Stage, { row: HTMLElement; detail: HTMLElement }>();
  readonly #bar = h("progress", { class: "boot-bar", max: 1, value: 0, "aria-label": "Download of Python" });

  constructor() {
    const list = h("ol", { class: "boot-stages" });
    for (const stage of ORDER) {
      const detail = h("span", { class: "boot-detail" });
      const row = h(
        "li",
        { class: "boot-stage" },
        h("span", { class: "boot-mark" }, icon("check")),
        STAGES[stage],
        detail,
      );
      this.#steps.set(stage, { row, detail });
      list.append(row);
    }
    this.element = h(
      "div",
      // On a phone it may have to be scrolled.
      { class: "notice boot", role: "group", "aria-label": "Start of Python", tabindex: 0 },
      h("h2", {}, "Starting Python in this page"),
      h(
        "p",
        {},
        "Nothing is installed and nothing leaves your computer. The next visit starts from the browser's cache.",
      ),
      this.#bar,
      list,
    );
    this.show("download", 0, 0);
  }

  /** `stage` is under way, those before it are done. */
  show(stage: Stage, loaded: number, total: number): void {
    const at = ORDER.indexOf(stage);
    for (const [name, { row }] of this.#steps) {
      const index = ORDER.indexOf(name);
      row.dataset.state = index < at ? "done" : index === at ? "now" : "later";
      setAttribute(row, "aria-current", index === at ? "step" : null);
    }
    const step = this.#steps.get(stage);
    if (step && total > 0) step.detail.textContent = `${formatBytes(loaded)} of ${formatBytes(total)}`;
    const share = total > 0 ? Math.min(loaded / total, 1) : 0;
    this.#bar.value = this.line.value = (at + share) / ORDER.length;
  }
}
