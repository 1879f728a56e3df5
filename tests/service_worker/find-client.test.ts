import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ACCEPT_TIMEOUT,
  clientsToAsk,
  findClient,
  stopRequested,
  type AskableClient,
} from "../../service_worker/find-client.js";

const SCOPE = new URL("https://example.org/site/");
const HEAD = { method: "GET", url: "https://example.org/site/preview/abc/", headers: [] };

/** A window client that answers a message as `answer` does. */
const client = (id: string, answer: (port: MessagePort) => void, url = SCOPE.href): AskableClient => ({
  id,
  url,
  postMessage: (_message, [port]) => answer(port as MessagePort),
});
const silent = client("silent", (port) => port.close());
const holder = client("holder", (port) => port.postMessage({ type: "accepted" }));

test("the client that accepts is found among others", async () => {
  const found = await findClient([silent, holder, silent], "abc", HEAD);
  assert.equal(found?.id, "holder");
  assert.equal(found.controlPort, null);
  found.port.close();
});

test("the port on which a client accepts stays open", async () => {
  let next: Promise<unknown> | undefined;
  const page = client("page", (port) => {
    next = new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
      port.addEventListener("close", () => resolve("the port was closed"));
    });
    port.postMessage({ type: "accepted" });
  });
  const found = await findClient([page], "abc", HEAD);
  found?.port.postMessage("hello");
  assert.equal(await next, "hello");
  found?.port.close();
});

test("the control port that comes with the acceptance is kept", async () => {
  const { port1, port2 } = new MessageChannel();
  const found = await findClient([client("p", (port) => port.postMessage({ type: "accepted" }, [port2]))], "abc", HEAD);
  const heard = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  found?.controlPort?.postMessage("over");
  assert.equal(await heard, "over");
  for (const port of [port1, found?.controlPort, found?.port]) port?.close();
});

test("without any client the answer comes at once", async () => {
  assert.equal(await findClient([], "abc", HEAD), null);
});

test("when no client accepts, the wait ends", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const found = findClient([silent], "abc", HEAD);
  context.mock.timers.tick(ACCEPT_TIMEOUT);
  assert.equal(await found, null);
});

test("an answer that is no acceptance is not taken for one", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const said = new Promise<void>((resolve) => {
    const odd = client("odd", (port) => {
      port.postMessage({ type: "head", head: null });
      port.close();
      resolve();
    });
    void findClient([odd], "abc", HEAD).then((found) => assert.equal(found, null));
  });
  await said;
  context.mock.timers.tick(ACCEPT_TIMEOUT);
});

test("previews are not asked", () => {
  const preview = client("preview", () => assert.fail(), `${SCOPE.href}preview/abc/`);
  const docs = client("docs", () => undefined, `${SCOPE.href}docs/`);
  assert.deepEqual(clientsToAsk(SCOPE, [preview, docs]), [docs]);
});

for (const wish of [true, false]) {
  test(`the client's word on stopping is ${String(wish)}`, async () => {
    assert.equal(await stopRequested([client("p", (port) => port.postMessage(wish))], "abc"), wish);
  });
}

test("nothing is to stop when nobody says so", async () => {
  assert.equal(await stopRequested([], "abc"), false);
});
