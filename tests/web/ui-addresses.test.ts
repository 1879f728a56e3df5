import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAddress, pathInPreview, shownAddress } from "../../web/ui/addresses.js";

const TYPED: [typed: string, path: string][] = [
  ["/login", "/login"],
  ["login?next=%2F", "/login?next=%2F"],
  ["", "/"],
  ["  /a b  ", "/a%20b"],
  ["http://127.0.0.1:5000/user/ada#top", "/user/ada#top"],
  ["http://localhost:5000/", "/"],
  ["127.0.0.1:5000/x", "/x"],
  ["localhost:5000", "/"],
  ["/static/../login", "/login"],
  ["/user/Zoë", "/user/Zo%C3%AB"],
];
for (const [typed, path] of TYPED) {
  test(`typing ${JSON.stringify(typed)} asks for ${path}`, () => {
    assert.deepEqual(parseAddress(typed), { path });
  });
}

for (const typed of [
  "https://example.com/",
  "//example.com/",
  "http://127.0.0.1:8000/",
  "javascript:alert(1)",
  "file:///etc/passwd",
]) {
  test(`${typed} is somewhere else, and the message says so`, () => {
    const answer = parseAddress(typed);
    assert.match("problem" in answer ? answer.problem : "", /somewhere else/);
  });
}

test("an address that was shown is read back as the same path", () => {
  const path = "/search?q=a%26b#results";
  assert.deepEqual(parseAddress(shownAddress(path)), { path });
});

const scope = new URL("https://site.example/play/");

test("a page of the preview has the path that the application sees", () => {
  const href = "https://site.example/play/preview/abc/user/ada?x=1#y";
  assert.equal(pathInPreview(scope, "abc", href), "/user/ada?x=1#y");
});

test("the mount point itself is the root", () => {
  assert.equal(pathInPreview(scope, "abc", "https://site.example/play/preview/abc"), "/");
});

for (const href of [
  "about:blank",
  "https://site.example/play/preview/other/",
  "https://else.example/play/preview/abc/",
  "no url",
]) {
  test(`${href} is not a page of this preview`, () => {
    assert.equal(pathInPreview(scope, "abc", href), null);
  });
}
