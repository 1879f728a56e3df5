/** Connects the service worker to the preview of this page. */
import { isRelayRequest, isStopQuery } from "../protocol/guards.js";
import type { RequestHead } from "../protocol/http.js";
import type { ToServiceWorker } from "../protocol/messages.js";

/** What the switchboard needs of a `RuntimeClient`. */
export interface PreviewRuntime {
  readonly stopRequested: boolean;
  connect(head: RequestHead, port: MessagePort): void;
  on(event: "started", listener: () => void): () => void;
}

/** What the switchboard needs of `navigator.serviceWorker`. */
export interface MessageSource {
  readonly controller: { postMessage(message: unknown): void } | null;
  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
  startMessages(): void;
}

/**
 * Answer the service worker for one preview, as long as the page lives; requests of others are left to the pages that have
 * them.
 *
 * This listens to `navigator.serviceWorker` alone, which only a service worker of this origin can write to.
 */
export function connectPreview(
  previewId: string,
  runtime: PreviewRuntime,
  source: MessageSource = navigator.serviceWorker,
): void {
  source.addEventListener("message", ({ data, ports: [port] }) => {
    if (!port) return;
    if (isRelayRequest(data) && data.previewId === previewId) runtime.connect(data.head, port);
    else if (isStopQuery(data) && data.previewId === previewId) port.postMessage(runtime.stopRequested);
  });
  source.startMessages();
  // Only now, so that what is kept for a visit without a network does not delay the boot.
  runtime.on("started", () => {
    const keep: ToServiceWorker = { type: "flask-playground:keep" };
    source.controller?.postMessage(keep);
  });
}
