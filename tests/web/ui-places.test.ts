import assert from "node:assert/strict";
import { test } from "node:test";
import { Text } from "@codemirror/state";
import { placeRange, tracePieces } from "../../web/ui/places.js";

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

const TRACE = `Traceback (most recent call last):
  File "/lib/python314.zip/flask/app.py", line 86, in wsgi_app
  File "/home/pyodide/project/pkg/hello.py", line 14, in boom
ZeroDivisionError: division by zero
`;

test("a traceback's frame in a file of the project names its place", () => {
  const places = tracePieces(TRACE, ["hello.py", "pkg/hello.py"]).flatMap(({ place }) => place ?? []);
  assert.deepEqual(places, [{ path: "pkg/hello.py", line: 14 }]);
});

test("the pieces of a traceback, joined, are the traceback", () => {
  const pieces = tracePieces(TRACE, ["pkg/hello.py"]);
  assert.equal(pieces.map(({ text }) => text).join(""), TRACE);
});

test("a library's file of the same name as one of the project is not taken for it", () => {
  const trace = 'File "/lib/python314.zip/hello.py", line 1, in x';
  assert.deepEqual(tracePieces(trace, ["hello.py"]), [{ text: trace }]);
});
