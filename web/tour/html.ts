/** Reads as much of a page's HTML as a check asks about: its text, and elements with their attributes. */

export interface HtmlElement {
  tag: string;
  /** Names in lower case; a name without a value has an empty one. */
  attributes: Map<string, string>;
  /** What stands between the start tag and the end tag; empty where there is no end tag. */
  inner: string;
}

const START_TAG = /<([a-z][a-z0-9-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;
const COMMENT = /<!--.*?-->/gs;
/** What a browser does not show as text. */
const HIDDEN = /<(title|script|style|template)\b.*?<\/\1\s*>/gis;
/** Tags that do not part words. */
const INLINE = /<\/?(?:a|abbr|b|cite|code|em|i|kbd|label|mark|q|s|small|span|strong|sub|sup|time|u)\b[^>]*>/gi;
const TAG = /<\/?[a-z!][^>]*>/gi;

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };

/** The elements of one of the names `tags`, in their order. */
export function elements(html: string, ...tags: string[]): HtmlElement[] {
  const source = html.replaceAll(COMMENT, "");
  const found: HtmlElement[] = [];
  for (const match of source.matchAll(START_TAG)) {
    const [start, name = "", attributes = ""] = match;
    const tag = name.toLowerCase();
    if (!tags.includes(tag)) continue;
    const rest = source.slice(match.index + start.length);
    const end = rest.search(new RegExp(`</${tag}\\s*>`, "i"));
    found.push({ tag, attributes: attributesOf(attributes), inner: end < 0 ? "" : rest.slice(0, end) });
  }
  return found;
}

function attributesOf(source: string): Map<string, string> {
  const pairs = [...source.matchAll(ATTRIBUTE)].map(([, name = "", double, single, bare]): [string, string] => [
    name.toLowerCase(),
    unescaped(double ?? single ?? bare ?? ""),
  ]);
  // Of a repeated attribute the first counts.
  return new Map(pairs.reverse());
}

/** The text that a browser shows, on one line. */
export function textOf(html: string): string {
  const shown = html.replaceAll(COMMENT, "").replaceAll(HIDDEN, " ").replaceAll(INLINE, "").replaceAll(TAG, " ");
  return unescaped(shown).replaceAll(/\s+/g, " ").trim();
}

/** Text in which character references stand for themselves. */
export function unescaped(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name: string | undefined) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(parseInt(String(hex), 16));
    return ENTITIES[name?.toLowerCase() ?? ""] ?? whole;
  });
}
