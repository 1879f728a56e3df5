// build/site/files.json: what the service worker keeps for a visit without a network.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { siteDir } from "./steps.mjs";

/** Needed by no reader: the list itself, the script that the browser keeps by itself, and what explains a build. */
const LEFT_OUT = /^(?:files\.json|service-worker\.js|docs\/_sources\/.*|docs\/objects\.inv|.*\.map|(?:.*\/)?\.[^/]*)$/;

/** Write the site's files, and a version that changes with any of them. */
export function fileList() {
  const files = readdirSync(siteDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(siteDir, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !LEFT_OUT.test(path))
    .sort();
  const hash = createHash("sha256");
  for (const path of files) {
    hash.update(path).update("\0");
    // The interpreter's files are in a folder that is named by what is in them.
    if (!path.startsWith("runtime/")) hash.update(readFileSync(join(siteDir, path)));
  }
  const version = hash.digest("hex").slice(0, 16);
  writeFileSync(join(siteDir, "files.json"), JSON.stringify({ version, files }));
}
