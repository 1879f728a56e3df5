/** A response of the application as one that the browser takes from a service worker. */
import { isNullBodyStatus, type HeaderList, type ResponseHead } from "../web/protocol/http.js";
import type { BrowserRequest } from "./browser-request.js";

/** The application's response breaks HTTP in a way that no browser could be given. */
export class InvalidResponse extends Error {
  override name = "InvalidResponse";
}

/**
 * The `Response` to `request`, with `head`, and with `body` where the status and method allow one; a body that is not wanted
 * is cancelled, so that the application can close it. `url` is where the application was asked, against which it means
 * `Location`. Throws `InvalidResponse`.
 */
export function toResponse(
  head: ResponseHead,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  request: BrowserRequest,
  url: string,
): Response {
  const { status } = head;
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new InvalidResponse(
      `The status ${status} cannot end a response: a browser takes 200 to 599. Return one of those.`,
    );
  }
  const headers = joined(head.headers);
  const location = headers.get("location");
  // A response made here has no URL of its own that a relative Location could refer to.
  if (location !== null && URL.canParse(location, url)) headers.set("location", new URL(location, url).href);
  if (request.destination === "iframe") allowFraming(headers);

  let content: ReadableStream<Uint8Array<ArrayBuffer>> | null = null;
  if (isNullBodyStatus(status) || request.method === "HEAD") void body.cancel();
  else content = decoded(body, headers);
  return new Response(content, { status, statusText: reason(head.statusText), headers });
}

/** Repeated fields as one, comma-separated (RFC 9110 section 5.2): Chromium would keep only the first of them. */
function joined(fields: HeaderList): Headers {
  const headers = new Headers();
  for (const [name, value] of fields) {
    // The jar beside the application has it already, and a browser drops it from a response made by script.
    if (name.toLowerCase() === "set-cookie") continue;
    try {
      const before = headers.get(name);
      headers.set(name, before === null ? value : `${before}, ${value}`);
    } catch {
      throw new InvalidResponse(
        `The header ${JSON.stringify(name)} with the value ${JSON.stringify(value)} is not allowed in HTTP: ` +
          "a name has letters, digits and hyphens, a value no line break and no character beyond U+00FF.",
      );
    }
  }
  return headers;
}

/** The preview's frame stands for a tab of the user's: an application that forbids frames is still to be seen in it. */
function allowFraming(headers: Headers): void {
  headers.delete("x-frame-options");
  const policy = headers.get("content-security-policy");
  if (policy === null) return;
  const rest = policy.replaceAll(/(^|[;,])\s*frame-ancestors[^;,]*;?/gi, "$1").trim();
  if (rest === "") headers.delete("content-security-policy");
  else headers.set("content-security-policy", rest);
}

/** No browser undoes a `Content-Encoding` that comes from a service worker. */
function decoded(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  headers: Headers,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoding = headers.get("content-encoding")?.trim().toLowerCase();
  const format = encoding === "x-gzip" ? "gzip" : encoding;
  if (format !== "gzip" && format !== "deflate") return body;
  headers.delete("content-encoding");
  headers.delete("content-length");
  return body.pipeThrough(new DecompressionStream(format));
}

/** A reason phrase that `Response` takes (RFC 9112 section 4), or none. */
const reason = (text: string): string => (/^[\t\x20-\x7e\x80-\xff]*$/.test(text) ? text : "");
