import assert from "node:assert/strict";
import { test } from "node:test";
import { applicationPath, homeOf } from "../../web/bridge/home.js";

const ORIGIN = "https://example.org";

for (const path of ["/", "/team/project/"]) {
  const mount = { scope: new URL(path, ORIGIN), session: "abc" };
  const base = `${ORIGIN}${path}preview/abc/shop/`;
  for (const [address, home] of [
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
    test(`under ${path}, ${JSON.stringify(address)} ${home === null ? "is right as it is" : "is brought home"}`, () => {
      const expected = home === null ? null : `${ORIGIN}${path}preview/abc/${home}`;
      assert.equal(homeOf(mount, address, base)?.href ?? null, expected);
    });
  }
}

for (const [address, path] of [
  ["https://example.org/preview/abc/login?a=b#c", "/login?a=b#c"],
  ["https://example.org/preview/abc/", "/"],
  ["https://example.org/preview/abc", "/"],
  ["https://example.org/preview/other/login", null],
  ["https://example.org/docs/", null],
  ["about:blank", null],
] as const) {
  test(`the application knows ${address} as ${path ?? "nothing of its own"}`, () => {
    assert.equal(applicationPath({ scope: new URL("https://example.org/"), session: "abc" }, address), path);
  });
}
