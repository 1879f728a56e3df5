import assert from "node:assert/strict";
import { test } from "node:test";
import { cacheKey } from "../../service_worker/offline.js";

for (const [address, key] of [
  ["https://example.org/site/", "https://example.org/site/"],
  ["https://example.org/site/index.html", "https://example.org/site/"],
  ["https://example.org/site/?embed#project=x", "https://example.org/site/"],
  ["https://example.org/site/docs/index.html?x=1", "https://example.org/site/docs/"],
  ["https://example.org/site/myindex.html", "https://example.org/site/myindex.html"],
] as const) {
  test(`${address} is kept as ${key}`, () => assert.equal(cacheKey(address), key));
}
