/** A fetch as the request that a server would have received. */
import type { HeaderList, RequestHead } from "../web/protocol/http.js";
import { parsePreviewUrl } from "../web/protocol/urls.js";
import type { BrowserRequest } from "./browser-request.js";
import type { Dependencies } from "./dependencies.js";

/**
 * The head of `request`, addressed to `url` inside the preview `previewId`.
 *
 * A browser adds some headers only on the way to the network, past the service worker: they are added here. `Host` is
 * not among them, the URL says it. `Referer` is told only where the application's own page sent the request.
 */
export function requestHead(
  scope: URL,
  previewId: string,
  url: URL,
  request: BrowserRequest,
  navigator: Dependencies["navigator"],
): RequestHead {
  const { method, mode, destination, referrer } = request;
  const headers: HeaderList = [...request.headers];
  const present = new Set(headers.map(([name]) => name.toLowerCase()));
  const add = (name: string, value: string) => {
    if (value !== "" && !present.has(name)) headers.push([name, value]);
  };
  const fromItself = isOwnPage(scope, previewId, referrer);
  add("user-agent", navigator.userAgent);
  add("accept-language", acceptLanguage(navigator.languages));
  if (fromItself) add("referer", referrer);
  if (method !== "GET" && method !== "HEAD") add("origin", scope.origin);
  add("sec-fetch-site", mode !== "navigate" || fromItself ? "same-origin" : "none");
  add("sec-fetch-mode", mode);
  // To the application its page is a tab's, not a frame's.
  add("sec-fetch-dest", mode === "navigate" ? "document" : destination || "empty");
  const address = new URL(url);
  address.hash = "";
  return { method, url: address.href, headers };
}

const isOwnPage = (scope: URL, previewId: string, referrer: string): boolean =>
  URL.canParse(referrer) && parsePreviewUrl(scope, new URL(referrer))?.previewId === previewId;

/** `["de-CH", "de", "en"]` as a header's value, each language weighted a tenth below the one before it. */
const acceptLanguage = (languages: readonly string[]): string =>
  languages
    .slice(0, 9)
    .map((language, index) => (index === 0 ? language : `${language};q=${(1 - index / 10).toFixed(1)}`))
    .join(",");
