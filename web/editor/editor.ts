/** The editor: one CodeMirror view, and a state of its own for each file, so that each keeps its undo history. */
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, type Extension, type StateEffect, type Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { FileContent, Place, Problem } from "../protocol/project.js";
import { h } from "../ui/dom.js";
import { formatBytes } from "../ui/formats.js";
import { EDITOR_COMMANDS, type EditorActions } from "./commands.js";
import { completing } from "./completion.js";
import { completionSources, languageOf } from "./languages.js";
import { leavingHint } from "./leaving-hint.js";
import { placeAt, placeRange } from "./places.js";
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
}

/** A change of one file, in the terms of a place: what stands from `line` and `column` up to the end becomes `text`. */
export interface TextChange {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  text: string;
}

const language = new Compartment();
const wrapping = new Compartment();
/** Screens that are narrower wrap long lines unless the user has it otherwise. */
const narrow = matchMedia("(max-width: 720px)");

export class Editor {
  readonly element: HTMLElement;
  readonly #events: EditorEvents;
  readonly #view: EditorView;
  readonly #binary = h("p", { class: "editor-binary", hidden: true });
  readonly #states = new Map<string, EditorState>();
  readonly #sizes = new Map<string, number>();
  readonly #actions: EditorActions;
  #path: string | null = null;
  #settings = savedSettings();

  constructor(events: EditorEvents) {
    this.#events = events;
    this.#actions = {
      run: () => events.run(),
      format: () => this.format(),
      toggleWrap: () => this.configure({ ...this.#settings, wrap: !this.#wraps }),
      resize: (steps) => this.configure(resized(this.#settings, steps)),
    };
    this.element = h("div", { class: "editor" });
    this.#view = new EditorView({
      parent: this.element,
      state: EditorState.create({ extensions: [editorTheme, EditorState.readOnly.of(true)] }),
      dispatchTransactions: (transactions) => this.#dispatch(transactions),
    });
    this.element.append(this.#binary, symbolRow(this.#view), leavingHint(this.element));
    narrow.addEventListener("change", () => this.#showSettings());
    this.#showSettings();
  }

  /** The file that is shown. */
  get path(): string | null {
    return this.#path;
  }

  get settings(): EditorSettings {
    return this.#settings;
  }

  /** Put `files` in place of all there were, their undo histories with them, and show `path`. */
  reset(files: Record<string, FileContent>, path: string): void {
    this.#path = null;
    this.#states.clear();
    this.#sizes.clear();
    for (const [name, content] of Object.entries(files)) this.add(name, content);
    this.show(path);
  }

  add(path: string, content: FileContent): void {
    if (typeof content === "string") this.#states.set(path, this.#createState(path, content));
    else this.#sizes.set(path, content.length);
  }

  show(path: string): void {
    this.#keep();
    this.#path = path;
    const state = this.#states.get(path);
    this.#view.dom.hidden = !state;
    this.#binary.hidden = Boolean(state);
    if (state) {
      this.#view.setState(state);
      this.#reconfigure(wrapping.reconfigure(this.#wrapping()));
      this.#moved();
    } else {
      const size = formatBytes(this.#sizes.get(path) ?? 0);
      this.#binary.textContent = `${path} is not text (${size}), so there is nothing to edit. The application can read it.`;
    }
  }

  rename(from: string, to: string): void {
    this.#keep();
    const state = this.#states.get(from);
    const size = this.#sizes.get(from);
    this.remove(from);
    if (state) this.#states.set(to, state.update({ effects: language.reconfigure(this.#language(to)) }).state);
    if (size !== undefined) this.#sizes.set(to, size);
    if (this.#path === null) this.show(to);
  }

  /** Forget a file. Where it was the one shown, another must be shown next. */
  remove(path: string): void {
    this.#states.delete(path);
    this.#sizes.delete(path);
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
    this.#keep();
    for (const [path, state] of this.#states) {
      const diagnostics = problems.flatMap((problem) => toDiagnostics(state, path, problem));
      const marked = state.update(setDiagnostics(state, diagnostics));
      if (path === this.#path) this.#view.dispatch(marked);
      else this.#states.set(path, marked.state);
    }
  }

  /** Change a file as a fix asks for it; undo takes the fix back. Does nothing for a file that is not there, or not text. */
  apply({ path, text, ...place }: TextChange): void {
    this.#keep();
    const state = this.#states.get(path);
    if (!state) return;
    const { from, to } = placeRange(state.doc, { path, ...place });
    const spec = {
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: "input.fix",
    };
    if (path === this.#path) this.#view.dispatch({ ...spec, scrollIntoView: true });
    else {
      const changed = state.update(spec).state;
      this.#states.set(path, changed);
      this.#events.change(path, changed.doc.toString());
    }
  }

  /** Bring the file that is shown into Python's usual form, cursor and undo history kept. */
  format(): void {
    // The formatter comes with the language tools.
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

  get #wraps(): boolean {
    return this.#settings.wrap ?? narrow.matches;
  }

  #wrapping(): Extension {
    return this.#wraps ? EditorView.lineWrapping : [];
  }

  #showSettings(): void {
    const { size } = this.#settings;
    if (size === null) this.element.style.removeProperty("--size-code");
    else this.element.style.setProperty("--size-code", `${size}px`);
    this.#reconfigure(wrapping.reconfigure(this.#wrapping()));
    this.#view.requestMeasure();
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
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
      ],
    });
  }

  #language(path: string): Extension {
    return [languageOf(path), completing(completionSources(path))];
  }

  #dispatch(transactions: readonly Transaction[]): void {
    this.#view.update(transactions);
    if (this.#path !== null && transactions.some((transaction) => transaction.docChanged)) {
      this.#events.change(this.#path, this.#view.state.doc.toString());
    }
    if (transactions.some((transaction) => transaction.docChanged || transaction.selection)) this.#moved();
  }

  #moved(): void {
    if (this.#path === null) return;
    const { doc, selection } = this.#view.state;
    this.#events.cursor?.(placeAt(doc, this.#path, selection.main.head));
  }
}

function toDiagnostics(state: EditorState, path: string, problem: Problem): Diagnostic[] {
  if (problem.place?.path !== path) return [];
  const message = problem.hint ? `${problem.message}\n${problem.hint}` : problem.message;
  return [{ ...placeRange(state.doc, problem.place), severity: "error", message }];
}
