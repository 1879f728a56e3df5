/** What to do with a fetch, decided from the request and the client alone: a service worker may forget everything else. */
import { parseStopQueryUrl } from "../web/protocol/stop-query.js";
import { isPlaygroundUrl, mountPath, parsePreviewUrl } from "../web/protocol/urls.js";
import type { BrowserRequest } from "./browser-request.js";

export type Route =
  /** The preview's application answers. `url` is the request's own, rewritten where it was outside of the mount. */
  | { to: "application"; previewId: string; url: URL }
  /** A navigation that left the mount by an absolute link: the browser is sent to where it meant to go. */
  | { to: "redirect"; location: URL }
  | { to: "stop-query"; previewId: string }
  /** The site's file `path`, relative to its root. */
  | { to: "site"; path: string }
  | { to: "network" };

/**
 * The one place where it is decided who answers a fetch. `client` is the URL of the client that asks; null where there is
 * none or it is unknown, as for most browsers' navigations.
 */
export function decide(scope: URL, request: BrowserRequest, client: string | null): Route {
  const url = new URL(request.url);
  if (url.origin !== scope.origin) return { to: "network" };

  const inside = parsePreviewUrl(scope, url);
  if (inside && inside.path !== "") return { to: "application", previewId: inside.previewId, url };
  // The mount without its final slash: relative links on that page would lead out of it.
  if (inside) return { to: "redirect", location: withPath(url, `${url.pathname}/`) };

  const stopping = parseStopQueryUrl(scope, url);
  if (stopping !== null) return { to: "stop-query", previewId: stopping };

  const origin = previewOf(scope, client, request.referrer);
  if (origin !== null && !isPlaygroundUrl(scope, url)) {
    const rewritten = withPath(url, mountPath(scope, origin) + url.pathname);
    return request.mode === "navigate"
      ? { to: "redirect", location: rewritten }
      : { to: "application", previewId: origin, url: rewritten };
  }

  const path = url.pathname.startsWith(scope.pathname) ? url.pathname.slice(scope.pathname.length) : null;
  if (path === null || request.method !== "GET" || request.headers.has("range")) return { to: "network" };
  return { to: "site", path };
}

/** The preview whose page sends a request, or led to it: from the client where there is one, else from the referrer. */
function previewOf(scope: URL, client: string | null, referrer: string): string | null {
  for (const value of [client, referrer]) {
    // A client without an address of its own (about:srcdoc, blob:) is known by the referrer, its parent's.
    if (!value || !/^https?:/.test(value) || !URL.canParse(value)) continue;
    return parsePreviewUrl(scope, new URL(value))?.previewId ?? null;
  }
  return null;
}

function withPath(url: URL, path: string): URL {
  const moved = new URL(url);
  moved.pathname = path;
  return moved;
}
