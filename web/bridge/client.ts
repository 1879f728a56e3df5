/** The page's handle on an interpreter: it outlives the workers in which that interpreter runs, one after another. */
import { Exchange } from "../protocol/exchange.js";
import { isRequestFrame } from "../protocol/guards.js";
import type { RequestHead, ResponseFrame, ResponseHead } from "../protocol/http.js";
import type { BootStage, ConsoleEntry } from "../protocol/messages.js";
import type { LoadOutcome, Project, ProjectChange } from "../protocol/project.js";
import { Emitter } from "./emitter.js";
import { RuntimeFailedError, WorkerEndedError, WorkerLink, type RuntimeWorker } from "./worker-link.js";

export type RuntimeState = "off" | "booting" | "ready" | "stopping" | "failed";

export interface RuntimeEvents {
  state: RuntimeState;
  /** `loaded` of `total` in bytes; 0 of 0 where there is nothing to count. */
  progress: { stage: BootStage; loaded: number; total: number };
  /** The interpreter has started; after a restart, with the project loaded anew. */
  ready: { python: string; snapshot: boolean };
  console: ConsoleEntry;
  /** The cookie jar after a change, to be stored and given to the next client. */
  cookies: string;
  failed: { message: string; hint: string };
}

export interface RuntimeOptions {
  previewId: string;
  /** The service worker's scope. */
  scope: URL;
  /** The folder with the interpreter's files. */
  assets: URL;
  cookies?: string | null;
  /** Where the worker comes from; the runtime's own by default. */
  worker?: () => RuntimeWorker;
}

/** How long, in milliseconds, Python may take to react to an interrupt before its worker is terminated. */
const INTERRUPT_WITHIN = 1500;

const createWorker = (): RuntimeWorker =>
  new Worker(new URL("../runtime/worker.ts", import.meta.url), { type: "module" });

const STOPPED_WHILE_LOADING: LoadOutcome = {
  ok: false,
  problem: {
    kind: "import",
    message: "The project was stopped while it was being loaded.",
    hint: "Look for a loop or a wait at the top level of a module, then run it again.",
    traceback: "",
  },
};

export class RuntimeClient {
  readonly #options: RuntimeOptions;
  readonly #events = new Emitter<RuntimeEvents>();
  /** Ends, each with the given message, the requests that are under way. */
  readonly #underWay = new Set<(message: string) => void>();
  #state: RuntimeState = "off";
  #link: WorkerLink | null = null;
  #booted: Promise<void> | null = null;
  #cookies: string | null;
  #project: Project | null = null;
  /** The project was stopped while its modules ran, and would hang again. */
  #hung = false;

  constructor(options: RuntimeOptions) {
    this.#options = options;
    this.#cookies = options.cookies ?? null;
  }

  get state(): RuntimeState {
    return this.#state;
  }

  /** What the service worker tells an interpreter that asks whether it is to stop. */
  get stopRequested(): boolean {
    return this.#state === "stopping";
  }

  /** Call `listener` at each `event` until the function returned is called. */
  on<Name extends keyof RuntimeEvents>(event: Name, listener: (value: RuntimeEvents[Name]) => void): () => void {
    return this.#events.on(event, listener);
  }

