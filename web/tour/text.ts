/** The markup of a step's text: paragraphs, lists and blocks of code; in them code, emphasis, and links into the documentation. */

export type Span =
  | { kind: "text" | "code" | "emphasis"; text: string }
  /** `href` is relative to the folder of the documentation. */
  | { kind: "link"; text: string; href: string };

export type Block =
  { kind: "paragraph"; spans: Span[] } | { kind: "list"; items: Span[][] } | { kind: "code"; text: string };

const SPAN = /`([^`]+)`|\*([^*]+)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** The blocks of a text, which are divided by empty lines. A block of code is indented by four spaces. */
export function parseText(source: string): Block[] {
  const blocks = source.split(/\n(?:[ \t]*\n)+/).filter((block) => block.trim() !== "");
  return blocks.map((block): Block => {
    if (block.startsWith("    ")) return { kind: "code", text: block.trimEnd().replaceAll(/^ {4}/gm, "") };
    if (block.startsWith("- ")) {
      return {
        kind: "list",
        items: block
          .slice(2)
          .split(/\n- /)
          .map((item) => parseSpans(oneLine(item))),
      };
    }
    return { kind: "paragraph", spans: parseSpans(oneLine(block)) };
  });
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, " ").trim();

/** One line of text: also a task, a hint, and what a check says. */
export function parseSpans(line: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  const push = (span: Span) => {
    if (span.text !== "") spans.push(span);
  };
  for (const match of line.matchAll(SPAN)) {
    const [whole, code, emphasis, text = "", href = ""] = match;
    push({ kind: "text", text: line.slice(end, match.index) });
    if (code !== undefined) push({ kind: "code", text: code });
    else if (emphasis !== undefined) push({ kind: "emphasis", text: emphasis });
    else push({ kind: "link", text, href });
    end = match.index + whole.length;
  }
  push({ kind: "text", text: line.slice(end) });
  return spans;
}
