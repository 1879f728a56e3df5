// npm test: set up, build, check, and run every test. `--static` stops after the checks that run no code;
// other arguments go to pytest and run it alone: npm test -- tests/e2e -k cookies
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { browser } from "./browser.mjs";
import { build } from "./build.mjs";
import { python, setup } from "./setup.mjs";
import { root, run } from "./steps.mjs";

const node = (script, ...args) => run(process.execPath, [join("node_modules", script), ...args]);
const below = (folder, ending) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

async function checks() {
  run(python, ["-m", "ruff", "format", "--check", "."]);
  run(python, ["-m", "ruff", "check", "."]);
  run(python, ["-m", "mypy"]);
  node("typescript/bin/tsc", "--build");
  node("eslint/bin/eslint.js", "--max-warnings", "0", ".");
  node("prettier/bin/prettier.cjs", "--check", "--log-level", "warn", ".");
}

async function everything() {
  const tests = [...below("tests/web", ".test.ts"), ...below("tests/service_worker", ".test.ts")];
  run(process.execPath, ["--import", "tsx", "--test", "--test-timeout=60000", ...tests]);
  browser();
  await build();
  run(python, ["-m", "pytest", "-q"]);
}

try {
  await setup();
  const args = process.argv.slice(2);
  if (args.length > 0 && args[0] !== "--static") {
    browser();
    await build();
    run(python, ["-m", "pytest", ...args]);
  } else {
    await checks();
    if (args[0] !== "--static") await everything();
  }
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
