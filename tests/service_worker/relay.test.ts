import assert from "node:assert/strict";
import { test } from "node:test";
import type { AskableClient } from "../../service_worker/find-client.js";
import { relay } from "../../service_worker/relay.js";
import { isRelayRequest, isRequestFrame } from "../../web/protocol/guards.js";
import type { RequestFrame, ResponseFrame } from "../../web/protocol/http.js";
import type { RelayRequest } from "../../web/protocol/messages.js";

const SCOPE = new URL("https://example.org/site/");
const ADDRESS = "https://example.org/site/preview/abc/hello";

type Send = (frame: ResponseFrame, transfer?: Transferable[]) => void;

interface Page {
  /** Called for each frame that arrives, with a way to answer. */
  answer: (frame: RequestFrame, send: Send) => void;
  /** False once the page has been closed. */
  open?: () => boolean;
  controlPort?: MessagePort;
  seen?: (message: RelayRequest) => void;
}

/** The response to `request` where `page` has the preview; null for no page at all. */
async function respond(page: Page | null, request = new Request(ADDRESS)): Promise<Response> {
  let connected = true;
  const client: AskableClient = {
    id: "page",
    url: SCOPE.href,
    postMessage: (message, [transferred]) => {
      assert.ok(page && isRelayRequest(message), "page && isRelayRequest(message)");
      page.seen?.(message);
      const port = transferred as MessagePort;
      port.onmessage = ({ data }: MessageEvent<unknown>) => {
        assert.ok(isRequestFrame(data), "isRequestFrame(data)");
        page.answer(data, (frame) => port.postMessage(frame));
        if (data.type === "cancel") port.close();
      };
      // A page that can be told nothing more counts as closed: the relay ends soon, rather than at its limit.
      port.addEventListener("close", () => (connected = false));
      port.postMessage({ type: "accepted" }, page.controlPort ? [page.controlPort] : []);
    },
  };
  const clients = {
    matchAll: () => Promise.resolve(page ? [client] : []),
    get: () => Promise.resolve(connected && page?.open?.() !== false ? client : undefined),
  } as unknown as Clients;
  const navigator = { userAgent: "Browser/1.0", languages: ["en"] };
  return relay(request, "abc", new URL(request.url), {
    scope: SCOPE,
    stylesheet: "",
    clients,
    navigator,
    waitUntil: () => undefined,
  });
}

const head = (status = 200): ResponseFrame => ({ type: "head", head: { status, statusText: "", headers: [] } });
const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text));

/** Answers every request with `text`, in one chunk. */
function answering(text: string): Page["answer"] {
  let sent = false;
  return (frame, send) => {
    if (frame.type === "body-end") send(head());
    if (frame.type === "pull") send(sent ? { type: "end" } : { type: "chunk", chunk: bytes(text) });
    if (frame.type === "pull") sent = true;
  };
}

test("the application's response is the fetch's", async () => {
  const response = await respond({ answer: answering("hello") });
  assert.equal(response.status, 200);
  assert.equal(await response.text(), "hello");
});

test("the page is told the preview id, the method and the headers", async () => {
  let message: RelayRequest | undefined;
  const page = { answer: answering(""), seen: (given: RelayRequest) => (message = given) };
  await (await respond(page, new Request(ADDRESS, { method: "DELETE", headers: { "x-a": "1" } }))).text();
  assert.equal(message?.previewId, "abc");
  assert.equal(message.head.method, "DELETE");
  assert.equal(new Map(message.head.headers).get("x-a"), "1");
});

test("a body is sent as frames", async () => {
  const body = "0123456789".repeat(30_000);
  const got: Uint8Array[] = [];
  const echo = answering("done");
  const answer: Page["answer"] = (frame, send) => {
    if (frame.type === "body") got.push(frame.chunk);
    else echo(frame, send);
  };
  await (await respond({ answer }, new Request(ADDRESS, { method: "PUT", body }))).text();
  assert.equal(Buffer.concat(got).toString(), body);
});

