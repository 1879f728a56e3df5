import assert from "node:assert/strict";
import { test } from "node:test";
import { ExamplesDone } from "../../web/playground/examples-done.js";

function storage(kept?: string) {
  const items = new Map<string, string>(kept === undefined ? [] : [["flask-playground:examples", kept]]);
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
  };
}

test("what is done is done at the next visit, too", () => {
  const kept = storage();
  new ExamplesDone(() => kept).add("routing");
  const next = new ExamplesDone(() => kept);
  next.add("sessions");
  const last = new ExamplesDone(() => kept);
  assert.deepEqual([last.has("routing"), last.has("sessions"), last.has("cookies")], [true, true, false]);
});

test("what is kept there and is no list of slugs counts for nothing", () => {
  for (const kept of ["{", "7", "null", '{"routing": true}', '[["routing"], 1]']) {
    assert.equal(new ExamplesDone(() => storage(kept)).has("routing"), false);
  }
});

test("where the browser keeps nothing it holds as long as the page", () => {
  const done = new ExamplesDone(() => {
    throw new DOMException("denied", "SecurityError");
  });
  done.add("routing");
  assert.equal(done.has("routing"), true);
});
