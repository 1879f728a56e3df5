/** What has changed between two states of a project's files. */
import type { FileContent, ProjectChange } from "../protocol/project.js";

type Files = Readonly<Record<string, FileContent>>;

/** The change that makes `after` of `before`; null where there is none. */
export function changeBetween(before: Files, after: Files): ProjectChange | null {
  const change: ProjectChange = { files: {}, removed: [] };
  for (const [path, content] of Object.entries(after)) {
    if (!sameContent(before[path], content)) change.files[path] = content;
  }
  for (const path of Object.keys(before)) if (!(path in after)) change.removed.push(path);
  return Object.keys(change.files).length > 0 || change.removed.length > 0 ? change : null;
}

function sameContent(a: FileContent | undefined, b: FileContent): boolean {
  if (typeof a === "string" || typeof b === "string" || a === undefined) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
