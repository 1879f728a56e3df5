/** Positions in a project's files, in the editor's terms. */
import type { Text } from "@codemirror/state";
import type { Position } from "../protocol/language.js";
import type { Place } from "../protocol/project.js";

/** `place` as offsets in `doc`, brought inside it: the text may have changed since the place was named. */
export function placeRange(doc: Text, place: Place): { from: number; to: number } {
  const line = doc.line(clamp(place.line, 1, doc.lines));
  if (place.column === undefined) return { from: line.from + indentation(line.text), to: line.to };
  const from = clamp(line.from + place.column - 1, line.from, line.to);
  if (place.endColumn === undefined) return { from, to: line.to };
  const endLine = doc.line(clamp(place.endLine ?? place.line, line.number, doc.lines));
  return { from, to: Math.max(from, clamp(endLine.from + place.endColumn - 1, endLine.from, endLine.to)) };
}

/** The offset `at` in `doc` as a line and a column of the file `path`. */
export function placeAt(doc: Text, path: string, at: number): Position {
  const line = doc.lineAt(at);
  return { path, line: line.number, column: at - line.from + 1 };
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
const indentation = (text: string) => text.length - text.trimStart().length;
