/** Pyodide in Node with the project's own packages: what answers checks in the page answers them here. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { loadPyodide } from "pyodide";
import type { CheckedRuntime } from "../../../web/tour/check.js";
import { Python } from "../../../web/runtime/python.js";
import { Stop } from "../../../web/runtime/stop.js";

export const ROOT = join(import.meta.dirname, "..", "..", "..");
const EXECUTABLE = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];

/** What the project's own Python prints. */
export const native = (...args: string[]): string =>
  execFileSync(join(ROOT, ".venv", ...EXECUTABLE), args, { cwd: ROOT, encoding: "utf8" }).trim();

export const MOUNT = new URL("http://localhost:8000/preview/abc/");

export async function startRuntime(): Promise<CheckedRuntime> {
  const pyodide = await loadPyodide();
  pyodide.mountNodeFS("/framework", join(ROOT, "framework"));
  pyodide.mountNodeFS("/site-packages", native("-c", "import sysconfig; print(sysconfig.get_path('purelib'))"));
  pyodide.runPython("import sys; sys.path[:0] = ['/framework', '/site-packages']; sys.dont_write_bytecode = True");
  // As in a snapshot: what is there before the first project need not be walked by its garbage collections.
  pyodide.runPython("import flask_playground.trial");
  let stopping = false;
  const python = new Python(pyodide, new Stop({ ask: () => stopping }), {
    mount: MOUNT.pathname.slice(0, -1),
    stylesheet: "",
    cookies: null,
    emit: () => undefined,
  });
  return {
    loadTrial: (project) => attempt(() => python.loadTrial(project)),
    askTrial: (head, body) => attempt(() => python.askTrial(head, body)),
    stop: () => Promise.resolve(void (stopping = true)),
  };
}

/** An exception is a rejection, as it is from a worker. */
const attempt = <Answer>(call: () => Answer): Promise<Answer> => new Promise((resolve) => resolve(call()));
