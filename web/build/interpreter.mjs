// Pyodide in Node, for what only the page's own Python can make: its bytecode and its heap snapshot.
//   node web/build/interpreter.mjs compile SOURCE TARGET
//   node web/build/interpreter.mjs snapshot PYTHON_ZIP TARGET
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { loadPyodide } from "pyodide";
import { emptyLockFile, PYODIDE } from "./pyodide.mjs";
import { messageOf, root } from "./steps.mjs";

const options = { indexURL: join(root, PYODIDE), lockFileContents: emptyLockFile() };

const text = (/** @type {string} */ name) => readFileSync(join(root, "web", "build", name), "utf8");

/**
 * @param {string} source
 * @param {string} target
 */
async function compile(source, target) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const pyodide = await loadPyodide(options);
  pyodide.mountNodeFS("/source", source);
  pyodide.mountNodeFS("/target", target);
  if (pyodide.runPython(text("bytecode.py"), { filename: "bytecode.py" }) === 0) throw new Error(`There is no Python module in ${source}`);
}

/**
 * The browser has none of Node's objects; what Python still holds of them at this point was imported too early.
 * @param {unknown} object
 * @returns {never}
 */
function refuse(object) {
  const name = String(object).slice(0, 120);
  throw new Error(`preload.py leaves Python holding a JavaScript object that a snapshot cannot keep: ${name}`);
}

/**
 * @param {string} library
 * @param {string} target
 */
async function snapshot(library, target) {
  const pyodide = await loadPyodide({
    ...options,
    stdLibURL: library,
    enableRunUntilComplete: false,
    _makeSnapshot: true,
  });
  pyodide.runPython(text("preload.py"), { filename: "preload.py" });
  const heap = pyodide.makeMemorySnapshot({ serializer: refuse });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, gzipSync(heap, { level: 9 }));
}

const [, , command, source = "", target = ""] = process.argv;
try {
  await (command === "compile" ? compile : snapshot)(join(root, source), join(root, target));
} catch (error) {
  // The message alone: with its stack, Node prints the line of the source, and Pyodide's is a megabyte.
  console.error(messageOf(error));
  process.exitCode = 1;
}
