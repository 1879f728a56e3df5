/** Find and replace, above the text. */
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  replaceAll,
  replaceNext,
  search,
  SearchQuery,
  setSearchQuery,
} from "@codemirror/search";
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { type Command, type EditorView, type Panel, runScopeHandlers, type ViewUpdate } from "@codemirror/view";
import { button } from "../ui/controls.js";
import { h } from "../ui/dom.js";

const setReplacing = StateEffect.define<boolean>();

/** Whether the panel has its second row. */
const replacing = StateField.define<boolean>({
  create: () => false,
  update: (value, transaction) =>
    transaction.effects.reduce((last, effect) => (effect.is(setReplacing) ? effect.value : last), value),
});

export const finding: Extension = [replacing, search({ top: true, createPanel: (view) => new FindPanel(view) })];

export const openFind: Command = (view) => openSearchPanel(view);

export const openReplace: Command = (view) => {
  view.dispatch({ effects: setReplacing.of(true) });
  return openSearchPanel(view);
};

/** More are not counted: nobody goes through them one by one. */
const MOST = 999;

/** How many matches there are, and which of them is selected: `3 of 12`. */
export function countMatches(state: EditorState, query: SearchQuery): string {
  if (query.search === "") return "";
  if (!query.valid) return "Not a pattern";
  const { from, to } = state.selection.main;
  let count = 0;
  let current = 0;
  for (const match of { [Symbol.iterator]: () => query.getCursor(state) }) {
    count += 1;
    if (match.from === from && match.to === to) current = count;
    if (count > MOST) return current > 0 ? `${current} of more than ${MOST}` : `More than ${MOST}`;
  }
  if (count === 0) return "None";
  return current > 0 ? `${current} of ${count}` : count === 1 ? "1 match" : `${count} matches`;
}

const OPTIONS = [
  { option: "caseSensitive", text: "Aa", label: "Match case" },
  { option: "wholeWord", icon: "word", label: "Whole words" },
  { option: "regexp", text: ".*", label: "Regular expression" },
] as const;

class FindPanel implements Panel {
  readonly dom: HTMLElement;
  readonly top = true;
  readonly #view: EditorView;
  readonly #find = field("Find", { "main-field": "true" });
  readonly #replace = field("Replace with");
  readonly #count = h("span", { class: "find-count", role: "status" });
  readonly #toggles: HTMLButtonElement[];
  readonly #more: HTMLButtonElement;
  readonly #second: HTMLElement;
  #query: SearchQuery;

  constructor(view: EditorView) {
    this.#view = view;
    this.#query = getSearchQuery(view.state);
    this.#toggles = OPTIONS.map(({ option, label, ...sign }) => {
      const toggle = button({ ...sign, label, class: `find-option find-${option}`, press: () => this.#commit(option) });
      toggle.setAttribute("aria-label", label);
      return toggle;
    });
    this.#more = button({
      icon: "down",
      label: "Replace",
      class: "find-more",
      press: () => this.#setReplacing(!view.state.field(replacing)),
    });
    const press = (command: Command) => () => void command(view);
    this.#second = h(
      "div",
      { class: "find-row" },
      this.#replace,
      button({ text: "Replace", label: "Replace this match", press: press(replaceNext) }),
      button({ text: "Replace all", label: "Replace every match", press: press(replaceAll) }),
    );
    this.dom = h(
      "search",
      { class: "find-panel", "aria-label": "Find and replace" },
      this.#more,
      h(
        "div",
        { class: "find-rows" },
        h(
          "div",
          { class: "find-row" },
          this.#find,
          ...this.#toggles,
          this.#count,
          button({ icon: "up", label: "Previous match", keys: "Shift+Enter", press: press(findPrevious) }),
          button({ icon: "down", label: "Next match", keys: "Enter", press: press(findNext) }),
          button({ icon: "close", label: "Close", keys: "Esc", press: press(closeSearchPanel) }),
        ),
        this.#second,
      ),
    );
    for (const input of [this.#find, this.#replace]) input.addEventListener("input", () => this.#commit());
    this.dom.addEventListener("keydown", (event) => this.#key(event));
    this.#show();
  }

  mount(): void {
    this.#find.focus();
    this.#find.select();
  }

  update({ state, startState, docChanged, selectionSet }: ViewUpdate): void {
    const query = getSearchQuery(state);
    const changed = !query.eq(this.#query);
    this.#query = query;
    if (changed || docChanged || selectionSet || state.field(replacing) !== startState.field(replacing)) this.#show();
  }

  #show(): void {
    const { state } = this.#view;
    const { search: text, replace, valid } = this.#query;
    if (this.#find.value !== text) this.#find.value = text;
    if (this.#replace.value !== replace) this.#replace.value = replace;
    this.#find.setAttribute("aria-invalid", String(text !== "" && !valid));
    this.#count.textContent = countMatches(state, this.#query);
    for (const [index, { option }] of OPTIONS.entries()) {
      this.#toggles[index]?.setAttribute("aria-pressed", String(this.#query[option]));
    }
    this.#second.hidden = !state.field(replacing);
    this.#more.setAttribute("aria-expanded", String(state.field(replacing)));
  }

  /** The query is what the panel shows, with one of the options turned over. */
  #commit(turned?: (typeof OPTIONS)[number]["option"]): void {
    const { caseSensitive, wholeWord, regexp } = this.#query;
    const options = { caseSensitive, wholeWord, regexp };
    if (turned) options[turned] = !options[turned];
    // Typed as it is found: a backslash is a backslash, unless a pattern is asked for.
    const query = new SearchQuery({
      search: this.#find.value,
      replace: this.#replace.value,
      literal: !options.regexp,
      ...options,
    });
    this.#view.dispatch({ effects: setSearchQuery.of(query) });
  }

  #setReplacing(on: boolean): void {
    this.#view.dispatch({ effects: setReplacing.of(on) });
    (on ? this.#replace : this.#find).focus();
  }

  #key(event: KeyboardEvent): void {
    if (runScopeHandlers(this.#view, event, "search-panel")) event.preventDefault();
    else if (event.key === "Enter" && event.target === this.#find) {
      event.preventDefault();
      (event.shiftKey ? findPrevious : findNext)(this.#view);
    } else if (event.key === "Enter" && event.target === this.#replace) {
      event.preventDefault();
      replaceNext(this.#view);
    }
  }
}

const field = (label: string, attributes: Record<string, string> = {}): HTMLInputElement =>
  h("input", {
    class: "field find-field",
    placeholder: label,
    "aria-label": label,
    autocapitalize: "off",
    autocomplete: "off",
    spellcheck: "false",
    ...attributes,
  });
