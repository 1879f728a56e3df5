import assert from "node:assert/strict";
import { test } from "node:test";
import { parseStopAnswer, parseStopQueryUrl, stopAnswer, stopQueryUrl } from "../../web/protocol/stop-query.js";

for (const scope of [new URL("https://example.org/"), new URL("https://example.org/team/project/")]) {
  test(`the question names the preview whose interpreter asks, under ${scope.pathname}`, () => {
    assert.equal(parseStopQueryUrl(scope, stopQueryUrl(scope, "abc")), "abc");
  });
}

for (const address of [
  "https://example.org/stop-requested/",
  "https://example.org/stop-requested/A_b",
  "https://example.org/stop-requested/abc/x",
  "https://example.org/x/stop-requested/abc",
  "https://elsewhere.net/stop-requested/abc",
]) {
  test(`${address} asks nothing`, () => {
    assert.equal(parseStopQueryUrl(new URL("https://example.org/"), new URL(address)), null);
  });
}

for (const stop of [true, false]) {
  test(`the answer ${String(stop)} is read as it was given`, () => {
    assert.equal(parseStopAnswer(stopAnswer(stop)), stop);
  });
}

test("a page in the answer's place, as a server sends for what it lacks, says nothing", () => {
  assert.throws(() => parseStopAnswer("<!doctype html>"), TypeError);
});
