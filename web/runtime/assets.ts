/** The interpreter's files: downloaded side by side, counted, and kept for a visit without a network. */
import { runtimeCache } from "../protocol/site-files.js";

/** What the build knows about its files. */
export interface RuntimeFiles {
  /** Their names in the assets folder and their sizes in bytes. */
  sizes: Record<string, number>;
  /** Size of the heap snapshot once it is decompressed. */
  snapshot: number;
  /** Pyodide's list of packages, as JSON. */
  lockFile: string;
}

/** `bytes`, kept under the name `as`, make `file` superfluous. */
export interface Substitute {
  file: string;
  as: string;
  bytes: Bytes;
}

type Bytes = Uint8Array<ArrayBuffer>;

const TYPES: Record<string, string> = { mjs: "text/javascript", wasm: "application/wasm" };

/** A file of the runtime could not be had. */
export class DownloadError extends Error {
  override name = "DownloadError";

  constructor(
    readonly url: URL,
    reason: string,
  ) {
    super(`The Python interpreter could not be loaded: ${url.href} ${reason}.`);
  }

  readonly hint =
    "Check the network connection and try again. If it keeps failing, the site may be incomplete: all files of its " +
    "runtime folder must be served.";
}

/** Downloads from one folder, with the bytes of all files counted together. */
export class Assets {
  /** What came over the network, in pieces. */
  readonly #received = new Map<string, Bytes[]>();
  readonly #total: number;
  #loaded = 0;

  constructor(
    readonly base: URL,
    readonly files: RuntimeFiles,
    readonly report: (loaded: number, total: number) => void,
  ) {
    this.#total = Object.values(files.sizes).reduce((sum, size) => sum + size, 0);
  }

  url(name: string): URL {
    return new URL(name, this.base);
  }

  /** The file as an earlier visit has kept it. */
  async kept(name: string): Promise<Response | undefined> {
    // There are no caches in an insecure context, and they can be forbidden: then the network has to do.
    if (!("caches" in globalThis)) return undefined;
    return caches.match(this.url(name), { cacheName: runtimeCache(this.base) }).catch(() => undefined);
  }

  /** The file, kept or fetched. Rejects with DownloadError, and so does a body that breaks off. */
  async open(name: string): Promise<Response> {
    const kept = await this.kept(name);
    if (kept) {
      this.#count(this.files.sizes[name] ?? 0);
      return kept;
    }
    const url = this.url(name);
    const response = await fetch(url).catch((error: unknown) => {
      throw new DownloadError(url, `cannot be reached (${String(error)})`);
    });
    if (!response.ok) throw new DownloadError(url, `was answered with ${response.status} ${response.statusText}`);
    if (!response.body) throw new DownloadError(url, "came without a body");
    const headers = { "content-type": contentType(name) };
    return new Response(this.#counted(name, response.body), { headers });
  }

  /**
   * Keep what came over the network. `instead` names what to keep in place of a file: the same in a form that is sooner
   * ready.
   */
  async keep(instead: readonly Substitute[]): Promise<void> {
    const received = new Map(this.#received);
    this.#received.clear();
    if (!("caches" in globalThis) || received.size === 0) return;
    const cache = await caches.open(runtimeCache(this.base));
    for (const { file, as, bytes } of instead) {
      if (received.delete(file)) await cache.put(this.url(as), new Response(bytes));
    }
    for (const [file, pieces] of received) {
      const blob = new Blob(pieces, { type: contentType(file) });
      await cache.put(this.url(file), new Response(blob));
    }
  }

  /** `body`, its pieces counted and held for `keep`. */
  #counted(name: string, body: ReadableStream<Bytes>): ReadableStream<Bytes> {
    const pieces: Bytes[] = [];
    const reader = body.getReader();
    return new ReadableStream<Bytes>({
      pull: async (controller) => {
        const next = await reader.read().catch((error: unknown) => {
          throw new DownloadError(this.url(name), `broke off (${String(error)})`);
        });
        if (next.done) {
          this.#received.set(name, pieces);
          controller.close();
          return;
        }
        pieces.push(next.value);
        this.#count(next.value.byteLength);
        controller.enqueue(next.value);
      },
    });
  }

  #count(bytes: number): void {
    this.#loaded += bytes;
    this.report(this.#loaded, this.#total);
  }
}

const contentType = (name: string): string =>
  TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