test("a chunk is asked for only when it is read", async () => {
  const pulls: string[] = [];
  const response = await respond({
    answer: (frame, send) => {
      if (frame.type === "body-end") send(head());
      if (frame.type !== "pull") return;
      pulls.push("pull");
      send(pulls.length > 2 ? { type: "end" } : { type: "chunk", chunk: bytes(String(pulls.length)) });
    },
  });
  const reader = response.body?.getReader();
  assert.ok(reader, "reader");
  assert.deepEqual(pulls, []);
  await reader.read();
  assert.equal(pulls.length, 1);
  await reader.read();
  assert.equal(pulls.length, 2);
  assert.ok((await reader.read()).done, "(await reader.read()).done");
});

test("cancelling the body tells the application", async () => {
  const cancelled = deferred();
  const response = await respond({
    answer: (frame, send) => {
      if (frame.type === "body-end") send(head());
      if (frame.type === "cancel") cancelled.resolve();
    },
  });
  await response.body?.cancel();
  await cancelled.promise;
});

test("aborting the fetch before the response tells the application", async () => {
  const abort = new AbortController();
  const cancelled = deferred();
  const response = respond(
    {
      answer: (frame, send) => {
        if (frame.type === "cancel") cancelled.resolve();
        if (frame.type !== "body-end") return;
        abort.abort();
        // Too late to be taken, unless the abort went unnoticed.
        send(head());
        send({ type: "end" });
      },
    },
    new Request(ADDRESS, { signal: abort.signal }),
  );
  assert.equal((await response).type, "error");
  await cancelled.promise;
});

test("without a page the answer is 503", async () => {
  assert.equal((await respond(null)).status, 503);
});

test("a refusal is a 502 that says why", async () => {
  const response = await respond({
    answer: (frame, send) => {
      if (frame.type === "body-end") send({ type: "failed", message: "Out of memory." });
    },
  });
  assert.equal(response.status, 502);
  assert.match(await response.text(), /Out of memory\./);
});

test("an invalid status is a 502, and the application's body is closed", async () => {
  const cancelled = deferred();
  const response = await respond({
    answer: (frame, send) => {
      if (frame.type === "body-end") send(head(42));
      if (frame.type === "cancel") cancelled.resolve();
    },
  });
  assert.equal(response.status, 502);
  await cancelled.promise;
});

test("a page that ends its interpreter says so over the control port", async () => {
  const { port1, port2 } = new MessageChannel();
  const response = await respond({
    controlPort: port2,
    answer: (frame) => {
      if (frame.type === "body-end") port1.postMessage({ type: "failed", message: "Stopped." });
    },
  });
  assert.match(await response.text(), /Stopped\./);
  port1.close();
});

test("an application that is stopped with its interpreter is a 503 that says so", async () => {
  const { port1, port2 } = new MessageChannel();
  const response = respond({
    controlPort: port2,
    answer: (frame) => {
      if (frame.type === "body-end") port1.postMessage({ type: "stopped" });
    },
  });
  assert.equal((await response).status, 503);
  assert.match(await (await response).text(), /Stopped/);
  port1.close();
});

test("a page that is closed while the application is at work is a 503", async (context) => {
  context.mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
  let open = true;
  const response = respond({
    open: () => open,
    answer: (frame) => {
      if (frame.type !== "body-end") return;
      open = false;
      context.mock.timers.tick(1000);
    },
  });
  assert.equal((await response).status, 503);
});

test("an application that takes minutes is a 504", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const response = respond({
    answer: (frame) => {
      if (frame.type === "body-end") context.mock.timers.tick(240_000);
    },
  });
  assert.equal((await response).status, 504);
});

test("once the head has come, the body may take minutes", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const response = await respond({ answer: answering("hello") });
  context.mock.timers.tick(240_000);
  assert.equal(await response.text(), "hello");
});

function deferred() {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
