/** Folders, which a project has only as parts of its files' paths. An entry is a file or a folder, by its path. */
import { fileNameProblem } from "./file-names.js";

/** A line of the tree of a project's files. */
export interface TreeRow {
  path: string;
  /** The last part of the path. */
  name: string;
  folder: boolean;
  /** 1 for what is in no folder. */
  level: number;
  /** Which of how many it is among those in the same folder, from 1. */
  position: number;
  size: number;
}

/** The rows of the tree of `paths`: folders first, each followed by what is in it, except for those that are `closed`. */
export function treeRows(paths: Iterable<string>, closed: ReadonlySet<string> = new Set()): TreeRow[] {
  return rowsIn("", [...paths], closed, 1);
}

function rowsIn(folder: string, paths: readonly string[], closed: ReadonlySet<string>, level: number): TreeRow[] {
  const within = new Map<string, string[]>();
  const files: string[] = [];
  for (const path of paths) {
    const slash = path.indexOf("/", folder.length);
    if (slash < 0) {
      files.push(path);
      continue;
    }
    const child = path.slice(0, slash);
    const known = within.get(child);
    if (known) known.push(path);
    else within.set(child, [path]);
  }
  const byName = (one: string, other: string) => one.localeCompare(other, "en");
  const entries = [...[...within.keys()].sort(byName), ...files.sort(byName)];
  return entries.flatMap((path, index) => {
    const inside = within.get(path);
    const row = { path, name: path.slice(folder.length), folder: inside !== undefined, level };
    const rows = inside && !closed.has(path) ? rowsIn(`${path}/`, inside, closed, level + 1) : [];
    return [{ ...row, position: index + 1, size: entries.length }, ...rows];
  });
}

/** Those of `paths` that are the entry, or in it. */
export const inEntry = (paths: Iterable<string>, entry: string): string[] =>
  [...paths].filter((path) => path === entry || path.startsWith(`${entry}/`));

/**
 * What the files of an entry are called once it is called `to`, by their names before. In an order in which they can be
 * renamed one after the other.
 */
export function movedPaths(paths: Iterable<string>, entry: string, to: string): Map<string, string> {
  const deeper = to.length > entry.length ? -1 : 1;
  const order = inEntry(paths, entry).sort((one, other) => deeper * (one.length - other.length));
  return new Map(order.map((path) => [path, to + path.slice(entry.length)]));
}

/** Why an entry cannot be called `to`, as a sentence that says what to do; null if it can. */
export function moveProblem(paths: Iterable<string>, entry: string, to: string): string | null {
  const all = [...paths];
  const moved = movedPaths(all, entry, to);
  const others = all.filter((path) => !moved.has(path));
  if (!moved.has(entry) && (to === "" || to.endsWith("/"))) return "A folder needs a name, such as templates.";
  for (const path of moved.values()) {
    const problem = fileNameProblem(path, others);
    if (problem) return problem;
  }
  return null;
}

/** As short as the names of files can be without two being alike: the last part, and as many folders as it takes. */
export function shortNames(paths: Iterable<string>): Map<string, string> {
  const all = [...paths];
  const endings = new Map<string, number>();
  for (const path of all) {
    for (const ending of endingsOf(path)) endings.set(ending, (endings.get(ending) ?? 0) + 1);
  }
  return new Map(all.map((path) => [path, endingsOf(path).find((ending) => endings.get(ending) === 1) ?? path]));
}

/** `c`, `b/c`, `a/b/c` */
function endingsOf(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(-1 - index).join("/"));
}
