// Parts of a run, side by side. What a part prints comes in one piece when it fails, and a table of times at the end.
import { spawn } from "node:child_process";
import { root } from "./steps.mjs";

/**
 * A command that can fail.
 * @typedef {object} Part
 * @property {string} name
 * @property {readonly [command: string, ...args: string[]]} command
 * @property {RegExp} [told] what of its output says how much it did
 *
 * What came of it.
 * @typedef {object} Outcome
 * @property {string} name
 * @property {boolean} passed
 * @property {number} seconds
 * @property {string} output
 */

/**
 * Run the parts of each lane one after the other, the lanes side by side, all of them whatever fails.
 * Prints what came of each, and throws when any has failed.
 * @param {readonly (readonly Part[])[]} lanes
 */
export async function runParts(lanes) {
  const started = performance.now();
  const outcomes = (await Promise.all(lanes.map(runLane))).flat();
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  console.log("");
  for (const { name, seconds } of outcomes) console.log(`${name.padEnd(width)} ${inSeconds(seconds)}`);
  console.log(`${"in all".padEnd(width)} ${inSeconds(since(started))}`);
  const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name);
  if (failed.length > 0) throw new Error(`Failed: ${failed.join(", ")}`);
}

/** @param {readonly Part[]} parts */
async function runLane(parts) {
  const outcomes = [];
  for (const part of parts) {
    const outcome = await runPart(part);
    report(part, outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

/**
 * @param {Part} part
 * @returns {Promise<Outcome>}
 */
function runPart({ name, command: [command, ...args] }) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const finish = (/** @type {boolean} */ passed) => resolve({ name, passed, seconds: since(started), output });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));
    }
    child.on("error", (error) => {
      output += `${command} could not be started: ${error.message}\n`;
      finish(false);
    });
    child.on("close", (code) => finish(code === 0));
  });
}

/**
 * @param {Part} part
 * @param {Outcome} outcome
 */
function report({ name, told }, { passed, output }) {
  if (!passed) console.log(`\nFAILED: ${name}\n\n${output.trimEnd()}\n`);
  else console.log(`passed: ${[name, ...((told && output.match(told)) ?? [])].join(", ")}`);
}

/** @param {number} started */
const since = (started) => (performance.now() - started) / 1000;

/** @param {number} seconds */
const inSeconds = (seconds) => `${seconds.toFixed(1).padStart(6)} s`;
