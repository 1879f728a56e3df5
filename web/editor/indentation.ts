/**
 * New lines and their indentation. The editor indents a new line by itself; whoever types the indentation all the same types over
 * it, as with closing brackets, and gets the indentation that was typed.
 */
import { indentMore } from "@codemirror/commands";
import { pythonLanguage } from "@codemirror/lang-python";
import { ensureSyntaxTree, getIndentation, getIndentUnit, IndentContext, indentString } from "@codemirror/language";
import {
  countColumn,
  EditorSelection,
  EditorState,
  type Extension,
  type Line,
  type StateCommand,
  StateEffect,
  StateField,
  Text,
  type TransactionSpec,
} from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { isPlaced } from "./closing.js";

interface Indentation {
  /** The indentation that the editor gave to the line of the cursor; null once the user has another line, or has changed it. */
  given: { from: number; to: number; typedOver: boolean } | null;
  /** Whether the last indented line was typed with its indentation. */
  byHand: boolean;
}

const give = StateEffect.define<{ from: number; to: number }>({
  map: ({ from, to }, changes) => ({ from: changes.mapPos(from), to: changes.mapPos(to) }),
});
const typeOver = StateEffect.define();

const indentation = StateField.define<Indentation>({
  create: () => ({ given: null, byHand: false }),
  update(value, transaction) {
    let { given, byHand } = value;
    const { changes, newDoc, newSelection } = transaction;
    if (given && !changes.empty) {
      if (changes.touchesRange(given.from, given.to) === "cover") given = null;
      else {
        const from = changes.mapPos(given.from, -1);
        const to = changes.mapPos(given.to, -1);
        const kept = to - from === given.to - given.from || given.typedOver;
        if (given.to > given.from && transaction.isUserEvent("input.type")) byHand = given.typedOver;
        given = kept ? { ...given, from, to } : null;
      }
    }
    for (const effect of transaction.effects) {
      if (effect.is(give)) given = { ...effect.value, typedOver: false };
      else if (effect.is(typeOver) && given) given = { ...given, typedOver: true };
    }
    if (given && newDoc.lineAt(newSelection.main.head).from !== newDoc.lineAt(given.from).from) given = null;
    return given === value.given && byHand === value.byHand ? value : { given, byHand };
  },
});

/** Enter: a new line, indented as the language has it. */
export const newLine: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { byHand } = state.field(indentation);
  const spec = state.changeByRange(({ from, to }) => {
    const line = state.doc.lineAt(from);
    const end = state.doc.lineAt(to);
    const blank = !/\S/.test(line.text.slice(0, from - line.from));
    const width = indentationAfter(state, from, byHand);
    const rest = /^\s*/.exec(end.text.slice(to - end.from))?.[0].length ?? 0;
    const start = blank ? line.from : from;
    const indent = indentString(state, width);
    return {
      changes: { from: start, to: to + rest, insert: Text.of(["", indent]) },
      range: EditorSelection.cursor(start + 1 + indent.length),
      effects: give.of({ from: start + 1, to: start + 1 + indent.length }),
    };
  });
  dispatch(state.update(spec, { scrollIntoView: true, userEvent: "input" }));
  return true;
};

/** Where the cursor stands in indentation that the editor gave: what `text` comes to there, or null where it is an insertion. */
export function typeIndentation(state: EditorState, text: string): TransactionSpec | null {
  const { main, ranges } = state.selection;
  const { given } = state.field(indentation);
  if (!given || ranges.length > 1 || !main.empty || given.from === given.to) return null;
  const at = main.head;
  if (/^[ \t]+$/.test(text)) {
    if (given.typedOver ? at >= given.to || at < given.from : at !== given.to) return null;
    const start = given.typedOver ? at : given.from;
    return { selection: { anchor: Math.min(start + text.length, given.to) }, effects: typeOver.of(null) };
  }
  if (!given.typedOver || at >= given.to || at < given.from) return null;
  return { changes: { from: at, to: given.to } };
}

/**
 * Tab: typing the indentation of a line of Python that the editor has indented already; more indentation where the cursor is in
 * a line's own, or lines are selected; else spaces up to the next step.
 */
export const tab: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { main, ranges } = state.selection;
  const unit = getIndentUnit(state);
  const over = pythonLanguage.isActiveAt(state, main.head) ? typeIndentation(state, " ".repeat(unit)) : null;
  const line = state.doc.lineAt(main.head);
  const before = line.text.slice(0, main.head - line.from);
  if (!over && (ranges.length > 1 || !main.empty || !/\S/.test(before))) return indentMore({ state, dispatch });
  const spaces = " ".repeat(unit - (countColumn(before, state.tabSize) % unit));
  dispatch(state.update(over ?? state.replaceSelection(spaces), { scrollIntoView: true, userEvent: "input" }));
  return true;
};

