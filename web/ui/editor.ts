/** The editor: one CodeMirror view, and a state of its own for each file, so that each keeps its undo history. */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, codeFolding, foldKeymap, indentOnInput } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension, type Transaction } from "@codemirror/state";
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import type { FileContent, Place, Problem } from "../protocol/project.js";
import { h } from "./dom.js";
import { editorTheme } from "./editor-theme.js";
import { formatBytes } from "./formats.js";
import { languageOf } from "./languages.js";
import { placeRange } from "./places.js";

export interface EditorEvents {
  /** The user changed a file's text. */
  change(path: string, text: string): void;
  /** Ctrl+S, Ctrl+Enter or their Command forms: run at once. */
  run(): void;
}

const language = new Compartment();

export class Editor {
  readonly element: HTMLElement;
  readonly #events: EditorEvents;
  readonly #view: EditorView;
  readonly #binary = h("p", { class: "editor-binary", hidden: true });
  readonly #states = new Map<string, EditorState>();
  readonly #sizes = new Map<string, number>();
  #path: string | null = null;

  constructor(events: EditorEvents) {
    this.#events = events;
    this.element = h("div", { class: "editor" });
    this.#view = new EditorView({
      parent: this.element,
      state: EditorState.create({ extensions: [editorTheme, EditorState.readOnly.of(true)] }),
      dispatchTransactions: (transactions) => this.#dispatch(transactions),
    });
    this.element.append(this.#binary);
  }

  /** The file that is shown. */
  get path(): string | null {
    return this.#path;
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
    if (state) this.#view.setState(state);
    else {
      const size = formatBytes(this.#sizes.get(path) ?? 0);
      this.#binary.textContent = `${path} is not text (${size}), so there is nothing to edit. The application can read it.`;
    }
  }

  rename(from: string, to: string): void {
    this.#keep();
    const state = this.#states.get(from);
    const size = this.#sizes.get(from);
    this.remove(from);
    if (state) this.#states.set(to, state.update({ effects: language.reconfigure(languageOf(to)) }).state);
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

  #keep(): void {
    if (this.#path !== null && this.#states.has(this.#path)) this.#states.set(this.#path, this.#view.state);
  }

  #createState(path: string, doc: string): EditorState {
    return EditorState.create({ doc, extensions: [this.#extensions(), language.of(languageOf(path))] });
  }

  #extensions(): Extension {
    const run = () => {
      this.#events.run();
      return true;
    };
    return [
      keymap.of([
        { key: "Mod-s", run, preventDefault: true },
        { key: "Mod-Enter", run, preventDefault: true },
      ]),
      lineNumbers(),
      lintGutter(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      codeFolding(),
      drawSelection(),
      dropCursor(),
      EditorState.allowMultipleSelections.of(true),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ icons: false }),
      rectangularSelection(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      search({ top: true }),
      keymap.of([
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...searchKeymap,
        ...historyKeymap,
        ...foldKeymap,
        ...completionKeymap,
        ...lintKeymap,
        indentWithTab,
      ]),
      EditorView.contentAttributes.of({
        "aria-label": "Code. Escape, then Tab leaves the editor.",
        spellcheck: "false",
      }),
      editorTheme,
    ];
  }

  #dispatch(transactions: readonly Transaction[]): void {
    this.#view.update(transactions);
    if (this.#path !== null && transactions.some((transaction) => transaction.docChanged)) {
      this.#events.change(this.#path, this.#view.state.doc.toString());
    }
  }
}

function toDiagnostics(state: EditorState, path: string, problem: Problem): Diagnostic[] {
  if (problem.place?.path !== path) return [];
  const message = problem.hint ? `${problem.message}\n${problem.hint}` : problem.message;
  return [{ ...placeRange(state.doc, problem.place), severity: "error", message }];
}
