/** A project as it is kept between visits. */
import { randomId } from "../protocol/random-id.js";
import type { FileContent, Project } from "../protocol/project.js";
import { projectFromJson, type ProjectJson, projectToJson } from "../project/project-json.js";

/** Where a project came from. The files of an example, or of a step of the tour, are kept beside the user's, to go back to. */
export type Origin =
  | { kind: "own" }
  | { kind: "link" }
  /** A zip or a folder of the user's machine. */
  | { kind: "file" }
  | { kind: "example" | "tour"; slug: string; original: Record<string, FileContent> };

export interface ProjectRecord extends Project {
  id: string;
  origin: Origin;
  /** The application's path that the preview showed last. */
  path: string;
  /** The file that the editor showed last. */
  open: string | null;
  /** The user has changed it: it is kept in the list of projects. */
  edited: boolean;
  /** The user has asked for it to run. A project from a link or a file begins without. */
  trusted: boolean;
  /** Milliseconds since the epoch. */
  modified: number;
  /** Counts what was written of the files, name and settings; 0 before the first time. Tells two tabs' writes apart. */
  revision: number;
}

export function newRecord(
  project: Project,
  origin: Origin,
  at: { path?: string; open?: string | null } = {},
): ProjectRecord {
  return {
    ...project,
    files: { ...project.files },
    id: randomId(),
    origin,
    path: at.path ?? "/",
    open: at.open ?? null,
    edited: origin.kind === "own" || origin.kind === "file",
    trusted: origin.kind !== "link" && origin.kind !== "file",
    modified: Date.now(),
    revision: 0,
  };
}

/** A copy with a name and a life of its own. */
export function duplicateRecord(record: ProjectRecord, names: Iterable<string>): ProjectRecord {
  const name = freeName(record.name, names);
  return { ...newRecord({ ...projectOf(record), name }, { kind: "own" }, record), trusted: record.trusted };
}

/** `name`, or `name 2` and so on where there is one already. */
export function freeName(name: string, names: Iterable<string>): string {
  const taken = new Set(names);
  if (!taken.has(name)) return name;
  const stem = name.replace(/ \d+$/, "");
  let number = 2;
  while (taken.has(`${stem} ${number}`)) number += 1;
  return `${stem} ${number}`;
}

export const projectOf = ({ name, files, app, debug }: Project): Project => ({ name, files, app, debug });

/** Whether both hold the same project, whatever is shown of it. */
export function sameProject(one: Project, other: Project): boolean {
  const paths = Object.keys(one.files);
  return (
    one.name === other.name &&
    one.app === other.app &&
    one.debug === other.debug &&
    paths.length === Object.keys(other.files).length &&
    paths.every((path) => sameContent(one.files[path], other.files[path]))
  );
}

function sameContent(one: FileContent | undefined, other: FileContent | undefined): boolean {
  if (!(one instanceof Uint8Array && other instanceof Uint8Array)) return one === other;
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** The record as text, for where only text can be kept. */
export function recordToText(record: ProjectRecord): string {
  const { origin } = record;
  return JSON.stringify({
    ...record,
    ...projectToJson(record),
    origin: "original" in origin ? { ...origin, original: filesToJson(origin.original) } : origin,
  });
}

/** What `recordToText` made; throws where it is anything else. */
export function recordFromText(text: string): ProjectRecord {
  const value = JSON.parse(text) as ProjectRecord;
  if (typeof value.id !== "string" || typeof value.modified !== "number")
    throw new TypeError("It is no project record.");
  const { origin } = value;
  return {
    ...value,
    ...projectFromJson(value),
    origin: "original" in origin ? { ...origin, original: projectFromJson({ files: origin.original }).files } : origin,
  };
}

const filesToJson = (files: Record<string, FileContent>): ProjectJson["files"] =>
  projectToJson({ name: "", files, app: "", debug: true }).files;
