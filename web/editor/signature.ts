/** The signature of the call that is being written, above the line, the parameter at the cursor marked. */
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, keymap, showTooltip, type Tooltip, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";
import type { LanguageTools, Signature } from "../protocol/language.js";
import { h } from "../ui/dom.js";
import { placeAt } from "./places.js";

/** Milliseconds for which nothing is asked: whoever types on needs no help. */
const PAUSE = 120;

const show = StateEffect.define<{ at: number; signature: Signature } | null>();

const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    let current = tooltip && { ...tooltip, pos: transaction.changes.mapPos(tooltip.pos) };
    for (const effect of transaction.effects) {
      if (effect.is(show)) current = effect.value && toTooltip(effect.value.at, effect.value.signature);
    }
    return openCall(transaction.state) === null ? null : current;
  },
  provide: (field) => showTooltip.from(field),
});

/** Signature help for the file `path`. */
export function signatureHelp(tools: LanguageTools, path: string): Extension {
  return [
    shown,
    ViewPlugin.define((view) => new Asker(view, tools, path)),
    Prec.high(keymap.of([{ key: "Escape", run: close }])),
  ];
}

function close(view: EditorView): boolean {
  if (!view.state.field(shown)) return false;
  view.dispatch({ effects: show.of(null) });
  return true;
}

class Asker {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly view: EditorView,
    readonly tools: LanguageTools,
    readonly path: string,
  ) {}

  update({ docChanged, selectionSet, state, transactions }: ViewUpdate): void {
    if (!docChanged && !(selectionSet && state.field(shown))) return;
    clearTimeout(this.#timer);
    const typed = transactions.some((transaction) => transaction.isUserEvent("input"));
    if (openCall(state) === null || !(typed || state.field(shown))) return;
    this.#timer = setTimeout(() => void this.#ask(), PAUSE);
  }

  destroy(): void {
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    const { state } = this.view;
    const at = openCall(state);
    if (at === null || !this.tools.ready) return;
    const { head } = state.selection.main;
    const signature = await this.tools.ask({ type: "signature", ...placeAt(state.doc, this.path, head) });
    const now = this.view.state;
    if (now.doc !== state.doc || now.selection.main.head !== head) return;
    this.view.dispatch({ effects: show.of(signature && { at, signature }) });
  }
}

/** Where the innermost call begins whose arguments the cursor is among; null where it is in none. */
function openCall(state: EditorState): number | null {
  const { head, empty } = state.selection.main;
  if (!empty) return null;
  for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(head, -1); node; node = node.parent) {
    if (node.name === "Body") return null;
    const closed = node.lastChild?.name === ")" ? node.to - 1 : node.to;
    if (node.name === "ArgList" && head > node.from && head <= closed) return node.parent?.from ?? node.from;
  }
  return null;
}

function toTooltip(pos: number, signature: Signature): Tooltip {
  return { pos, above: true, create: () => ({ dom: element(signature) }) };
}

function element({ label, parameters, active, text }: Signature): HTMLElement {
  const marked = active === null ? undefined : parameters[active];
  const line = marked
    ? [label.slice(0, marked.start), h("b", {}, label.slice(marked.start, marked.end)), label.slice(marked.end)]
    : [label];
  const [summary] = /^.*?[.!?](?=\s|$)/s.exec(text.split("\n\n")[0] ?? "") ?? [""];
  return h(
    "div",
    { class: "doc doc-call" },
    h("p", { class: "doc-signature" }, ...line),
    summary && h("p", {}, summary.replaceAll(/\s+/g, " ")),
  );
}
