// npm test: set up, build, check, and run every test. `--static` runs the checks alone, and `--fast` all that needs
// neither a browser nor the built site; other arguments go to pytest: npm test -- tests/e2e -k cookies
import { readdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { browser } from "./browser.mjs";
import { build } from "./build.mjs";
import { runParts } from "./parts.mjs";
import { python, setup } from "./setup.mjs";
import { buildDir, messageOf, root, run } from "./steps.mjs";

/** @typedef {import("./parts.mjs").Part} Part */

/** Where tools keep what they found out about files that have not changed since. */
const CACHE = "build/cache";

/**
 * Two even on one core, since page tests wait much of the time; not more than four, since each has a browser. One more
 * than there are cores takes as long, and leaves the other tests a third of their time.
 */
const WORKERS = Math.min(4, Math.max(2, availableParallelism()));

/**
 * A part that is a tool of node_modules.
 * @param {string} name
 * @param {string} script
 * @param {string[]} args
 * @returns {Part}
 */
const tool = (name, script, ...args) => ({ name, command: [process.execPath, join("node_modules", script), ...args] });

/**
 * A part that is a tool of .venv.
 * @param {string} name
 * @param {string[]} args
 * @returns {Part}
 */
const pythonTool = (name, ...args) => ({ name, command: [python, "-m", ...args] });

/**
 * A part that is pytest; the tests of one file run in one process, since they share what is dear to make.
 * @param {string} name
 * @param {number} workers
 * @param {string[]} folders
 * @returns {Part}
 */
function pytest(name, workers, ...folders) {
  const split = workers > 1 ? [`--numprocesses=${workers}`, "--dist=loadfile"] : [];
  return { ...pythonTool(name, "pytest", "-q", ...split, ...folders), told: /\d+ passed/ };
}

/** @returns {Part} */
function nodeTests() {
  const files = ["tests/web", "tests/service_worker"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  );
  const tests = files.filter((file) => file.endsWith(".test.ts"));
  const options = ["--import", "tsx", "--test", "--test-timeout=600000", "--test-reporter=spec"];
  return { name: "tests of TypeScript", command: [process.execPath, ...options, ...tests], told: /tests \d+/ };
}

const QUICK_CHECKS = [
  pythonTool("ruff format", "ruff", "format", "--check", "."),
  pythonTool("ruff", "ruff", "check", "."),
  tool("tsc", "typescript/bin/tsc", "--build"),
  pythonTool("mypy", "mypy"),
  tool(
    ...["prettier", "prettier/bin/prettier.cjs", "--check", "--log-level=warn"],
    ...["--cache", `--cache-location=${CACHE}/prettier`, "."],
  ),
];
const ESLINT = tool("eslint", "eslint/bin/eslint.js", "--max-warnings=0", ".");
/** Passes over files that have not changed, though the types of what they import may have. */
const ESLINT_OF_CHANGES = tool(
  ...["eslint of changes", "eslint/bin/eslint.js", "--max-warnings=0"],
  ...["--cache", `--cache-location=${CACHE}/eslint`, "--cache-strategy=content", "."],
);

/**
 * Playwright leaves an event loop running, beside which asyncio.run() refuses to work: the two never share a process.
 * @param {number} workers
 */
const pythonTests = (workers) =>
  pytest("tests of Python", workers, "tests/framework", "tests/playground", "tests/mutation");
const pageTests = () => pytest("tests of pages", WORKERS, "tests/conformance", "tests/e2e");

try {
  await setup();
  rmSync(join(buildDir, "evidence"), { recursive: true, force: true });
  const [mode, ...others] = process.argv.slice(2);
  if (mode === "--static") {
    await runParts([QUICK_CHECKS, [ESLINT]]);
  } else if (mode === "--fast") {
    await runParts([[pythonTests(WORKERS)], [nodeTests(), ...QUICK_CHECKS, ESLINT_OF_CHANGES]]);
  } else {
    browser();
    await build();
    if (mode) run(python, ["-m", "pytest", mode, ...others]);
    else await runParts([[pageTests()], [nodeTests(), pythonTests(1), ...QUICK_CHECKS, ESLINT]]);
  }
} catch (error) {
  console.error(`\n${messageOf(error)}`);
  process.exitCode = 1;
}
