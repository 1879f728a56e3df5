import assert from "node:assert/strict";
import { test } from "node:test";
import { isHashed, outdatedRuntimeCaches, runtimeCache, SITE_CACHE } from "../../web/protocol/site-files.js";

for (const [path, hashed] of [
  ["assets/editor-B3xk_9a-.js", true],
  ["assets/editor-B3xk_9a-.js.map", true],
  ["assets/logo.svg", false],
  ["docs/assets/editor-B3xk_9a-.js", false],
  ["runtime/3f2a9c1d00aa11bb/pyodide.mjs", true],
  ["runtime/latest/pyodide.mjs", false],
  ["index.html", false],
] as const) {
  test(`the name ${path} ${hashed ? "changes" : "does not change"} with its content`, () => {
    assert.equal(isHashed(path), hashed);
  });
}

test("each build of the runtime has a cache of its own", () => {
  assert.equal(runtimeCache(new URL("https://host/site/runtime/3f2a/")), "flask-playground-runtime-3f2a");
});

test("of the caches, those of runtimes that the site has no more are outdated", () => {
  const [current, old] = ["3f2a", "0b1c"].map((hash) => runtimeCache(new URL(`https://host/runtime/${hash}/`)));
  assert.ok(current && old);
  const files = ["index.html", "runtime/3f2a/python.zip"];
  assert.deepEqual(outdatedRuntimeCaches([SITE_CACHE, current, old, "another's"], files), [old]);
});
