/** The worker with the language tools: a Python of its own, in which nothing of the project runs. */
import type { PyAwaitable, PyProxy } from "pyodide/ffi";
import type { FromLanguage, Question, ToLanguage } from "../protocol/language.js";
import { Assets, type RuntimeFiles } from "../runtime/assets.js";
import { startInterpreter } from "../runtime/interpreter.js";

declare const self: DedicatedWorkerGlobalScope;
/** Written in by the build. */
declare const __RUNTIME_FILES__: RuntimeFiles;

/** `flask_playground.language.tools.LanguageTools`. */
interface PyTools extends PyProxy {
  answer(question: string): string;
  write(path: string, text: string | undefined): void;
  /** Install what the project's requirements.txt asks for, as far as that can be had. */
  provide(): PyAwaitable;
  /** Infer one more thing that will be asked for; gives false once there is nothing left. */
  rehearse(): boolean;
}

const ARCHIVE = "language.zip";
const LIBRARY = "/language";
const PROJECT = "/home/pyodide/project";

let booted: Promise<PyTools> = Promise.reject(new Error("The language tools were not started"));
booted.catch(() => undefined);
/** Settles once the packages that were asked for so far are there. */
let provided: Promise<void> = Promise.resolve();

self.onmessage = ({ data: message }: MessageEvent<ToLanguage>) => {
  switch (message.type) {
    case "boot":
      booted = boot(new URL(message.assets));
      booted.catch((error: unknown) => post({ type: "failed", message: String(error) }));
      break;
    case "write":
      void booted.then((tools) => {
        for (const [path, text] of message.files) tools.write(path, text ?? undefined);
      });
      break;
    case "provide":
      provided = provided.then(provide).catch((error: unknown) => {
        console.debug("The language tools could not install a package.", error);
      });
      break;
    case "ask":
      void booted.then((tools) => post({ type: "answer", id: message.id, answer: answer(tools, message.question) }));
  }
};

async function boot(base: URL): Promise<PyTools> {
  const assets = new Assets(base, __RUNTIME_FILES__, () => undefined);
  const archive = assets.open(ARCHIVE).then((response) => response.arrayBuffer());
  archive.catch(() => undefined);
  const { pyodide } = await startInterpreter(assets, (text) => console.debug(text));
  pyodide.unpackArchive(await archive, "zip", { extractDir: LIBRARY });
  (pyodide.pyimport("sys.path") as PyProxy & { append(path: string): void }).append(LIBRARY);
  const { start } = pyodide.pyimport("flask_playground.language.tools") as {
    start: (root: string, library: string) => PyTools;
  };
  const tools = start(PROJECT, LIBRARY);
  post({ type: "ready" });
  // Each in a turn of its own: a question comes between them.
  const rehearse = () => {
    if (tools.rehearse()) setTimeout(rehearse);
    else void assets.keep([]).catch(() => undefined);
  };
  setTimeout(rehearse);
  return tools;
}

async function provide(): Promise<void> {
  const coroutine = (await booted).provide();
  try {
    await coroutine;
  } finally {
    coroutine.destroy();
  }
}

/** They fail on some programs that are half written: what they cannot tell is left unsaid. */
function answer(tools: PyTools, question: Question): unknown {
  try {
    return JSON.parse(tools.answer(JSON.stringify(question)));
  } catch (error) {
    console.debug("The language tools could not tell.", error);
    return null;
  }
}

function post(message: FromLanguage): void {
  self.postMessage(message);
}
