import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState } from "@codemirror/state";
import { diagnosticsOf } from "../../web/editor/marks.js";
import type { Mark } from "../../web/protocol/language.js";
import type { Problem } from "../../web/protocol/project.js";

const state = EditorState.create({ doc: "import os\nreqest.form\nretrun 1\n" });
const mark = (line: number, message: string): Mark => ({
  ...{ line, column: 1, endLine: line, endColumn: 7 },
  severity: "warning",
  message,
});
const problem = { kind: "import", title: "An unknown name", message: "NameError", hint: "", traceback: "" } as Problem;

const messages = (problems: Problem[], marks: Mark[]) =>
  diagnosticsOf(state, "hello.py", problems, marks).map(({ message, from, to }) => [message, state.sliceDoc(from, to)]);

test("marks stand at what they are about", () => {
  assert.deepEqual(messages([], [mark(2, "unknown")]), [["unknown", "reqest"]]);
});

test("where a run has failed, its problem stands alone in its line", () => {
  const failed = { ...problem, place: { path: "hello.py", line: 2 } };
  assert.deepEqual(messages([failed], [mark(2, "unknown"), mark(3, "other")]), [
    ["An unknown name", "reqest.form"],
    ["other", "retrun"],
  ]);
});

test("problems of other files are not marked in this one", () => {
  assert.deepEqual(messages([{ ...problem, place: { path: "other.py", line: 2 } }, problem], []), []);
});
