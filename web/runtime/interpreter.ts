/** Boots Pyodide: from the heap snapshot, or in full where the snapshot is refused. */
import type { loadPyodide, PyodideAPI } from "pyodide";
import { type Assets, DownloadError, type Substitute } from "./assets.js";

type Options = NonNullable<Parameters<typeof loadPyodide>[0]>;
type CreateModule = NonNullable<Options["createPyodideModule"]>;
/** Emscripten's way to make the heap larger, which Pyodide's types leave out. */
type Growable = Awaited<ReturnType<CreateModule>> & { growMemory: (size: number) => void };

interface Loader {
  loadPyodide: typeof loadPyodide;
}
interface Module {
  default: CreateModule;
}

export interface Interpreter {
  pyodide: PyodideAPI;
  /** Whether the heap snapshot was taken: every module it holds is then imported already. */
  restored: boolean;
  /** What is better kept for the next boot than a file as it came. */
  substitutes: Substitute[];
}

const SNAPSHOT = "snapshot.bin";
/** The snapshot decompressed, as a former visit has kept it: that takes longer than to read it. */
const INFLATED = "snapshot.bin?inflated";
const WASM = "pyodide.asm.wasm";
const LIBRARY = "python.zip";

const never = new Promise<never>(() => undefined);

/**
 * Start Python from the files of `assets`; `print` takes what it writes before the console is in place.
 * Rejects with DownloadError when a file cannot be had.
 */
export async function startInterpreter(assets: Assets, print: (text: string) => void): Promise<Interpreter> {
  limitMemory();
  const heap = new Uint8Array(assets.files.snapshot);
  // All are asked for at once; each is awaited where it is needed.
  const snapshot = quiet(fill(heap, assets));
  const parts: Parts = {
    wasm: quiet(assets.open(WASM).then((response) => WebAssembly.compileStreaming(response))),
    library: quiet(assets.open(LIBRARY).then((response) => response.arrayBuffer())),
    loader: quiet(script(assets, "pyodide.mjs") as Promise<Loader>),
    module: quiet(script(assets, "pyodide.asm.mjs") as Promise<Module>),
  };
  try {
    const pyodide = await start(assets, parts, print, { heap, filled: snapshot });
    return { pyodide, restored: true, substitutes: [{ file: SNAPSHOT, as: INFLATED, bytes: heap }] };
  } catch (error) {
    if (error instanceof DownloadError && error.url.href !== assets.url(SNAPSHOT).href) throw error;
    console.warn("The heap snapshot was refused; Python starts without it.", error);
    return { pyodide: await start(assets, parts, print), restored: false, substitutes: [] };
  }
}

interface Parts {
  wasm: Promise<WebAssembly.Module>;
  library: Promise<ArrayBuffer>;
  loader: Promise<Loader>;
  module: Promise<Module>;
}

async function start(
  assets: Assets,
  { wasm, library, loader, module }: Parts,
  print: (text: string) => void,
  snapshot?: { heap: Uint8Array; filled: Promise<void> },
): Promise<PyodideAPI> {
  const { loadPyodide: load } = await loader;
  const restore = patchDownloads(assets.url(WASM), wasm, assets.url(LIBRARY), library);
  const options: Options = {
    indexURL: assets.base.href,
    stdLibURL: assets.url(LIBRARY).href,
    lockFileContents: assets.files.lockFile,
    packageBaseUrl: assets.base.href,
    // Browsers without JSPI would fail at it.
    enableRunUntilComplete: false,
    stdout: print,
    stderr: print,
    // There is nobody at a terminal: what is read from it ends at once.
    stdin: () => null,
    async createPyodideModule(settings) {
      const { default: create } = await module;
      const made = (await create(settings)) as Growable;
      // The heap of a snapshot would hold on to the patched functions.
      restore();
      if (snapshot) {
        await snapshot.filled;
        made.growMemory(snapshot.heap.length);
      }
      return made;
    },
    // It may still be filling: Pyodide reads it only once the module is there.
    ...(snapshot && { _loadSnapshot: snapshot.heap }),
  };
  // Pyodide logs that it lacks a file, and waits for ever.
  const failed = Promise.all([wasm, library]).then(() => never);
  return Promise.race([load(options).finally(restore), failed]);
}

/** Call `crashed` with the reason when the program has ended the interpreter, or brought it down. */
export function whenItCrashes(pyodide: PyodideAPI, crashed: (reason: string) => void): void {
  const { _api } = pyodide as PyodideAPI & { _api: { on_fatal?: (error: unknown) => void } };
  _api.on_fatal = (error) => crashed(reasonOf(error));
}

function reasonOf(error: unknown): string {
  const { message = String(error) } = error as { message?: string };
  if (message.startsWith("Program terminated")) return "The program has ended Python itself, as os._exit() does.";
  if (/call stack/i.test(message)) return "Python ran out of stack: something called itself too deeply, in C.";
  return `Python broke down: ${message}.`;
}

/** Size of a page of WebAssembly's memory, in bytes. */
const PAGE = 65_536;
/** An address beyond 31 bits is a negative number in JavaScript, which would read and write elsewhere. */
const MOST_PAGES = 2 ** 31 / PAGE - 1;

/** Have every memory refuse to grow beyond what JavaScript can address: the program then meets a MemoryError. */
export function limitMemory(memory: WebAssembly.Memory = WebAssembly.Memory.prototype): void {
  const grow: (this: WebAssembly.Memory, delta: number) => number = Reflect.get(memory, "grow");
  memory.grow = function (this: WebAssembly.Memory, delta: number) {
    if (this.buffer.byteLength / PAGE + delta > MOST_PAGES) throw new RangeError("There is no more memory.");
    return grow.call(this, delta);
  };
}

/** Import one of Pyodide's scripts from a download that is counted and kept like all others. */
async function script(assets: Assets, name: string): Promise<unknown> {
  const response = await assets.open(name);
  const url = URL.createObjectURL(await response.blob());
  try {
    return await import(/* @vite-ignore */ url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function fill(heap: Uint8Array<ArrayBuffer>, assets: Assets): Promise<void> {
  const inflated = await assets.kept(INFLATED);
  const body = inflated?.body ?? (await assets.open(SNAPSHOT)).body?.pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(body ?? null).arrayBuffer());
  if (bytes.length !== heap.length) {
    throw new Error(`The snapshot has ${bytes.length} bytes where the build made ${heap.length}`);
  }
  heap.set(bytes);
}

/**
 * Pyodide fetches its WebAssembly and library itself: patch what it does so with, to give it what is under way already, so
 * that the one is compiled while the other files come. Gives the function that restores the browser's own functions.
 */
function patchDownloads(
  wasmUrl: URL,
  wasm: Promise<WebAssembly.Module>,
  libraryUrl: URL,
  library: Promise<ArrayBuffer>,
): () => void {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url === wasmUrl.href) return new Response();
    // Its failure is dealt with where it was asked for.
    if (url === libraryUrl.href) return new Response(await library.catch(() => never));
    return fetch(input, init);
  };
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    const compiled = await wasm;
    return { module: compiled, instance: await WebAssembly.instantiate(compiled, imports) };
  };
  return () => {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
}

/** A promise that is awaited later: until then its rejection is nobody's business. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
