import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { inEntry, movedPaths, moveProblem, shortNames, treeRows } from "../../web/project/file-tree.js";

const PATHS = ["app.py", "templates/users/list.html", "templates/base.html", "static/site.css", "README.md"];

test("folders come first, each followed by what is in it, by name", () => {
  assert.deepEqual(
    treeRows(PATHS).map(({ level, name }) => `${level} ${name}`),
    ["1 static", "2 site.css", "1 templates", "2 users", "3 list.html", "2 base.html", "1 app.py", "1 README.md"],
  );
});

test("what is in a closed folder has no row", () => {
  assert.deepEqual(
    treeRows(PATHS, new Set(["templates"])).map(({ name }) => name),
    ["static", "site.css", "templates", "app.py", "README.md"],
  );
});

test("a row says where it stands among those in its folder", () => {
  const [, , templates, users, , base] = treeRows(PATHS);
  assert.deepEqual([templates?.position, templates?.size], [2, 4]);
  assert.deepEqual([users?.position, base?.position, base?.size], [1, 2, 2]);
});

test("a folder's files do not include those of one whose name begins alike", () => {
  assert.deepEqual(inEntry(["a/x", "ab/y", "a.py"], "a"), ["a/x"]);
});

test("names are as short as they can be without two being alike", () => {
  const short = shortNames([
    "app.py",
    "a/views.py",
    "b/views.py",
    "x/b/views.py",
    "templates/hello.html",
    "static/app.py",
  ]);
  assert.deepEqual(
    [...short.values()],
    ["app.py", "a/views.py", "b/views.py", "x/b/views.py", "hello.html", "static/app.py"],
  );
});

const path = fc
  .array(fc.constantFrom("a", "b", "c.py"), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join("/"));

test("no two files ever have one name in the tabs, unless one's path is the ending of the other's", () => {
  fc.assert(
    fc.property(fc.uniqueArray(path), (paths) => {
      const names = [...shortNames(paths).values()];
      assert.equal(new Set(names).size, paths.length);
    }),
  );
});

test("files that are moved one after the other never take the place of one that is still to be moved", () => {
  fc.assert(
    fc.property(fc.uniqueArray(path), path, path, (paths, from, to) => {
      fc.pre(moveProblem(paths, from, to) === null);
      const there = new Set(paths);
      for (const [before, after] of movedPaths(paths, from, to)) {
        there.delete(before);
        assert.ok(!there.has(after), `${before} would take the place of ${after}`);
        there.add(after);
      }
      assert.equal(there.size, paths.length);
    }),
  );
});

test("a folder can be moved into one of its own", () => {
  assert.equal(moveProblem(["a/x", "a/b/y"], "a", "a/b"), null);
});

const REFUSED: [from: string, to: string, says: RegExp][] = [
  ["templates", "", /folder needs a name/],
  ["templates", "pages/", /folder needs a name/],
  ["templates", "app.py", /“app\.py” is a file, so nothing/],
  ["templates", "../x", /leads out/],
  ["app.py", "README.md", /already a file/],
  ["app.py", "templates", /is a folder here/],
];
for (const [from, to, says] of REFUSED) {
  test(`${from} cannot be called “${to}”, and why is said`, () => {
    assert.match(moveProblem(PATHS, from, to) ?? "", says);
  });
}
