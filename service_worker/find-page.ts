/** Finds the page that has a preview, by asking every page at each request: no list survives a service worker. */
import { isResponseFrame } from "../web/protocol/guards.js";
import type { RequestHead } from "../web/protocol/http.js";
import type { RelayRequest, StopQuery } from "../web/protocol/messages.js";
import { parsePreviewUrl } from "../web/protocol/urls.js";

/** How long, in milliseconds, a page may take to say that a preview is its own. A busy page answers late, not never. */
export const ACCEPT_WITHIN = 4000;

/** How long the interpreter, which stands still meanwhile, waits for the page's word on whether it is to stop. */
export const STOP_ANSWER_WITHIN = 500;

/** What is needed of a `WindowClient`. */
export interface PageClient {
  readonly id: string;
  readonly url: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

export interface FoundPage {
  clientId: string;
  /** The exchange's port; the preview's interpreter has its other end. */
  port: MessagePort;
  /** Carries `failed` if the page ends the interpreter; null if the page gave none. */
  lifeline: MessagePort | null;
}

/** Windows that could have a preview: previews themselves run what users write, and are not asked. */
export const pagesAmong = (scope: URL, clients: readonly PageClient[]): PageClient[] =>
  clients.filter((client) => !URL.canParse(client.url) || parsePreviewUrl(scope, new URL(client.url)) === null);

/** The first of `pages` to accept the request, or null when none has in time. */
export function findPage(
  pages: readonly PageClient[],
  previewId: string,
  head: RequestHead,
): Promise<FoundPage | null> {
  const message: RelayRequest = { type: "flask-playground:request", previewId, head };
  return firstAnswer(pages, message, ACCEPT_WITHIN, (page, port, event) => {
    if (!isResponseFrame(event.data) || event.data.type !== "accepted") return null;
    return { keep: true, answer: { clientId: page.id, port, lifeline: event.ports[0] ?? null } };
  });
}

/** Whether the page that has the preview wants its interpreter to stop; false when no page says so. */
export async function stopRequested(pages: readonly PageClient[], previewId: string): Promise<boolean> {
  const message: StopQuery = { type: "flask-playground:stop-requested", previewId };
  const answer = await firstAnswer(pages, message, STOP_ANSWER_WITHIN, (_page, _port, event) =>
    typeof event.data === "boolean" ? { keep: false, answer: event.data } : null,
  );
  return answer ?? false;
}

type Reading<T> = (page: PageClient, port: MessagePort, event: MessageEvent<unknown>) => Kept<T> | null;

interface Kept<T> {
  answer: T;
  /** Whether the port it came on stays open. */
  keep: boolean;
}

/** Sends `message` with a port of its own to each page; the first that `read` understands wins. */
function firstAnswer<T>(
  pages: readonly PageClient[],
  message: unknown,
  within: number,
  read: Reading<T>,
): Promise<T | null> {
  if (pages.length === 0) return Promise.resolve(null);
  return new Promise((resolve) => {
    const ports: MessagePort[] = [];
    const settle = (answer: T | null, kept: MessagePort | null) => {
      clearTimeout(timer);
      for (const port of ports) if (port !== kept) port.close();
      resolve(answer);
    };
    const timer = setTimeout(() => settle(null, null), within);
    for (const page of pages) {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      port1.onmessage = (event: MessageEvent<unknown>) => {
        const found = read(page, port1, event);
        if (found) settle(found.answer, found.keep ? port1 : null);
      };
      page.postMessage(message, [port2]);
    }
  });
}
