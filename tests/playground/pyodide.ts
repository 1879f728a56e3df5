// Runs a Python file in Pyodide with this project's packages, and prints what its main() gives as JSON.
//   node --import tsx pyodide.ts FILE SITE_PACKAGES
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";
import { deriveKey } from "../../web/runtime/scrypt.js";

type Main = (derive: typeof deriveKey) => Promise<string>;

const [, , file = "", sitePackages = ""] = process.argv;
const pyodide = await loadPyodide();
pyodide.mountNodeFS("/framework", join(import.meta.dirname, "..", "..", "framework"));
pyodide.mountNodeFS("/site-packages", sitePackages);
pyodide.runPython("import sys; sys.path[:0] = ['/framework', '/site-packages']; sys.dont_write_bytecode = True");
pyodide.runPython(readFileSync(file, "utf8"), { filename: file });
const main = pyodide.runPython("main") as Main;
process.stdout.write(`\n${await main(deriveKey)}\n`);
