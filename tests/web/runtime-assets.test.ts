import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { Assets, DownloadError } from "../../web/runtime/assets.js";

const FILES = { "pyodide.asm.wasm": "wasm bytes", "python.zip": "zip" };

/** Serve FILES from a folder while `use` runs; `cut` breaks the connection off in the middle of a body. */
async function served(use: (assets: Assets, progress: [number, number][]) => Promise<void>, cut = false) {
  const server = createServer((request, response) => {
    const content = Object.entries(FILES).find(([name]) => request.url === `/runtime/abc/${name}`)?.[1];
    response.writeHead(content === undefined ? 404 : 200, { "content-length": content?.length ?? 0 });
    if (!cut || content === undefined) return void response.end(content);
    response.write(content.slice(0, 2), () => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const progress: [number, number][] = [];
  const sizes = Object.fromEntries(Object.entries(FILES).map(([name, content]) => [name, content.length]));
  const base = new URL(`http://127.0.0.1:${port}/runtime/abc/`);
  try {
    await use(new Assets(base, { sizes, snapshot: 0, lockFile: "" }, (...seen) => progress.push(seen)), progress);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test("bytes are counted over all files together", () =>
  served(async (assets, progress) => {
    const texts = await Promise.all(Object.keys(FILES).map(async (name) => (await assets.open(name)).text()));
    assert.deepEqual(texts, Object.values(FILES));
    assert.deepEqual(progress.at(-1), [13, 13]);
  }));

test("WebAssembly has the type that a browser compiles while it comes", () =>
  served(async (assets) => {
    const response = await assets.open("pyodide.asm.wasm");
    assert.equal(response.headers.get("content-type"), "application/wasm");
    await response.text();
  }));

test("a missing file is named with its URL, its status, and what to do", () =>
  served(async (assets) => {
    await assert.rejects(assets.open("snapshot.bin"), (error: unknown) => {
      assert(error instanceof DownloadError);
      assert.match(error.message, /http:\/\/127\.0\.0\.1:\d+\/runtime\/abc\/snapshot\.bin was answered with 404/);
      assert.match(error.hint, /try again/);
      return true;
    });
  }));

test("a server that is gone is told from a file that is missing", async () => {
  let gone!: Assets;
  await served((assets) => Promise.resolve(void (gone = assets)));
  await assert.rejects(gone.open("python.zip"), /python\.zip cannot be reached/);
});

test("a download that breaks off rejects where its body is read", () =>
  served(async (assets) => {
    const response = await assets.open("python.zip");
    await assert.rejects(response.text(), /python\.zip broke off/);
  }, true));
