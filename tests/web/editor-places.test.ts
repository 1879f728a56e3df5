import assert from "node:assert/strict";
import { test } from "node:test";
import { Text } from "@codemirror/state";
import { placeAt, placeRange } from "../../web/editor/places.js";

const doc = Text.of(["import os", "    retrun 1", ""]);
const marked = (place: { line: number; column?: number; endLine?: number; endColumn?: number }) => {
  const { from, to } = placeRange(doc, { path: "hello.py", ...place });
  return doc.sliceString(from, to);
};

test("a place with columns is marked from the first to the last of them", () => {
  assert.equal(marked({ line: 2, column: 5, endLine: 2, endColumn: 11 }), "retrun");
});

test("a place without a column is its line, the indentation left out", () => {
  assert.equal(marked({ line: 2 }), "retrun 1");
});

test("a place over several lines is marked over all of them", () => {
  assert.equal(marked({ line: 1, column: 8, endLine: 2, endColumn: 11 }), "os\n    retrun");
});

for (const line of [0, 3, 99]) {
  test(`line ${line}, at or beyond the end of the text, is brought inside it`, () => {
    const { from, to } = placeRange(doc, { path: "hello.py", line, column: 40, endColumn: 2 });
    assert.ok(from >= 0 && from <= to && to <= doc.length);
  });
}

test("an offset's place leads back to it", () => {
  const place = placeAt(doc, "hello.py", 14);
  assert.deepEqual(place, { path: "hello.py", line: 2, column: 5 });
  assert.equal(placeRange(doc, place).from, 14);
});
