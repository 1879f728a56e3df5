/** The editor: one CodeMirror view, and a state of its own for each file, so that each keeps its undo history. */
import { setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, type Extension, type StateEffect, type Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { LanguageTools, Mark } from "../protocol/language.js";
import type { FileContent, Place, Problem } from "../protocol/project.js";
import { h } from "../ui/dom.js";
import { Checking } from "./checking.js";
import { completing } from "./completion.js";
import { EDITOR_COMMANDS, type EditorActions } from "./commands.js";
import type { FileViewer } from "./file-viewer.js";
import { pythonHelp } from "./help.js";
import { CLOSE_HELP } from "./help-tooltips.js";
import { isDrawing } from "./image-types.js";
import { isWebFile, languageName, languageOf } from "./languages.js";
import { leavingHint } from "./leaving-hint.js";
import { diagnosticsOf } from "./marks.js";
import { placeAt, placeRange } from "./places.js";
import { replaceText } from "./replacing.js";
import { type EditorSettings, resized, savedSettings, saveSettings } from "./settings.js";
import { setup } from "./setup.js";
import { symbolRow } from "./symbol-row.js";
import { editorTheme } from "./theme.js";

export interface EditorEvents {
  /** The user changed a file's text. */
  change(path: string, text: string): void;
  /** Ctrl+S, Ctrl+Enter or their Command forms: run at once. */
  run(): void;
  /** The cursor stands somewhere else. */
  cursor?(place: Place): void;
  /** What the user asked for cannot be done, and why. */
  refuse(reason: string): void;
}

const language = new Compartment();
const wrapping = new Compartment();
/** Screens that are narrower wrap long lines unless the user has it otherwise. */
const narrow = matchMedia("(max-width: 720px)");

export class Editor {
  readonly element: HTMLElement;
  /** Settles when the pointer or the focus first comes here: somebody is about to write, or to ask what something means. */
  readonly used: Promise<void>;
  readonly #events: EditorEvents;
  readonly #view: EditorView;
  /** The languages of a browser; loaded when the first file in one is shown, or somebody turns to the editor. */
  #web: typeof import("./web-languages.js") | null = null;
  /** Shows what is no text; loaded with the first such file. */
  #viewer: Promise<FileViewer> | null = null;
  readonly #states = new Map<string, EditorState>();
  /** Files that are not text. */
  readonly #bytes = new Map<string, Uint8Array>();
  readonly #actions: EditorActions;
  readonly #tools: LanguageTools | null;
  readonly #checking: Checking | null;
  readonly #marks = new Map<string, Mark[]>();
  #problems: readonly Problem[] = [];
  #path: string | null = null;
  #settings = savedSettings();

  /** Without `tools` the editor knows of each file what the file itself says. */
  constructor(events: EditorEvents, tools: LanguageTools | null = null) {
    this.#events = events;
    this.#tools = tools;
    this.#checking = tools && new Checking(tools, (path, marks) => this.#found(path, marks));
    this.#actions = {
      run: () => events.run(),
      format: () => void this.format(),
      toggleWrap: () => this.configure({ ...this.#settings, wrap: !this.wraps }),
      resize: (steps) => this.configure(resized(this.#settings, steps)),
    };
    this.element = h("div", { class: "editor" });
    this.used = new Promise((resolve) => {
      for (const sign of ["pointerenter", "focusin"]) {
        this.element.addEventListener(sign, () => resolve(), { once: true });
      }
    });
    void this.used.then(() => this.#learnWeb());
    this.#view = new EditorView({
      parent: this.element,
      state: EditorState.create({ extensions: [editorTheme, EditorState.readOnly.of(true)] }),
      dispatchTransactions: (transactions) => this.#dispatch(transactions),
    });
    this.element.append(symbolRow(this.#view), leavingHint(this.#view));
    tools?.whenReady(() => {
      this.element.dataset.language = "ready";
      this.#check();
    });
    narrow.addEventListener("change", () => this.#showSettings());
    this.#showSettings();
  }

  /** The file that is shown. */
  get path(): string | null {
    return this.#path;
  }

  /** The files that are there. */
  get paths(): string[] {
    return [...this.#states.keys(), ...this.#bytes.keys()];
  }

  get settings(): EditorSettings {
    return this.#settings;
  }

  /** Put `files` in place of all there were, their undo histories with them, and show `path`. */
  reset(files: Record<string, FileContent>, path: string): void {
    this.#path = null;
    this.#states.clear();
    this.#bytes.clear();
    this.#marks.clear();
    this.#tools?.open(files);
    for (const [name, content] of Object.entries(files)) this.add(name, content);
    this.show(path);
  }

  add(path: string, content: FileContent): void {
    if (typeof content === "string") {
      this.#states.set(path, this.#createState(path, content));
      this.#tools?.write(path, content);
    } else this.#bytes.set(path, content);
  }

  show(path: string): void {
    this.#view.dispatch({ effects: CLOSE_HELP });
    this.#keep();
    this.#path = path;
    const state = this.#states.get(path);
    this.#view.dom.hidden = !state;
    void this.#showViewer(path);
    if (isWebFile(path)) void this.#learnWeb();
    if (state) {
      this.#view.setState(state);
      this.#reconfigure(wrapping.reconfigure(this.#wrapping()));
      this.#moved();
      this.#check();
    }
  }

  rename(from: string, to: string): void {
    this.#keep();
    const state = this.#states.get(from);
    const bytes = this.#bytes.get(from);
    this.remove(from);
    if (state) {
      this.#states.set(to, state.update({ effects: language.reconfigure(this.#language(to)) }).state);
      this.#tools?.write(to, state.doc.toString());
    }
    if (bytes) this.#bytes.set(to, bytes);
    if (this.#path === null) this.show(to);
  }

  /** Forget a file. Where it was the one shown, another must be shown next. */
  remove(path: string): void {
    this.#states.delete(path);
    this.#bytes.delete(path);
    this.#marks.delete(path);
    this.#tools?.write(path, null);
    if (this.#path === path) this.#path = null;
  }

  focus(): void {
    this.#view.focus();
  }

  /** Show a place, the cursor on it. */
  reveal(place: Place): void {
    if (this.#path !== place.path) this.show(place.path);
    const { from } = placeRange(this.#view.state.doc, place);
    this.#view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
    this.#view.focus();
  }

  /** Mark the problems in the files they are in; marks of earlier ones go. */
  setProblems(problems: Problem[]): void {
    this.#problems = problems;
    this.#keep();
    for (const path of this.#states.keys()) this.#mark(path);
  }

  /** Have other content in a file; where it is text, undo brings the one before back. */
  rewrite(path: string, content: FileContent): void {
    this.#keep();
    const state = this.#states.get(path);
    if (state && typeof content === "string") this.#rewriteText(path, state, content);
    else if (content !== this.#bytes.get(path)) {
      const shown = this.#path === path;
      this.remove(path);
      this.add(path, content);
      if (shown) this.show(path);
    }
  }

  #rewriteText(path: string, state: EditorState, text: string): void {
    if (state.doc.toString() === text) return;
    const spec = replaceText(state, text, "fix");
    if (path === this.#path) this.#view.dispatch(spec);
    else {
      this.#states.set(path, state.update(spec).state);
      this.#tools?.write(path, text);
    }
  }

  /** Bring the file that is shown into Python's usual form, cursor and undo history kept. */
  async format(): Promise<void> {
    const path = this.#path;
    const { state } = this.#view;
    if (path === null || languageName(path) !== "python") {
      this.#events.refuse("Only Python files are formatted.");
    } else if (!this.#tools?.ready) {
      this.#events.refuse("The formatter is still being loaded. Try again in a moment.");
    } else {
      const formatted = await this.#tools.ask({ type: "format", path });
      if (!formatted || this.#view.state.doc !== state.doc || this.#path !== path) return;
      if (formatted.text === null) this.#events.refuse(`${path} cannot be formatted. ${formatted.problem}`);
      else if (formatted.text !== state.doc.toString())
        this.#view.dispatch(replaceText(state, formatted.text, "format"));
    }
  }

  /** Do what the command `name` of EDITOR_COMMANDS does; the editor has the focus then. */
  run(name: string): void {
    this.#view.focus();
    EDITOR_COMMANDS.find((command) => command.name === name)?.does(this.#view, this.#actions);
  }

  /** Have the editor as `settings` say, here and at the next visit. */
  configure(settings: EditorSettings): void {
    this.#settings = settings;
    saveSettings(settings);
    this.#showSettings();
  }

  /** Whether long lines go on below themselves. */
  get wraps(): boolean {
    return this.#settings.wrap ?? narrow.matches;
  }

  #wrapping(): Extension {
    return this.wraps ? EditorView.lineWrapping : [];
  }

  #showSettings(): void {
    const { size } = this.#settings;
    if (size === null) this.element.style.removeProperty("--size-code");
    else this.element.style.setProperty("--size-code", `${size}px`);
    this.#reconfigure(wrapping.reconfigure(this.#wrapping()));
    this.#view.requestMeasure();
  }

  async #showViewer(path: string): Promise<void> {
    const needed = this.#bytes.has(path) || isDrawing(path);
    if (!needed && !this.#viewer) return;
    const viewer = await (this.#viewer ??= this.#loadViewer());
    if (this.#path !== path) return;
    if (needed) viewer.show(path, () => this.#bytes.get(path) ?? this.#view.state.doc.toString());
    else viewer.hide();
  }

  async #loadViewer(): Promise<FileViewer> {
    const { FileViewer } = await import("./file-viewer.js");
    const viewer = new FileViewer(() => {
      this.#view.dom.hidden = viewer.covers || !this.#states.has(this.#path ?? "");
      this.element.toggleAttribute("data-viewing", viewer.covers);
    });
    this.element.prepend(viewer.bar);
    this.#view.dom.after(viewer.element);
    return viewer;
  }

  #reconfigure(effects: StateEffect<unknown>): void {
    this.#view.dispatch({ effects });
  }

  #keep(): void {
    if (this.#path !== null && this.#states.has(this.#path)) this.#states.set(this.#path, this.#view.state);
  }

  #createState(path: string, doc: string): EditorState {
    const label = `Code of ${path}. Escape, then Tab leaves the editor.`;
    return EditorState.create({
      doc,
      extensions: [
        language.of(this.#language(path)),
        setup(this.#actions),
        wrapping.of(this.#wrapping()),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
      ],
    });
  }

  #language(path: string): Extension {
    const texts = () => this.#texts();
    const python = languageName(path) === "python";
    const help = python ? pythonHelp(path, this.#tools, texts) : isWebFile(path) && this.#web?.webLanguage(path, texts);
    return [languageOf(path), help || completing([])];
  }

  /** Load the languages of a browser, if a file is in one of them, and have them in all that are. */
  async #learnWeb(): Promise<void> {
    if (this.#web || ![...this.#states.keys()].some(isWebFile)) return;
    this.#web = await import("./web-languages.js");
    this.#keep();
    for (const [path, state] of this.#states) {
      if (!isWebFile(path)) continue;
      const effects = language.reconfigure(this.#language(path));
      if (path === this.#path) this.#reconfigure(effects);
      else this.#states.set(path, state.update({ effects }).state);
    }
  }

  /** The project's text files as they are now. */
  #texts(): Map<string, string> {
    this.#keep();
    return new Map([...this.#states].map(([path, { doc }]) => [path, doc.toString()]));
  }

  #check(): void {
    if (this.#path !== null && this.#tools?.ready) this.#checking?.changed(this.#path);
  }

  #found(path: string, marks: Mark[]): void {
    this.#marks.set(path, marks);
    this.#keep();
    if (this.#states.has(path)) this.#mark(path);
  }

  #mark(path: string): void {
    const state = this.#states.get(path);
    if (!state) return;
    const marks = this.#marks.get(path) ?? [];
    const marked = state.update(setDiagnostics(state, diagnosticsOf(state, path, this.#problems, marks)));
    if (path === this.#path) this.#view.dispatch(marked);
    else this.#states.set(path, marked.state);
  }

  #dispatch(transactions: readonly Transaction[]): void {
    this.#view.update(transactions);
    if (this.#path !== null && transactions.some((transaction) => transaction.docChanged)) {
      const text = this.#view.state.doc.toString();
      this.#tools?.write(this.#path, text);
      this.#events.change(this.#path, text);
      this.#check();
    }
    if (transactions.some((transaction) => transaction.docChanged || transaction.selection)) this.#moved();
  }

  #moved(): void {
    if (this.#path === null) return;
    const { doc, selection } = this.#view.state;
    this.#events.cursor?.(placeAt(doc, this.#path, selection.main.head));
  }
}
