/** The places that a traceback names. */
import type { Place } from "../protocol/project.js";

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
