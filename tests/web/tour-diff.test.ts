import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type DiffLine, diffLines, hunksOf } from "../../web/tour/diff.js";

const shown = (lines: readonly DiffLine[]) =>
  lines.map(({ kind, text }) => ({ same: " ", added: "+", removed: "-" })[kind] + text);

const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");

test("a line that changes is removed and added, the others stay", () => {
  assert.deepEqual(shown(diffLines("a\nb\nc\n", "a\nB\nc\n")), [" a", "-b", "+B", " c"]);
});

test("a file that is new is added whole, and one that goes is removed whole", () => {
  assert.deepEqual(shown(diffLines("", "a\nb")), ["+a", "+b"]);
  assert.deepEqual(shown(diffLines("a\n", "")), ["-a"]);
});

test("what stays and goes makes up the old text, what stays and comes the new one", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffLines(text(before), text(after));
      const of = (...kinds: DiffLine["kind"][]) =>
        diff.filter(({ kind }) => kinds.includes(kind)).map((line) => line.text);
      assert.deepEqual([of("same", "removed"), of("same", "added")], [before, after]);
    }),
  );
});

test("texts that are the same have no hunks", () => {
  assert.deepEqual(hunksOf(diffLines("a\nb\n", "a\nb\n")), []);
});

test("a hunk has two lines around it, and takes in the next one that is near", () => {
  const before = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
  const near = hunksOf(diffLines(text(before), text(before.map((line) => (["3", "6"].includes(line) ? "x" : line)))));
  assert.deepEqual(near.map(shown), [[" 1", " 2", "-3", "+x", " 4", " 5", "-6", "+x", " 7", " 8"]]);
  const far = hunksOf(diffLines(text(before), text(before.map((line) => (["1", "10"].includes(line) ? "x" : line)))));
  assert.deepEqual(far.map(shown), [
    ["-1", "+x", " 2", " 3"],
    [" 8", " 9", "-10", "+x"],
  ]);
});
