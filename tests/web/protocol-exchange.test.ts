import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Exchange, ExchangeFailed } from "../../web/protocol/exchange.js";
import type { RequestFrame, ResponseFrame } from "../../web/protocol/http.js";

/** An exchange, and the responder's end of its port. */
function exchange(context: TestContext) {
  const { port1, port2 } = new MessageChannel();
  const frames: RequestFrame[] = [];
  let heard: (() => void) | null = null;
  port2.onmessage = ({ data }: MessageEvent<RequestFrame>) => {
    frames.push(data);
    heard?.();
  };
  context.after(() => port2.close());
  return {
    exchange: new Exchange(port1),
    frames,
    send: (frame: unknown) => port2.postMessage(frame),
    /** Waits until a frame of `type` has arrived. */
    arrival: async (type: RequestFrame["type"]): Promise<void> => {
      while (!frames.some((frame) => frame.type === type)) await new Promise<void>((resolve) => (heard = resolve));
      heard = null;
    },
  };
}

const HEAD: ResponseFrame = { type: "head", head: { status: 200, statusText: "OK", headers: [["a", "b"]] } };
const chunk = (...bytes: number[]): ResponseFrame => ({ type: "chunk", chunk: new Uint8Array(bytes) });

test("the head resolves to what the responder sent", async (context) => {
  const { exchange: given, send } = exchange(context);
  send(HEAD);
  assert.deepEqual(await given.head, { status: 200, statusText: "OK", headers: [["a", "b"]] });
});

test("a body in memory stays with the sender", async (context) => {
  const { exchange: given, frames, arrival } = exchange(context);
  const body = new Uint8Array([1, 2, 3]);
  await given.send(body);
  await arrival("body-end");
  assert.deepEqual(frames, [{ type: "body", chunk: new Uint8Array([1, 2, 3]) }, { type: "body-end" }]);
  assert.equal(body.byteLength, 3);
});

test("of a view on a larger buffer only the view is sent", async (context) => {
  const { exchange: given, frames, arrival } = exchange(context);
  const view = new Uint8Array(1000).fill(7).subarray(10, 12);
  await given.send(new Blob([view]).stream());
  await arrival("body-end");
  assert.deepEqual(frames[0], { type: "body", chunk: new Uint8Array([7, 7]) });
});

test("no body is only its end", async (context) => {
  const { exchange: given, frames, arrival } = exchange(context);
  await given.send(null);
  await arrival("body-end");
  assert.equal(frames.length, 1);
});

test("a body that cannot be read cancels the exchange", async (context) => {
  const { exchange: given, arrival } = exchange(context);
  const body = new ReadableStream<Uint8Array>({ pull: () => Promise.reject(new Error("unplugged")) });
  await assert.rejects(given.send(body), /unplugged/);
  await arrival("cancel");
});

test("the body is what the responder sends, one chunk for each read", async (context) => {
  const { exchange: given, frames, send, arrival } = exchange(context);
  send(HEAD);
  const reader = given.body.getReader();
  const first = reader.read();
  await arrival("pull");
  send(chunk(1));
  assert.deepEqual((await first).value, new Uint8Array([1]));
  assert.equal(frames.length, 1);
  const last = reader.read();
  send({ type: "end" });
  assert.ok((await last).done, "(await last).done");
  await given.over;
});

test("a failure before the head rejects it with the responder's words", async (context) => {
  const { exchange: given, send } = exchange(context);
  send({ type: "failed", message: "No such preview" });
  await assert.rejects(given.head, new ExchangeFailed("No such preview"));
});

test("a failure after the head reaches the reader of the body", async (context) => {
  const { exchange: given, send, arrival } = exchange(context);
  send(HEAD);
  const read = given.body.getReader().read();
  await arrival("pull");
  send({ type: "failed", message: "Stopped" });
  await assert.rejects(read, new ExchangeFailed("Stopped"));
});

test("an end in place of a head is a failure", async (context) => {
  const { exchange: given, send } = exchange(context);
  send({ type: "end" });
  await assert.rejects(given.head, ExchangeFailed);
});

test("what is no response frame ends the exchange", async (context) => {
  const { exchange: given, send, arrival } = exchange(context);
  send({ type: "head", head: { status: "200" } });
  await assert.rejects(given.head, ExchangeFailed);
  await arrival("cancel");
});

test("cancelling the body tells the responder", async (context) => {
  const { exchange: given, send, arrival } = exchange(context);
  send(HEAD);
  await given.head;
  await given.body.cancel();
  await arrival("cancel");
  await given.over;
});

test("cancelling before the head rejects it as aborted", async (context) => {
  const { exchange: given, arrival } = exchange(context);
  given.cancel();
  await assert.rejects(given.head, { name: "AbortError" });
  await arrival("cancel");
});

test("once over, an exchange says nothing more", async (context) => {
  const { exchange: given, frames, arrival } = exchange(context);
  given.finish({ type: "failed", message: "The page is gone" });
  given.cancel();
  await given.send(new Uint8Array([1]));
  await arrival("cancel");
  assert.deepEqual(frames, [{ type: "cancel" }]);
});
