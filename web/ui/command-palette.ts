/** Every command with its keys, to be found by words and done: a combobox with a list box, as WAI-ARIA has it. */
import { type Command, commandGroups } from "./command.js";
import { h } from "./dom.js";

/**
 * Show the palette, with `more` behind its commands as soon as these are there. A command is done once the palette has gone,
 * and the focus is where it was.
 */
export function openPalette(commands: readonly Command[], more: Promise<readonly Command[]>): void {
  if (document.querySelector(".palette")) return;
  const palette = new Palette(commands);
  palette.show();
  void more.then((late) => palette.add(late));
}

class Palette {
  #commands: readonly Command[];
  readonly #list = h("div", { class: "palette-list", role: "listbox", id: "palette-list", "aria-label": "Commands" });
  readonly #empty = h("p", { class: "menu-empty", role: "status" });
  readonly #field = h("input", {
    class: "field",
    role: "combobox",
    placeholder: "Find a command or a shortcut",
    "aria-label": "Find a command or a shortcut",
    "aria-expanded": "true",
    "aria-controls": "palette-list",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
  });
  readonly #dialog = h(
    "dialog",
    { class: "dialog palette", "aria-label": "Commands and shortcuts" },
    h("div", { class: "palette-field" }, this.#field),
    this.#list,
    this.#empty,
  );
  /** What the options that can be chosen do. */
  #runs: { option: HTMLElement; run: () => void }[] = [];
  #at = 0;

  constructor(commands: readonly Command[]) {
    this.#commands = commands;
    this.#field.addEventListener("input", () => this.#draw());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    this.#dialog.addEventListener("close", () => this.#dialog.remove());
  }

  show(): void {
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    this.#draw();
    this.#field.focus();
  }

  /** Have more commands. What was chosen stays chosen. */
  add(commands: readonly Command[]): void {
    const chosen = this.#at;
    this.#commands = [...this.#commands, ...commands];
    this.#draw();
    if (chosen > 0) this.#goTo(chosen);
  }

  #draw(): void {
    this.#runs = [];
    const groups = [...commandGroups(this.#commands, this.#field.value)];
    this.#list.replaceChildren(...groups.map(([group, members], index) => this.#group(group, members, index)));
    this.#empty.textContent = groups.length === 0 ? `Nothing is called “${this.#field.value}”.` : "";
    this.#empty.hidden = groups.length > 0;
    this.#goTo(0);
  }

  #group(group: string, members: Command[], index: number): HTMLElement {
    const id = `palette-group-${index}`;
    const title = h("p", { class: "menu-title", id, role: "presentation" }, group);
    const options = members.map((command, place) => this.#option(command, `${id}-${place}`));
    return h("div", { role: "group", "aria-labelledby": id, class: "palette-group" }, title, ...options);
  }

  #option({ title, keys, run }: Command, id: string): HTMLElement {
    const option = h(
      "div",
      { class: "menu-item", role: "option", id, "aria-selected": "false", "aria-disabled": run ? null : "true" },
      h("span", { class: "menu-text" }, title),
      keys !== undefined && h("kbd", {}, keys),
    );
    if (run) {
      const place = this.#runs.push({ option, run }) - 1;
      option.addEventListener("pointermove", () => this.#goTo(place, false));
      option.addEventListener("click", () => this.#do(run));
    }
    return option;
  }

  #key(event: KeyboardEvent): void {
    const count = this.#runs.length;
    const target = {
      ArrowDown: (this.#at + 1) % count,
      ArrowUp: (this.#at - 1 + count) % count,
      PageDown: Math.min(this.#at + 8, count - 1),
      PageUp: Math.max(this.#at - 8, 0),
    }[event.key];
    if (target !== undefined) this.#goTo(target);
    else if (event.key === "Enter" && !event.isComposing) this.#do(this.#runs[this.#at]?.run);
    else if (event.key === "F1") this.#dialog.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #goTo(place: number, scroll = true): void {
    this.#runs[this.#at]?.option.setAttribute("aria-selected", "false");
    this.#at = place;
    const option = this.#runs[place]?.option;
    option?.setAttribute("aria-selected", "true");
    this.#field.setAttribute("aria-activedescendant", option?.id ?? "");
    // From the first one the group's title is to be seen, too.
    if (scroll) (place === 0 ? this.#list.firstElementChild : option)?.scrollIntoView({ block: "nearest" });
  }

  #do(run: (() => void) | undefined): void {
    if (!run) return;
    this.#dialog.addEventListener("close", run, { once: true });
    this.#dialog.close();
  }
}
