/** A file's text put in place of what it was, as a formatter or a fix gives it: cursor and undo history are kept. */
import type { EditorState, TransactionSpec } from "@codemirror/state";

/** What changes the document into `text`: as little of it as one change can be, the cursor left at what it stood at. */
export function replaceText(state: EditorState, text: string, userEvent: string): TransactionSpec {
  const before = state.doc.toString();
  let from = 0;
  while (from < before.length && before[from] === text[from]) from += 1;
  let end = 0;
  while (end < Math.min(before.length, text.length) - from && before.at(-1 - end) === text.at(-1 - end)) end += 1;
  const { head } = state.selection.main;
  const within = from < head && head < before.length - end;
  // What a formatter moves about holds as many signs as before; what a fix adds does not, and moves the cursor along.
  const reformatted = signsIn(before) === signsIn(text);
  return {
    changes: { from, to: before.length - end, insert: text.slice(from, text.length - end) },
    ...((reformatted || within) && { selection: { anchor: behind(text, signsIn(before.slice(0, head))) } }),
    userEvent,
    scrollIntoView: true,
  };
}

const signsIn = (text: string): number => text.replaceAll(/\s/g, "").length;

/** The offset in `text` behind so many signs that are not white space. */
function behind(text: string, signs: number): number {
  let at = 0;
  for (let left = signs; left > 0 && at < text.length; at += 1) if (/\S/.test(text[at] ?? "")) left -= 1;
  return at;
}
