import assert from "node:assert/strict";
import { test } from "node:test";
import { rewrittenLink } from "../../web/bridge/link-rewriting.js";

const ORIGIN = "https://example.org";

for (const path of ["/", "/team/project/"]) {
  const scope = new URL(path, ORIGIN);
  const base = `${ORIGIN}${path}preview/abc/shop/`;
  for (const [address, rewritten] of [
    ["/login", "login"],
    ["/login?next=%2Fshop#form", "login?next=%2Fshop#form"],
    ["/", ""],
    [`${ORIGIN}/cart`, "cart"],
    ["//example.org/cart", "cart"],
    ["../../../../../../up", "up"],
    ["cart", null],
    ["?page=2", null],
    ["#top", null],
    ["", null],
    ["..", null],
    [`${path}preview/abc/cart`, null],
    [`${path}preview/other/`, null],
    ["https://elsewhere.net/login", null],
    ["http://example.org/login", null],
    ["mailto:someone@example.org", null],
    ["javascript:void 0", null],
    ["data:text/plain,x", null],
    ["https://[", null],
  ] as const) {
    test(`under ${path}, ${JSON.stringify(address)} ${rewritten === null ? "is right as it is" : "is rewritten"}`, () => {
      const expected = rewritten === null ? null : `${ORIGIN}${path}preview/abc/${rewritten}`;
      assert.equal(rewrittenLink(scope, "abc", address, base)?.href ?? null, expected);
    });
  }
}
