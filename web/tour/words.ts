/** How checks put things into words. Code stands between backticks, which the panel shows as such. */

/** Names of the statuses that an application answers with, by RFC 9110; others are named by their number. */
const STATUSES: Record<number, string> = {
  200: "OK",
  201: "Created",
  204: "No Content",
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  304: "Not Modified",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  418: "I'm a Teapot",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** `404 Not Found`. */
export const status = (code: number): string => `${code} ${STATUSES[code] ?? ""}`.trim();

export const code = (text: string): string => (text.includes("`") ? `“${text}”` : `\`${text}\``);

/** Text from a page, in quotation marks and cut where it is long. */
export function quote(text: string, length = 100): string {
  return `“${text.length > length ? `${text.slice(0, length).trimEnd()} …` : text}”`;
}

/** A sentence with one full stop: what ends as a sentence inside quotation marks or backticks ends this one, too. */
export const ended = (sentence: string): string => sentence.replace(/([.!?…][”`])\.$/, "$1");

/** `one`, `one and two`, `one, two and three`. */
export function list(items: readonly string[], last = "and"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1) ?? ""}`;
}

/** A sentence about what there is: `the app has ...`, or that it has none. */
export const thereIs = (items: readonly string[], none: string): string =>
  items.length > 0 ? list(items.map(code)) : none;
