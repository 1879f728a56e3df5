/** A step's solution, as what it changes in the user's own files. */
import type { Project } from "../protocol/project.js";
import { h } from "../ui/dom.js";
import { type DiffLine, diffLines, hunksOf } from "./diff.js";

const SIGNS: Record<DiffLine["kind"], string> = { same: " ", added: "+", removed: "−" };

/** Whether one has all that the other has: only what one of them does not change is left out. */
export function sameProject(one: Project, other: Project): boolean {
  const paths = new Set([...Object.keys(one.files), ...Object.keys(other.files)]);
  return one.debug === other.debug && [...paths].every((path) => one.files[path] === other.files[path]);
}

/** What has to change in `own` for `solution`, file by file. */
export function comparison(own: Project, solution: Project): HTMLElement[] {
  const paths = [...new Set([...Object.keys(solution.files), ...Object.keys(own.files)])];
  const files = paths.map((path) => fileComparison(path, own.files[path], solution.files[path]));
  const setting =
    own.debug === solution.debug ? null : h("p", {}, `Debug mode is switched ${solution.debug ? "on" : "off"}.`);
  const changes = [setting, ...files].filter((change) => change !== null);
  return changes.length > 0 ? changes : [h("p", {}, "In your files nothing has to change.")];
}

function fileComparison(
  path: string,
  before: Project["files"][string] | undefined,
  after: Project["files"][string] | undefined,
): HTMLElement | null {
  if (before === after || typeof (before ?? after) !== "string") return null;
  const text = (content: typeof before) => (typeof content === "string" ? content : "");
  const hunks = hunksOf(diffLines(text(before), text(after)));
  const note = before === undefined ? "new file" : after === undefined ? "not needed" : null;
  const lines = hunks.flatMap((hunk, index) => [
    index > 0 && h("span", { class: "tour-diff-gap", "aria-hidden": "true" }, "⋯\n"),
    ...hunk.map(lineElement),
  ]);
  return h(
    "figure",
    { class: "tour-diff" },
    h("figcaption", {}, path, note !== null && h("span", { class: "tour-diff-note" }, note)),
    h("pre", { tabindex: 0, role: "group", "aria-label": `What changes in ${path}` }, h("code", {}, ...lines)),
  );
}

function lineElement({ kind, text }: DiffLine): HTMLElement {
  const spoken = { same: null, added: "Added: ", removed: "Removed: " }[kind];
  return h(
    kind === "added" ? "ins" : kind === "removed" ? "del" : "span",
    { class: "tour-diff-line" },
    spoken !== null && h("span", { class: "visually-hidden" }, spoken),
    h("span", { class: "tour-diff-sign", "aria-hidden": "true" }, SIGNS[kind]),
    `${text}\n`,
  );
}
