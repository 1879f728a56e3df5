/** HTTP messages as they cross between threads: heads are plain data, bodies are frames on a port. */

/** Header fields in order, repeats kept: a record would lose the second `Set-Cookie`. */
export type HeaderList = [name: string, value: string][];

export interface RequestHead {
  method: string;
  /** Absolute URL as the browser requested it, fragment removed. */
  url: string;
  headers: HeaderList;
}

export interface ResponseHead {
  status: number;
  statusText: string;
  headers: HeaderList;
}

/** Statuses whose response must be constructed with a null body (Fetch standard, "null body status"). */
export const isNullBodyStatus = (status: number): boolean =>
  status === 101 || status === 204 || status === 205 || status === 304;

/**
 * What goes over the port of one request, requester to responder.
 * `body` frames come first, `body-end` ends them; then one `pull` for each piece of the response wanted.
 */
export type RequestFrame =
  { type: "body"; chunk: Uint8Array<ArrayBuffer> } | { type: "body-end" } | { type: "pull" } | { type: "cancel" };

/**
 * What goes over the port of one request, responder to requester.
 * `accepted` says at once that the preview is here (the page answers it, before the port goes on to the worker).
 * With it comes a control port, on which the page itself says `failed` or `stopped` should it end the worker. Then `head`,
 * then one `chunk` for each `pull` until `end`. `failed` and `stopped` can come at any time and end the exchange.
 */
export type ResponseFrame =
  | { type: "accepted" }
  | { type: "head"; head: ResponseHead }
  | { type: "chunk"; chunk: Uint8Array<ArrayBuffer> }
  | { type: "end" }
  | LastFrame;

/** What ends an exchange before its response is complete: something went wrong, or the user has stopped the application. */
export type LastFrame = { type: "failed"; message: string } | { type: "stopped" };
