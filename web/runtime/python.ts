/** `flask_playground.runtime` as the worker sees it: plain data in and out, no proxy left behind. */
import type { PyodideAPI } from "pyodide";
import type { PyAwaitable, PyBuffer, PyCallable, PyProxy } from "pyodide/ffi";
import type { RequestHead, ResponseHead } from "../protocol/http.js";
import type { FromRuntime } from "../protocol/messages.js";
import type { LoadOutcome, Project, ProjectChange } from "../protocol/project.js";
import type { TrialOutcome, TrialResponse } from "../protocol/trial.js";
import { deriveKey } from "./scrypt.js";
import type { Stop } from "./stop.js";

/** What the application answers to one request: its head, and its body piece by piece. */
export interface AppResponse {
  readonly head: ResponseHead;
  /** The next piece of the body, never empty; null at its end. */
  next(): Uint8Array<ArrayBuffer> | null;
  /** Tell the application that nobody wants the rest. Harmless when called twice. */
  close(): void;
}

interface PyRuntime extends PyProxy {
  load(project: PyProxy): PyAwaitable;
  update(change: PyProxy): PyAwaitable;
  open(head: PyProxy, body: PyProxy): PyAppResponse;
  stop(): void;
}

interface PyTrial extends PyProxy {
  readonly load: PyCallable;
  readonly ask: PyCallable;
}

interface PyAppResponse extends PyProxy {
  status: number;
  reason: string;
  headers: PyProxy;
  next(): PyBuffer | undefined;
  close(): void;
}

export interface RuntimeOptions {
  /** Path below which the application answers: its `SCRIPT_NAME`. */
  mount: string;
  /** The CSS of error pages. */
  stylesheet: string;
  cookies: string | null;
  emit: (message: FromRuntime) => void;
}

/** The one Runtime of this interpreter. */
export class Python {
  readonly #runtime: PyRuntime;
  readonly #trial: PyTrial;

  constructor(
    readonly pyodide: PyodideAPI,
    readonly stop: Stop,
    { mount, stylesheet, cookies, emit }: RuntimeOptions,
  ) {
    const { after_restore } = pyodide.pyimport("flask_playground.snapshot") as { after_restore: PyCallable };
    after_restore();
    const { Runtime } = pyodide.pyimport("flask_playground.runtime") as { Runtime: PyCallable };
    this.#runtime = Runtime.callKwargs({
      mount,
      stylesheet,
      // Pyodide has a value of its own for null; undefined becomes None.
      cookies: cookies ?? undefined,
      derive_key: deriveKey,
      emit: (message: PyProxy) => emit(plain(message) as FromRuntime),
    }) as PyRuntime;
    const { Trial } = pyodide.pyimport("flask_playground.trial") as { Trial: PyCallable };
    this.#trial = Trial.callKwargs({ mount, derive_key: deriveKey }) as PyTrial;
    pyodide.setInterruptBuffer(stop as unknown as Uint8Array);
  }

  load(project: Project): Promise<LoadOutcome> {
    return this.#outcome(withFileMap(project), (argument) => this.#runtime.load(argument));
  }

  update(change: ProjectChange): Promise<LoadOutcome> {
    return this.#outcome(withFileMap(change), (argument) => this.#runtime.update(argument));
  }

  /** Run the application up to the head of its response. */
  open(head: RequestHead, body: Uint8Array): AppResponse {
    const [pyHead, pyBody] = [this.#toPy(head), this.#toPy(body)];
    try {
      return new ProxiedAppResponse(
        this.stop.guard(() => this.#runtime.open(pyHead, pyBody)),
        this.stop,
      );
    } finally {
      pyHead.destroy();
      pyBody.destroy();
    }
  }

  /** End every response that still comes, after what there is of it. */
  stopResponses(): void {
    this.stop.guard(() => this.#runtime.stop());
  }

  /** Load a project beside the one that runs. */
  loadTrial(project: Project): TrialOutcome {
    return this.#tried(this.#trial.load, withFileMap(project)) as TrialOutcome;
  }

  /** Ask what was loaded there. */
  askTrial(head: RequestHead, body: Uint8Array): TrialResponse {
    return this.#tried(this.#trial.ask, head, body) as TrialResponse;
  }

  #tried(method: PyCallable, ...data: unknown[]): unknown {
    const args = data.map((each) => this.#toPy(each));
    try {
      return plain(this.stop.guard(() => method(...args) as PyProxy));
    } finally {
      for (const arg of [...args, method]) arg.destroy();
    }
  }

  async #outcome(data: unknown, call: (argument: PyProxy) => PyAwaitable): Promise<LoadOutcome> {
    const argument = this.#toPy(data);
    try {
      return await this.stop.guard(async () => {
        const coroutine = call(argument);
        try {
          return plain((await coroutine) as PyProxy) as LoadOutcome;
        } finally {
          coroutine.destroy();
        }
      });
    } finally {
      argument.destroy();
    }
  }

  #toPy(data: unknown): PyProxy {
    return this.pyodide.toPy(data) as PyProxy;
  }
}

class ProxiedAppResponse implements AppResponse {
  readonly head: ResponseHead;
  #closed = false;

  constructor(
    readonly proxy: PyAppResponse,
    readonly stop: Stop,
  ) {
    this.head = {
      status: proxy.status,
      statusText: proxy.reason,
      headers: plain(proxy.headers) as ResponseHead["headers"],
    };
  }

  next(): Uint8Array<ArrayBuffer> | null {
    while (!this.#closed) {
      const piece = this.stop.guard(() => this.proxy.next());
      if (piece === undefined) break;
      const bytes = plain(piece) as Uint8Array<ArrayBuffer>;
      if (bytes.length > 0) return bytes;
    }
    return null;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.stop.guard(() => this.proxy.close());
    } finally {
      this.proxy.destroy();
    }
  }
}

/** With its files as a map: an object with a file called `constructor` is none that Pyodide would take for a plain one. */
const withFileMap = (data: { files: object }) => ({
  ...data,
  files: new Map(Object.entries(data.files)),
});

/** What the proxy holds, as a copy; the proxy is gone. */
function plain(proxy: PyProxy): unknown {
  try {
    return proxy.toJs({ dict_converter: Object.fromEntries, create_pyproxies: false });
  } finally {
    proxy.destroy();
  }
}
