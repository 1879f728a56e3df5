// A Chromium for the tests: one on PATH; else Playwright's own download; else, on Debian as root, its package.
import { spawnSync } from "node:child_process";
import { python } from "./setup.mjs";
import { messageOf, root, run } from "./steps.mjs";

const FIND = `
import shutil
from pathlib import Path
from playwright.sync_api import sync_playwright
for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
    if shutil.which(name):
        break
else:
    with sync_playwright() as playwright:
        raise SystemExit(not Path(playwright.chromium.executable_path).exists())
`;

const present = () => spawnSync(python, ["-c", FIND], { cwd: root, stdio: "ignore" }).status === 0;

/** Make sure that the tests find a Chromium; throws with what was tried when none can be had. */
export function browser() {
  if (present()) return;
  const tried = [];
  /** @type {[command: string, args: string[]][]} */
  const attempts = [[python, ["-m", "playwright", "install", "chromium"]]];
  if (process.platform === "linux" && process.getuid?.() === 0) {
    attempts.push(["apt-get", ["update", "-q"]], [
      "apt-get",
      ["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
    ]);
  }
  for (const [command, args] of attempts) {
    try {
      run(command, args, { quiet: true, env: { DEBIAN_FRONTEND: "noninteractive" } });
    } catch (error) {
      tried.push(messageOf(error));
    }
    if (present()) return;
  }
  throw new Error(`The end-to-end tests need Chromium, and none was found or could be installed:\n${tried.join("\n")}`);
}
