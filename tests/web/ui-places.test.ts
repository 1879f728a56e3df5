import assert from "node:assert/strict";
import { test } from "node:test";
import { tracePieces } from "../../web/ui/places.js";

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
