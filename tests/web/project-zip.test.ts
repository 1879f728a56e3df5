import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { inTopFolder, LIMITS, ownFiles, takeIn } from "../../web/project/incoming.js";
import { entriesOf, zipped } from "../../web/project/zip.js";

const zip = (names: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(names).map(([name, text]) => [name, strToU8(text)])));

const taken = (bytes: Uint8Array) => takeIn(inTopFolder(ownFiles(entriesOf(bytes))).files);

test("a project comes out of its zip as it went in, bytes and text", async () => {
  const files = { "app.py": "größe = 1\n", "static/dot.png": new Uint8Array([137, 80, 0, 255]), "empty.txt": "" };
  assert.deepEqual(await taken(zipped(files, "Hello")), files);
});

test("the folder that all files of a zip are in gives the project its name", () => {
  assert.equal(inTopFolder(entriesOf(zipped({ "app.py": "", "a/b.py": "" }, "Hello"))).folder, "Hello");
});

test("files beside each other are in no folder, and keep their paths", () => {
  const { folder, files } = inTopFolder(entriesOf(zip({ "app.py": "", "templates/a.html": "" })));
  assert.deepEqual([folder, ...files.map(({ path }) => path)], ["", "app.py", "templates/a.html"]);
});

test("what tools and systems put beside a project stays out", async () => {
  const names = {
    "p/app.py": "",
    "p/.git/HEAD": "",
    "p/__pycache__/app.pyc": "",
    "__MACOSX/p/._app.py": "",
    "p/.DS_Store": "",
  };
  assert.deepEqual(Object.keys(await taken(zip(names))), ["app.py"]);
});

const HOSTILE: [name: string, says: RegExp][] = [
  ["../../etc/passwd", /“\.\.\/\.\.\/etc\/passwd” cannot be taken in.*leads out of the project/],
  ["/etc/passwd", /begins at the root/],
  ["..\\secrets.py", /Write \/ between folders/],
  ["a\u0000b.py", /control character/],
];
for (const [name, says] of HOSTILE) {
  test(`a zip with a file named ${JSON.stringify(name)} is refused`, async () => {
    await assert.rejects(taken(zip({ "app.py": "", [name]: "" })), says);
  });
}

test("two files that a case-insensitive system cannot tell apart are refused", async () => {
  await assert.rejects(
    taken(zip({ "app.py": "", "App.py": "" })),
    /“App\.py” cannot be taken in.*already a file “app\.py”/,
  );
});

test("a zip of too many files is refused with the first too many", async () => {
  const names = Array.from({ length: LIMITS.files + 1 }, (_, index) => [`f${index}.py`, ""] as const);
  await assert.rejects(taken(zip(Object.fromEntries(names))), /more than 500 files, .*“f500\.py”/);
});

test("a zip that unpacks to too much is refused before anything of it is unpacked", async () => {
  const bomb = zipSync({ "app.py": new Uint8Array(1), "zeros.bin": new Uint8Array(LIMITS.bytes) }, { level: 9 });
  assert.ok(bomb.length < 20_000);
  let read = 0;
  const entries = entriesOf(bomb).map((entry) => ({ ...entry, read: () => ((read += 1), entry.read()) }));
  await assert.rejects(takeIn(entries), /With “zeros\.bin” \(10 MB\) it has more than the 10 MB/);
  assert.equal(read, 0);
});

test("an entry that unpacks to more than it says gives no more than that", async () => {
  const lying = zipSync({ "a.txt": strToU8("x".repeat(1000)) }, { level: 9 });
  const size = new Uint8Array(new Uint32Array([1000]).buffer);
  for (let at = 0; at + 4 <= lying.length; at += 1) {
    if (size.every((byte, index) => lying[at + index] === byte)) lying.set([10, 0, 0, 0], at);
  }
  assert.deepEqual(await taken(lying), { "a.txt": "x".repeat(10) });
});

test("what is no zip is told, and so is a zip that was cut off", () => {
  const whole = zip({ "app.py": "x = 1\n" });
  for (const bytes of [strToU8("not a zip at all"), whole.slice(0, whole.length - 30), new Uint8Array()]) {
    assert.throws(() => entriesOf(bytes), /no zip that can be read/);
  }
});

test("a zip of nothing that a project could have is refused", async () => {
  await assert.rejects(taken(zip({ "p/.DS_Store": "" })), /no file in it that a project could have/);
});
