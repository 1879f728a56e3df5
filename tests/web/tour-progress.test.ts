import assert from "node:assert/strict";
import { test } from "node:test";
import { hasBegun, Progress, type ProgressStorage } from "../../web/tour/progress.js";
import type { Contents } from "../../web/tour/steps.js";

const entries = (...slugs: string[]) => slugs.map((slug) => ({ slug, title: slug }));
const CONTENTS: Contents = {
  chapters: [
    { title: "One", steps: entries("a", "b") },
    { title: "Two", steps: entries("c") },
  ],
  renamed: { old: "b" },
};

function storage(): ProgressStorage {
  const items = new Map<string, string>();
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, text) => void items.set(key, text) };
}

test("what is done, and where the user left off, is there at the next visit", () => {
  const kept = storage();
  const first = new Progress(kept, CONTENTS);
  assert.equal(hasBegun(kept), false);
  first.open("a");
  first.add("a");
  first.open("b");
  const next = new Progress(kept, CONTENTS);
  assert.deepEqual([next.has("a"), next.has("b"), next.last, next.count], [true, false, "b", { done: 1, total: 3 }]);
  assert.equal(hasBegun(kept), true);
});

test("what was kept under a former name counts, and what is no step any more is forgotten", () => {
  const kept = storage();
  const before = new Progress(kept, {
    ...CONTENTS,
    chapters: [{ title: "", steps: entries("old", "gone") }],
    renamed: {},
  });
  before.add("old");
  before.add("gone");
  before.open("gone");
  const now = new Progress(kept, CONTENTS);
  assert.deepEqual([now.has("b"), now.count.done, now.last], [true, 1, null]);
});

test("a browser that keeps nothing keeps the progress of the visit", () => {
  const refuse = () => {
    throw new Error("refused");
  };
  const progress = new Progress({ getItem: refuse, setItem: refuse }, CONTENTS);
  progress.add("a");
  assert.equal(progress.has("a"), true);
});
