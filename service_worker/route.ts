/** What to do with a fetch, decided from the request and the client alone: a service worker may forget everything else. */
import { mountPath, parsePreviewUrl } from "../web/protocol/urls.js";

/** The part of a fetch event that the decision rests on. */
export interface Asked {
  url: URL;
  method: string;
  mode: string;
  /** As the browser gives it: a URL, `about:client`, or empty. */
  referrer: string;
  /** URL of the client that asks; null where there is none or it is unknown, as for most browsers' navigations. */
  client: string | null;
  ranged: boolean;
}

export type Route =
  /** The preview's application answers. `url` is the request's own, brought into the mount where it was outside. */
  | { to: "application"; previewId: string; url: URL }
  /** A navigation that left the mount by an absolute link: the browser is sent to where it meant to go. */
  | { to: "redirect"; location: URL }
  | { to: "stop-query"; previewId: string }
  /** A file of the site. `immutable`: its name changes whenever its content does. */
  | { to: "site"; immutable: boolean }
  | { to: "network" };

/** The query with which a page inside a preview leads to the playground itself, not to the application's own root. */
export const WAY_BACK = "?playground";

const STOP_QUERY = "stop-requested/";

/** Vite's `name-<hash>.ext` in assets/, and everything below runtime/<hash>/. */
const IMMUTABLE = /^(?:assets\/.*-[\w-]{8}\.\w+(?:\.\w+)?|runtime\/[0-9a-f]{8,}\/.+)$/;

/** The one place where it is decided who answers a fetch. */
export function decide(scope: URL, asked: Asked): Route {
  const { url } = asked;
  if (url.origin !== scope.origin) return { to: "network" };

  const inside = parsePreviewUrl(scope, url);
  if (inside && inside.path !== "") return { to: "application", previewId: inside.previewId, url };
  // The mount without its final slash: relative links on that page would lead out of it.
  if (inside) return { to: "redirect", location: withPath(url, `${url.pathname}/`) };

  const path = url.pathname.startsWith(scope.pathname) ? url.pathname.slice(scope.pathname.length) : null;
  if (path?.startsWith(STOP_QUERY)) return { to: "stop-query", previewId: path.slice(STOP_QUERY.length) };

  const origin = previewOf(scope, asked);
  if (origin && !(path === "" && url.search === WAY_BACK)) {
    const home = withPath(url, mountPath(scope, origin) + url.pathname);
    return asked.mode === "navigate"
      ? { to: "redirect", location: home }
      : { to: "application", previewId: origin, url: home };
  }

  if (path === null || asked.method !== "GET" || asked.ranged) return { to: "network" };
  return { to: "site", immutable: IMMUTABLE.test(path) };
}

/** The preview whose page sends this request, or led to it: from the client where there is one, else from the referrer. */
function previewOf(scope: URL, { client, referrer }: Asked): string | null {
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
