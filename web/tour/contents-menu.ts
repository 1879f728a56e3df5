/** The list of the tour's chapters and steps, with what is done marked. Each step is an ordinary link. */
import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { Popover } from "../ui/popover.js";
import type { Progress } from "./progress.js";
import type { Chapter, Contents, StepEntry } from "./steps.js";

/** The address of a step. */
export const stepAddress = ({ slug }: StepEntry): string => `#tour=${slug}`;

export class ContentsMenu {
  readonly #contents: Contents;
  readonly #progress: Progress;
  readonly #popover: Popover;
  /** Slug of the step that is open. */
  current: string | null = null;

  constructor(button: HTMLButtonElement, contents: Contents, progress: Progress) {
    this.#contents = contents;
    this.#progress = progress;
    this.#popover = new Popover(button, {
      label: "Contents of the tour",
      class: "menu tour-contents",
      fill: () => this.#fill(),
    });
    this.#popover.element.addEventListener("toggle", () => {
      const current = this.#popover.element.querySelector<HTMLElement>("[aria-current]");
      current?.scrollIntoView({ block: "center" });
      current?.focus();
    });
  }

  #fill(): Node[] {
    const { done, total } = this.#progress.count;
    const count = h("p", { class: "tour-contents-count" }, `${done} of ${total} steps done`);
    return [count, ...this.#contents.chapters.map((chapter) => this.#chapter(chapter))];
  }

  #chapter({ title, steps }: Chapter): HTMLElement {
    return h(
      "section",
      { class: "tour-contents-chapter", "aria-label": title },
      h("h3", { class: "menu-title" }, title),
      ...steps.map((step) => this.#link(step)),
    );
  }

  #link(step: StepEntry): HTMLElement {
    const done = this.#progress.has(step.slug);
    const link = h(
      "a",
      {
        class: `menu-item ${done ? "is-done" : ""}`.trim(),
        href: stepAddress(step),
        "data-item": true,
        "aria-current": step.slug === this.current ? "true" : null,
      },
      h(
        "span",
        { class: "done-mark" },
        done && icon("check"),
        done && h("span", { class: "visually-hidden" }, "Done: "),
      ),
      h("span", { class: "menu-text" }, step.title),
    );
    link.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.#popover.close();
    });
    return link;
  }
}
