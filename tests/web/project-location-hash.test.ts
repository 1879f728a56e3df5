import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleLink, hashOf, parseHash, projectLink } from "../../web/project/location-hash.js";
import { decodeProject } from "../../web/project/share-code.js";

const SITE = new URL("https://play.example/sub/");
const project = { name: "Grüße", files: { "app.py": "x = '<&?>'\n" }, app: "app.py", debug: false };

const HASHES: [hash: string, target: unknown][] = [
  ["", null],
  ["#project=", null],
  ["#something", null],
  ["#example=url-building", { kind: "example", slug: "url-building" }],
  ["#tour=by-hand", { kind: "tour", slug: "by-hand" }],
  ["#tour", { kind: "tour", slug: null }],
  ["#project=ab-_9", { kind: "project", code: "ab-_9", path: "/" }],
  ["#project=ab&path=https://example.com", { kind: "project", code: "ab", path: "/" }],
  ["#project=ab&path=%2Flogin%3Fa%3D1%26b%3D2", { kind: "project", code: "ab", path: "/login?a=1&b=2" }],
];
for (const [hash, target] of HASHES) {
  test(`the fragment ${JSON.stringify(hash)} asks for ${JSON.stringify(target)}`, () => {
    assert.deepEqual(parseHash(hash), target);
  });
}

test("a step's fragment is read as the step, and one without a step as none in particular", () => {
  for (const slug of ["by-hand", null]) {
    assert.deepEqual(parseHash(hashOf({ kind: "tour", slug })), { kind: "tour", slug });
  }
});

test("an example's link names it", () => {
  assert.equal(exampleLink(SITE, "a b"), "https://play.example/sub/#example=a%20b");
});

test("a project's link holds all of it in the fragment, and the path that was open", async () => {
  const link = new URL(await projectLink(SITE, project, "/login?a=1&b=2"));
  assert.equal(link.pathname, "/sub/");
  const target = parseHash(link.hash);
  assert.ok(target?.kind === "project", "it names a project");
  assert.deepEqual([await decodeProject(target.code), target.path], [project, "/login?a=1&b=2"]);
});