/** `else:`, `}` and the like move to their place as they are typed, on a line whose indentation nobody has typed. */
const reindent = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || !transaction.isUserEvent("input.type")) return transaction;
  const { startState, newDoc, newSelection } = transaction;
  const { given } = startState.field(indentation);
  if (!given || given.typedOver) return transaction;
  const line = newDoc.lineAt(newSelection.main.head);
  const typed = newDoc.sliceString(line.from, newSelection.main.head);
  const rules = startState.languageDataAt<RegExp>("indentOnInput", startState.selection.main.head);
  const tag = TEMPLATE_TAG.test(typed);
  if (line.from !== given.from || !(tag || rules.some((rule) => rule.test(typed)))) return transaction;
  const wanted = tag ? openingColumn(transaction.state, line) : getIndentation(transaction.state, line.from);
  const present = /^\s*/.exec(line.text)?.[0] ?? "";
  if (wanted === null) return transaction;
  const insert = indentString(transaction.state, wanted);
  if (insert === present) return transaction;
  return [transaction, { changes: { from: line.from, to: line.from + present.length, insert }, sequential: true }];
});

/** A tag of a template that stands where the tag does that it belongs to, as far as it is typed. */
const TEMPLATE_TAG = /^\s*\{%-?\s*(?:end\w*|elif|else)$/;

/** How far the tag is indented with which the statement begins that is ended or parted on `line`; null where none is. */
function openingColumn(state: EditorState, line: Line): number | null {
  let node = ensureSyntaxTree(state, line.to, PATIENCE)?.resolveInner(line.to, -1) ?? null;
  for (; node; node = node.parent) {
    if (node.name.endsWith("Statement") && node.from < line.from) return columnOf(state, node.from);
  }
  return null;
}

export const indenting: Extension = [indentation, reindent];

/** A line of an interactive session or of a shell, copied with its prompt. */
const PROMPT = /^(?:>>>|\.\.\.|\$)(?:\s|$)/;
/** Half of all templates have the contents of a block stand where the block does; the other half types its indentation. */
const TEMPLATE_BLOCK = /^\s*\{%-?\s*block\b[^%]*%\}\s*$/;
/** Milliseconds that a key may take for the text before it to be parsed. */
const PATIENCE = 25;
const ENDS_BLOCK = /^(?:Return|Raise|Pass|Break|Continue)Statement$/;

/** How far a new line after the position `at` is indented. `byHand`: whoever types this types the indentation, too. */
function indentationAfter(state: EditorState, at: number, byHand: boolean): number {
  const line = state.doc.lineAt(at);
  const before = line.text.slice(0, at - line.from);
  if (pythonLanguage.isActiveAt(state, at)) {
    if (PROMPT.test(before)) return 0;
    const blank = !/\S/.test(before);
    const blankAbove = line.number > 1 && !/\S/.test(state.doc.line(line.number - 1).text);
    if (blank && (byHand || blankAbove)) return 0;
    const ended = blank ? null : endedBlock(state, line.from + before.trimEnd().length);
    if (ended) return columnOf(state, ended.from);
  }
  if (TEMPLATE_BLOCK.test(before)) return columnOf(state, line.from);
  // Before a closing bracket that the editor put in, the line is one of what it encloses.
  const context = new IndentContext(state, { simulateBreak: at, simulateDoubleBreak: isPlaced(state, at) });
  return getIndentation(context, at) ?? columnOf(state, line.from);
}

/** The compound statement whose block ends with a statement that ends at `at`: nothing after a `return` is ever reached. */
function endedBlock(state: EditorState, at: number): SyntaxNode | null {
  let node = ensureSyntaxTree(state, at, PATIENCE)?.resolveInner(at, -1) ?? null;
  while (node && !ENDS_BLOCK.test(node.name)) node = node.parent;
  if (!node || node.to > at || node.parent?.name !== "Body") return null;
  let last: SyntaxNode = node;
  while (last.lastChild) last = last.lastChild;
  return last.type.isError ? null : node.parent.parent;
}

function columnOf(state: EditorState, at: number): number {
  return countColumn(/^\s*/.exec(state.doc.lineAt(at).text)?.[0] ?? "", state.tabSize);
}
