import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, withdrawn } from "../../web/project/fixes.js";
import type { FixChange, Project } from "../../web/protocol/project.js";

const project: Project = {
  name: "Hello",
  files: { "app.py": "import os\r\nname = '😀' + nmae\nprint(name)", "logo.png": new Uint8Array([1]) },
  app: "app.py",
  debug: true,
};

const replace = (line: number, column: number, endLine: number, endColumn: number, text: string): FixChange => ({
  type: "replace",
  path: "app.py",
  line,
  column,
  endLine,
  endColumn,
  text,
});

const table: [what: string, changes: FixChange[], expected: Partial<Project>][] = [
  [
    "a text is put in place of a range, which is counted in UTF-16 code units",
    [replace(2, 15, 2, 19, "name")],
    { files: { ...project.files, "app.py": "import os\r\nname = '😀' + name\nprint(name)" } },
  ],
  [
    "several changes all mean the text as it was",
    [replace(1, 1, 2, 1, ""), replace(3, 1, 3, 1, "# "), replace(3, 1, 3, 1, "# ")],
    { files: { ...project.files, "app.py": "name = '😀' + nmae\n# # print(name)" } },
  ],
  [
    "what is put behind the last line stands at the end",
    [replace(4, 1, 4, 1, "!")],
    { files: { ...project.files, "app.py": "import os\r\nname = '😀' + nmae\nprint(name)!" } },
  ],
  [
    "a file is written",
    [{ type: "write", path: "a/b.txt", content: "x" }],
    { files: { ...project.files, "a/b.txt": "x" } },
  ],
  [
    "a file is moved",
    [{ type: "move", path: "logo.png", to: "static/logo.png" }],
    {
      files: { "app.py": project.files["app.py"] ?? "", "static/logo.png": project.files["logo.png"] ?? "" },
    },
  ],
  ["a file that is not there is not moved", [{ type: "move", path: "gone", to: "here" }], {}],
  ["the application is set", [{ type: "setting", name: "app", value: "app.py:one" }], { app: "app.py:one" }],
  ["debug mode is set", [{ type: "setting", name: "debug", value: false }], { debug: false }],
];

for (const [what, changes, expected] of table) {
  test(what, () => {
    assert.deepEqual(fixed(project, { label: "", changes }), { ...project, ...expected });
  });
}

test("what a fix has done is taken back, except in files that have changed again", () => {
  const before = { "a.py": "a", "b.py": "b", "moved.py": "m" };
  const after = { "a.py": "A", "b.py": "B", "new.py": "n", "there.py": "m" };
  const now = { ...after, "b.py": "typed", "other.py": "o" };
  assert.deepEqual(withdrawn(now, after, before), { "a.py": "a", "b.py": "typed", "moved.py": "m", "other.py": "o" });
});
