import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MAX_LINE, OutputLines } from "../../web/ui/output-lines.js";

test("lines and the unfinished one together are the text, however it was cut", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom("a", "é", "\n") })), (pieces) => {
      const output = new OutputLines();
      const lines = pieces.map((piece) => output.take(piece)).join("");
      assert.equal(lines + output.unfinished, pieces.join(""));
      assert.ok(lines === "" || lines.endsWith("\n"));
    }),
  );
});

test("a line that is too long is cut short, and says by how much", () => {
  const output = new OutputLines();
  const long = "x".repeat(MAX_LINE + 1234);
  assert.equal(output.take(`${long}\nnext\n`), `${"x".repeat(MAX_LINE)}… (1,234 more characters)\nnext\n`);
  assert.equal(output.unfinished, "");
});

test("a line that comes in pieces keeps no more than one that comes at once", () => {
  const output = new OutputLines();
  for (let piece = 0; piece < 1000; piece += 1) assert.equal(output.take("x".repeat(5000)), "");
  assert.equal(output.unfinished, `${"x".repeat(MAX_LINE)}… (4,990,000 more characters)`);
});
