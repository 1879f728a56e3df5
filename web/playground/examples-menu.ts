/** The list of examples, by section of the quickstart, with a field that narrows it. Each is an ordinary link. */
import { h } from "../ui/dom.js";
import { Popover } from "../ui/popover.js";
import { type Example, type Examples, inSections, matching } from "../project/examples.js";

export class ExamplesMenu {
  readonly #examples: Examples;
  readonly #popover: Popover;
  /** Slug of the example that is open. */
  current: string | null = null;

  constructor(button: HTMLButtonElement, examples: Examples) {
    this.#examples = examples;
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
        !speaksForItself(section, members) && h("h2", { class: "menu-title" }, section),
        ...members.map((example) => this.#link(example)),
      ),
    );
    const none = h("p", { class: "menu-empty" }, "No example has these words. Try “form”, “session” or “template”.");
    list.replaceChildren(...(groups.length > 0 ? groups : [none]));
  }

  #link({ slug, title, description }: Example): HTMLElement {
    const link = h(
      "a",
      {
        class: "menu-item example",
        href: `#example=${slug}`,
        "data-item": true,
        "aria-current": slug === this.current ? "true" : null,
      },
      h("span", { class: "menu-text" }, title, h("span", { class: "menu-description" }, description)),
    );
    link.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) this.#popover.close();
    });
    return link;
  }
}

/** A section of one example with the same name needs no heading above it. */
const speaksForItself = (section: string, members: readonly Example[]): boolean =>
  members.length === 1 && section.toLowerCase().startsWith(members[0]?.title.toLowerCase() ?? "");
