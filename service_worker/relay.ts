/** Takes a fetch to the page that has its preview, and the answer back. */
import { Exchange, ExchangeFailed } from "../web/protocol/exchange.js";
import { isResponseFrame } from "../web/protocol/guards.js";
import { findPage, pagesAmong, type FoundPage } from "./find-page.js";
import { CLOSED, LEFT, failed, slow, troubleResponse, unlawful, type Trouble } from "./pages.js";
import { requestHead } from "./request.js";
import { UnlawfulResponse, toResponse } from "./response.js";

/** How long, in seconds, an application may take to its response's head. Chromium ends a service worker's fetch at 300. */
const HEAD_WITHIN = 240;

/** How often, in milliseconds, it is seen to that the page is still there: nothing tells of a page that closes. */
const LOOK_EVERY = 1000;

/** Everything that a relay needs of its surroundings: the service worker's own globals, but for tests. */
export interface Surroundings {
  scope: URL;
  clients: Pick<Clients, "get" | "matchAll">;
  navigator: { userAgent: string; languages: readonly string[] };
  /** Keeps the service worker alive until the promise settles. */
  waitUntil: (promise: Promise<unknown>) => void;
}

/** The response of a preview's application to `request`, which is addressed to `url`; a readable one if there is none. */
export async function relay(request: Request, previewId: string, url: URL, around: Surroundings): Promise<Response> {
  const trouble = (what: Trouble) => troubleResponse(what, request, around.scope);
  const head = requestHead(around.scope, previewId, url, request, around.navigator);
  const windows = await around.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = await findPage(pagesAmong(around.scope, windows), previewId, head);
  if (page === null) return trouble(CLOSED);

  const exchange = new Exchange(page.port);
  const watch = new Watch(exchange, page, around.clients);
  around.waitUntil(exchange.over);
  request.signal.addEventListener("abort", () => exchange.cancel());
  try {
    // Not waited for: a responder may refuse before the body is through. A body that cannot be read cancels the exchange.
    void exchange.send(await bodyOf(request)).catch(() => undefined);
    const answer = await exchange.head;
    watch.headHasCome();
    return toResponse(answer, exchange.body, { url: head.url, method: head.method, destination: request.destination });
  } catch (error) {
    exchange.cancel();
    if (error instanceof UnlawfulResponse) return trouble(unlawful(error.message));
    if (error instanceof ExchangeFailed) return trouble(watch.reason ?? failed(error.message));
    // Nobody waits for the answer any more.
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

/** Ends an exchange whose page has gone, has ended the interpreter, or takes too long. */
class Watch {
  /** Why the exchange was ended here; null where it was not. */
  reason: Trouble | null = null;

  readonly #exchange: Exchange;
  readonly #limit: ReturnType<typeof setTimeout>;

  constructor(exchange: Exchange, page: FoundPage, clients: Pick<Clients, "get">) {
    this.#exchange = exchange;
    this.#limit = setTimeout(() => this.#end(slow(HEAD_WITHIN)), HEAD_WITHIN * 1000);
    const look = setInterval(() => void this.#look(page, clients), LOOK_EVERY);
    const { lifeline } = page;
    if (lifeline) {
      lifeline.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (isResponseFrame(data) && data.type === "failed") exchange.fail(data.message);
      };
    }
    void exchange.over.then(() => {
      clearTimeout(this.#limit);
      clearInterval(look);
      lifeline?.postMessage({ type: "cancel" });
      lifeline?.close();
    });
  }

  headHasCome(): void {
    clearTimeout(this.#limit);
  }

  async #look(page: FoundPage, clients: Pick<Clients, "get">): Promise<void> {
    if ((await clients.get(page.clientId)) === undefined) this.#end(LEFT);
  }

  #end(reason: Trouble): void {
    this.reason ??= reason;
    this.#exchange.fail(reason.text);
  }
}
