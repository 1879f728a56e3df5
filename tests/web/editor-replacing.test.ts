import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "@codemirror/state";
import { replaceText } from "../../web/editor/replacing.js";

/** The text with the cursor at the bar, formatted as `after`, the bar where the cursor then stands. */
function formatted(before: string, after: string): string {
  const state = EditorState.create({ doc: before.replace("|", ""), selection: { anchor: before.indexOf("|") } });
  const next = state.update(replaceText(state, after, "input.format")).state;
  const text = next.doc.toString();
  assert.equal(text, after);
  return `${text.slice(0, next.selection.main.head)}|${text.slice(next.selection.main.head)}`;
}

test("the cursor stays at what it stood at", () => {
  assert.equal(formatted("x={ 'a' :|1}\ny=2\n", 'x = {"a": 1}\ny = 2\n'), 'x = {"a":| 1}\ny = 2\n');
});

test("the cursor stays at the start and at the end", () => {
  assert.equal(formatted("|x=1", "x = 1\n"), "|x = 1\n");
  assert.equal(formatted("x=1|", "x = 1\n"), "x = 1|\n");
});

test("what a fix adds above moves the cursor along, and what it adds below leaves it", () => {
  assert.equal(formatted("def go()\n    pass\n\n|", "def go():\n    pass\n\n"), "def go():\n    pass\n\n|");
  assert.equal(formatted("x = 1|\n", "x = 1\ny = 2\n"), "x = 1|\ny = 2\n");
});

test("what repeats around the change is not taken twice", () => {
  assert.equal(formatted("aa|aa", "aaa"), "aa|a");
  assert.equal(formatted("\n\n\n\nx|", "\nx\n"), "\nx|\n");
});

test("only what differs is changed", () => {
  const state = EditorState.create({ doc: "import os\nx=1\nprint(x)\n" });
  const { changes } = state.update(replaceText(state, "import os\nx = 1\nprint(x)\n", "input.format"));
  const touched: [number, number][] = [];
  changes.iterChangedRanges((from, to) => touched.push([from, to]));
  assert.deepEqual(touched, [[11, 12]]);
});
