import assert from "node:assert/strict";
import { test } from "node:test";
import { limitMemory } from "../../web/runtime/interpreter.js";

test("memory grows up to what JavaScript can address, and no further", () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536 });
  limitMemory(memory);
  assert.equal(memory.grow(9), 1);
  assert.throws(() => memory.grow(32_760), RangeError);
  assert.equal(memory.buffer.byteLength, 10 * 65_536);
});
