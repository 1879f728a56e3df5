/** One row of the console pane for each kind of entry. */
import type { ConsoleEntry } from "../protocol/messages.js";
import type { Place, Problem, ProblemFrame } from "../protocol/project.js";
import { statusClass } from "./console-entries.js";
import { h } from "./dom.js";
import { formatBytes, formatDuration, formatTime } from "./formats.js";
import { tracePieces } from "./places.js";

type EntryOf<Kind extends ConsoleEntry["kind"]> = Extract<ConsoleEntry, { kind: Kind }>;

export interface RowContext {
  /** Paths of the project's files: a traceback's lines in them become links. */
  paths: () => Iterable<string>;
  /** Show a line of a file. */
  reveal: (place: Place) => void;
  /** Show a path of the application. */
  visit: (path: string) => void;
}

/** The row of an entry that stays as it is; output grows, and has an `OutputRow`. */
export function rowFor(entry: EntryOf<"access" | "log">, context: RowContext): HTMLElement {
  return entry.kind === "access" ? accessRow(entry, context) : logRow(entry, context);
}

function accessRow(entry: EntryOf<"access">, context: RowContext): HTMLElement {
  return h(
    "div",
    { class: "console-row console-access" },
    h("span", { class: "console-time" }, formatTime(entry.time)),
    h("span", { class: "console-method" }, entry.method),
    h("span", { class: `console-status is-${statusClass(entry.status)}` }, String(entry.status)),
    pathCell(entry, context),
    h("span", { class: "console-size" }, formatBytes(entry.size)),
    h("span", { class: "console-duration" }, formatDuration(entry.duration)),
  );
}

/** A path that can be asked for again without sending anything is a link to it. */
function pathCell({ method, path }: EntryOf<"access">, context: RowContext): HTMLElement {
  if (method !== "GET") return h("span", { class: "console-path", title: path }, path);
  const link = h("button", { type: "button", class: "console-path link", title: `Show ${path} in the preview` }, path);
  link.addEventListener("click", () => context.visit(path));
  return link;
}

function logRow(entry: EntryOf<"log">, context: RowContext): HTMLElement {
  return h(
    "div",
    { class: `console-row console-log is-${entry.level}` },
    h("span", { class: "console-time" }, formatTime(entry.time)),
    h("span", { class: "console-level" }, entry.level),
    h("span", { class: "console-text" }, entry.text, " ", h("span", { class: "console-logger" }, entry.logger)),
    entry.frames.length > 0 && h("span", { class: "console-exception" }, lastLine(entry.traceback)),
    ...whereabouts(entry, context),
  );
}

/** Why the project could not be run. */
export function problemRow(problem: Problem, context: RowContext): HTMLElement {
  const { place, title, message, hint, traceback: trace } = problem;
  const frames = problem.frames.length > 0 || !place ? problem.frames : [{ place, function: "<module>" }];
  return h(
    "div",
    { class: "console-row console-problem" },
    h("span", { class: "console-text" }, title, " ", h("span", { class: "console-logger" }, message)),
    hint !== "" && h("span", { class: "console-hint" }, hint),
    ...whereabouts({ frames, traceback: trace }, context),
  );
}

/** The type and message of the exception, with which its traceback ends. */
const lastLine = (trace: string): string => trace.trimEnd().split("\n").at(-1) ?? "";

/** The user's own lines first; then, behind a fold, all that Python prints of it. */
function whereabouts(told: { frames: ProblemFrame[]; traceback: string }, context: RowContext): HTMLElement[] {
  if (told.frames.length === 0) return told.traceback === "" ? [] : [traceback(told.traceback, context)];
  const links = told.frames.map(({ place, function: name }) => {
    const within = name === "<module>" || name === "template" ? "" : `, in ${name}`;
    return h("li", {}, placeLink(place, `${place.path}, line ${place.line}${within}`, context));
  });
  const list = h("ol", { class: "console-frames" }, ...links);
  if (told.traceback === "") return [list];
  const details = h("details", { class: "console-whole" }, h("summary", {}, "Traceback"));
  // A traceback is long, and seldom asked for.
  details.addEventListener("toggle", () => details.append(traceback(told.traceback, context)), { once: true });
  return [list, details];
}

/** Text as Python printed it, the lines that name a file of the project made to open the editor there. */
export function traceback(text: string, context: Pick<RowContext, "paths" | "reveal">): HTMLElement {
  const block = h("pre", { class: "console-trace" });
  appendTrace(block, text, context);
  return block;
}

/** Append to `element` what `traceback` shows. */
export function appendTrace(element: HTMLElement, text: string, context: Pick<RowContext, "paths" | "reveal">): void {
  for (const { text: piece, place } of tracePieces(text, context.paths()))
    element.append(place ? placeLink(place, piece, context) : piece);
}

/** `text` that opens the editor at `place`. */
export function placeLink(place: Place, text: string, { reveal }: Pick<RowContext, "reveal">): HTMLElement {
  const title = `Open ${place.path} at line ${place.line}`;
  const link = h("button", { type: "button", class: "link", title }, text);
  link.addEventListener("click", () => reveal(place));
  return link;
}
