// Build steps that run only when their inputs have changed. Node built-ins only: this file runs
// before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const buildDir = join(root, "build");
export const siteDir = join(buildDir, "site");

const IGNORED = new Set(["__pycache__", "node_modules", ".mypy_cache", ".ruff_cache", ".pytest_cache"]);

/**
 * Run a command in the project's root; throws when it fails. Its output is passed on, or with `quiet` given back.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, quiet?: boolean }} [options]
 */
export function run(command, args, { env = {}, quiet = false } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  if (result.error) throw new Error(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0) {
    if (quiet) process.stderr.write(`${result.stdout}${result.stderr}`);
    throw new Error(`'${[command, ...args].join(" ")}' ended with status ${result.status ?? result.signal}`);
  }
  return result.stdout;
}

/**
 * npm's own entry, so that no shell is needed (npm is a .cmd file on Windows).
 * @param {string[]} args
 */
export function npm(args) {
  const entry = process.env.npm_execpath;
  if (entry?.endsWith(".js") || entry?.endsWith(".cjs")) return run(process.execPath, [entry, ...args]);
  return run(process.platform === "win32" ? "npm.cmd" : "npm", args);
}

/**
 * Make `outputs`, unless they are there and the `inputs` (files or folders under the root) and the `key` have not changed
 * since; gives whether anything was made.
 * @param {string} name
 * @param {{ inputs: string[], outputs?: string[], key?: string }} made
 * @param {() => unknown} make
 */
export async function step(name, { inputs, outputs = [], key = "" }, make) {
  const stamp = join(buildDir, "stamps", `${name.replaceAll(/\W+/g, "-")}.sha256`);
  const hash = hashOf(inputs, key);
  const fresh =
    outputs.every((path) => existsSync(join(root, path))) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
  if (fresh) return false;
  const started = performance.now();
  console.log(`- ${name} ...`);
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  console.log(`  ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return true;
}

/**
 * SHA-256 over the names and contents of files and folders, in a fixed order.
 * @param {string[]} paths
 */
export function hashOf(paths, key = "") {
  const hash = createHash("sha256").update(key);
  for (const file of paths.flatMap((path) => [...filesBelow(join(root, path))])) {
    hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Whether the module with this URL is the one that Node was asked to run. */
export const isMain = (/** @type {string} */ url) => fileURLToPath(url) === process.argv[1];

/** What was thrown, in words for whoever runs the build. */
export const messageOf = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error));

/**
 * @param {string} path
 * @returns {Generator<string>}
 */
function* filesBelow(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path).sort()) if (!IGNORED.has(name)) yield* filesBelow(join(path, name));
}
