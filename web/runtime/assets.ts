/** The interpreter's files: downloaded side by side, counted, and kept for a visit without a network. */

/** What the build knows about its files: their names in the assets folder and their sizes in bytes. */
export interface RuntimeFiles {
  sizes: Record<string, number>;
  /** Size of the heap snapshot once it is decompressed. */
  snapshot: number;
  /** Pyodide's list of packages, as JSON. */
  lockFile: string;
}

const CACHE_PREFIX = "flask-playground-runtime-";

const TYPES: Record<string, string> = { mjs: "text/javascript", wasm: "application/wasm" };

/** A file of the runtime could not be had. */
export class DownloadError extends Error {
  override name = "DownloadError";

  constructor(
    readonly url: URL,
    reason: string,
  ) {
    super(`The Python interpreter could not be loaded: ${url.href} ${reason}`);
  }

  readonly hint =
    "Check the network connection and try again. If it keeps failing, the site may be incomplete: all files of its " +
    "runtime folder must be served.";
}

/** Downloads from one folder, with the bytes of all files counted together. */
export class Assets {
  readonly #received = new Map<string, Promise<Blob>>();
  #loaded = 0;
  #fromNetwork = false;

  constructor(
    readonly base: URL,
    readonly files: RuntimeFiles,
    readonly report: (loaded: number, total: number) => void,
  ) {}

  url(name: string): URL {
    return new URL(name, this.base);
  }

  /** The file's bytes as they come; what has come is kept for `blob` and `keep`. Rejects with DownloadError. */
  async stream(name: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const url = this.url(name);
    const response = (await this.#cached(url)) ?? (await this.#fetch(url));
    if (!response.body) throw new DownloadError(url, "came without a body");
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const whole = deferred<Blob>();
    this.#received.set(name, whole.promise);
    const reader = response.body.getReader();
    return new ReadableStream({
      pull: async (controller) => {
        try {
          const next = await reader.read();
          if (next.done) {
            whole.resolve(new Blob(chunks, { type: contentType(name) }));
            controller.close();
            return;
          }
          chunks.push(next.value);
          this.#count(next.value.byteLength);
          controller.enqueue(next.value);
        } catch (error) {
          const failure = new DownloadError(url, `broke off: ${String(error)}`);
          whole.reject(failure);
          throw failure;
        }
      },
    });
  }

  /** The whole file: what `stream` receives, where that was asked for it before. Rejects with DownloadError. */
  async blob(name: string): Promise<Blob> {
    const received = this.#received.get(name);
    if (received) return received;
    await drain(await this.stream(name));
    return this.blob(name);
  }

  /** Keep what came over the network, and forget what other versions of the runtime have left. */
  async keep(): Promise<void> {
    if (!("caches" in globalThis) || !this.#fromNetwork) return;
    const name = cacheName(this.base);
    const cache = await caches.open(name);
    for (const [file, blob] of this.#received) await cache.put(this.url(file), new Response(await blob));
    for (const other of await caches.keys()) {
      if (other.startsWith(CACHE_PREFIX) && other !== name) await caches.delete(other);
    }
  }

  async #cached(url: URL): Promise<Response | undefined> {
    // There is none in an insecure context, and it can be forbidden: then the network has to do.
    if (!("caches" in globalThis)) return undefined;
    return caches.match(url, { cacheName: cacheName(this.base) }).catch(() => undefined);
  }

  async #fetch(url: URL): Promise<Response> {
    this.#fromNetwork = true;
    const response = await fetch(url).catch((error: unknown) => {
      throw new DownloadError(url, `cannot be reached: ${String(error)}`);
    });
    if (!response.ok) throw new DownloadError(url, `was answered with ${response.status} ${response.statusText}`);
    return response;
  }

  #count(bytes: number): void {
    this.#loaded += bytes;
    this.report(
      this.#loaded,
      Object.values(this.files.sizes).reduce((sum, size) => sum + size, 0),
    );
  }
}

/** Name of the Cache that holds the files of `base`: the folder's own name is their hash. */
export const cacheName = (base: URL): string => CACHE_PREFIX + (base.pathname.split("/").filter(Boolean).at(-1) ?? "");

const contentType = (name: string): string =>
  TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((...settle) => ([resolve, reject] = settle));
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

async function drain(stream: ReadableStream): Promise<void> {
  const reader = stream.getReader();
  while (!(await reader.read()).done);
}
