/** Completions in templates: Jinja's own, and what is passed to this one. */
import type { Completion, CompletionSource } from "@codemirror/autocomplete";
import { jinjaCompletionSource } from "@codemirror/lang-jinja";
import { passedTo, templateName, type Texts } from "./flask-names.js";

/** What every template has. */
const GLOBALS = ["config", "g", "get_flashed_messages", "request", "session", "url_for"];

/** Jinja's tags, filters and tests, and the variables of the template at `path`. */
export const templateVariables =
  (texts: () => Texts, path: string): CompletionSource =>
  (context) => {
    const name = templateName(path);
    const passed = name === null ? [] : passedTo(name, texts());
    const variables: Completion[] = [
      ...passed.map((label) => ({ label, detail: "passed by the view", boost: 10 })),
      ...GLOBALS.map((label) => ({ label, detail: "Flask" })),
    ];
    return jinjaCompletionSource({ variables })(context);
  };

/**
 * What `source` offers for markup, and nothing between Jinja's braces: on a slow machine the parse lags behind the keys, and a
 * string in braces within an attribute still looks like the place of another attribute.
 */
export const outsideBraces =
  (source: CompletionSource): CompletionSource =>
  (context) => {
    const before = context.state.sliceDoc(0, context.pos);
    const last = (signs: string[]) => Math.max(...signs.map((each) => before.lastIndexOf(each)));
    return last(["{{", "{%", "{#"]) > last(["}}", "%}", "#}"]) ? null : source(context);
  };
