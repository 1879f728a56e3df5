// Parts of a run, side by side: what one prints comes in one piece when it fails; at the end how long each has taken.
import { spawn } from "node:child_process";
import { root } from "./steps.mjs";

/**
 * A command that can fail, and the pattern of what in its output says how much it did.
 * @typedef {{ name: string, command: string[], told?: RegExp }} Part
 */

/** @typedef {{ name: string, passed: boolean, seconds: number, output: string }} Outcome */

/**
 * Run the parts of each lane one after the other and the lanes side by side, all of them whatever fails; throws with the
 * names of those that failed.
 * @param {readonly (readonly Part[])[]} lanes
 */
export async function runParts(lanes) {
  const started = performance.now();
  const outcomes = (await Promise.all(lanes.map(runLane))).flat();
  const times = [...outcomes, { name: "in all", seconds: secondsSince(started) }];
  console.log("");
  for (const { name, seconds } of times) console.log(`${seconds.toFixed(1).padStart(6)} s  ${name}`);
  const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name);
  if (failed.length > 0) throw new Error(`Failed: ${failed.join(", ")}.`);
}

/** @param {readonly Part[]} parts */
async function runLane(parts) {
  const outcomes = [];
  for (const part of parts) {
    const outcome = await runPart(part);
    outcomes.push(outcome);
    const told = (part.told && outcome.output.match(part.told)?.[0]) ?? "passed";
    console.log(outcome.passed ? `${part.name}: ${told}` : `\n${part.name}: FAILED\n\n${outcome.output.trimEnd()}\n`);
  }
  return outcomes;
}

/**
 * @param {Part} part
 * @returns {Promise<Outcome>}
 */
function runPart({ name, command: [program = "", ...args] }) {
  const started = performance.now();
  return new Promise((resolve) => {
    let output = "";
    const end = (/** @type {boolean} */ passed) =>
      resolve({ name, passed, seconds: secondsSince(started), output });
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => (output += text));
    }
    child.on("error", (error) => {
      output += `${program} could not be started: ${error.message}`;
      end(false);
    });
    child.on("close", (status) => end(status === 0));
  });
}

/** @param {number} started */
const secondsSince = (started) => (performance.now() - started) / 1000;
