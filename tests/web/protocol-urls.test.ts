import assert from "node:assert/strict";
import { test } from "node:test";
import { isPreviewId, mountPath, parsePreviewUrl, previewUrl } from "../../web/protocol/urls.js";

for (const scope of [new URL("https://example.org/"), new URL("https://example.org/team/project/")]) {
  test(`a preview's URL names its id and path, under ${scope.pathname}`, () => {
    const url = previewUrl(scope, "abc", "/a%20b/c?d=/e");
    assert.equal(url.href, `${scope.href}preview/abc/a%20b/c?d=/e`);
    assert.deepEqual(parsePreviewUrl(scope, url), { previewId: "abc", path: "/a%20b/c" });
    assert.equal(mountPath(scope, "abc"), `${scope.pathname}preview/abc`);
  });
}

for (const [address, found] of [
  ["https://example.org/preview/abc", { previewId: "abc", path: "" }],
  ["https://example.org/preview/abc/", { previewId: "abc", path: "/" }],
  ["https://example.org/preview/", null],
  ["https://example.org/preview//x", null],
  ["https://example.org/previews/abc/", null],
  ["https://example.org/x/preview/abc/", null],
  ["http://example.org/preview/abc/", null],
] as const) {
  test(`${address} is ${found ? "inside" : "outside"} a preview`, () => {
    assert.deepEqual(parsePreviewUrl(new URL("https://example.org/"), new URL(address)), found);
  });
}

for (const [value, valid] of [
  ["abc-1", true],
  ["a".repeat(64), true],
  ["a".repeat(65), false],
  ["", false],
  ["-a", false],
  ["A", false],
  ["a/b", false],
  ["..", false],
  [1, false],
] as const) {
  test(`${JSON.stringify(value)} is ${valid ? "" : "not "}a preview id`, () => assert.equal(isPreviewId(value), valid));
}