  /** Start the interpreter unless it is on or starting. Rejects with `RuntimeFailedError`. */
  boot(): Promise<void> {
    return (this.#booted ??= this.#start());
  }

  /** Load `project` in place of what is loaded; boots first where that is still to be done. */
  async load(project: Project): Promise<LoadOutcome> {
    const link = await this.#running();
    this.#project = { ...project, files: { ...project.files } };
    this.#hung = false;
    return this.#outcome(link.load(project));
  }

  /** Change files of the project that is loaded, and run it again. */
  async update(change: ProjectChange): Promise<LoadOutcome> {
    const link = await this.#running();
    const project = this.#project;
    if (!project) throw new Error("There is no project to update: call load() first.");
    Object.assign(project.files, change.files);
    const removed = new Set(change.removed);
    project.files = Object.fromEntries(Object.entries(project.files).filter(([path]) => !removed.has(path)));
    if (!this.#hung) return this.#outcome(link.update(change));
    // The worker that hung was replaced, and the new one has nothing to change.
    this.#hung = false;
    return this.#outcome(link.load(project));
  }

  /** The application's response to a request that does not come from the preview. Rejects with `ExchangeFailed`. */
  async request(
    head: RequestHead,
    body: Uint8Array | null = null,
  ): Promise<{ head: ResponseHead; body: ReadableStream<Uint8Array<ArrayBuffer>> }> {
    const { port1, port2 } = new MessageChannel();
    const exchange = new Exchange(port1);
    const fail = (message: string) => exchange.fail(message);
    this.#underWay.add(fail);
    void exchange.over.then(() => this.#underWay.delete(fail));
    void this.#dispatch(head, port2, fail);
    await exchange.send(body);
    return { head: await exchange.head, body: exchange.body };
  }

  /** Accept a request of the service worker, and hand its port to the worker. */
  connect(head: RequestHead, port: MessagePort): void {
    const control = new MessageChannel();
    const fail = (message: string) => {
      control.port1.postMessage({ type: "failed", message } satisfies ResponseFrame);
    };
    this.#underWay.add(fail);
    control.port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isRequestFrame(data) || data.type !== "cancel") return;
      this.#underWay.delete(fail);
      control.port1.close();
    };
    port.postMessage({ type: "accepted" } satisfies ResponseFrame, [control.port2]);
    void this.#dispatch(head, port, fail);
  }

  /**
   * Stop what Python is doing: by an interrupt, which leaves the interpreter and its state as they are; failing that, by a
   * new worker with the same project and cookies. The request that Python was at is answered by an error page that says so.
   */
  async stop(): Promise<void> {
    const link = this.#link;
    if (!link || (this.#state !== "ready" && !(this.#state === "booting" && link.loading))) return;
    this.#become("stopping");
    const free = await settlesWithin(link.ping(), INTERRUPT_WITHIN);
    if (this.#link !== link) return;
    // A project that is still being loaded waits for something that no interrupt reaches.
    if (!free || link.loading) return this.restart();
    // The request that Python was at answers for itself: to end it here would cut its last page short.
    this.#become("ready");
  }

  /** End the interpreter and start another, with the same project and cookies. */
  async restart(): Promise<void> {
    this.#hung ||= this.#link?.loading ?? false;
    this.#endWorker("The interpreter was stopped while it was at this request. Load the page again.");
    await this.boot();
  }

  /** End the interpreter for good. */
  dispose(): void {
    this.#endWorker("The interpreter was ended.");
    this.#become("off");
    this.#booted = Promise.reject(new RuntimeFailedError("This interpreter was ended.", "Create another."));
    this.#booted.catch(() => undefined);
  }

  async #start(): Promise<void> {
    this.#become("booting");
    const { previewId, scope, assets, worker = createWorker } = this.#options;
    const link = new WorkerLink(worker(), {
      notified: (message) => {
        if (message.type === "cookies") this.#events.emit("cookies", (this.#cookies = message.jar));
        else if (message.type === "console") this.#events.emit("console", message.entry);
        else if (message.type === "progress") this.#events.emit("progress", message);
      },
      failed: (error) => this.#fail(error),
    });
    this.#link = link;
    try {
      const ready = await link.boot({ previewId, assets: assets.href, scope: scope.href, cookies: this.#cookies });
      if (this.#project && !this.#hung) await link.load(this.#project);
      this.#become("ready");
      this.#events.emit("ready", ready);
    } catch (error) {
      if (!(error instanceof WorkerEndedError) || !this.#booted) throw error;
      // Another worker has taken this one's place: it is the one to wait for.
      await this.#booted;
    }
  }

  async #running(): Promise<WorkerLink> {
    await this.boot();
    if (!this.#link) throw new RuntimeFailedError("The interpreter is not running.", "Start it again.");
    return this.#link;
  }

  async #outcome(loaded: Promise<LoadOutcome>): Promise<LoadOutcome> {
    try {
      return await loaded;
    } catch (error) {
      if (error instanceof WorkerEndedError) return STOPPED_WHILE_LOADING;
      throw error;
    }
  }

  /** Hand a request to the worker once it is ready, unless it was ended by `fail` before. */
  async #dispatch(head: RequestHead, port: MessagePort, fail: (message: string) => void): Promise<void> {
    try {
      if (!this.#booted) throw new Error("The interpreter is not running. Start it on the playground page.");
      await this.#booted;
      if (!this.#underWay.has(fail)) return;
      if (this.#hung) throw new Error("The project was stopped while it was being loaded. Change it, or run it again.");
      this.#link?.request(head, port);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      port.postMessage({ type: "failed", message } satisfies ResponseFrame);
    }
  }

  #fail({ message, hint }: RuntimeFailedError): void {
    this.#endWorker(message);
    this.#become("failed");
    this.#events.emit("failed", { message, hint });
  }

  #endWorker(message: string): void {
    const link = this.#link;
    this.#link = this.#booted = null;
    link?.end();
    this.#endRequests(message);
  }

  #endRequests(message: string): void {
    for (const fail of [...this.#underWay]) fail(message);
    this.#underWay.clear();
  }

  #become(state: RuntimeState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#events.emit("state", state);
  }
}

/** Whether `promise` settles in time. */
async function settlesWithin(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)));
  const settled = promise.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}
