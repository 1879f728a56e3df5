import assert from "node:assert/strict";
import { test } from "node:test";
import { ACCEPT_WITHIN, findPage, pagesAmong, stopRequested, type PageClient } from "../../service_worker/find-page.js";

const SCOPE = new URL("https://example.org/site/");
const HEAD = { method: "GET", url: "https://example.org/site/preview/abc/", headers: [] };

/** A window client that answers a message as `answer` does. */
const page = (id: string, answer: (port: MessagePort) => void, url = SCOPE.href): PageClient => ({
  id,
  url,
  postMessage: (_message, [port]) => answer(port as MessagePort),
});
const silent = page("silent", (port) => port.close());
const holder = page("holder", (port) => port.postMessage({ type: "accepted" }));

test("the page that accepts is found among others", async () => {
  const found = await findPage([silent, holder, silent], "abc", HEAD);
  assert.equal(found?.clientId, "holder");
  assert.equal(found.lifeline, null);
  found.port.close();
});

test("the lifeline that comes with the acceptance is kept", async () => {
  const { port1, port2 } = new MessageChannel();
  const found = await findPage([page("p", (port) => port.postMessage({ type: "accepted" }, [port2]))], "abc", HEAD);
  const heard = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  found?.lifeline?.postMessage("over");
  assert.equal(await heard, "over");
  for (const port of [port1, found?.lifeline, found?.port]) port?.close();
});

test("without any page the answer comes at once", async () => {
  assert.equal(await findPage([], "abc", HEAD), null);
});

test("when no page accepts, the wait ends", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const found = findPage([silent], "abc", HEAD);
  context.mock.timers.tick(ACCEPT_WITHIN);
  assert.equal(await found, null);
});

test("an answer that is no acceptance is not taken for one", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const said = new Promise<void>((resolve) => {
    const odd = page("odd", (port) => {
      port.postMessage({ type: "head", head: null });
      port.close();
      resolve();
    });
    void findPage([odd], "abc", HEAD).then((found) => assert.equal(found, null));
  });
  await said;
  context.mock.timers.tick(ACCEPT_WITHIN);
});

test("previews are not asked", () => {
  const preview = page("preview", () => assert.fail(), `${SCOPE.href}preview/abc/`);
  const docs = page("docs", () => undefined, `${SCOPE.href}docs/`);
  assert.deepEqual(pagesAmong(SCOPE, [preview, docs]), [docs]);
});

for (const wish of [true, false]) {
  test(`the page's word on stopping is ${String(wish)}`, async () => {
    assert.equal(await stopRequested([page("p", (port) => port.postMessage(wish))], "abc"), wish);
  });
}

test("nothing is to stop when nobody says so", async () => {
  assert.equal(await stopRequested([], "abc"), false);
});
