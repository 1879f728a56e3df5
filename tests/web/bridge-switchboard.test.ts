import assert from "node:assert/strict";
import { test } from "node:test";
import { Emitter } from "../../web/bridge/emitter.js";
import { newSession } from "../../web/bridge/session.js";
import { Switchboard, type MessageSource, type SessionHolder } from "../../web/bridge/switchboard.js";
import type { RequestHead } from "../../web/protocol/http.js";
import { isSession } from "../../web/protocol/urls.js";

const HEAD: RequestHead = { method: "GET", url: "https://example.org/preview/abc/", headers: [] };
const REQUEST = { type: "flask-playground:request", session: "abc", head: HEAD };

/** Stands where `navigator.serviceWorker` does. */
class Container implements MessageSource {
  readonly told: unknown[] = [];
  readonly controller = { postMessage: (message: unknown) => void this.told.push(message) };
  readonly #target = new EventTarget();
  started = false;

  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void {
    this.#target.addEventListener(type, listener as EventListener);
  }
  removeEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void {
    this.#target.removeEventListener(type, listener as EventListener);
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

class Holder extends Emitter<{ ready: undefined }> implements SessionHolder {
  readonly connected: RequestHead[] = [];
  stopRequested = false;

  connect(head: RequestHead, port: MessagePort): void {
    this.connected.push(head);
    port.close();
  }
}

function attached() {
  const container = new Container();
  const board = new Switchboard(container);
  const holder = new Holder();
  board.attach("abc", holder);
  return { container, board, holder };
}

test("messages flow before the document is complete", () => {
  assert.ok(attached().container.started, "attached().container.started");
});

test("a request goes to the holder of its session", () => {
  const { container, holder } = attached();
  container.deliver(REQUEST).close();
  assert.deepEqual(holder.connected, [HEAD]);
});

test("a request of another page's session is left alone", () => {
  const { container, holder } = attached();
  container.deliver({ ...REQUEST, session: "other" }).close();
  assert.deepEqual(holder.connected, []);
});

test("a malformed request is not passed on", () => {
  const { container, holder } = attached();
  container.deliver({ ...REQUEST, head: { method: "GET" } }).close();
  assert.deepEqual(holder.connected, []);
});

for (const stopRequested of [true, false]) {
  test(`the question whether to stop is answered ${String(stopRequested)}`, async () => {
    const { container, holder } = attached();
    holder.stopRequested = stopRequested;
    const port = container.deliver({ type: "flask-playground:stop-requested", session: "abc" });
    const answer = await new Promise(
      (resolve) => (port.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data)),
    );
    port.close();
    assert.equal(answer, stopRequested);
  });
}

test("after detach, the session is no longer this page's", () => {
  const { container, board, holder } = attached();
  board.detach("abc");
  container.deliver(REQUEST).close();
  assert.deepEqual(holder.connected, []);
});

test("once an interpreter is ready, the site may be kept for a visit without a network", () => {
  const { container, holder } = attached();
  assert.deepEqual(container.told, []);
  holder.emit("ready", undefined);
  assert.deepEqual(container.told, [{ type: "flask-playground:keep" }]);
});

test("a disposed switchboard hears nothing", () => {
  const { container, board, holder } = attached();
  board.dispose();
  container.deliver(REQUEST).close();
  holder.emit("ready", undefined);
  assert.deepEqual([holder.connected, container.told], [[], []]);
});

test("each page load has a session of its own, fit for a URL", () => {
  const names = Array.from({ length: 100 }, newSession);
  assert.ok(names.every(isSession), "names.every(isSession)");
  assert.equal(new Set(names).size, 100);
});
