/** A panel that a button opens below itself. Escape, or a click elsewhere, closes it; the focus goes back to the button. */
import { arrowKeys } from "./controls.js";
import { h } from "./dom.js";

let count = 0;

export class Popover {
  readonly element: HTMLElement;
  readonly #button: HTMLElement;
  readonly #align: "start" | "end";

  /** `fill` gives the contents anew at each opening. */
  constructor(
    button: HTMLElement,
    options: { label: string; align?: "start" | "end"; class?: string; fill: () => (Node | false)[] },
  ) {
    this.#button = button;
    this.#align = options.align ?? "start";
    this.element = h("div", {
      class: `popover ${options.class ?? ""}`.trim(),
      popover: "auto",
      id: `popover-${++count}`,
      role: "dialog",
      "aria-label": options.label,
    });
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", this.element.id);
    // Said to the browser, or the click on an open popover's button would close it and open it again.
    if (button instanceof HTMLButtonElement) button.popoverTargetElement = this.element;
    this.element.addEventListener("beforetoggle", (event) => {
      if (event.newState === "open") this.element.replaceChildren(...options.fill().filter((node) => node !== false));
    });
    this.element.addEventListener("toggle", (event) => {
      const open = event.newState === "open";
      button.setAttribute("aria-expanded", String(open));
      if (!open) return;
      this.#place();
      this.#items()[0]?.focus();
    });
    arrowKeys(this.element, "vertical", () => this.#items());
    document.body.append(this.element);
  }

  open(): void {
    this.element.showPopover();
  }

  close(): void {
    this.element.hidePopover();
  }

  #items(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>("input, [data-item]")].filter((item) =>
      item.checkVisibility(),
    );
  }

  #place(): void {
    const anchor = this.#button.getBoundingClientRect();
    const width = this.element.offsetWidth;
    const wanted = this.#align === "start" ? anchor.left : anchor.right - width;
    const left = Math.max(8, Math.min(wanted, window.innerWidth - width - 8));
    const top = anchor.bottom + 6;
    this.element.style.left = `${left}px`;
    this.element.style.top = `${top}px`;
    this.element.style.maxHeight = `${window.innerHeight - top - 8}px`;
  }
}
