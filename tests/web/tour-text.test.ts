import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSpans, parseText } from "../../web/tour/text.js";

test("empty lines divide blocks, and the lines of a paragraph are one", () => {
  assert.deepEqual(parseText("One\nline.\n\nAnother.\n"), [
    { kind: "paragraph", spans: [{ kind: "text", text: "One line." }] },
    { kind: "paragraph", spans: [{ kind: "text", text: "Another." }] },
  ]);
});

test("an indented block is code, its own indentation kept", () => {
  assert.deepEqual(parseText("    if a:\n        b()\n"), [{ kind: "code", text: "if a:\n    b()" }]);
});

test("each item of a list may go on over lines", () => {
  const [list] = parseText("- a\n  b\n- c");
  assert.deepEqual(list, { kind: "list", items: [[{ kind: "text", text: "a b" }], [{ kind: "text", text: "c" }]] });
});

test("code, emphasis and links are spans of their own, and code takes everything literally", () => {
  assert.deepEqual(parseSpans("Use `*a*`, *now*, as [told](quickstart.html#x)."), [
    { kind: "text", text: "Use " },
    { kind: "code", text: "*a*" },
    { kind: "text", text: ", " },
    { kind: "emphasis", text: "now" },
    { kind: "text", text: ", as " },
    { kind: "link", text: "told", href: "quickstart.html#x" },
    { kind: "text", text: "." },
  ]);
});
