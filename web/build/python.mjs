// node web/build/python.mjs SCRIPT [ARG ...]: run a script of ours with the project's Python, set up and built first.
import { spawnSync } from "node:child_process";
import { build } from "./build.mjs";
import { python, setup } from "./setup.mjs";
import { root } from "./steps.mjs";

await setup();
await build();
process.exitCode = spawnSync(python, process.argv.slice(2), { cwd: root, stdio: "inherit" }).status ?? 1;
