/** The address bar shows where `flask run` would serve the application; the preview has it under a path of its own. */
import { parsePreviewUrl } from "../protocol/urls.js";

/** Where `flask run` listens unless told otherwise. */
export const SHOWN_ORIGIN = "http://127.0.0.1:5000";

const OWN_HOSTS = new Set(["127.0.0.1:5000", "localhost:5000"]);

/** What the address bar shows for `path` (leading slash, with query and fragment). */
export const shownAddress = (path: string): string => SHOWN_ORIGIN + path;

/** The path that a typed address means, or a sentence that says why it cannot be shown. */
export function parseAddress(typed: string): { path: string } | { problem: string } {
  const text = typed.trim();
  const hasHost = /^(?:https?:)?\/\//i.test(text) || OWN_HOSTS.has(text.split("/", 1)[0] ?? "");
  if (!hasHost) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return elsewhere(text);
    return { path: normalised(text.startsWith("/") ? text : `/${text}`) };
  }
  const url = parseUrl(text.replace(/^(?:https?:)?(?:\/\/)?/i, "http://"));
  if (!url || !OWN_HOSTS.has(url.host)) return elsewhere(text);
  return { path: url.pathname + url.search + url.hash };
}

const elsewhere = (text: string) => ({
  problem: `The preview shows only this application, at ${SHOWN_ORIGIN}/. “${text}” is somewhere else.`,
});

/** With `..` resolved and what a URL cannot hold escaped. `//` at the start stays a path, not a host. */
function normalised(path: string): string {
  const url = new URL(SHOWN_ORIGIN + path);
  return url.pathname + url.search + url.hash;
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The path inside the application of a preview's document at `href`; null where it is not in the preview. */
export function pathInPreview(scope: URL, previewId: string, href: string): string | null {
  const url = parseUrl(href);
  const location = url && parsePreviewUrl(scope, url);
  if (!url || location?.previewId !== previewId) return null;
  return (location.path || "/") + url.search + url.hash;
}
