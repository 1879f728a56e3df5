/** Positions in a project's files: in the editor's terms, and as a traceback names them. */
import type { Text } from "@codemirror/state";
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

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
const indentation = (text: string) => text.length - text.trimStart().length;

/** A piece of a traceback: plain text, or text that names a line of one of the project's files. */
export interface TracePiece {
  text: string;
  place?: Place;
}

const FRAME = /File "([^"\n]+)", line (\d+)/g;

/** `trace` in pieces, those that name a line of one of the files `paths` with their place. Joined, they are `trace`. */
export function tracePieces(trace: string, paths: Iterable<string>): TracePiece[] {
  const known = [...paths].sort((a, b) => b.length - a.length);
  const pieces: TracePiece[] = [];
  let end = 0;
  for (const match of trace.matchAll(FRAME)) {
    const [text, file = "", line = "1"] = match;
    const path = known.find((candidate) => file === candidate || file.endsWith(`/project/${candidate}`));
    if (path === undefined) continue;
    if (match.index > end) pieces.push({ text: trace.slice(end, match.index) });
    pieces.push({ text, place: { path, line: Number(line) } });
    end = match.index + text.length;
  }
  if (end < trace.length) pieces.push({ text: trace.slice(end) });
  return pieces;
}
