/** Projects as JSON: example files, share links, the embed's script element. Bytes are `{"base64": "..."}`. */
import type { FileContent, Project } from "../protocol/project.js";
import { fileNameProblem } from "./file-names.js";

type JsonContent = string | { base64: string };

export interface ProjectJson {
  name: string;
  files: Record<string, JsonContent>;
  app: string;
  debug: boolean;
}

export function projectToJson(project: Project): ProjectJson {
  const files = Object.entries(project.files).map(([path, content]): [string, JsonContent] => [
    path,
    typeof content === "string" ? content : { base64: toBase64(content) },
  ]);
  return { name: project.name, files: Object.fromEntries(files), app: project.app, debug: project.debug };
}

/** Read a project that came from outside. Throws a TypeError that names what is wrong with it. */
export function projectFromJson(value: unknown): Project {
  if (!isRecord(value) || !isRecord(value.files)) throw new TypeError("It holds no project: there are no files in it.");
  // Not by assignment, to which a file named __proto__ would be none.
  const files = new Map<string, FileContent>();
  for (const [path, content] of Object.entries(value.files)) {
    const problem = fileNameProblem(path, files.keys());
    if (problem) throw new TypeError(problem);
    files.set(path, contentFromJson(path, content));
  }
  if (files.size === 0) throw new TypeError("It holds a project without files.");
  return {
    name: typeof value.name === "string" && value.name.trim() ? value.name.trim().slice(0, 80) : "Untitled",
    files: Object.fromEntries(files),
    app: typeof value.app === "string" ? value.app : "",
    debug: value.debug !== false,
  };
}

function contentFromJson(path: string, content: unknown): FileContent {
  if (typeof content === "string") return content;
  if (isRecord(content) && typeof content.base64 === "string") {
    try {
      return fromBase64(content.base64);
    } catch {
      // Said below, with the file's name.
    }
  }
  throw new TypeError(`The content of “${path}” is neither text nor base64.`);
}

export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += 0x8000) {
    pieces.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)));
  }
  return btoa(pieces.join(""));
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
