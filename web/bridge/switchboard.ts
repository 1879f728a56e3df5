/** Connects the service worker to the previews of this page. */
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
  removeEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
  startMessages(): void;
}

/**
 * Answers the service worker for the previews that are attached, and leaves the others to the pages that have them.
 *
 * It listens to `navigator.serviceWorker` alone, which only a service worker of this origin can write to.
 */
export class Switchboard {
  readonly #source: MessageSource;
  readonly #runtimes = new Map<string, { runtime: PreviewRuntime; detach: () => void }>();

  constructor(source: MessageSource = navigator.serviceWorker) {
    this.#source = source;
    source.addEventListener("message", this.#receive);
    source.startMessages();
  }

  /** Requests of the preview go to `runtime` from now on. */
  attach(previewId: string, runtime: PreviewRuntime): void {
    this.detach(previewId);
    this.#runtimes.set(previewId, { runtime, detach: runtime.on("started", () => this.#keepSite()) });
  }

  detach(previewId: string): void {
    this.#runtimes.get(previewId)?.detach();
    this.#runtimes.delete(previewId);
  }

  dispose(): void {
    for (const previewId of this.#runtimes.keys()) this.detach(previewId);
    this.#source.removeEventListener("message", this.#receive);
  }

  readonly #receive = ({ data, ports }: MessageEvent<unknown>): void => {
    const port = ports[0];
    if (!port) return;
    if (isRelayRequest(data)) this.#runtimes.get(data.previewId)?.runtime.connect(data.head, port);
    else if (isStopQuery(data)) {
      const found = this.#runtimes.get(data.previewId);
      if (found) port.postMessage(found.runtime.stopRequested);
    }
  };

  /** Only now, so that what is kept for a visit without a network does not delay the boot. */
  #keepSite(): void {
    const keep: ToServiceWorker = { type: "flask-playground:keep" };
    this.#source.controller?.postMessage(keep);
  }
}
