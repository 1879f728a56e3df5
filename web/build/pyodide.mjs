// The npm package from which the interpreter comes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./steps.mjs";

/** Its folder, relative to the root. */
export const PYODIDE = "node_modules/pyodide";

/** Its list of Pyodide's own packages, emptied: the site ships none of them. */
export function emptyLockFile() {
  const text = readFileSync(join(root, PYODIDE, "pyodide-lock.json"), "utf8");
  /** @type {unknown} */
  const list = JSON.parse(text);
  if (!list || typeof list !== "object" || !("info" in list)) {
    throw new Error(`${PYODIDE}/pyodide-lock.json has no "info"`);
  }
  return JSON.stringify({ info: list.info, packages: {} });
}
