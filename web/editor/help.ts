/** What helps to write Python: completions, signatures, documentation. */
import type { Extension } from "@codemirror/state";
import type { LanguageTools } from "../protocol/language.js";
import { completing } from "./completion.js";
import { flaskStrings } from "./flask-completion.js";
import type { Texts } from "./flask-names.js";
import { goesWithTheFocus } from "./help-tooltips.js";
import { hoverDocumentation } from "./hovering.js";
import { pythonCompletion } from "./python-completion.js";
import { signatureHelp } from "./signature.js";

/** Help for the Python file `path`: by the language tools where they are there, and by the project's `texts`. */
export const pythonHelp = (path: string, tools: LanguageTools | null, texts: () => Texts): Extension => [
  completing([flaskStrings(texts), pythonCompletion(tools, path)]),
  tools ? [signatureHelp(tools, path), hoverDocumentation(tools, path), goesWithTheFocus] : [],
];
