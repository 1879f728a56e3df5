/** How an interpreter asks, in the midst of its work, whether it is to stop: a synchronous request, which the service worker answers. */
import { isPreviewId } from "./urls.js";

/** The folder under the service worker's scope below which interpreters ask, each with its preview's id. */
const STOP_QUERY = "stop-requested/";

const STOP = "1";
const GO_ON = "0";

/** Where the interpreter of a preview asks. */
export const stopQueryUrl = (scope: URL, previewId: string): URL => new URL(STOP_QUERY + previewId, scope);

/** The preview whose interpreter asks by a request to `url`; null where `url` is no such question. */
export function parseStopQueryUrl(scope: URL, url: URL): string | null {
  const base = scope.pathname + STOP_QUERY;
  if (url.origin !== scope.origin || !url.pathname.startsWith(base)) return null;
  const previewId = url.pathname.slice(base.length);
  return isPreviewId(previewId) ? previewId : null;
}

/** The text that answers. */
export const stopAnswer = (stop: boolean): string => (stop ? STOP : GO_ON);

/** What an answer says; throws for a text that is none. */
export function parseStopAnswer(text: string): boolean {
  if (text !== STOP && text !== GO_ON) throw new TypeError(`${JSON.stringify(text)} does not say whether to stop`);
  return text === STOP;
}
