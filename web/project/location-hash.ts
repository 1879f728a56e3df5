/**
 * What the playground's address asks for, in its fragment: `#example=slug`, `#own=id` for a project that this browser
 * keeps, or `#project=code` with an optional `&path=` for one that is in the link itself. No server sees a fragment.
 */
import type { ProjectJson } from "./project-json.js";
import { encodeProject } from "./share-code.js";

export type LinkTarget =
  { kind: "project"; code: string; path: string } | { kind: "example"; slug: string } | { kind: "own"; id: string };

/** What a fragment names; null where it names nothing. */
export function parseHash(hash: string): LinkTarget | null {
  const fields = new URLSearchParams(hash.slice(1));
  const code = fields.get("project");
  const slug = fields.get("example");
  if (code) return { kind: "project", code, path: pathFrom(fields.get("path")) };
  const id = fields.get("own");
  if (id) return { kind: "own", id };
  return slug ? { kind: "example", slug } : null;
}

/** The fragment that `parseHash` reads as `target`. */
export const hashOf = (target: Exclude<LinkTarget, { kind: "project" }>): string =>
  target.kind === "example" ? `#example=${encodeURIComponent(target.slug)}` : `#own=${encodeURIComponent(target.id)}`;

/** The address at which the playground of `site` opens one of its own examples. */
export const exampleLink = (site: URL, slug: string): string => new URL(hashOf({ kind: "example", slug }), site).href;

/** The address at which the playground of `site` opens `project`, the whole of which is in it, at `path`. */
export async function projectLink(site: URL, project: ProjectJson, path = "/"): Promise<string> {
  const at = path === "/" ? "" : `&path=${encodeURIComponent(path)}`;
  return new URL(`#project=${await encodeProject(project)}${at}`, site).href;
}

const pathFrom = (path: string | null): string => (path?.startsWith("/") ? path : "/");
