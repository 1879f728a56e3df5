/**
 * The project's files in their folders, beside the editor: a tree in the sense of WAI-ARIA's pattern, and what can be done
 * with the entry that the keys are at. Loaded when it is first opened.
 */
import { treeRows, type TreeRow } from "../project/file-tree.js";
import { button } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** An entry is a file or a folder, by its path. */
export interface FileTreeEvents {
  open(path: string): void;
  add(folder: string): void;
  rename(entry: string): void;
  remove(entry: string): void;
  moveInto(entry: string, folder: string): void;
  close(): void;
}

/** What a tree shows: files, the one that is open, and those with an error. */
export interface Shown {
  paths: readonly string[];
  active: string;
  wrong: ReadonlySet<string>;
}

export class FileTree {
  readonly element: HTMLElement;
  readonly #events: FileTreeEvents;
  readonly #tree = h("div", { class: "tree", role: "tree", "aria-label": "Files and folders" });
  readonly #closed = new Set<string>();
  #shown: Shown = { paths: [], active: "", wrong: new Set() };
  #rows: TreeRow[] = [];
  /** The entry that the keys are at. */
  #at = "";

  constructor(events: FileTreeEvents) {
    this.#events = events;
    this.element = h(
      "div",
      { class: "file-tree" },
      h(
        "div",
        { class: "file-tree-bar" },
        h("p", { class: "file-tree-title" }, "Files"),
        button({ icon: "add", label: "Add a file to this folder", press: () => events.add(this.#folderAt()) }),
        button({ icon: "rename", label: "Rename or move", keys: "F2", press: () => events.rename(this.#at) }),
        button({ icon: "delete", label: "Delete", keys: "Delete", press: () => events.remove(this.#at) }),
      ),
      this.#tree,
    );
    this.#tree.addEventListener("keydown", (event) => this.#key(event));
    this.#tree.addEventListener("dragover", (event) => this.#dragOver(event));
    this.#tree.addEventListener("dragleave", () => this.#markTarget(null));
    this.#tree.addEventListener("drop", (event) => this.#drop(event));
  }

  show(shown: Shown): void {
    const moved = shown.active !== this.#shown.active;
    if (!moved && textOf(shown) === textOf(this.#shown)) return;
    if (moved) {
      this.#at = shown.active;
      for (const folder of foldersOf(shown.active)) this.#closed.delete(folder);
    }
    this.#shown = shown;
    this.#draw();
    if (moved) this.#tree.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  focus(): void {
    this.#elements()
      .find((element) => element.tabIndex === 0)
      ?.focus();
  }

  #draw(): void {
    const hadFocus = this.#tree.contains(document.activeElement);
    this.#rows = treeRows(this.#shown.paths, this.#closed);
    if (!this.#rows.some(({ path }) => path === this.#at)) this.#at = this.#rows[0]?.path ?? "";
    this.#tree.replaceChildren(...this.#rows.map((row) => this.#element(row)));
    if (hadFocus) this.focus();
  }

  #element(row: TreeRow): HTMLElement {
    const { path, name, folder } = row;
    const open = folder && !this.#closed.has(path);
    const wrong = folder ? !open && inFolder(this.#shown.wrong, path) : this.#shown.wrong.has(path);
    const element = h(
      "div",
      {
        class: `tree-row ${wrong ? "is-wrong" : ""}`.trim(),
        role: "treeitem",
        title: path,
        draggable: "true",
        "aria-level": row.level,
        "aria-posinset": row.position,
        "aria-setsize": row.size,
        "aria-expanded": folder ? String(open) : null,
        "aria-selected": folder ? null : String(path === this.#shown.active),
        tabindex: path === this.#at ? 0 : -1,
        "data-path": path,
      },
      folder ? icon("down") : h("span", { class: "icon" }),
      icon(folder ? "folder" : "file"),
      h("span", { class: "tree-name" }, name),
      wrong && h("span", { class: "visually-hidden" }, " (has an error)"),
      wrong && h("span", { class: "file-tab-mark" }),
    );
    element.style.setProperty("--level", String(row.level - 1));
    element.addEventListener("click", () => {
      this.#goTo(path);
      this.#act(row);
    });
    element.addEventListener("dragstart", (event) => event.dataTransfer?.setData(DRAGGED, path));
    return element;
  }

  #act({ path, folder }: TreeRow): void {
    if (folder) this.#fold(path, !this.#closed.has(path));
    else this.#events.open(path);
  }

  #fold(folder: string, closed: boolean): void {
    if (closed) this.#closed.add(folder);
    else this.#closed.delete(folder);
    this.#draw();
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const index = this.#rows.findIndex(({ path }) => path === this.#at);
    const row = this.#rows[index];
    if (!row || !this.#does(event.key, row, index)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The keys of the pattern, and those for files. Gives false for a key that means nothing here. */
  #does(key: string, row: TreeRow, index: number): boolean {
    const open = row.folder && !this.#closed.has(row.path);
    switch (key) {
      case "ArrowDown":
        return this.#goTo(this.#rows[index + 1]?.path);
      case "ArrowUp":
        return this.#goTo(this.#rows[index - 1]?.path);
      case "Home":
        return this.#goTo(this.#rows[0]?.path);
      case "End":
        return this.#goTo(this.#rows.at(-1)?.path);
      case "ArrowRight":
        if (open) return this.#goTo(this.#rows[index + 1]?.path);
        if (row.folder) this.#fold(row.path, false);
        return true;
      case "ArrowLeft":
        if (!open) return this.#goTo(foldersOf(row.path)[0]);
        this.#fold(row.path, true);
        return true;
      case "Enter":
      case " ":
        this.#act(row);
        return true;
      case "F2":
        this.#events.rename(row.path);
        return true;
      case "Delete":
        this.#events.remove(row.path);
        return true;
      case "Escape":
        this.#events.close();
        return true;
      default:
        return key.length === 1 && this.#find(key, index);
    }
  }

  /** Go to the next row whose name begins with `letter`. */
  #find(letter: string, index: number): boolean {
    const after = [...this.#rows.slice(index + 1), ...this.#rows.slice(0, index + 1)];
    return this.#goTo(after.find(({ name }) => name.toLowerCase().startsWith(letter.toLowerCase()))?.path);
  }

  #goTo(path: string | undefined): boolean {
    if (path === undefined) return true;
    this.#at = path;
    for (const element of this.#elements()) element.tabIndex = element.dataset.path === path ? 0 : -1;
    this.focus();
    return true;
  }

  #elements(): HTMLElement[] {
    return [...this.#tree.querySelectorAll<HTMLElement>("[role=treeitem]")];
  }

  /** The folder of the entry that the keys are at; itself where it is one. */
  #folderAt(): string {
    return this.#folderOf(this.#at);
  }

  #folderOf(path: string): string {
    return this.#shown.paths.includes(path) ? (foldersOf(path)[0] ?? "") : path;
  }

  #dragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes(DRAGGED)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    this.#markTarget(this.#targetOf(event));
  }

  #drop(event: DragEvent): void {
    const entry = event.dataTransfer?.getData(DRAGGED) ?? "";
    this.#markTarget(null);
    if (entry === "") return;
    event.preventDefault();
    this.#events.moveInto(entry, this.#targetOf(event));
  }

  /** The folder that is meant by where the pointer is: that of the row, or the project itself. */
  #targetOf({ target }: DragEvent): string {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-path]") : null;
    return row?.dataset.path === undefined ? "" : this.#folderOf(row.dataset.path);
  }

  #markTarget(folder: string | null): void {
    this.#tree.classList.toggle("is-target", folder === "");
    for (const element of this.#elements()) element.classList.toggle("is-target", element.dataset.path === folder);
  }
}

/** To tell two apart: it is told what to show after each run, and rows under the pointer are best left alone. */
const textOf = ({ paths, wrong }: Shown): string => JSON.stringify([paths, [...wrong]]);

/** The kind of data that a dragged entry is. */
const DRAGGED = "application/x-playground-entry";

/** The folders that `path` is in, the innermost first. */
function foldersOf(path: string): string[] {
  const slash = path.lastIndexOf("/");
  if (slash < 0) return [];
  const folder = path.slice(0, slash);
  return [folder, ...foldersOf(folder)];
}

const inFolder = (paths: ReadonlySet<string>, folder: string): boolean =>
  [...paths].some((path) => path.startsWith(`${folder}/`));
