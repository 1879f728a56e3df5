import assert from "node:assert/strict";
import { test } from "node:test";
import { Emitter } from "../../web/bridge/emitter.js";
import { newPreviewId } from "../../web/bridge/preview-id.js";
import { connectPreview, type MessageSource, type PreviewRuntime } from "../../web/bridge/switchboard.js";
import type { RequestHead } from "../../web/protocol/http.js";
import { isPreviewId } from "../../web/protocol/urls.js";

const HEAD: RequestHead = { method: "GET", url: "https://example.org/preview/abc/", headers: [] };
const REQUEST = { type: "flask-playground:request", previewId: "abc", head: HEAD };

/** Stands where `navigator.serviceWorker` does. */
class Container implements MessageSource {
  readonly told: unknown[] = [];
  readonly controller = { postMessage: (message: unknown) => void this.told.push(message) };
  readonly #target = new EventTarget();
  started = false;

  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void {
    this.#target.addEventListener(type, listener as EventListener);
  }
  startMessages(): void {
    this.started = true;
  }
  /** Deliver a message with a port; gives the port's other end. */
  deliver(data: unknown): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#target.dispatchEvent(new MessageEvent("message", { data, ports: [port2] }));
    return port1;
  }
}

class FakeRuntime extends Emitter<{ started: undefined }> implements PreviewRuntime {
  readonly connected: RequestHead[] = [];
  stopRequested = false;

  connect(head: RequestHead, port: MessagePort): void {
    this.connected.push(head);
    port.close();
  }
}

function attached() {
  const container = new Container();
  const runtime = new FakeRuntime();
  connectPreview("abc", runtime, container);
  return { container, runtime };
}

test("messages flow before the document is complete", () => {
  assert.ok(attached().container.started, "attached().container.started");
});

test("a request goes to the runtime of its preview", () => {
  const { container, runtime } = attached();
  container.deliver(REQUEST).close();
  assert.deepEqual(runtime.connected, [HEAD]);
});

test("a request of another page's preview is left alone", () => {
  const { container, runtime } = attached();
  container.deliver({ ...REQUEST, previewId: "other" }).close();
  assert.deepEqual(runtime.connected, []);
});

test("a malformed request is not passed on", () => {
  const { container, runtime } = attached();
  container.deliver({ ...REQUEST, head: { method: "GET" } }).close();
  assert.deepEqual(runtime.connected, []);
});

for (const stopRequested of [true, false]) {
  test(`the question whether to stop is answered ${String(stopRequested)}`, async () => {
    const { container, runtime } = attached();
    runtime.stopRequested = stopRequested;
    const port = container.deliver({ type: "flask-playground:stop-requested", previewId: "abc" });
    const answer = await new Promise(
      (resolve) => (port.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data)),
    );
    port.close();
    assert.equal(answer, stopRequested);
  });
}

test("once an interpreter has started, the site may be kept for a visit without a network", () => {
  const { container, runtime } = attached();
  assert.deepEqual(container.told, []);
  runtime.emit("started", undefined);
  assert.deepEqual(container.told, [{ type: "flask-playground:keep" }]);
});

test("each page load has a preview id of its own, fit for a URL", () => {
  const ids = Array.from({ length: 100 }, newPreviewId);
  assert.ok(ids.every(isPreviewId), "ids.every(isPreviewId)");
  assert.equal(new Set(ids).size, 100);
});
