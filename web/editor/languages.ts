/** Which language a file is in, by its name. */
import { python } from "@codemirror/lang-python";
import { indentUnit } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

/** Those of a browser; see web-languages.ts. */
export type WebLanguage = "markup" | "css" | "javascript" | "typescript";

type Language = "python" | WebLanguage | "text";

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

/** Whether the file is in a language of a browser. */
export const isWebFile = (path: string): boolean => !["python", "text"].includes(languageName(path));

/** Indentation for the file `path`, and where it is Python its highlighting. */
export const languageOf = (path: string): Extension =>
  languageName(path) === "python" ? [python(), indentUnit.of("    ")] : indentUnit.of("  ");
