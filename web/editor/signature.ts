/** The signature of the call that is being written, above the line, the parameter at the cursor marked. */
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, Prec, StateEffect, StateField, type Transaction } from "@codemirror/state";
import {
  type EditorView,
  keymap,
  showTooltip,
  type Tooltip,
  type TooltipView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import type { SyntaxNode } from "@lezer/common";
import type { LanguageTools, Signature } from "../protocol/language.js";
import { h } from "../ui/dom.js";
import { fitted, leave } from "./help-tooltips.js";
import { placeAt } from "./places.js";

/** Milliseconds for which nothing is asked: whoever types on needs no help. */
const PAUSE = 120;

const show = StateEffect.define<{ at: number; signature: Signature } | null>();

const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    const stays = tooltip && writesOn(transaction);
    let current = stays ? { ...tooltip, pos: transaction.changes.mapPos(tooltip.pos) } : null;
    for (const effect of transaction.effects) {
      if (effect.is(leave)) current = null;
      else if (effect.is(show)) current = effect.value && toTooltip(effect.value.at, effect.value.signature);
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

/** Whether it leaves the user writing where they were: by their keys, and by no click. */
function writesOn(transaction: Transaction): boolean {
  if (transaction.docChanged) return transaction.isUserEvent("input") || transaction.isUserEvent("delete");
  return !transaction.isUserEvent("select.pointer");
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
    if (!this.view.hasFocus || now.doc !== state.doc || now.selection.main.head !== head) return;
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
  return { pos, above: true, create: (view) => hint(signature, view) };
}

/** Of a long signature, the lines with the parameter at the cursor. */
function hint({ label, parameters, active, text }: Signature, view: EditorView): TooltipView {
  const marked = active === null ? undefined : parameters[active];
  const parameter = h("b", {}, marked ? label.slice(marked.start, marked.end) : "");
  const line = h(
    "p",
    { class: "doc-signature" },
    ...(marked ? [label.slice(0, marked.start), parameter, label.slice(marked.end)] : [label]),
  );
  const [summary] = /^.*?[.!?](?=\s|$)/s.exec(text.split("\n\n")[0] ?? "") ?? [""];
  const dom = h("div", { class: "doc doc-call" }, line, summary && h("p", {}, summary.replaceAll(/\s+/g, " ")));
  const mount = () => {
    line.scrollTop = parameter.offsetTop + parameter.offsetHeight - line.offsetTop - line.clientHeight;
  };
  return { dom: fitted(dom, view), mount };
}
