/** The module worker that holds Python: messages in, messages out. */
import { isToRuntime } from "../protocol/guards.js";
import type { BootOptions, BootStage, FromRuntime } from "../protocol/messages.js";
import { type LoadOutcome, STOPPED_WHILE_LOADING } from "../protocol/project.js";
import { mountPath } from "../protocol/urls.js";
import stylesheet from "../ui/error-page.css?inline";
import { Assets, DownloadError, type RuntimeFiles } from "./assets.js";
import { startInterpreter, whenItCrashes } from "./interpreter.js";
import { Python } from "./python.js";
import { type Open, serve } from "./serve.js";
import { askServiceWorker, Stop } from "./stop.js";

declare const self: DedicatedWorkerGlobalScope;
/** Written in by the build. */
declare const __RUNTIME_FILES__: RuntimeFiles;

let python: Python | null = null;
let booted: Promise<Python> = Promise.reject(new Error("Python was not started"));
booted.catch(() => undefined);
/** Settles when Python has nothing left to load: a request then meets the project that was asked for before it. */
let settled: Promise<unknown> = Promise.resolve();
/** Keeps the runtime's files, once the user has seen a response: until then the disk has better to do. */
let keep = (): Promise<void> => Promise.resolve();

self.onmessage = ({ data: message, ports: [port] }: MessageEvent<unknown>) => {
  // The page hears of it by the worker's `error` event.
  if (!isToRuntime(message)) throw new TypeError("The page sent a message that the runtime does not know.");
  switch (message.type) {
    case "boot":
      settled = booted = boot(message.options);
      booted.catch(reportFailure);
      break;
    case "load":
      answer(message.id, (python) => python.load(message.project));
      break;
    case "update":
      answer(message.id, (python) => python.update(message.change));
      break;
    case "ping":
      post({ type: "pong", id: message.id });
      break;
    case "stop":
      python?.stopResponses();
      post({ type: "pong", id: message.id });
      break;
    case "request":
      if (!port) throw new TypeError("The page sent a request without the port on which its frames pass.");
      void serve(message.head, port, opener).then(() => {
        post({ type: "served", id: message.id });
        return keep();
      });
      break;
    case "trial-load":
      tryOut(message.id, (python) => ({ type: "trial-loaded", id: message.id, ...python.loadTrial(message.project) }));
      break;
    case "trial-request":
      tryOut(message.id, (python) => {
        return { type: "trial-response", id: message.id, ...python.askTrial(message.head, message.body) };
      });
  }
};

/** Requests wait for what is being loaded: each meets the project that was asked for before it. */
async function opener(): Promise<Open> {
  await settled;
  const running = await booted;
  return (head, body) => running.open(head, body);
}

async function boot({ previewId, assets: base, scope: scopeUrl, cookies }: BootOptions): Promise<Python> {
  const scope = new URL(scopeUrl);
  const progress = (stage: BootStage, loaded = 0, total = 0) => post({ type: "progress", stage, loaded, total });
  const assets = new Assets(new URL(base), __RUNTIME_FILES__, (loaded, total) => {
    progress("download", loaded, total);
    if (loaded >= total) progress("interpreter");
  });
  const { pyodide, restored, substitutes } = await startInterpreter(assets, (text) =>
    post({ type: "console", entry: { kind: "output", stream: "stderr", text: `${text}\n` } }),
  );
  whenItCrashes(pyodide, (message) => post({ type: "crashed", message }));
  progress("framework");
  const stop = new Stop({ ask: () => askServiceWorker(scope, previewId) });
  const mount = mountPath(scope, previewId);
  python = new Python(pyodide, stop, { mount, stylesheet, cookies, emit: post });
  post({
    type: "ready",
    python: pyodide.runPython("import platform; platform.python_version()") as string,
    snapshot: restored,
  });
  // Where a browser keeps nothing (a frame of another site, a private window), the next visit downloads again.
  keep = () => assets.keep(substitutes).catch(() => undefined);
  return python;
}

/** Load or update after what was asked before, and send what came of it. */
function answer(id: number, load: (python: Python) => Promise<LoadOutcome>): void {
  const before = settled;
  settled = before
    .then(() => booted)
    .then(load)
    .catch(internalProblem)
    .then((outcome) => post({ type: "loaded", id, outcome }));
}

/** Answer for the trial, after what was asked to be loaded before. */
function tryOut(id: number, ask: (python: Python) => FromRuntime): void {
  void settled
    .then(() => booted)
    .then(ask)
    .catch((error: unknown): FromRuntime => ({ type: "trial-failed", id, message: String(error) }))
    .then(post);
}

/** Loading never raises for what a project does: this is the runtime's own fault, or an interrupt. */
function internalProblem(error: unknown): LoadOutcome {
  const text = String(error);
  if (text.includes("KeyboardInterrupt")) return STOPPED_WHILE_LOADING;
  const message = text.trim().split("\n").at(-1) ?? text;
  const [title, hint] = ["The playground has failed", "Run the project again: that starts Python anew."];
  return { ok: false, problem: { kind: "internal", title, message, hint, traceback: text, frames: [], fixes: [] } };
}

function reportFailure(error: unknown): void {
  const known = error instanceof DownloadError;
  post({
    type: "failed",
    message: known ? error.message : `Python could not be started: ${String(error)}`,
    hint: known ? error.hint : "Try again; if it fails again, try another browser and tell the site's owner.",
  });
}

function post(message: FromRuntime): void {
  self.postMessage(message);
}
