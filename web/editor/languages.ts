/** Which language a file is in, by its name, and what completes it. */
import type { CompletionSource } from "@codemirror/autocomplete";
import { css, cssCompletionSource } from "@codemirror/lang-css";
import { html, htmlCompletionSource } from "@codemirror/lang-html";
import { javascript, localCompletionSource } from "@codemirror/lang-javascript";
import { jinja } from "@codemirror/lang-jinja";
import { python } from "@codemirror/lang-python";
import { indentUnit } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import type { LanguageTools } from "../protocol/language.js";
import { flaskStrings, templateVariables } from "./flask-completion.js";
import type { Texts } from "./flask-names.js";
import { hoverDocumentation } from "./hovering.js";
import { pythonCompletion } from "./python-completion.js";
import { signatureHelp } from "./signature.js";

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

/** What there is to complete in the file `path`: by the language tools where they are there, and by the project's `texts`. */
export function completionSources(path: string, tools: LanguageTools | null, texts: () => Texts): CompletionSource[] {
  switch (languageName(path)) {
    case "python":
      return [flaskStrings(texts), pythonCompletion(tools, path)];
    case "markup":
      return [flaskStrings(texts), templateVariables(texts, path), htmlCompletionSource];
    case "css":
      return [cssCompletionSource];
    case "javascript":
    case "typescript":
      return [localCompletionSource];
    case "text":
      return [];
  }
}

/** What the language tools have to say about names and calls in the file `path`. */
export const languageHelp = (path: string, tools: LanguageTools): Extension =>
  languageName(path) === "python" ? [signatureHelp(tools, path), hoverDocumentation(tools, path)] : [];
