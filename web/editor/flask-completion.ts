/** Completions of what only Flask knows: endpoints, templates, static files. */
import type { CompletionSource } from "@codemirror/autocomplete";
import { endpoints, staticFiles, templates, type Texts } from "./flask-names.js";

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
