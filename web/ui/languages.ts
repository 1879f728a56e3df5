/** Which language a file is in, by its name. */
import { css } from "@codemirror/lang-css";
import { html } from "@codemirror/lang-html";
import { javascript } from "@codemirror/lang-javascript";
import { jinja } from "@codemirror/lang-jinja";
import { python } from "@codemirror/lang-python";
import { indentUnit } from "@codemirror/language";
import type { Extension } from "@codemirror/state";

const two = indentUnit.of("  ");

/** Highlighting, indentation and completion for the file `path`. Markup has Jinja in it. */
export function languageOf(path: string): Extension {
  switch (/\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase()) {
    case "py":
    case "pyi":
      return [python(), indentUnit.of("    ")];
    case "html":
    case "htm":
    case "jinja":
    case "jinja2":
    case "j2":
    case "xml":
    case "xhtml":
    case "svg":
      return [jinja({ base: html() }), two];
    case "css":
      return [css(), two];
    case "js":
    case "mjs":
    case "json":
      return [javascript(), two];
    case "ts":
      return [javascript({ typescript: true }), two];
    default:
      return two;
  }
}
