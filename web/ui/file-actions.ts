/** What the user can do with the files of a project and their folders, with the questions and messages that belong to it. */
import type { Editor } from "../editor/editor.js";
import { fileNameProblem, inTabOrder } from "../project/file-names.js";
import { inEntry, movedPaths, moveProblem } from "../project/file-tree.js";
import type { FileContent } from "../protocol/project.js";
import { ask } from "./dialogs.js";
import { plural } from "./formats.js";
import { toast } from "./toasts.js";

export type Files = Record<string, FileContent>;

export interface FileActionsHost {
  /** The files of the project that is open, as they are now. */
  files(): Readonly<Files>;
  /** The files are different now. */
  changed(files: Files): void;
  show(path: string): void;
}

/** An entry is a file or a folder, by its path. */
export class FileActions {
  readonly #editor: Editor;
  readonly #host: FileActionsHost;

  constructor(editor: Editor, host: FileActionsHost) {
    this.#editor = editor;
    this.#host = host;
  }

  /** Ask for the name of a new file, and add it. */
  async add(folder = ""): Promise<void> {
    const start = folder === "" ? "" : `${folder}/`;
    const path = await ask({
      title: "Add a file",
      label: "Name, with its folder",
      value: start,
      placeholder: "templates/hello.html",
      hint: "Templates are looked for in templates/, files for the browser in static/.",
      accept: "Add",
      select: [start.length, start.length],
      check: (name) => fileNameProblem(name, this.#paths),
    });
    if (path === null) return;
    this.#put({ [path]: "" });
    this.#host.show(path);
    this.#editor.focus();
  }

  /** Ask how an entry is to be called from now on, and rename it. */
  async rename(entry: string): Promise<void> {
    const folder = !(entry in this.#files);
    const slash = entry.lastIndexOf("/") + 1;
    const dot = entry.lastIndexOf(".");
    const to = await ask({
      title: "Rename or move",
      label: folder ? "New name of the folder, with the one that it is in" : "New name, with its folder",
      value: entry,
      accept: "Rename",
      select: [slash, dot > slash && !folder ? dot : entry.length],
      check: (name) => moveProblem(this.#paths, entry, name),
    });
    if (to !== null) this.#move(entry, to);
  }

  /** Move an entry into `folder`; the empty name is the project itself. */
  moveInto(entry: string, folder: string): void {
    const name = entry.slice(entry.lastIndexOf("/") + 1);
    const to = folder === "" ? name : `${folder}/${name}`;
    const problem = moveProblem(this.#paths, entry, to);
    if (to === entry) return;
    if (problem === null) this.#move(entry, to);
    else toast({ text: problem, problem: true });
  }

  /** Delete an entry; the message has what brings it back. */
  remove(entry: string): void {
    const gone = inEntry(this.#paths, entry);
    const order = inTabOrder(this.#paths);
    const left = order.filter((path) => !gone.includes(path));
    const shown = this.#editor.path;
    const after = order.slice(order.indexOf(shown ?? "")).find((path) => left.includes(path));
    const next = shown !== null && left.includes(shown) ? shown : (after ?? left.at(-1));
    if (next === undefined) {
      const what = gone.length === 1 ? "is the only file" : "has all the files";
      toast({ text: `${entry} ${what} of the project, so it stays. Add another one first.`, problem: true });
      return;
    }
    const removed = Object.fromEntries(gone.map((path) => [path, this.#files[path] ?? ""]));
    for (const path of gone) this.#editor.remove(path);
    this.#host.changed(Object.fromEntries(left.map((path) => [path, this.#files[path] ?? ""])));
    this.#host.show(next);
    const what = entry in removed ? entry : `${entry}, with ${plural(gone.length, "file")},`;
    this.#offerUndo(`${what} is deleted.`, `Bring ${entry} back`, () => this.#restore(removed));
  }

  #move(from: string, to: string): void {
    if (from === to) return;
    const moved = movedPaths(this.#paths, from, to);
    const shown = this.#editor.path ?? "";
    const files = Object.entries(this.#files).map(([path, content]) => [moved.get(path) ?? path, content] as const);
    for (const [path, target] of moved) this.#editor.rename(path, target);
    this.#host.changed(Object.fromEntries(files));
    this.#host.show(moved.get(shown) ?? shown);
    const back = () => {
      if (inEntry(this.#paths, to).length > 0 && moveProblem(this.#paths, to, from) === null) this.#move(to, from);
    };
    this.#offerUndo(`${from} is ${to} now.`, `Call it ${from} again`, back);
  }

  #restore(removed: Files): void {
    const missing = Object.entries(removed).filter(([path]) => fileNameProblem(path, this.#paths) === null);
    this.#put(Object.fromEntries(missing));
    const first = inTabOrder(missing.map(([path]) => path))[0];
    if (first !== undefined) this.#host.show(first);
  }

  #put(files: Files): void {
    for (const [path, content] of Object.entries(files)) this.#editor.add(path, content);
    this.#host.changed({ ...this.#files, ...files });
  }

  #offerUndo(text: string, label: string, undo: () => void): void {
    toast({ text, action: { text: "Undo", label, press: undo }, ofProject: true });
  }

  get #files(): Readonly<Files> {
    return this.#host.files();
  }

  get #paths(): string[] {
    return Object.keys(this.#files);
  }
}
