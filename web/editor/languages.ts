/** Which language a file is in, by its name. */
import { css } from "@codemirror/lang-css";
import { html } from "@codemirror/lang-html";
import { javascript } from "@codemirror/lang-javascript";
import { jinja } from "@codemirror/lang-jinja";
import { python } from "@codemirror/lang-python";
import { indentUnit } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

type Language = "python" | "markup" | "css" | "javascript" | "typescript" | "text";

const ENDINGS: Record<string, Language> = {
  py: "python",
  pyi: "python",
  html: "markup",
  htm: "markup",
  jinja: "markup",
  jinja2: "markup",
  j2: "markup",
  xml: "markup",
  xhtml: "markup",
  svg: "markup",
  css: "css",
  js: "javascript",
  mjs: "javascript",
  json: "javascript",
  ts: "typescript",
};

export const languageName = (path: string): Language =>
  ENDINGS[/\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ""] ?? "text";

const two = indentUnit.of("  ");

/** Highlighting and indentation for the file `path`. Markup has Jinja in it. */
export function languageOf(path: string): Extension {
  switch (languageName(path)) {
    case "python":
      return [python(), indentUnit.of("    ")];
    case "markup":
      return [jinja({ base: html({ autoCloseTags: false }) }), two];
    case "css":
      return [css(), two];
    case "javascript":
      return [javascript(), two];
    case "typescript":
      return [javascript({ typescript: true }), two];
    case "text":
      return two;
  }
}
