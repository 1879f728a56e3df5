import assert from "node:assert/strict";
import { test } from "node:test";
import {
  duplicateRecord,
  freeName,
  newRecord,
  recordFromText,
  recordToText,
} from "../../web/playground/project-record.js";

const project = { name: "Hello", files: { "hello.py": "x", "a.bin": new Uint8Array([1, 200]) }, app: "", debug: true };

for (const kind of ["example", "tour"] as const) {
  test(`a record kept as text comes back as it was, the own files of what is from the ${kind} with it`, () => {
    const record = newRecord(
      project,
      { kind, slug: "minimal", original: project.files },
      { path: "/x", open: "a.bin" },
    );
    assert.deepEqual(recordFromText(recordToText(record)), record);
  });
}

test("text that is no record is refused", () => {
  assert.throws(() => recordFromText('{"files": {"a.py": ""}}'), TypeError);
});

for (const kind of ["link", "file"] as const) {
  test(`a project from a ${kind} may not run before the user asks`, () => {
    assert.equal(newRecord(project, { kind }).trusted, false);
  });
}

test("a project from a file is the user's at once", () => {
  assert.equal(newRecord(project, { kind: "file" }).edited, true);
});

test("an example is no project of the user's until it is changed", () => {
  assert.equal(newRecord(project, { kind: "example", slug: "minimal", original: project.files }).edited, false);
});

test("a duplicate has a name and an identity of its own, and is not trusted more than what it is of", () => {
  const record = newRecord(project, { kind: "link" });
  const copy = duplicateRecord(record, ["Hello"]);
  assert.equal(copy.name, "Hello 2");
  assert.notEqual(copy.id, record.id);
  assert.equal(copy.trusted, false);
});

test("a change to a record's files leaves the project that it was made of alone", () => {
  const record = newRecord(project, { kind: "own" });
  record.files["hello.py"] = "y";
  assert.equal(project.files["hello.py"], "x");
});

test("free names count on from the last number", () => {
  assert.equal(freeName("Untitled", []), "Untitled");
  assert.equal(freeName("Untitled", ["Untitled", "Untitled 2"]), "Untitled 3");
  assert.equal(freeName("Untitled 2", ["Untitled 2"]), "Untitled 3");
});
