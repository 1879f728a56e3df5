/** How the editor looks, by the names of tokens.css alone: it changes with the theme by itself. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.moduleKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string), tags.attributeValue], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.unit, tags.color], color: "var(--code-number)" },
  { tag: [tags.comment, tags.docComment], color: "var(--code-comment)" },
  {
    tag: [
      tags.function(tags.definition(tags.variableName)),
      tags.definition(tags.className),
      tags.className,
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
    ],
    color: "var(--code-name)",
  },
  { tag: [tags.meta, tags.processingInstruction, tags.annotation], color: "var(--code-meta)" },
  { tag: [tags.tagName, tags.angleBracket], color: "var(--code-tag)" },
  { tag: [tags.attributeName, tags.propertyName], color: "var(--code-attribute)" },
  { tag: [tags.escape, tags.regexp], color: "var(--code-number)" },
  { tag: tags.invalid, color: "var(--danger)" },
]);

/** Pixels at the right edge in which a line fades that goes on beyond it. */
const FADE = 36;

const chrome = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "var(--size-code)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6", overscrollBehavior: "contain" },
  ".cm-content": { padding: "12px 0", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 16px 0 8px" },
  // Where lines can be scrolled sideways it stays at the edge; at their end it lies over what is empty behind them.
  ".cm-content:not(.cm-lineWrapping) > .cm-line": { paddingRight: `${FADE}px` },
  ".cm-scroller:not(:has(> .cm-lineWrapping))::after": {
    content: "''",
    position: "sticky",
    inset: "0 0 auto auto",
    zIndex: "1",
    flex: "none",
    width: `${FADE}px`,
    height: "100%",
    marginLeft: `-${FADE}px`,
    background: "linear-gradient(to right, transparent, var(--surface) 80%)",
    pointerEvents: "none",
  },
  ".cm-cursor, .cm-dropCursor": { borderLeft: "2px solid var(--accent)", marginLeft: "-1px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--selection)",
  },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--text-faint)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "36px", padding: "0 4px 0 8px" },
  ".cm-activeLine": { backgroundColor: "var(--line-active)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--line-active)", color: "var(--text-soft)" },
  "&.cm-focused .cm-matchingBracket, .cm-matchingBracket": {
    backgroundColor: "var(--match)",
    outline: "1px solid var(--match-line)",
  },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--danger-wash)" },
  ".cm-searchMatch": { backgroundColor: "var(--match)", outline: "1px solid var(--match-line)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--match-strong)" },
  ".cm-selectionMatch": { backgroundColor: "var(--match)" },
  ".cm-foldPlaceholder": { background: "var(--sunken)", border: "1px solid var(--line)", color: "var(--text-soft)" },

  ".cm-gutter-lint": { width: "16px" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0 0 0 4px" },
  ".cm-lint-marker": { width: "8px", height: "8px", marginTop: "7px", borderRadius: "50%" },
  ".cm-lint-marker-error": { content: "normal", background: "var(--danger)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--danger)",
    textDecorationSkipInk: "none",
    textUnderlineOffset: "3px",
  },
  ".cm-lint-marker-warning": { content: "normal", background: "var(--warning)" },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--warning)",
    textDecorationSkipInk: "none",
    textUnderlineOffset: "3px",
  },
  ".cm-lintPoint-warning::after": { borderBottomColor: "var(--warning)" },
  ".cm-diagnostic-warning": { borderLeft: "3px solid var(--warning)" },
  ".cm-lintPoint-error::after": { borderBottomColor: "var(--danger)" },
  ".cm-diagnostic": { padding: "6px 12px", fontFamily: "var(--sans)", whiteSpace: "pre-wrap", maxWidth: "60ch" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--danger)" },

  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--text)",
    border: "1px solid var(--line)",
    borderRadius: "var(--radius)",
    boxShadow: "var(--shadow)",
    overflow: "hidden",
    fontSize: "var(--size-small)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "16em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px", lineHeight: "1.5" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent-wash)", color: "var(--text)" },
  // Nothing is chosen until an arrow key does so: the first is what Tab takes.
  ".cm-tooltip-autocomplete ul:not(:has([aria-selected])) > li:first-of-type::after": {
    content: "'Tab'",
    float: "right",
    marginLeft: "var(--space-4)",
    color: "var(--text-faint)",
    fontFamily: "var(--sans)",
  },
  ".cm-tooltip.cm-completionInfo": { padding: "0", margin: "0 4px" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600", color: "var(--accent)" },
  ".cm-completionDetail": { color: "var(--text-soft)", fontStyle: "normal" },

  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--text)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--line)" },
});

export const editorTheme: Extension = [
  chrome,
  syntaxHighlighting(highlighting),
  // The cursor is not to stand in what fades.
  EditorView.scrollMargins.of(() => ({ right: FADE })),
];
