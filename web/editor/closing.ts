/**
 * Closing brackets and quotes: the editor puts them in, and whoever types them all the same types over them. What stands in the
 * document is what was typed, and no more than its closing half beyond it.
 */
import { pythonLanguage } from "@codemirror/lang-python";
import { ensureSyntaxTree } from "@codemirror/language";
import {
  type EditorState,
  RangeSet,
  RangeValue,
  type StateCommand,
  StateEffect,
  StateField,
  type TransactionSpec,
} from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";

class Closer extends RangeValue {
  override startSide = 1;
  override endSide = -1;
}

const closer = new Closer();
const put = StateEffect.define<{ from: number; to: number }>({
  map: ({ from, to }, changes) => ({ from: changes.mapPos(from), to: changes.mapPos(to) }),
});

/** The closing characters that the editor has put in, and nobody has typed yet. */
export const closers = StateField.define<RangeSet<Closer>>({
  create: () => RangeSet.empty,
  update(placed, transaction) {
    const mapped = placed.map(transaction.changes);
    const added = transaction.effects
      .filter((effect) => effect.is(put))
      .flatMap(({ value }) => Array.from({ length: value.to - value.from }, (_, index) => value.from + index))
      .map((at) => closer.range(at, at + 1));
    return added.length > 0 ? mapped.update({ add: added }) : mapped;
  },
});

const BRACKETS: Record<string, string> = { "(": ")", "[": "]", "{": "}" };
const QUOTES = "'\"`";
/** What may follow the place where a pair is opened: anything else would end up inside it. */
const FREE = /^(?:$|[\s)\]},:;>%])/;
const PREFIX = /(?:^|\W)(?:[fru]|b|fr|rf|br|rb)$/i;

/** What typing `text` at the cursor comes to where it is more than an insertion; null where it is not. */
export function typeCloser(state: EditorState, text: string): TransactionSpec | null {
  const { main, ranges } = state.selection;
  if (ranges.length > 1 || !main.empty || text.length !== 1) return null;
  const at = main.head;
  const next = state.sliceDoc(at, at + 1);
  if (next === text && isPlaced(state, at)) {
    return { changes: { from: at, to: at + 1, insert: text }, selection: { anchor: at + 1 } };
  }
  const closing = closingOf(state, at, text, next);
  if (closing === "") return null;
  return {
    changes: { from: at, insert: text + closing },
    selection: { anchor: at + 1 },
    effects: put.of({ from: at + 1, to: at + 1 + closing.length }),
  };
}

/** Backspace between an opening character and the closing one that the editor put behind it takes both. */
export const deletePair: StateCommand = ({ state, dispatch }) => {
  const { main, ranges } = state.selection;
  const at = main.head;
  if (state.readOnly || ranges.length > 1 || !main.empty || at === 0 || !isPlaced(state, at)) return false;
  const [open = "", close = ""] = state.sliceDoc(at - 1, at + 1);
  if ((BRACKETS[open] ?? open) !== close) return false;
  dispatch(state.update({ changes: { from: at - 1, to: at + 1 }, userEvent: "delete.backward", scrollIntoView: true }));
  return true;
};

/** Whether the editor has put in what stands at `at`. */
export function isPlaced(state: EditorState, at: number): boolean {
  let found = false;
  state.field(closers).between(at, at + 1, (from) => {
    if (from === at) found = true;
  });
  return found;
}

/** What is put behind `text`, typed at `at` before `next`; empty where nothing is. */
function closingOf(state: EditorState, at: number, text: string, next: string): string {
  const before = state.sliceDoc(Math.max(0, at - 3), at);
  const surrounding = surroundingAt(state, at);
  if (text === "%") return before.endsWith("{") && next === "}" && surrounding !== "literal" ? "%" : "";
  if (surrounding === "literal" || !FREE.test(next)) return "";
  if (text in BRACKETS) return surrounding === "code" || text === "{" ? (BRACKETS[text] ?? "") : "";
  if (!QUOTES.includes(text) || surrounding === "text") return "";
  if (before.endsWith(text)) {
    const third = before.endsWith(text + text) && before !== text.repeat(3) && pythonLanguage.isActiveAt(state, at);
    return third ? text.repeat(3) : "";
  }
  return /\w$/.test(before) && !PREFIX.test(before) ? "" : text;
}

/** Milliseconds that a key may take for the text before it to be parsed. */
const PATIENCE = 25;

const LITERAL = /String|Comment|RegExp|AttributeValue/;
const CODE = /^(?:FormatReplacement|Interpolation|Tag|OpenTag|SelfClosingTag|Script|StyleSheet)$/;
const TEXT = /^(?:Text|RawText|Element|Document|Template)$/;

/** What the text at `at` belongs to: code, the text of a page, or a string or comment of either. */
function surroundingAt(state: EditorState, at: number): "code" | "text" | "literal" {
  const tree = ensureSyntaxTree(state, at, PATIENCE);
  // Where that takes too long, nothing is put in: too little is mended by one key, too much spoils what was typed.
  if (!tree) return "literal";
  for (let node: SyntaxNode | null = tree.resolveInner(at, -1); node; node = node.parent) {
    if (CODE.test(node.name)) return "code";
    if (TEXT.test(node.name)) return "text";
    if (LITERAL.test(node.name) && holds(state, node, at)) return "literal";
  }
  return "code";
}

/** Whether a string or comment that ends at `at` would go on with what is typed there. */
function holds(state: EditorState, node: SyntaxNode, at: number): boolean {
  if (at <= node.from) return false;
  if (at < node.to) return true;
  const text = state.sliceDoc(node.from, node.to);
  const [opening = "", quote] = /^[a-z]{0,2}("""|'''|["'`])/i.exec(text) ?? [];
  if (quote !== undefined) return text.length < opening.length + quote.length || !text.endsWith(quote);
  return !/(?:-->|\*\/|#\})$/.test(text);
}
