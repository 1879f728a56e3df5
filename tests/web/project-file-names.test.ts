import assert from "node:assert/strict";
import { test } from "node:test";
import { fileNameProblem, inTabOrder } from "../../web/project/file-names.js";

for (const name of ["hello.py", "templates/hello.html", "a/b/c.txt", ".flaskenv", "static/größe 2.css", "Makefile"]) {
  test(`${name} can be a file's name`, () => {
    assert.equal(fileNameProblem(name), null);
  });
}

const BAD: [name: string, says: RegExp][] = [
  ["", /needs a name/],
  ["../secrets.py", /leads out of the project/],
  ["static/../../etc", /leads out of the project/],
  ["./hello.py", /has a \. for a folder/],
  ["/etc/passwd", /begins at the root/],
  ["templates/", /is a folder/],
  ["a//b.py", /empty folder name/],
  ["templates\\hello.html", /Write \/ between folders/],
  ["what?.py", /cannot hold \?/],
  ["a\nb.py", /control character/],
  [" hello.py", /space/],
  ["folder./x.py", /ends with a dot/],
  ["x".repeat(201), /201 characters/],
];
for (const [name, says] of BAD) {
  test(`${JSON.stringify(name.slice(0, 30))} is refused with what is wrong with it`, () => {
    assert.match(fileNameProblem(name) ?? "", says);
  });
}

const TAKEN: [name: string, beside: string, says: RegExp][] = [
  ["hello.py", "hello.py", /already a file “hello.py”/],
  ["Hello.py", "hello.py", /already a file “hello.py”/],
  ["templates", "templates/hello.html", /is a folder here/],
  ["hello.py/x", "hello.py", /is a file, so nothing/],
];
for (const [name, beside, says] of TAKEN) {
  test(`${name} is refused beside ${beside}`, () => {
    assert.match(fileNameProblem(name, [beside]) ?? "", says);
  });
}

test("files at the top stand before those in folders", () => {
  const paths = ["templates/a.html", "hello.py", "static/z.css", "app.py"];
  assert.deepEqual(inTabOrder(paths), ["app.py", "hello.py", "static/z.css", "templates/a.html"]);
});
