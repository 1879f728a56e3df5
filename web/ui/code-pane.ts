/** The project's files: tabs, tree and editor. */
import type { LanguageTools } from "../protocol/language.js";
import type { Place, Problem, Project } from "../protocol/project.js";
import { h } from "./dom.js";
import { Editor } from "../editor/editor.js";
import { FileActions, type Files } from "./file-actions.js";
import { FileTabs } from "./file-tabs.js";
import { mainFile } from "../project/main-file.js";
import { dismissOfProject, toast } from "./toasts.js";
import { TreeSide } from "./tree-side.js";

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
  readonly editor: Editor;
  readonly actions: FileActions;
  readonly #tabs: FileTabs;
  readonly #tree: TreeSide;
  #problems: Problem[] = [];

  /** `tools` help to write; without them the editor knows what each file itself says. */
  constructor(events: CodePaneEvents, tools: LanguageTools | null = null) {
    this.#events = events;
    this.editor = new Editor(
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
    panel.append(this.editor.element);
    this.actions = new FileActions(this.editor, {
      files: () => this.#files,
      changed: (files) => events.change(files, "file"),
      show: (path) => this.show(path),
    });
    const actions = {
      open: (path: string) => this.show(path),
      add: (folder?: string) => void this.actions.add(folder),
      rename: (entry: string) => void this.actions.rename(entry),
      remove: (entry: string) => this.actions.remove(entry),
      moveInto: (entry: string, folder: string) => this.actions.moveInto(entry, folder),
    };
    const body = h("div", { class: "code-body" }, panel);
    this.#tabs = new FileTabs(panel.id, actions);
    this.#tree = new TreeSide(body, actions);
    this.#tabs.element.prepend(this.#tree.toggle);
    this.element = h("div", { class: "code-pane" }, this.#tabs.element, body);
  }

  /** The file that is shown. */
  get path(): string | null {
    return this.editor.path;
  }

  /** Another project is open: show it, from `path` where it has that, else from the file that the application is in. */
  open(project: Project, path: string | null = null): void {
    this.#problems = [];
    dismissOfProject();
    const first = path !== null && path in project.files ? path : mainFile(project);
    this.editor.reset(project.files, first);
    this.#showTabs();
  }

  /** Show the file `path`. */
  show(path: string): void {
    this.editor.show(path);
    this.#showTabs();
    this.#events.open(path);
  }

  /** Show a line of a file, with the cursor on it. */
  reveal(place: Place): void {
    if (!(place.path in this.#files)) return;
    if (place.path !== this.editor.path) this.show(place.path);
    this.editor.reveal(place);
  }

  /** The project's files were changed elsewhere: show them as they are now, undo histories kept. */
  sync(): void {
    const files = this.#files;
    const shown = this.editor.path;
    for (const path of this.editor.paths) if (!(path in files)) this.editor.remove(path);
    const known = new Set(this.editor.paths);
    const added = Object.keys(files).filter((path) => !known.has(path));
    for (const [path, content] of Object.entries(files)) {
      if (!known.has(path)) this.editor.add(path, content);
      else this.editor.rewrite(path, content);
    }
    const next = added[0] ?? (shown !== null && shown in files ? null : (Object.keys(files)[0] ?? null));
    if (next !== null) this.show(next);
    else this.#showTabs();
  }

  /** Mark where the problems are; no problems take the marks away. */
  setProblems(problems: Problem[]): void {
    this.#problems = problems;
    this.editor.setProblems(problems);
    this.#showTabs();
  }

  /** Open or close the tree of files and folders. */
  toggleTree(): void {
    this.#tree.toggle.click();
  }

  /** Settles when the user first turns to the editor. */
  get used(): Promise<void> {
    return this.editor.used;
  }

  focus(): void {
    this.editor.focus();
  }

  get #files(): Readonly<Files> {
    return this.#events.files();
  }

  #showTabs(): void {
    const wrong = new Set(
      this.#problems.flatMap(({ place, message }) => (place && message !== "" ? [place.path] : [])),
    );
    const shown = { paths: Object.keys(this.#files), active: this.editor.path ?? "", wrong };
    this.#tabs.show(shown);
    this.#tree.show(shown);
  }
}
