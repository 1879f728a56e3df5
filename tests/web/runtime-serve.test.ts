import assert from "node:assert/strict";
import { test } from "node:test";
import type { RequestFrame, ResponseFrame } from "../../web/protocol/http.js";
import type { AppResponse } from "../../web/runtime/python.js";
import { joined, type Open, serve } from "../../web/runtime/serve.js";

const REQUEST = { method: "POST", url: "http://localhost/preview/s/", headers: [] as [string, string][] };
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** An application's response of some pieces, and whether it was closed. */
function appResponse(pieces: string[]): AppResponse & { closed: number } {
  const rest = pieces.map(bytes);
  return {
    closed: 0,
    head: { status: 200, statusText: "OK", headers: [["X-A", "1"]] },
    next: () => rest.shift() ?? null,
    close() {
      this.closed++;
    },
  };
}

/** The requester's end of an exchange: what it sends, and the frames that come back one by one. */
function exchange(opener: () => Promise<Open>) {
  const { port1, port2 } = new MessageChannel();
  const frames: ResponseFrame[] = [];
  let wake: () => void = () => undefined;
  port1.onmessage = ({ data }: MessageEvent<ResponseFrame>) => {
    frames.push(data);
    wake();
  };
  return {
    finished: serve(REQUEST, port2, opener),
    sendAnything: (message: unknown) => port1.postMessage(message),
    send: (frame: RequestFrame) => port1.postMessage(frame),
    next: async (): Promise<ResponseFrame> => {
      while (frames.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return frames.shift() as ResponseFrame;
    },
    close: () => port1.close(),
  };
}

const opening = (open: Open) => () => Promise.resolve(open);

test("the body's frames reach the application as one piece of bytes", async () => {
  let received = "";
  const { send, next, finished } = exchange(
    opening((_head, body) => {
      received = new TextDecoder().decode(body);
      return appResponse([]);
    }),
  );
  send({ type: "body", chunk: bytes("na") });
  send({ type: "body", chunk: bytes("me=x") });
  send({ type: "body-end" });
  assert.deepEqual(await next(), {
    type: "head",
    head: { status: 200, statusText: "OK", headers: [["X-A", "1"]] },
  });
  assert.equal(received, "name=x");
  send({ type: "cancel" });
  await finished;
});

test("each pull gives one chunk, and the one after the last ends the exchange", async () => {
  const app = appResponse(["a", "b"]);
  const { send, next, finished } = exchange(opening(() => app));
  send({ type: "body-end" });
  await next();
  for (const text of ["a", "b"]) {
    send({ type: "pull" });
    assert.deepEqual(await next(), { type: "chunk", chunk: bytes(text) });
  }
  assert.equal(app.closed, 0);
  send({ type: "pull" });
  assert.deepEqual(await next(), { type: "end" });
  await finished;
  assert.equal(app.closed, 1);
});

test("a request that is cancelled tells the application to close", async () => {
  const app = appResponse(["a", "b"]);
  const { send, next, finished } = exchange(opening(() => app));
  send({ type: "body-end" });
  await next();
  send({ type: "cancel" });
  await finished;
  assert.equal(app.closed, 1);
});

test("an application that is stopped while it closes leaves the runtime as it is", async () => {
  const app = appResponse(["a"]);
  app.close = () => {
    app.closed++;
    throw new Error("KeyboardInterrupt");
  };
  const { send, next, finished } = exchange(opening(() => app));
  send({ type: "body-end" });
  await next();
  send({ type: "cancel" });
  await finished;
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(app.closed, 1);
});

test("a request that is cancelled while Python is busy does not reach the application", async () => {
  let letIn!: (open: Open) => void;
  const { send, finished } = exchange(() => new Promise((resolve) => (letIn = resolve)));
  send({ type: "body-end" });
  send({ type: "cancel" });
  await finished;
  letIn(() => assert.fail("the application was called"));
});

test("a failure reaches the requester as its message", async () => {
  const { send, next } = exchange(() => Promise.reject(new Error("Python was not started")));
  send({ type: "body-end" });
  assert.deepEqual(await next(), { type: "failed", message: "Python was not started" });
});

test("a failure in the middle of a body closes the application's iterable", async () => {
  const app = appResponse([]);
  app.next = () => {
    throw new Error("the generator broke");
  };
  const { send, next, finished } = exchange(opening(() => app));
  send({ type: "body-end" });
  await next();
  send({ type: "pull" });
  assert.deepEqual(await next(), { type: "failed", message: "the generator broke" });
  await finished;
  assert.equal(app.closed, 1);
});

test("what is no request frame ends the exchange as failed, and closes the application's iterable", async () => {
  const app = appResponse(["a"]);
  const { send, sendAnything, next, finished } = exchange(opening(() => app));
  send({ type: "body-end" });
  await next();
  sendAnything({ type: "push" });
  assert.deepEqual(await next(), {
    type: "failed",
    message: "The requester sent a message that is not part of a request.",
  });
  await finished;
  assert.equal(app.closed, 1);
});

test("a stream that nobody pulls does not hold up the next request", async () => {
  const first = exchange(opening(() => appResponse(["never pulled"])));
  first.send({ type: "body-end" });
  await first.next();
  const second = exchange(opening(() => appResponse([])));
  second.send({ type: "body-end" });
  assert.equal((await second.next()).type, "head");
  first.send({ type: "cancel" });
  second.send({ type: "cancel" });
  await Promise.all([first.finished, second.finished]);
});

test("a single chunk is passed on as it is", () => {
  const chunk = bytes("x");
  assert.equal(joined([chunk]), chunk);
  assert.deepEqual(joined([]), new Uint8Array());
});
