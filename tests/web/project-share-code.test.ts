import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { projectToJson } from "../../web/project/project-json.js";
import { decodeProject, encodeProject, MAX_PROJECT_SIZE } from "../../web/project/share-code.js";

const project = {
  name: "Zoë's app",
  files: { "hello.py": "print('ü')\n", "static/dot.png": new Uint8Array([0, 255, 128, 10]) },
  app: "hello.py",
  debug: false,
};
const packed = (value: unknown) => deflateRawSync(JSON.stringify(value)).toString("base64url");

test("a project, bytes and all, comes out of a link as it went in", async () => {
  assert.deepEqual(await decodeProject(await encodeProject(projectToJson(project))), project);
});

test("a link holds nothing that a URL's fragment would escape", async () => {
  assert.match(await encodeProject(projectToJson(project)), /^[A-Za-z0-9_-]+$/);
});

test("a link that was cut off is called damaged", async () => {
  const code = await encodeProject(projectToJson(project));
  await assert.rejects(decodeProject(code.slice(0, -10)), /The link is damaged/);
});

test("a link that unpacks to too much is refused before it is unpacked", async () => {
  const code = packed({ files: { "a.py": "a".repeat(MAX_PROJECT_SIZE + 1) } });
  await assert.rejects(decodeProject(code), /larger than 4 MB/);
});

const BAD: [value: unknown, says: RegExp][] = [
  [{ files: { "../x.py": "" } }, /leads out of the project/],
  [{ files: {} }, /without files/],
  [{ name: "x" }, /no files in it/],
  [{ files: { "a.py": 7 } }, /“a.py” is neither text nor base64/],
  [["a"], /no files in it/],
];
for (const [value, says] of BAD) {
  test(`a link to ${JSON.stringify(value)} is refused with the reason`, async () => {
    await assert.rejects(decodeProject(packed(value)), says);
  });
}

test("a project without a name or settings gets the usual ones", async () => {
  const { name, app, debug } = await decodeProject(packed({ files: { "a.py": "" } }));
  assert.deepEqual({ name, app, debug }, { name: "Untitled", app: "", debug: true });
});
