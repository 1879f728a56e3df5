// Runs a Python file in Pyodide with this project's packages, and prints what its main() gives as JSON.
//   node --import tsx pyodide.mjs FILE SITE_PACKAGES
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";
import { deriveKey } from "../../web/runtime/scrypt.ts";

const [file, sitePackages] = process.argv.slice(2);
const pyodide = await loadPyodide();
pyodide.mountNodeFS("/framework", join(import.meta.dirname, "..", "..", "framework"));
pyodide.mountNodeFS("/site-packages", sitePackages);
pyodide.runPython("import sys; sys.path[:0] = ['/framework', '/site-packages']; sys.dont_write_bytecode = True");
pyodide.runPython(readFileSync(file, "utf8"), { filename: file });
const result = await pyodide.globals.get("main")(deriveKey);
process.stdout.write(`\n${result}\n`);
