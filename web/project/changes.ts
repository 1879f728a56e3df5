/** What has changed between two states of a project. */
import type { FileContent, Project, ProjectChange } from "../protocol/project.js";

type Files = Readonly<Record<string, FileContent>>;

/** The change that makes `after` of `before`; null where there is none. */
export function changeBetween(before: Files, after: Files): ProjectChange | null {
  const written = Object.entries(after).filter(
    ([path, content]) => !Object.hasOwn(before, path) || !sameContent(before[path], content),
  );
  const removed = Object.keys(before).filter((path) => !Object.hasOwn(after, path));
  return written.length > 0 || removed.length > 0 ? { files: Object.fromEntries(written), removed } : null;
}

/** Whether two projects are run in the same way: all that is neither a file nor the name. */
export const sameSettings = (one: Project, other: Project): boolean => settingsOf(one) === settingsOf(other);

const settingsOf = (project: Project): string => JSON.stringify({ ...project, name: null, files: null });

function sameContent(a: FileContent | undefined, b: FileContent): boolean {
  if (typeof a === "string" || typeof b === "string" || a === undefined) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
