/** How people go about a step: right answers other than the solution's, and wrong ones with what they are told. */
import type { Project } from "../../../web/protocol/project.js";
import type { Visit } from "../../../web/tour/app.js";

export interface Attempts {
  /** A part of what the untouched start is told. */
  start: string;
  /** Changes to the solution that are as good. */
  right: Change[];
  /** Changes to the solution that are not, with parts of what they are told. */
  wrong: [Change, ...says: string[]][];
  /** What the preview has asked for when the step is done, where it is about that, and what is not enough. */
  visits?: Visit[];
  visited?: [Visit[], ...says: string[]][];
}

export type Change = (project: Project) => Project;

/** Texts of a file that are replaced by others; each has to be there. */
export function edit(path: string, ...replacements: [from: string, to: string][]): Change {
  return (project) => {
    let content = project.files[path];
    for (const [from, to] of replacements) {
      if (typeof content !== "string" || !content.includes(from)) throw new Error(`${path} has no ${from} to replace`);
      content = content.replace(from, () => to);
    }
    return content === undefined ? project : withFiles({ [path]: content })(project);
  };
}

/** Files that are written whole. */
export function withFiles(files: Project["files"]): Change {
  return (project) => ({ ...project, files: { ...project.files, ...files } });
}

export function without(path: string): Change {
  return (project) => {
    const { [path]: gone, ...files } = project.files;
    if (gone === undefined) throw new Error(`There is no ${path} to leave out`);
    return { ...project, files };
  };
}

export function renamed(from: string, to: string): Change {
  return (project) => withFiles({ [to]: project.files[from] ?? "" })(without(from)(project));
}

export const all =
  (...changes: Change[]): Change =>
  (project) =>
    changes.reduce((changed, change) => change(changed), project);
