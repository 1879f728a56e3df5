/** Finds the client that has a preview, by asking every client at each request: no list survives a service worker. */
import { isResponseFrame } from "../web/protocol/guards.js";
import type { RequestHead } from "../web/protocol/http.js";
import type { RelayRequest, StopQuery } from "../web/protocol/messages.js";
import { parsePreviewUrl } from "../web/protocol/urls.js";

/** How long, in milliseconds, a client may take to say that a preview is its own. A busy page answers late, not never. */
export const ACCEPT_TIMEOUT = 4000;

/** How long the interpreter, which stands still meanwhile, waits to be told whether it is to stop. */
export const STOP_ANSWER_TIMEOUT = 500;

/** What asking needs of a `WindowClient`. */
export interface AskableClient {
  readonly id: string;
  readonly url: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

export interface FoundClient {
  id: string;
  /** The exchange's port; the preview's interpreter has its other end. */
  port: MessagePort;
  /** Carries `failed` if the client ends the interpreter; null if it gave none. */
  controlPort: MessagePort | null;
}

/** The clients that could have a preview: not the previews themselves, which run what users write. */
export const clientsToAsk = (scope: URL, clients: readonly AskableClient[]): AskableClient[] =>
  clients.filter((client) => !URL.canParse(client.url) || parsePreviewUrl(scope, new URL(client.url)) === null);

/** The first of `clients` to accept the request, or null when none has in time. */
export function findClient(
  clients: readonly AskableClient[],
  previewId: string,
  head: RequestHead,
): Promise<FoundClient | null> {
  const message: RelayRequest = { type: "flask-playground:request", previewId, head };
  return firstAnswer(clients, message, ACCEPT_TIMEOUT, ({ id }, port, event) => {
    if (!isResponseFrame(event.data) || event.data.type !== "accepted") return null;
    return { keep: true, answer: { id, port, controlPort: event.ports[0] ?? null } };
  });
}

/** Whether the client that has the preview wants its interpreter to stop; false when no client says so. */
export async function stopRequested(clients: readonly AskableClient[], previewId: string): Promise<boolean> {
  const message: StopQuery = { type: "flask-playground:stop-requested", previewId };
  const answer = await firstAnswer(clients, message, STOP_ANSWER_TIMEOUT, (_client, _port, event) =>
    typeof event.data === "boolean" ? { keep: false, answer: event.data } : null,
  );
  return answer ?? false;
}

type Reading<T> = (client: AskableClient, port: MessagePort, event: MessageEvent<unknown>) => Kept<T> | null;

interface Kept<T> {
  answer: T;
  /** Whether the port it came on stays open. */
  keep: boolean;
}

/** Sends `message` with a port of its own to each client; the first that `read` understands wins. */
function firstAnswer<T>(
  clients: readonly AskableClient[],
  message: unknown,
  within: number,
  read: Reading<T>,
): Promise<T | null> {
  if (clients.length === 0) return Promise.resolve(null);
  return new Promise((resolve) => {
    const ports: MessagePort[] = [];
    const settle = (answer: T | null, kept: MessagePort | null) => {
      clearTimeout(timer);
      for (const port of ports) if (port !== kept) port.close();
      resolve(answer);
    };
    const timer = setTimeout(() => settle(null, null), within);
    for (const client of clients) {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      port1.onmessage = (event: MessageEvent<unknown>) => {
        const found = read(client, port1, event);
        if (found) settle(found.answer, found.keep ? port1 : null);
      };
      client.postMessage(message, [port2]);
    }
  });
}
