/** What helps to write a file, by its language: completions, documentation, signatures. */
import type { CompletionSource } from "@codemirror/autocomplete";
import { cssCompletionSource } from "@codemirror/lang-css";
import { htmlCompletionSource } from "@codemirror/lang-html";
import { localCompletionSource } from "@codemirror/lang-javascript";
import type { Extension } from "@codemirror/state";
import type { LanguageTools } from "../protocol/language.js";
import { completing } from "./completion.js";
import { flaskStrings, templateVariables } from "./flask-completion.js";
import type { Texts } from "./flask-names.js";
import { hoverDocumentation } from "./hovering.js";
import { languageName } from "./languages.js";
import { pythonCompletion } from "./python-completion.js";
import { signatureHelp } from "./signature.js";

/** Help for the file `path`: by the language tools where they are there, and by the project's `texts`. */
export function helpFor(path: string, tools: LanguageTools | null, texts: () => Texts): Extension {
  const documented = tools && languageName(path) === "python";
  return [
    completing(completionSources(path, tools, texts)),
    documented ? [signatureHelp(tools, path), hoverDocumentation(tools, path)] : [],
  ];
}

function completionSources(path: string, tools: LanguageTools | null, texts: () => Texts): CompletionSource[] {
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
