/**
 * What the playground's address asks for, in its fragment: `#example=slug`, `#tour=step`, `#own=id` for a project that this
 * browser keeps, or `#project=code` with an optional `&path=` for one that is in the link itself. No server sees a fragment.
 */
import type { ProjectJson } from "./project-json.js";
import { encodeProject } from "./share-code.js";

export type LinkTarget =
  | { kind: "project"; code: string; path: string }
  | { kind: "example"; slug: string }
  /** Without a slug, the step at which the user left off. */
  | { kind: "tour"; slug: string | null }
  | { kind: "own"; id: string };

/** What a fragment names; null where it names nothing. */
export function parseHash(hash: string): LinkTarget | null {
  const fields = new URLSearchParams(hash.slice(1));
  const code = fields.get("project");
  const slug = fields.get("example");
  if (code) return { kind: "project", code, path: pathFrom(fields.get("path")) };
  const id = fields.get("own");
  if (id) return { kind: "own", id };
  if (slug) return { kind: "example", slug };
  const step = fields.get("tour");
  return step === null ? null : { kind: "tour", slug: step || null };
}

/** The fragment that `parseHash` reads as `target`. */
export function hashOf(target: Exclude<LinkTarget, { kind: "project" }>): string {
  if (target.kind === "own") return `#own=${encodeURIComponent(target.id)}`;
  return target.slug === null ? `#${target.kind}` : `#${target.kind}=${encodeURIComponent(target.slug)}`;
}

/** The address at which the playground of `site` opens one of its own examples. */
export const exampleLink = (site: URL, slug: string): string => new URL(hashOf({ kind: "example", slug }), site).href;

/** The address at which the playground of `site` opens `project`, the whole of which is in it, at `path`. */
export async function projectLink(site: URL, project: ProjectJson, path = "/"): Promise<string> {
  const at = path === "/" ? "" : `&path=${encodeURIComponent(path)}`;
  return new URL(`#project=${await encodeProject(project)}${at}`, site).href;
}

const pathFrom = (path: string | null): string => (path?.startsWith("/") ? path : "/");
