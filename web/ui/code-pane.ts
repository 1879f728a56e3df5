/** The project's files: tabs, editor, and what adds, renames and deletes them. */
import type { LanguageTools } from "../protocol/language.js";
import type { FileContent, Place, Problem, Project } from "../protocol/project.js";
import { ask } from "./dialogs.js";
import { h } from "./dom.js";
import { Editor } from "../editor/editor.js";
import { fileNameProblem, inTabOrder } from "../project/file-names.js";
import { FileTabs } from "./file-tabs.js";
import { mainFile } from "../project/main-file.js";
import { toast } from "./toasts.js";

type Files = Record<string, FileContent>;

export interface CodePaneEvents {
  /** The files of the project that is open, as they are now. */
  files(): Readonly<Files>;
  /** The files are different now: by typing, or as a whole file. */
  change(files: Files, how: "typed" | "file"): void;
  /** Another file is shown. */
  open(path: string): void;
  /** Run at once. */
  run(): void;
}

let count = 0;

export class CodePane {
  readonly element: HTMLElement;
  readonly #events: CodePaneEvents;
  readonly #editor: Editor;
  readonly #tabs: FileTabs;
  #problems: Problem[] = [];
  /** Tells the project that is open from those before it: undoing a deletion must not put a file into another one. */
  #opened = 0;

  /** `tools` help to write; without them the editor knows what each file itself says. */
  constructor(events: CodePaneEvents, tools: LanguageTools | null = null) {
    this.#events = events;
    this.#editor = new Editor(
      {
        change: (path, text) => events.change({ ...events.files(), [path]: text }, "typed"),
        run: () => events.run(),
        refuse: (reason) => toast({ text: reason, problem: true }),
      },
      tools,
    );
    const panel = h("div", {
      class: "code-panel",
      role: "tabpanel",
      "aria-label": "Editor",
      id: `code-panel-${++count}`,
    });
    panel.append(this.#editor.element);
    this.#tabs = new FileTabs(panel.id, {
      open: (path) => this.show(path),
      add: () => void this.#add(),
      rename: (path) => void this.#rename(path),
      remove: (path) => this.#remove(path),
    });
    this.element = h("div", { class: "code-pane" }, this.#tabs.element, panel);
  }

  /** The file that is shown. */
  get path(): string | null {
    return this.#editor.path;
  }

  /** Another project is open: show it, from `path` where it has that, else from the file that the application is in. */
  open(project: Project, path: string | null = null): void {
    this.#problems = [];
    this.#opened += 1;
    const first = path !== null && path in project.files ? path : mainFile(project);
    this.#editor.reset(project.files, first);
    this.#showTabs();
  }

  /** Show the file `path`. */
  show(path: string): void {
    this.#editor.show(path);
    this.#showTabs();
    this.#events.open(path);
  }

  /** Show a line of a file, with the cursor on it. */
  reveal(place: Place): void {
    if (!(place.path in this.#files)) return;
    if (place.path !== this.#editor.path) this.show(place.path);
    this.#editor.reveal(place);
  }

  /** The project's files were changed elsewhere: show them as they are now, undo histories kept. */
  sync(): void {
    const files = this.#files;
    const shown = this.#editor.path;
    for (const path of this.#editor.paths) if (!(path in files)) this.#editor.remove(path);
    const known = new Set(this.#editor.paths);
    const added = Object.keys(files).filter((path) => !known.has(path));
    for (const [path, content] of Object.entries(files)) {
      if (!known.has(path)) this.#editor.add(path, content);
      else this.#editor.rewrite(path, content);
    }
    const next = added[0] ?? (shown !== null && shown in files ? null : (Object.keys(files)[0] ?? null));
    if (next !== null) this.show(next);
    else this.#showTabs();
  }

  /** Mark where the problems are; no problems take the marks away. */
  setProblems(problems: Problem[]): void {
    this.#problems = problems;
    this.#editor.setProblems(problems);
    this.#showTabs();
  }

  /** Settles when the user first turns to the editor. */
  get used(): Promise<void> {
    return this.#editor.used;
  }

  focus(): void {
    this.#editor.focus();
  }

  get #files(): Readonly<Files> {
    return this.#events.files();
  }

  #showTabs(): void {
    const wrong = new Set(
      this.#problems.flatMap(({ place, message }) => (place && message !== "" ? [place.path] : [])),
    );
    this.#tabs.show(Object.keys(this.#files), this.#editor.path ?? "", wrong);
  }

  async #add(): Promise<void> {
    const path = await ask({
      title: "Add a file",
      label: "Name, with its folder",
      value: "",
      placeholder: "templates/hello.html",
      hint: "Templates are looked for in templates/, files for the browser in static/.",
      accept: "Add",
      check: (name) => fileNameProblem(name, Object.keys(this.#files)),
    });
    if (path === null) return;
    this.#editor.add(path, "");
    this.#events.change({ ...this.#files, [path]: "" }, "file");
    this.show(path);
    this.#editor.focus();
  }

  async #rename(path: string): Promise<void> {
    const others = Object.keys(this.#files).filter((other) => other !== path);
    const slash = path.lastIndexOf("/") + 1;
    const dot = path.lastIndexOf(".");
    const to = await ask({
      title: "Rename or move",
      label: "New name, with its folder",
      value: path,
      accept: "Rename",
      select: [slash, dot > slash ? dot : path.length],
      check: (name) => fileNameProblem(name, others),
    });
    const content = this.#files[path];
    if (to === null || to === path || content === undefined) return;
    const files: Files = { ...this.#files, [to]: content };
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a record of files, keyed by path
    delete files[path];
    this.#editor.rename(path, to);
    this.#events.change(files, "file");
    this.show(to);
  }

  #remove(path: string): void {
    const content = this.#files[path];
    if (content === undefined) return;
    const order = inTabOrder(Object.keys(this.#files));
    const at = order.indexOf(path);
    const next = order[at + 1] ?? order[at - 1];
    if (next === undefined) {
      toast({ text: `${path} is the only file of the project, so it stays. Add another one first.`, problem: true });
      return;
    }
    const files = { ...this.#files };
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a record of files, keyed by path
    delete files[path];
    this.#editor.remove(path);
    this.#events.change(files, "file");
    this.show(next);
    const opened = this.#opened;
    const restore = () => {
      if (opened === this.#opened) this.#restore(path, content);
    };
    toast({ text: `${path} is deleted.`, action: { text: "Undo", label: `Bring ${path} back`, press: restore } });
  }

  #restore(path: string, content: FileContent): void {
    if (path in this.#files) return;
    this.#editor.add(path, content);
    this.#events.change({ ...this.#files, [path]: content }, "file");
    this.show(path);
  }
}
