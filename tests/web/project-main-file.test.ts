import assert from "node:assert/strict";
import { test } from "node:test";
import { mainFile } from "../../web/project/main-file.js";

const MAIN: [app: string, paths: string[], first: string][] = [
  ["hello.py", ["app.py", "hello.py"], "hello.py"],
  ["hello:create()", ["app.py", "hello.py"], "hello.py"],
  ["package", ["package/__init__.py", "setup.py"], "package/__init__.py"],
  ["", ["app.py", "aaa.py"], "app.py"],
  ["missing", ["b.css", "z.py"], "z.py"],
];
for (const [app, paths, first] of MAIN) {
  test(`with FLASK_APP=${app} and ${paths.join(", ")} the editor opens ${first}`, () => {
    const files = Object.fromEntries(paths.map((path) => [path, ""]));
    assert.equal(mainFile({ app, files }), first);
  });
}
