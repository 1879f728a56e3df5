/** The part of a browser's request that this folder's decisions rest on. A `Request` has it; tests can write it down. */
export type BrowserRequest = Readonly<
  Pick<Request, "url" | "method" | "mode" | "destination" | "referrer" | "headers">
>;
