/** What happens at a key that types something: it stands in the document as typed, whatever the editor has put in before. */
import { type EditorState, type Extension, Prec, type Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { closers, typeCloser } from "./closing.js";
import { indenting, typeIndentation } from "./indentation.js";

const TYPED = { userEvent: "input.type", scrollIntoView: true };

/** The transactions, one after the other, that typing `text` at the cursor comes to; none where it is a plain insertion. */
export function type(state: EditorState, text: string): Transaction[] {
  const indented = typeIndentation(state, text);
  if (!indented) {
    const closed = typeCloser(state, text);
    return closed ? [state.update(closed, TYPED)] : [];
  }
  const first = state.update(indented, TYPED);
  if (!first.docChanged) return [first];
  return [first, first.state.update(typeCloser(first.state, text) ?? first.state.replaceSelection(text), TYPED)];
}

export const typing: Extension = [
  closers,
  indenting,
  // Languages bring handlers of their own, whose closing characters nobody would know to type over.
  Prec.high(
    EditorView.inputHandler.of((view, from, to, text) => {
      const { main } = view.state.selection;
      if (view.composing || view.state.readOnly || from !== main.from || to !== main.to) return false;
      const transactions = type(view.state, text);
      view.dispatch(transactions);
      return transactions.length > 0;
    }),
  ),
];
