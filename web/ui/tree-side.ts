/** The file tree's place beside the editor: opened and closed by a button, as the user left it, and loaded at its first use. */
import { readText, writeText } from "./browser-storage.js";
import { button } from "./controls.js";
import type { FileTree, FileTreeEvents, Shown } from "./file-tree.js";

const KEY = "playground:tree";

export class TreeSide {
  /** Opens and closes the tree. Not there for a project of one file, in which there is nothing to find. */
  readonly toggle = button({
    icon: "tree",
    label: "Files and folders",
    class: "tree-toggle",
    press: () => void this.#toggle(),
  });
  readonly #body: HTMLElement;
  readonly #events: Omit<FileTreeEvents, "close">;
  #tree: Promise<FileTree> | null = null;
  #shown: Shown | null = null;
  #open = wasOpen();

  /** The tree stands in `body`, before what is there. */
  constructor(body: HTMLElement, events: Omit<FileTreeEvents, "close">) {
    this.#body = body;
    this.#events = events;
  }

  show(shown: Shown): void {
    this.#shown = shown;
    this.toggle.hidden = shown.paths.length < 2;
    this.toggle.setAttribute("aria-expanded", String(this.#open));
    if (this.#tree !== null || (this.#open && !this.toggle.hidden)) void this.#draw();
  }

  async #toggle(): Promise<void> {
    this.#setOpen(!this.#open);
    const tree = await this.#draw();
    if (this.#open) tree.focus();
  }

  #setOpen(open: boolean): void {
    this.#open = open;
    this.toggle.setAttribute("aria-expanded", String(open));
    keepOpen(open);
  }

  async #draw(): Promise<FileTree> {
    const tree = await (this.#tree ??= this.#load());
    tree.element.hidden = !this.#open || this.toggle.hidden;
    if (this.#shown && !tree.element.hidden) tree.show(this.#shown);
    return tree;
  }

  async #load(): Promise<FileTree> {
    const { FileTree } = await import("./file-tree.js");
    const close = () => {
      this.#setOpen(false);
      void this.#draw();
      this.toggle.focus();
    };
    const open = (path: string) => {
      this.#events.open(path);
      // Where there is little room it lies over the text.
      if (getComputedStyle(tree.element).position === "absolute") close();
    };
    const tree = new FileTree({ ...this.#events, open, close });
    this.#body.prepend(tree.element);
    return tree;
  }
}

function wasOpen(): boolean {
  return readText(KEY) === "open";
}

function keepOpen(open: boolean): void {
  writeText(KEY, open ? "open" : "closed");
}
