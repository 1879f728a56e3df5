/** Boots Pyodide: from the heap snapshot, or in full where the snapshot is refused. */
import type { loadPyodide, PyodideAPI } from "pyodide";
import { DownloadError, type Assets } from "./assets.js";

type Options = NonNullable<Parameters<typeof loadPyodide>[0]>;
type CreateModule = NonNullable<Options["createPyodideModule"]>;
/** Emscripten's way to make the heap larger, which Pyodide's types leave out. */
type Growable = Awaited<ReturnType<CreateModule>> & { growMemory: (size: number) => void };

export interface Interpreter {
  pyodide: PyodideAPI;
  /** Whether the heap snapshot was taken: every module it holds is then imported already. */
  restored: boolean;
}

/**
 * Start Python from the files of `assets`; `print` takes what it writes before the console is in place.
 * Rejects with DownloadError when a file cannot be had.
 */
export async function startInterpreter(assets: Assets, print: (text: string) => void): Promise<Interpreter> {
  try {
    return { pyodide: await start(assets, print, true), restored: true };
  } catch (error) {
    if (error instanceof DownloadError && error.url.href !== assets.url(SNAPSHOT).href) throw error;
    console.warn("The heap snapshot was refused; Python starts without it.", error);
    return { pyodide: await start(assets, print, false), restored: false };
  }
}

const SNAPSHOT = "snapshot.bin";
const WASM = "pyodide.asm.wasm";
const LIBRARY = "python.zip";

async function start(assets: Assets, print: (text: string) => void, fromSnapshot: boolean): Promise<PyodideAPI> {
  // All of them are asked for at once; each is awaited where it is needed.
  const heap = fromSnapshot ? new Uint8Array(assets.files.snapshot) : undefined;
  const filled = heap && quiet(inflate(assets, heap));
  const wasm = quiet(response(assets, WASM));
  const library = quiet(response(assets, LIBRARY));
  const scripts = quiet(
    Promise.all([
      module<{ loadPyodide: typeof loadPyodide }>(assets, "pyodide.mjs"),
      module<{ default: CreateModule }>(assets, "pyodide.asm.mjs"),
    ]),
  );
  const [{ loadPyodide: load }, { default: create }] = await scripts;
  // Pyodide logs a download that breaks off, and waits for ever.
  const failure = Promise.all([wasm, library, filled])
    .then(() => Promise.all([assets.blob(WASM), assets.blob(LIBRARY)]))
    .then(() => new Promise<never>(() => undefined));

  const returnFetch = lendFetch(
    new Map([
      [assets.url(WASM).href, wasm],
      [assets.url(LIBRARY).href, library],
    ]),
  );
  const options: Options = {
    indexURL: assets.base.href,
    stdLibURL: assets.url(LIBRARY).href,
    lockFileContents: assets.files.lockFile,
    packageBaseUrl: assets.base.href,
    // Browsers without JSPI would fail at it.
    enableRunUntilComplete: false,
    stdout: print,
    stderr: print,
    async createPyodideModule(settings) {
      // Pyodide has asked for its files by now. A restored heap would hold on to the lent function.
      returnFetch();
      const made = (await create(settings)) as Growable;
      if (heap) {
        await filled;
        made.growMemory(heap.length);
      }
      return made;
    },
    // An array that is still being filled: Pyodide reads it only once the module is there.
    ...(heap && { _loadSnapshot: heap }),
  };
  return Promise.race([load(options).finally(returnFetch), failure]);
}

/** Import one of Pyodide's scripts from bytes that are counted and kept like all others. */
async function module<T>(assets: Assets, name: string): Promise<T> {
  const url = URL.createObjectURL(await assets.blob(name));
  try {
    return (await import(/* @vite-ignore */ url)) as T;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The file as Pyodide would have fetched it; streamed, so that WebAssembly is compiled while it comes. */
async function response(assets: Assets, name: string): Promise<Response> {
  return new Response(await assets.stream(name), {
    headers: { "content-type": name === WASM ? "application/wasm" : "application/octet-stream" },
  });
}

async function inflate(assets: Assets, heap: Uint8Array<ArrayBuffer>): Promise<void> {
  const stream = await assets.stream(SNAPSHOT);
  const reader = stream.pipeThrough(new DecompressionStream("gzip")).getReader();
  let end = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    heap.set(next.value, end);
    end += next.value.length;
  }
  if (end !== heap.length) throw new Error(`The snapshot has ${end} bytes where the build made ${heap.length}`);
}

/** Answer `fetch` for these URLs from downloads that are under way; gives the function that ends it. */
function lendFetch(responses: ReadonlyMap<string, Promise<Response>>): () => void {
  const native = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    responses.get(input instanceof Request ? input.url : String(input)) ?? native(input, init);
  return () => {
    globalThis.fetch = native;
  };
}

/** A promise that is awaited later: until then its rejection is nobody's business. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
