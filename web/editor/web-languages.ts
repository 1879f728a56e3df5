/** The languages of a browser: markup with Jinja in it, styles, scripts. Loaded when the first file in one of them is at hand. */
import type { CompletionSource } from "@codemirror/autocomplete";
import { css, cssCompletionSource } from "@codemirror/lang-css";
import { html, htmlCompletionSource } from "@codemirror/lang-html";
import { javascript, localCompletionSource } from "@codemirror/lang-javascript";
import { jinja } from "@codemirror/lang-jinja";
import type { Extension } from "@codemirror/state";
import { completing } from "./completion.js";
import { flaskStrings } from "./flask-completion.js";
import type { Texts } from "./flask-names.js";
import { languageName, type WebLanguage } from "./languages.js";
import { outsideBraces, templateVariables } from "./template-completion.js";

/** Highlighting and help for the file `path`, which is in a language of this kind. */
export const webLanguage = (path: string, texts: () => Texts): Extension => [
  webSyntax(path),
  completing(sources(path, texts)),
];

/** Highlighting alone. */
export function webSyntax(path: string): Extension {
  switch (languageName(path) as WebLanguage) {
    case "markup":
      return jinja({ base: html({ autoCloseTags: false }) });
    case "css":
      return css();
    case "javascript":
      return javascript();
    case "typescript":
      return javascript({ typescript: true });
  }
}

function sources(path: string, texts: () => Texts): CompletionSource[] {
  switch (languageName(path) as WebLanguage) {
    case "markup":
      return [flaskStrings(texts), templateVariables(texts, path), outsideBraces(htmlCompletionSource)];
    case "css":
      return [cssCompletionSource];
    case "javascript":
    case "typescript":
      return [localCompletionSource];
  }
}
