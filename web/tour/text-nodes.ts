/** A step's text as elements of the page. */
import { h } from "../ui/dom.js";
import { codeBlock } from "./code.js";
import { type Block, parseSpans, parseText, type Span } from "./text.js";

/** Makes elements of texts; links lead into the documentation. */
export class TextNodes {
  readonly #docs: URL;

  constructor(docs: URL) {
    this.#docs = docs;
  }

  blocks(source: string): HTMLElement[] {
    return parseText(source).map((block) => this.#block(block));
  }

  line(source: string): (Node | string)[] {
    return parseSpans(source).map((span) => this.#span(span));
  }

  #block(block: Block): HTMLElement {
    switch (block.kind) {
      case "code":
        return codeBlock(block.text);
      case "list":
        return h("ul", {}, ...block.items.map((spans) => h("li", {}, ...spans.map((span) => this.#span(span)))));
      case "paragraph":
        return h("p", {}, ...block.spans.map((span) => this.#span(span)));
    }
  }

  #span(span: Span): Node | string {
    switch (span.kind) {
      case "text":
        return span.text;
      case "code":
        return h("code", {}, span.text);
      case "emphasis":
        return h("em", {}, span.text);
      case "link":
        return h("a", { href: new URL(span.href, this.#docs).href }, span.text);
    }
  }
}
