/** Completions of what only Flask knows: endpoints, templates, static files, what is passed to a template. */
import type { Completion, CompletionSource } from "@codemirror/autocomplete";
import { jinjaCompletionSource } from "@codemirror/lang-jinja";
import { endpoints, passedTo, staticFiles, templateName, templates, type Texts } from "./flask-names.js";

const STRING = /(["'])([^"'\n]*)$/;
const ENDPOINT = /\burl_for\(\s*$/;
const TEMPLATE = /(?:\brender_template\(\s*|\{%-?\s*(?:extends|include|import|from)\s+)$/;
const STATIC = /\burl_for\(\s*["']static["']\s*,\s*filename\s*=\s*$/;

/** What may stand in the string at the cursor, in Python and in templates. */
export const flaskStrings =
  (texts: () => Texts): CompletionSource =>
  ({ state, pos }) => {
    const line = state.doc.lineAt(pos);
    const before = line.text.slice(0, pos - line.from);
    const string = STRING.exec(before);
    if (!string) return null;
    const offered = namesAfter(before.slice(0, string.index), texts());
    if (!offered) return null;
    const { kind, names } = offered;
    const text = string[2] ?? "";
    return {
      from: pos - text.length,
      options: names.map((name) => ({ label: name, detail: kind })),
      validFor: /^[^"'\n]*$/,
    };
  };

function namesAfter(lead: string, texts: Texts): { kind: string; names: string[] } | null {
  if (STATIC.test(lead)) return { kind: "file", names: staticFiles(texts.keys()) };
  if (ENDPOINT.test(lead)) return { kind: "endpoint", names: endpoints(texts) };
  if (TEMPLATE.test(lead)) return { kind: "template", names: templates(texts) };
  return null;
}

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
