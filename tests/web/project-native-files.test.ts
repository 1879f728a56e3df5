import assert from "node:assert/strict";
import { test } from "node:test";
import { takeIn } from "../../web/project/incoming.js";
import { entriesOf, zipped } from "../../web/project/zip.js";
import { withNativeFiles, withoutNativeFiles } from "../../web/project/native-files.js";
import type { Project } from "../../web/protocol/project.js";

const project = (files: Project["files"], app = "", debug = true): Project => ({ name: "Hello", files, app, debug });

const KINDS: [what: string, of: Project][] = [
  ["an application that is found by itself", project({ "app.py": "x" })],
  ["a factory with quotes", project({ "a.py": "x" }, `a.py:create_app("one", 'two')`)],
  ["debug mode turned off", project({ "a.py": "x" }, "a.py", false)],
  ["requirements of its own", project({ "a.py": "x", "requirements.txt": "flask-login==0.6.3\n" }, "a.py")],
  ["a README and settings of its own", project({ "a.py": "", "README.md": "# Mine\n", ".flaskenv": "COLOUR=red\n" })],
  ["a README in small letters", project({ "app.py": "", "readme.md": "# Mine" })],
];
for (const [what, of] of KINDS) {
  test(`a project with ${what} comes back as it was`, async () => {
    const { files, app, debug } = of;
    const given = await takeIn(entriesOf(zipped(withNativeFiles(of), "Hello")));
    const inside = Object.entries(given).map(([path, content]) => [path.replace("Hello/", ""), content] as const);
    assert.deepEqual(withoutNativeFiles(Object.fromEntries(inside)), { files, app, debug });
  });
}

test("Flask is required unless the project does so itself; an extension's name is not Flask's", () => {
  const required = (text: string) => withNativeFiles(project({ "requirements.txt": text }))["requirements.txt"];
  assert.match(String(required("flask-login\n")), /^flask~=3\.1\.3$/m);
  for (const own of ["Flask>=3", "flask", "  flask[async] ; python_version > '3'", "flask # ours"]) {
    assert.doesNotMatch(String(required(own)), /flask~=/);
  }
});

test("what the user has written into the files stays above what is added", () => {
  const { "requirements.txt": text } = withNativeFiles(project({ "requirements.txt": "flask-login" }));
  assert.match(String(text), /^flask-login\n\n# Added by the playground/);
});

test("the settings are taken from what the user changed of them natively", () => {
  const files = withNativeFiles(project({ "a.py": "", "b.py": "" }, "a.py"));
  const changed = String(files[".flaskenv"]).replace("a.py", "b.py").replace("DEBUG=1", "DEBUG=0");
  const { app, debug } = withoutNativeFiles({ ...files, ".flaskenv": changed });
  assert.deepEqual([app, debug], ["b.py", false]);
});
