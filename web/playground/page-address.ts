/** The page's own address. Whatever is opened has one, and the browser's Back and Forward lead from one to the other. */
import { hashOf } from "../project/location-hash.js";
import type { ProjectRecord } from "./project-record.js";

/** The fragment that names `record`; null for a project from a link that is not the user's yet: the link names it. */
export function addressOf({ id, origin, trusted, edited }: ProjectRecord): string | null {
  if ("slug" in origin) return hashOf(origin);
  if (origin.kind === "link" && !trusted && !edited) return null;
  return hashOf({ kind: "own", id });
}

/** Let the page's address name `record`, as a new entry of the browser's history or in place of the current one. */
export function showAddress(record: ProjectRecord, how: "push" | "replace"): void {
  const address = addressOf(record);
  if (address === null || address === location.hash) return;
  if (how === "push") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}
