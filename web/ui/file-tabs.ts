/** The tabs above the editor, one for each file, and what can be done with files. */
import { arrowKeys, button } from "./controls.js";
import { h } from "./dom.js";
import { inTabOrder } from "../project/file-names.js";
import { shortNames } from "../project/file-tree.js";
import type { Shown } from "./file-tree.js";
import { icon } from "./icons.js";
import { Popover } from "./popover.js";

export interface FileTabsEvents {
  open(path: string): void;
  add(): void;
  rename(path: string): void;
  remove(path: string): void;
}

export class FileTabs {
  readonly element: HTMLElement;
  readonly #events: FileTabsEvents;
  readonly #list = h("div", { class: "file-tabs-list", role: "tablist", "aria-label": "Files" });
  readonly #panel: string;
  #active: string | null = null;

  /** `panel` is the id of the element that shows the file. */
  constructor(panel: string, events: FileTabsEvents) {
    this.#panel = panel;
    this.#events = events;
    const add = button({ icon: "add", label: "Add a file", press: () => events.add() });
    const more = button({ icon: "more", label: "More for this file", press: () => undefined });
    const menu = new Popover(more, {
      label: "This file",
      align: "end",
      class: "menu",
      fill: () => this.#menu(() => menu.close()),
    });
    this.element = h("div", { class: "file-tabs" }, this.#list, add, more);
    arrowKeys(
      this.#list,
      "horizontal",
      () => this.#tabs(),
      (tab) => this.#open(tab),
    );
    this.#list.addEventListener("keydown", (event) => this.#key(event));
  }

  show({ paths, active, wrong }: Shown): void {
    const hadFocus = this.#list.contains(document.activeElement);
    this.#active = active;
    const names = shortNames(paths);
    this.#list.replaceChildren(
      ...inTabOrder(paths).map((path) => this.#tab(path, names.get(path) ?? path, path === active, wrong.has(path))),
    );
    const tab = this.#tabs().find((candidate) => candidate.dataset.path === active);
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (hadFocus) tab?.focus();
  }

  #tab(path: string, name: string, active: boolean, wrong: boolean): HTMLElement {
    const slash = name.lastIndexOf("/") + 1;
    const tab = h(
      "button",
      {
        type: "button",
        role: "tab",
        class: `file-tab ${wrong ? "is-wrong" : ""}`.trim(),
        title: wrong ? `${path} (has an error)` : path,
        "aria-label": wrong ? `${path} (has an error)` : path,
        "aria-selected": String(active),
        "aria-controls": this.#panel,
        tabindex: active ? 0 : -1,
        "data-path": path,
      },
      slash > 0 && h("span", { class: "file-tab-folder" }, name.slice(0, slash)),
      name.slice(slash),
      wrong && h("span", { class: "file-tab-mark" }),
    );
    tab.addEventListener("click", () => this.#open(tab));
    tab.addEventListener("dblclick", () => this.#events.rename(path));
    return tab;
  }

  #tabs(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>("[role=tab]")];
  }

  #open(tab: HTMLElement): void {
    const path = tab.dataset.path;
    if (path !== undefined && path !== this.#active) this.#events.open(path);
  }

  #key(event: KeyboardEvent): void {
    if (this.#active === null) return;
    if (event.key === "F2") this.#events.rename(this.#active);
    else if (event.key === "Delete") this.#events.remove(this.#active);
    else return;
    event.preventDefault();
  }

  #menu(close: () => void): Node[] {
    const path = this.#active ?? "";
    const item = (name: "rename" | "delete", text: string, keys: string, press: () => void) => {
      const element = h(
        "button",
        { type: "button", class: "menu-item", "data-item": true },
        icon(name),
        text,
        h("kbd", {}, keys),
      );
      element.addEventListener("click", () => {
        close();
        press();
      });
      return element;
    };
    return [
      h("p", { class: "menu-title mono" }, path),
      item("rename", "Rename or move …", "F2", () => this.#events.rename(path)),
      item("delete", "Delete", "Del", () => this.#events.remove(path)),
    ];
  }
}
