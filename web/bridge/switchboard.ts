/** Connects the service worker to the sessions of this page. */
import { isRelayRequest, isStopQuery } from "../protocol/guards.js";
import type { RequestHead } from "../protocol/http.js";
import type { ToServiceWorker } from "../protocol/messages.js";

/** What the switchboard needs of a `RuntimeClient`. */
export interface SessionHolder {
  readonly stopRequested: boolean;
  connect(head: RequestHead, port: MessagePort): void;
  on(event: "ready", listener: () => void): () => void;
}

/** What the switchboard needs of `navigator.serviceWorker`. */
export interface MessageSource {
  readonly controller: { postMessage(message: unknown): void } | null;
  addEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
  removeEventListener(type: "message", listener: (event: MessageEvent<unknown>) => void): void;
  startMessages(): void;
}

/**
 * Answers the service worker for the sessions that are attached, and leaves the others to the pages that hold them.
 *
 * It listens to `navigator.serviceWorker` alone, which only a service worker of this origin can write to.
 */
export class Switchboard {
  readonly #source: MessageSource;
  readonly #holders = new Map<string, { holder: SessionHolder; detach: () => void }>();

  constructor(source: MessageSource = navigator.serviceWorker) {
    this.#source = source;
    source.addEventListener("message", this.#receive);
    source.startMessages();
  }

  /** Requests of `session` go to `holder` from now on. */
  attach(session: string, holder: SessionHolder): void {
    this.detach(session);
    this.#holders.set(session, { holder, detach: holder.on("ready", () => this.#keepSite()) });
  }

  detach(session: string): void {
    this.#holders.get(session)?.detach();
    this.#holders.delete(session);
  }

  dispose(): void {
    for (const session of this.#holders.keys()) this.detach(session);
    this.#source.removeEventListener("message", this.#receive);
  }

  readonly #receive = ({ data, ports }: MessageEvent<unknown>): void => {
    const port = ports[0];
    if (!port) return;
    if (isRelayRequest(data)) this.#holders.get(data.session)?.holder.connect(data.head, port);
    else if (isStopQuery(data)) {
      const found = this.#holders.get(data.session);
      if (found) port.postMessage(found.holder.stopRequested);
    }
  };

  /** Only now, so that what is kept for a visit without a network does not delay the boot. */
  #keepSite(): void {
    const keep: ToServiceWorker = { type: "flask-playground:keep" };
    this.#source.controller?.postMessage(keep);
  }
}
