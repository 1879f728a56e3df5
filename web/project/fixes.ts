/** What the changes of a fix make of a project. */
import type { FileContent, Fix, FixChange, Project } from "../protocol/project.js";

type Replace = Extract<FixChange, { type: "replace" }>;

/** `project` as `fix` leaves it. A file that is to be changed and is not there stays away. */
export function fixed(project: Project, fix: Fix): Project {
  let { files, app, debug } = project;
  for (const [path, changes] of replacements(fix)) {
    const text = files[path];
    if (typeof text === "string") files = { ...files, [path]: replaced(text, changes) };
  }
  for (const change of fix.changes) {
    if (change.type === "write") files = { ...files, [change.path]: change.content };
    else if (change.type === "move") files = moved(files, change.path, change.to);
    else if (change.type === "setting" && change.name === "app") app = change.value;
    else if (change.type === "setting") debug = change.value;
  }
  return { ...project, files, app, debug };
}

function replacements(fix: Fix): Map<string, Replace[]> {
  const found = new Map<string, Replace[]>();
  for (const change of fix.changes) {
    if (change.type === "replace") found.set(change.path, [...(found.get(change.path) ?? []), change]);
  }
  return found;
}

/** `text` after changes whose places are those before any of them. */
function replaced(text: string, changes: Replace[]): string {
  const starts = lineStarts(text);
  const offset = (line: number, column: number) =>
    Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
  return changes
    .map(({ line, column, endLine, endColumn, text: inserted }, order) => ({
      from: offset(line, column),
      to: offset(endLine, endColumn),
      inserted,
      order,
    }))
    .sort((one, other) => other.from - one.from || other.order - one.order)
    .reduce((result, { from, to, inserted }) => result.slice(0, from) + inserted + result.slice(to), text);
}

/** Where each line begins, whichever way lines end. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
}

function moved(files: Project["files"], path: string, to: string): Project["files"] {
  const content: FileContent | undefined = files[path];
  if (content === undefined) return files;
  const others = Object.entries(files).filter(([name]) => name !== path);
  return Object.fromEntries([...others, [to, content]]);
}

/** `files` without what has turned `before` into `after`; a file that is another than in `after` stays as it is. */
export function withdrawn(
  files: Project["files"],
  after: Project["files"],
  before: Project["files"],
): Project["files"] {
  const paths = [...new Set([...Object.keys(files), ...Object.keys(before)])];
  const contents = paths.map((path) => [path, files[path] === after[path] ? before[path] : files[path]] as const);
  return Object.fromEntries(contents.filter((entry): entry is [string, FileContent] => entry[1] !== undefined));
}
