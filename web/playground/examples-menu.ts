/** The list of examples under the quickstart's headings, what is done marked, with a field that narrows it. Each is an ordinary link. */
import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { Popover } from "../ui/popover.js";
import { type Example, type Examples, inSections, matching } from "../project/examples.js";
import type { ExamplesDone } from "./examples-done.js";

export class ExamplesMenu {
  readonly #examples: Examples;
  readonly #done: ExamplesDone;
  readonly #popover: Popover;
  /** Slug of the example that is open. */
  current: string | null = null;

  constructor(button: HTMLButtonElement, examples: Examples, done: ExamplesDone) {
    this.#examples = examples;
    this.#done = done;
    this.#popover = new Popover(button, { label: "Examples", class: "menu examples-menu", fill: () => this.#fill() });
  }

  #fill(): Node[] {
    const list = h("div", { class: "examples-list" }, h("p", { class: "menu-empty" }, "Loading …"));
    const filter = h("input", {
      class: "field",
      type: "search",
      placeholder: "Find an example",
      "aria-label": "Find an example",
      autocomplete: "off",
    });
    void this.#examples.list().then(
      (examples) => {
        this.#show(list, examples);
        filter.addEventListener("input", () => this.#show(list, matching(examples, filter.value)));
        filter.addEventListener("keydown", (event) => {
          if (event.key === "Enter") list.querySelector<HTMLAnchorElement>("a")?.click();
        });
      },
      (error: unknown) => list.replaceChildren(h("p", { class: "menu-empty is-problem" }, String(error))),
    );
    return [h("div", { class: "examples-filter" }, filter), list];
  }

  #show(list: HTMLElement, examples: Example[]): void {
    const groups = inSections(examples).map(({ section, examples: members }) =>
      h(
        "section",
        { class: "examples-section", "aria-label": section },
        h("h2", { class: "menu-title" }, section),
        ...members.map((example) => this.#link(example)),
      ),
    );
    const none = h("p", { class: "menu-empty" }, "No example has these words. Try “form”, “session” or “template”.");
    list.replaceChildren(...(groups.length > 0 ? groups : [none]));
  }

  #link({ slug, title, description }: Example): HTMLElement {
    const done = this.#done.has(slug);
    const link = h(
      "a",
      {
        class: `menu-item example ${done ? "is-done" : ""}`.trim(),
        href: `#example=${slug}`,
        "data-item": true,
        "aria-current": slug === this.current ? "true" : null,
      },
      h(
        "span",
        { class: "done-mark" },
        done && icon("check"),
        done && h("span", { class: "visually-hidden" }, "Done: "),
      ),
      h("span", { class: "menu-text" }, title, h("span", { class: "menu-description" }, description)),
    );
    link.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.#popover.close();
    });
    return link;
  }
}
