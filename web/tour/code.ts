/** Blocks of code in a step's text, coloured as in the editor. */
import { html } from "@codemirror/lang-html";
import { jinja } from "@codemirror/lang-jinja";
import { pythonLanguage } from "@codemirror/lang-python";
import type { Language } from "@codemirror/language";
import { classHighlighter, highlightCode } from "@lezer/highlight";
import { h } from "../ui/dom.js";

const markup = jinja({ base: html() }).language;

export function codeBlock(text: string): HTMLElement {
  const code = h("code");
  const language = languageOf(text);
  if (!language) code.append(text);
  else {
    const put = (part: string, classes: string) =>
      code.append(classes === "" ? part : h("span", { class: classes }, part));
    highlightCode(text, language.parser.parse(text), classHighlighter, put, () => code.append("\n"));
  }
  return h("pre", { class: "tour-code", tabindex: 0, role: "group", "aria-label": "Example code" }, code);
}

/** A text says by itself what it is: a template, a line for a shell, or Python. */
function languageOf(text: string): Language | null {
  if (/^\s*(?:<|\{[%{])/.test(text)) return markup;
  return /^\s*\$ /.test(text) ? null : pythonLanguage;
}
