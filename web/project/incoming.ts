/** Files that come from outside, in a zip or a folder, and what of them a project can take in. */
import type { FileContent, Project } from "../protocol/project.js";
import { fileNameProblem } from "./file-names.js";

/** A file that has not been read yet. */
export interface IncomingFile {
  /** As where it came from has it, with `/` between folders. */
  path: string;
  /** In bytes, as where it came from says. */
  size: number;
  read: () => Promise<Uint8Array>;
}

/** A project is kept whole at each edit, and written anew into the memory of each interpreter. */
export const LIMITS = { files: 500, bytes: 10_000_000 } as const;

/** What tools and systems put beside a project's own files. */
const BESIDE = new Set([
  ...[".git", ".hg", ".svn", ".venv", "venv", "__pycache__", "node_modules", "__MACOSX", ".DS_Store", "Thumbs.db"],
  ...[".mypy_cache", ".pytest_cache", ".ruff_cache", ".tox", ".idea", ".vscode"],
]);

/** Whether `path`, of a file or a folder, is what a tool or the system put beside a project's own files. */
export const isBeside = (path: string): boolean =>
  path.endsWith(".pyc") || path.split("/").some((part) => BESIDE.has(part));

/** Those of `files` that are a project's own. */
export const ownFiles = (files: readonly IncomingFile[]): IncomingFile[] =>
  files.filter(({ path }) => !path.endsWith("/") && !isBeside(path));

/** The folder that all of `files` are in, empty where there is none, and the files as they are named in it. */
export function inTopFolder(files: readonly IncomingFile[]): { folder: string; files: IncomingFile[] } {
  const first = files[0]?.path ?? "";
  const top = first.slice(0, first.indexOf("/") + 1);
  const has = top !== "../" && top !== "./" && files.every(({ path }) => path.startsWith(top));
  const length = has ? top.length : 0;
  return {
    folder: has ? top.slice(0, -1) : "",
    files: files.map((file) => ({ ...file, path: file.path.slice(length) })),
  };
}

/** Read `files`. Throws an Error for the user that says which cannot be taken in, why, and what to do. */
export async function takeIn(files: readonly IncomingFile[]): Promise<Project["files"]> {
  checkSize(files);
  const taken = new Map<string, FileContent>();
  for (const { path, read } of files) {
    const problem = fileNameProblem(path, taken.keys());
    if (problem) throw new Error(`“${path}” cannot be taken in. ${problem}`);
    taken.set(path, textOrBytes(await read()));
  }
  return Object.fromEntries(taken);
}

function checkSize(files: readonly IncomingFile[]): void {
  if (files.length === 0) throw new Error("There is no file in it that a project could have.");
  if (files.length > LIMITS.files) {
    throw new Error(
      `It has more than ${LIMITS.files} files, the first too many being “${files[LIMITS.files]?.path}”. ` +
        "Leave out what the application does not need, and try again.",
    );
  }
  let total = 0;
  for (const { path, size } of files) {
    total += size;
    if (total > LIMITS.bytes) {
      throw new Error(
        `With “${path}” (${megabytes(size)}) it has more than the ${megabytes(LIMITS.bytes)} that a project may have. ` +
          "Leave out what the application does not need, and try again.",
      );
    }
  }
}

/** Text where the bytes are UTF-8 without a NUL, which no text has. */
export function textOrBytes(bytes: Uint8Array): FileContent {
  if (bytes.includes(0)) return bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1).replace(/\.0$/, "")} MB`;
