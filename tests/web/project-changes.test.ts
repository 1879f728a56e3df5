import assert from "node:assert/strict";
import { test } from "node:test";
import { changeBetween } from "../../web/project/changes.js";

test("what is the same makes no change", () => {
  const files = () => ({ "a.py": "x", "b.png": new Uint8Array([1, 2]) });
  assert.equal(changeBetween(files(), files()), null);
});

test("written, new and removed files make the change", () => {
  const change = changeBetween({ "a.py": "x", "b.py": "y", "c.py": "z" }, { "a.py": "x", "b.py": "Y", "d.py": "" });
  assert.deepEqual(change, { files: { "b.py": "Y", "d.py": "" }, removed: ["c.py"] });
});

test("bytes that differ make a change", () => {
  const change = changeBetween({ "b.png": new Uint8Array([1, 2]) }, { "b.png": new Uint8Array([1, 3]) });
  assert.deepEqual(Object.keys(change?.files ?? {}), ["b.png"]);
});

test("text in place of bytes makes a change", () => {
  assert.notEqual(changeBetween({ a: new Uint8Array([120]) }, { a: "x" }), null);
});
