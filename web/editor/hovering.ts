/** The documentation of the name under the pointer, or at the cursor on a key. */
import { syntaxTree } from "@codemirror/language";
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import type { LanguageTools } from "../protocol/language.js";
import { documentation } from "./documentation.js";
import { fitted, leave } from "./help-tooltips.js";
import { placeAt } from "./places.js";

/** Milliseconds for which the pointer has to rest. */
const REST = 350;
const NAMES = /^(?:VariableName|PropertyName|self)$/;

const show = StateEffect.define<Tooltip | null>();

/** What was asked for by key; it goes with the next key. */
const asked = StateField.define<Tooltip | null>({
  create: () => null,
  update: (tooltip, { effects, docChanged, selection }) =>
    effects.reduce<Tooltip | null>(
      (last, effect) => (effect.is(show) ? effect.value : effect.is(leave) ? null : last),
      docChanged || selection ? null : tooltip,
    ),
  provide: (field) => showTooltip.from(field),
});

/** Documentation for the names in the file `path`. */
export function hoverDocumentation(tools: LanguageTools, path: string): Extension {
  const find = async (state: EditorState, at: number): Promise<Tooltip | null> => {
    const name = nameAt(state, at);
    if (!name) return null;
    const found = await tools.ask({ type: "hover", ...placeAt(state.doc, path, name.from) });
    if (!found) return null;
    const create = (view: EditorView) => ({ dom: fitted(documentation(found), view) });
    return { pos: name.from, end: name.to, above: true, create };
  };
  // By the time the tools have answered, the pointer may be elsewhere.
  const hover = async (view: EditorView, at: number): Promise<Tooltip | null> => {
    const found = await find(view.state, at);
    return view.dom.matches(":hover") ? found : null;
  };
  const run = (view: EditorView): boolean => {
    const { state } = view;
    void find(state, state.selection.main.head).then((tooltip) => {
      if (view.hasFocus && view.state.doc === state.doc) view.dispatch({ effects: show.of(tooltip) });
    });
    return true;
  };
  return [
    hoverTooltip(hover, { hoverTime: REST, hideOnChange: true }),
    asked,
    keymap.of([
      { key: "Shift-F1", run, preventDefault: true },
      { key: "Escape", run: close },
    ]),
  ];
}

function close(view: EditorView): boolean {
  if (!view.state.field(asked)) return false;
  view.dispatch({ effects: show.of(null) });
  return true;
}

function nameAt(state: EditorState, at: number): { from: number; to: number } | null {
  const tree = syntaxTree(state);
  const nodes = [tree.resolveInner(at, 1), tree.resolveInner(at, -1)];
  return nodes.find((node) => NAMES.test(node.name)) ?? null;
}
