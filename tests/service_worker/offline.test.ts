import assert from "node:assert/strict";
import { test } from "node:test";
import { cacheKey, keptOrFetched, NETWORK_TIMEOUT } from "../../service_worker/offline.js";

for (const [address, key] of [
  ["https://example.org/site/", "https://example.org/site/"],
  ["https://example.org/site/index.html", "https://example.org/site/"],
  ["https://example.org/site/?embed#project=x", "https://example.org/site/"],
  ["https://example.org/site/docs/index.html?x=1", "https://example.org/site/docs/"],
  ["https://example.org/site/myindex.html", "https://example.org/site/myindex.html"],
] as const) {
  test(`${address} is kept as ${key}`, () => assert.equal(cacheKey(address), key));
}

const HASHED = "assets/main-0a1b2c3d.js";
const UNHASHED = "docs/index.html";
const online = () => Promise.resolve(new Response("new"));
const offline = () => Promise.reject<Response>(new TypeError("fetch failed"));

test("a file whose name does not tell its content is the network's, though a copy is kept", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const response = await keptOrFetched(UNHASHED, new Response("old"), online);
  assert.equal(await response.text(), "new");
});

test("a kept file whose name tells its content is not fetched", async () => {
  const response = await keptOrFetched(HASHED, new Response("kept"), () => assert.fail("it was fetched"));
  assert.equal(await response.text(), "kept");
});

test("without a network the kept copy is the answer", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const response = await keptOrFetched(UNHASHED, new Response("old"), offline);
  assert.equal(await response.text(), "old");
});

test("while the network keeps silent, the kept copy is the answer", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const response = keptOrFetched(UNHASHED, new Response("old"), () => new Promise(() => undefined));
  context.mock.timers.tick(NETWORK_TIMEOUT);
  assert.equal(await (await response).text(), "old");
});

for (const path of [HASHED, UNHASHED]) {
  test(`${path} is fetched where no copy is kept`, async () => {
    assert.equal(await (await keptOrFetched(path, undefined, online)).text(), "new");
  });
}

test("with neither a network nor a copy, the network's error is thrown", async () => {
  await assert.rejects(keptOrFetched(UNHASHED, undefined, offline), /fetch failed/);
});
