// The project's own tools: node_modules from package-lock.json, .venv from constraints.txt.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { npm, root, run, step } from "./steps.mjs";

const bin = join(root, ".venv", process.platform === "win32" ? "Scripts" : "bin");

/** Path of the project's Python; it exists after `setup()`. */
export const python = join(bin, process.platform === "win32" ? "python.exe" : "python");

/** Install what is missing or out of date: seconds when nothing is. */
export async function setup() {
  await step("node packages", { inputs: ["package.json", "package-lock.json"], outputs: ["node_modules"] }, () =>
    npm(["ci", "--no-audit", "--no-fund"]),
  );
  const inputs = ["constraints.txt", "pyproject.toml", "framework/flask_playground/pyproject.toml"];
  await step("python environment", { inputs, outputs: [".venv"] }, () => {
    if (!existsSync(python)) run(systemPython(), ["-m", "venv", ".venv"]);
    run(python, [
      ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-build-isolation"],
      ...["--constraint", "constraints.txt", "hatchling", "editables"],
    ]);
    run(python, [
      ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-build-isolation"],
      ...["--constraint", "constraints.txt", "--editable", ".[async,docs,dotenv,test]"],
      ...["--editable", "framework/flask_playground[language,sphinx]"],
    ]);
  });
}

function systemPython() {
  const candidates = [process.env.PYTHON, "python3", "python", "python3.13", "python3.12", "python3.11"];
  for (const candidate of candidates) {
    if (!candidate) continue;
    const probe = spawnSync(candidate, ["-c", "import sys, venv, ensurepip; print(sys.version_info >= (3, 11))"], {
      encoding: "utf8",
    });
    if (probe.status === 0 && probe.stdout.trim() === "True") return candidate;
  }
  throw new Error(
    "No Python 3.11 or later with the venv module was found. Install one (on Debian: python3 and python3-venv), " +
      "or name it in the environment variable PYTHON.",
  );
}
