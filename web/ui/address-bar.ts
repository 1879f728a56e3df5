/** Back, forward, reload, and the address as `flask run` would have it. */
import { parseAddress, SHOWN_ORIGIN, shownAddress } from "./addresses.js";
import { button } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

export interface AddressBarEvents {
  back(): void;
  forward(): void;
  reload(): void;
  visit(path: string): void;
}

/** What is said of a page that was recorded: a word to see, and the rest of the sentence. */
const RECORDED = {
  shown: [
    "Recorded",
    "This is what the example answered when this site was built. The live page follows once Python has started.",
  ],
  awaited: ["Waiting for Python", "It is done once Python has started."],
} as const;

let count = 0;

export class AddressBar {
  readonly element: HTMLElement;
  readonly #back: HTMLButtonElement;
  readonly #forward: HTMLButtonElement;
  readonly #reload: HTMLButtonElement;
  readonly #input: HTMLInputElement;
  /** The path as it is seen while nobody types. */
  readonly #shown = h("span", { class: "address-path" });
  readonly #problem: HTMLElement;
  readonly #recorded = h("span", { class: "recorded-mark", role: "status" });
  readonly #open: HTMLAnchorElement;
  #path = "/";
  /** The user is at an address of their own, which a page that arrives meanwhile must not take away. */
  #typing = false;

  constructor(events: AddressBarEvents) {
    this.#back = button({ icon: "back", label: "Back", press: () => events.back() });
    this.#forward = button({ icon: "forward", label: "Forward", press: () => events.forward() });
    this.#reload = button({ icon: "reload", label: "Reload the page", press: () => events.reload() });
    const note = `address-note-${++count}`;
    this.#input = h("input", {
      class: "address mono",
      "aria-label": "Address of the page in the preview",
      "aria-describedby": note,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      inputmode: "url",
      enterkeyhint: "go",
    });
    this.#problem = h("p", { id: note, class: "address-problem", role: "status", hidden: true });
    this.#open = h("a", { class: "button button-icon", target: "_blank", rel: "noopener" }, icon("external"));
    this.#open.title = "Open the page in a new tab";
    this.#open.setAttribute("aria-label", this.#open.title);
    const face = h(
      "span",
      { class: "address-face mono", "aria-hidden": "true" },
      h("span", { class: "address-origin" }, SHOWN_ORIGIN),
      this.#shown,
    );
    const form = h("form", { class: "address-form" }, this.#input, face, this.#recorded, this.#problem);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(events);
    });
    this.#input.addEventListener("focus", () => this.#input.select());
    this.#input.addEventListener("input", () => {
      this.#typing = true;
      this.#complain("");
    });
    this.#input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.#reset();
      this.#input.select();
    });
    this.#input.addEventListener("blur", () => {
      // What was refused stays beside the reason.
      if (this.#problem.hidden) this.#reset();
    });
    this.element = h("div", { class: "address-bar" }, this.#back, this.#forward, this.#reload, form, this.#open);
    this.#reset();
    this.enable(false, null);
  }

  /** Show `path` as the address of the page; once the user has finished, where they are typing one. */
  show(path: string): void {
    this.#path = path;
    if (!this.#typing) this.#reset();
  }

  /** Say that the page was recorded, or that what the user does in it waits for the live one; null takes it back. */
  showRecorded(state: keyof typeof RECORDED | null): void {
    if (state === null && this.#recorded.childElementCount === 0) return;
    const [word, rest] = state ? RECORDED[state] : ["", ""];
    this.#recorded.title = rest;
    this.#recorded.replaceChildren(...(state ? [word, h("span", { class: "visually-hidden" }, `. ${rest}`)] : []));
  }

  canMove(back: boolean, forward: boolean): void {
    this.#back.disabled = !back;
    this.#forward.disabled = !forward;
  }

  /** `href` is where the page really is, for another tab. */
  enable(enabled: boolean, href: string | null): void {
    this.#reload.disabled = !enabled;
    this.#input.disabled = !enabled;
    if (href === null) this.#open.removeAttribute("href");
    else this.#open.href = href;
    // Without an address it is a link only by its role.
    this.#open.role = href === null ? "link" : null;
    this.#open.setAttribute("aria-disabled", String(href === null));
    if (!enabled) this.canMove(false, false);
  }

  #submit(events: AddressBarEvents): void {
    const answer = parseAddress(this.#input.value);
    if ("problem" in answer) {
      this.#complain(answer.problem);
      return;
    }
    this.#typing = false;
    this.show(answer.path);
    events.visit(answer.path);
  }

  #reset(): void {
    this.#typing = false;
    this.#input.value = shownAddress(this.#path);
    this.#shown.textContent = this.#path;
    this.#complain("");
  }

  #complain(problem: string): void {
    this.#problem.textContent = problem;
    this.#problem.hidden = problem === "";
    this.#input.setAttribute("aria-invalid", String(problem !== ""));
  }
}
