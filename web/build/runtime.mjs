// build/site/runtime/<hash>/: Pyodide, the Python modules as bytecode, and the heap snapshot to start from.
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { emptyLockFile, PYODIDE } from "./pyodide.mjs";
import { python } from "./setup.mjs";
import { hashOf, root, run, siteDir, step } from "./steps.mjs";

const SHIPPED = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"];
const INTERPRETER = "web/build/interpreter.mjs";
const WORK = "build/runtime";

const node = (/** @type {string[]} */ ...args) => run(process.execPath, [INTERPRETER, ...args]);

/**
 * Build what is out of date; gives the `folder` of the files in the site, with its final slash, and what the worker
 * knows about them (`RuntimeFiles` of web/runtime/assets.ts).
 */
export async function runtime() {
  const compiler = ["web/build/bytecode.py", INTERPRETER, `${PYODIDE}/package.json`];
  const scripts = ["web/build/distributions.py", "pyproject.toml", "constraints.txt"];

  await step("standard library", { inputs: compiler, outputs: [`${WORK}/stdlib-bytecode`] }, () => {
    run(python, ["web/build/archive.py", "unpack", `${PYODIDE}/python_stdlib.zip`, `${WORK}/stdlib`]);
    node("compile", `${WORK}/stdlib`, `${WORK}/stdlib-bytecode`);
  });
  for (const part of ["dependencies", "framework", "language"]) {
    const inputs = [...compiler, ...scripts, ...(part === "framework" ? ["framework"] : [])];
    await step(`python ${part}`, { inputs, outputs: [`${WORK}/${part}-bytecode`] }, () => {
      run(python, ["web/build/distributions.py", part, `${WORK}/${part}`]);
      node("compile", `${WORK}/${part}`, `${WORK}/${part}-bytecode`);
    });
  }

  const trees = ["stdlib", "dependencies", "framework"].map((part) => `${WORK}/${part}-bytecode`);
  await step("python archive", { inputs: [...trees, "web/build/archive.py"], outputs: [`${WORK}/python.zip`] }, () =>
    run(python, ["web/build/archive.py", "pack", `${WORK}/python.zip`, ...trees]),
  );
  // Python beside which the language tools are: compiled what they import, as source what they read.
  const read = ["framework", "dependencies"].map((part) => `${WORK}/${part}`);
  await step(
    "language archive",
    { inputs: [`${WORK}/language-bytecode`, ...read, "web/build/archive.py"], outputs: [`${WORK}/language.zip`] },
    () => run(python, ["web/build/archive.py", "pack", `${WORK}/language.zip`, `${WORK}/language-bytecode`, ...read]),
  );
  await step(
    "heap snapshot",
    { inputs: [`${WORK}/python.zip`, "web/build/preload.py", INTERPRETER], outputs: [`${WORK}/snapshot.bin`] },
    () => node("snapshot", `${WORK}/python.zip`, `${WORK}/snapshot.bin`),
  );

  const files = [
    ...SHIPPED.map((name) => `${PYODIDE}/${name}`),
    `${WORK}/python.zip`,
    `${WORK}/snapshot.bin`,
  ];
  const all = [...files, `${WORK}/language.zip`];
  const folder = `runtime/${hashOf(all).slice(0, 16)}/`;
  await step("runtime files", { inputs: all, outputs: [`build/site/${folder}`], key: folder }, () => {
    rmSync(join(siteDir, "runtime"), { recursive: true, force: true });
    const target = join(siteDir, folder);
    mkdirSync(target, { recursive: true });
    for (const file of all) cpSync(join(root, file), join(target, basename(file)));
  });
  return { folder, files: facts(files) };
}

/**
 * About the files that a boot has to wait for.
 * @param {string[]} files
 */
function facts(files) {
  const read = (/** @type {string} */ file) => readFileSync(join(root, file));
  const snapshot = read(`${WORK}/snapshot.bin`);
  return {
    sizes: Object.fromEntries(files.map((file) => [basename(file), read(file).length])),
    // The last four bytes of gzip data are the size of what it holds (RFC 1952 section 2.3.1).
    snapshot: snapshot.readUInt32LE(snapshot.length - 4),
    lockFile: emptyLockFile(),
  };
}
