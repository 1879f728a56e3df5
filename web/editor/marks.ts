/** What is marked in a file: the problems of its runs, and what the language tools find. */
import type { Diagnostic } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
import type { Mark } from "../protocol/language.js";
import type { Problem } from "../protocol/project.js";
import { placeRange } from "./places.js";

/** The diagnostics of the file `path`. Where a problem of a run is, nothing else is marked in its line: that knows more. */
export function diagnosticsOf(
  { doc }: EditorState,
  path: string,
  problems: readonly Problem[],
  marks: readonly Mark[],
): Diagnostic[] {
  const own = problems.flatMap(({ place, title, message, hint }): Diagnostic[] => {
    if (place?.path !== path) return [];
    // What has no message of Python's keeps nothing from running.
    const severity = message === "" ? "warning" : "error";
    return [{ ...placeRange(doc, place), severity, message: [title, hint].filter((part) => part !== "").join("\n") }];
  });
  const lines = new Set(own.map(({ from }) => doc.lineAt(from).number));
  const found = marks
    .filter(({ line }) => !lines.has(line))
    .map(({ severity, message, ...place }) => ({ ...placeRange(doc, { path, ...place }), severity, message }));
  return [...own, ...found];
}
