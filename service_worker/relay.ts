/** Takes a fetch to the client that has its preview, and the response back. */
import { Exchange, ExchangeFailed, ExchangeStopped } from "../web/protocol/exchange.js";
import { isLastFrame } from "../web/protocol/guards.js";
import type { Dependencies } from "./dependencies.js";
import { CLOSED, LEFT, STOPPED, errorPageResponse, failed, invalid, slow, type ErrorPage } from "./error-pages.js";
import { clientsToAsk, findClient, type FoundClient } from "./find-client.js";
import { requestHead } from "./request.js";
import { InvalidResponse, toResponse } from "./response.js";

/** How long, in seconds, an application may take to its response's head. Chromium ends a service worker's fetch at 300. */
const HEAD_TIMEOUT = 240;

/** How often, in milliseconds, it is seen to that the client is still there: nothing tells of a page that closes. */
const POLL_INTERVAL = 1000;

/** The response of a preview's application to `request`, which is addressed to `url`; an error page if there is none. */
export async function relay(
  request: Request,
  previewId: string,
  url: URL,
  { scope, stylesheet, clients, navigator, waitUntil }: Dependencies,
): Promise<Response> {
  const errorPage = (page: ErrorPage) => errorPageResponse(page, request, { scope, stylesheet });
  const head = requestHead(scope, previewId, url, request, navigator);
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const client = await findClient(clientsToAsk(scope, windows), previewId, head);
  if (client === null) return errorPage(CLOSED);

  const exchange = new Exchange(client.port);
  const watch = new Watch(exchange, client, clients);
  waitUntil(exchange.over);
  request.signal.addEventListener("abort", () => exchange.cancel());
  try {
    // Not waited for: a responder may refuse before the body is through. A body that cannot be read cancels the exchange.
    void exchange.send(await bodyOf(request)).catch(() => undefined);
    const responseHead = await exchange.head;
    watch.headHasCome();
    return toResponse(responseHead, exchange.body, request, head.url);
  } catch (error) {
    exchange.cancel();
    if (error instanceof InvalidResponse) return errorPage(invalid(error.message));
    if (error instanceof ExchangeStopped) return errorPage(STOPPED);
    if (error instanceof ExchangeFailed) return errorPage(watch.reason ?? failed(error.message));
    // Nobody waits for the response any more.
    return Response.error();
  }
}

/** The body as a stream where the browser has one (not in Firefox), else read as a whole; null where there is none. */
async function bodyOf(request: Request): Promise<ReadableStream<Uint8Array> | Uint8Array | null> {
  if (request.method === "GET" || request.method === "HEAD") return null;
  // Typed as always there, and undefined in Firefox.
  const body = request.body as ReadableStream<Uint8Array> | null | undefined;
  return body === undefined ? new Uint8Array(await request.arrayBuffer()) : body;
}

/** Ends an exchange whose client has gone, has ended the interpreter, or takes too long. */
class Watch {
  /** Why the exchange was ended here; null where it was not. */
  reason: ErrorPage | null = null;

  readonly #exchange: Exchange;
  readonly #limit: ReturnType<typeof setTimeout>;

  constructor(exchange: Exchange, { id, controlPort }: FoundClient, clients: Pick<Clients, "get">) {
    this.#exchange = exchange;
    this.#limit = setTimeout(() => this.#end(slow(HEAD_TIMEOUT)), HEAD_TIMEOUT * 1000);
    const look = setInterval(() => void this.#look(id, clients), POLL_INTERVAL);
    if (controlPort) {
      controlPort.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (isLastFrame(data)) exchange.finish(data);
      };
    }
    void exchange.over.then(() => {
      clearTimeout(this.#limit);
      clearInterval(look);
      controlPort?.close();
    });
  }

  headHasCome(): void {
    clearTimeout(this.#limit);
  }

  async #look(id: string, clients: Pick<Clients, "get">): Promise<void> {
    if ((await clients.get(id)) === undefined) this.#end(LEFT);
  }

  #end(reason: ErrorPage): void {
    this.reason ??= reason;
    this.#exchange.finish({ type: "failed", message: reason.text });
  }
}
