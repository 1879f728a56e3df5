// Pyodide in Node, for what only the page's own Python can make: its bytecode and its heap snapshot.
//   node web/build/interpreter.mjs compile SOURCE TARGET
//   node web/build/interpreter.mjs snapshot PYTHON_ZIP TARGET
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";
import { root } from "./steps.mjs";

/** Where the interpreter finds the archive with its modules. */
const LIBRARY = "/lib/python314.zip";
const PYODIDE = join(root, "node_modules", "pyodide");
/** Pyodide's own list of packages, emptied: the site ships none of them. */
const lockFileContents = JSON.stringify({
  info: JSON.parse(readFileSync(join(PYODIDE, "pyodide-lock.json"), "utf8")).info,
  packages: {},
});

const text = (name) => readFileSync(join(root, "web", "build", name), "utf8");

async function compile(source, target) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const pyodide = await loadPyodide({ indexURL: PYODIDE, lockFileContents });
  pyodide.mountNodeFS("/source", source);
  pyodide.mountNodeFS("/target", target);
  pyodide.runPython(text("bytecode.py"), { filename: "bytecode.py" });
  const modules = pyodide.globals.get("compile_tree")("/source", "/target", LIBRARY);
  if (modules === 0) throw new Error(`There is no Python module in ${source}`);
}

/** The browser has none of Node's objects; what Python still holds of them at this point was imported too early. */
function refuse(object) {
  const name = String(object).slice(0, 120);
  throw new Error(`preload.py leaves Python holding a JavaScript object that a snapshot cannot keep: ${name}`);
}

async function snapshot(library, target) {
  const pyodide = await loadPyodide({
    indexURL: PYODIDE,
    lockFileContents,
    stdLibURL: library,
    enableRunUntilComplete: false,
    _makeSnapshot: true,
  });
  pyodide.runPython(text("preload.py"), { filename: "preload.py" });
  const heap = pyodide.makeMemorySnapshot({ serializer: refuse });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, gzipSync(heap, { level: 9 }));
}

const [, , command, ...paths] = process.argv;
try {
  await { compile, snapshot }[command](...paths.map((path) => join(root, path)));
} catch (error) {
  // The message alone: with its stack, Node prints the line of the source, and Pyodide's is a megabyte.
  console.error(error.message);
  process.exitCode = 1;
}
