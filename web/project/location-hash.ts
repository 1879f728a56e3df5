/**
 * What the playground's address asks for, in its fragment: `#example=slug`, or `#project=code` with an optional
 * `&path=`. No server sees what is in a fragment.
 */
import type { ProjectJson } from "./project-json.js";
import { encodeProject } from "./share-code.js";

export type LinkTarget = { kind: "project"; code: string; path: string } | { kind: "example"; slug: string };

/** What a fragment names; null where it names nothing. */
export function parseHash(hash: string): LinkTarget | null {
  const fields = new URLSearchParams(hash.slice(1));
  const code = fields.get("project");
  const slug = fields.get("example");
  if (code) return { kind: "project", code, path: pathFrom(fields.get("path")) };
  return slug ? { kind: "example", slug } : null;
}

/** The address at which the playground of `site` opens one of its own examples. */
export const exampleLink = (site: URL, slug: string): string =>
  new URL(`#example=${encodeURIComponent(slug)}`, site).href;

/** The address at which the playground of `site` opens `project`, the whole of which is in it, at `path`. */
export async function projectLink(site: URL, project: ProjectJson, path = "/"): Promise<string> {
  const at = path === "/" ? "" : `&path=${encodeURIComponent(path)}`;
  return new URL(`#project=${await encodeProject(project)}${at}`, site).href;
}

const pathFrom = (path: string | null): string => (path?.startsWith("/") ? path : "/");
