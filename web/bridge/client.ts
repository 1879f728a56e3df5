/**
 * The page's handle on an interpreter: it outlives the workers in which that interpreter runs, one after another, and is
 * the one place that knows whether Python lives and what it is doing. Which project it runs is its caller's business.
 */
import { Exchange } from "../protocol/exchange.js";
import type { LastFrame, RequestHead, ResponseFrame, ResponseHead } from "../protocol/http.js";
import type { AnsweredRequest, BootStage, ConsoleEntry } from "../protocol/messages.js";
import type { LoadOutcome, Problem, Project, ProjectChange } from "../protocol/project.js";
import type { TrialOutcome, TrialResponse } from "../protocol/trial.js";
import { Activity, NOTICEABLE } from "./activity.js";
import { Emitter } from "./emitter.js";
import {
  type InterpreterCrashedError,
  RuntimeFailedError,
  WorkerEndedError,
  WorkerLink,
  type RuntimeWorker,
} from "./worker-link.js";

/**
 * `off`: never started, or ended for good. `loading`, `busy`: a project is being loaded, a request is being answered, for
 * long enough to be noticed. `stopping`: Python has been asked to let go of what it does. `failed`: it cannot go on; the
 * next `boot()` starts another.
 */
export type RuntimeState = "off" | "booting" | "ready" | "loading" | "busy" | "stopping" | "failed";

export interface RuntimeEvents {
  state: RuntimeState;
  /** `loaded` of `total` in bytes; 0 of 0 where there is nothing to count. */
  progress: { stage: BootStage; loaded: number; total: number };
  /** A new interpreter has started. Nothing is loaded in it; requests that wait reach it after what listeners load. */
  started: { python: string; snapshot: boolean };
  console: ConsoleEntry;
  /** A request has ended in an error that can be explained. */
  problem: { request: AnsweredRequest; problem: Problem };
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
  /** Makes the preview's requests reach `connect`: part of each boot, which fails where this rejects. */
  attach?: () => Promise<void>;
  /** Where the worker comes from; the runtime's own by default. */
  worker?: () => RuntimeWorker;
}

type Phase = "off" | "booting" | "up" | "stopping" | "failed";

/** How long, in milliseconds, Python may take to react to an interrupt before its worker is terminated. */
const INTERRUPT_TIMEOUT = 1500;

/** How long, in milliseconds, an interrupted load may take to say so once Python's thread is free. */
const LAST_WORD_TIMEOUT = 1000;

/** How long, in milliseconds, a project that waits while it is loaded, for a package say, holds up newer code. */
const LOAD_TIMEOUT = 10_000;

/** An interpreter that crashes sooner than this, in milliseconds, after the last one is not started again by itself. */
const CRASH_PAUSE = 3000;

const createWorker = (): RuntimeWorker =>
  new Worker(new URL("../runtime/worker.ts", import.meta.url), { type: "module" });

export class RuntimeClient {
  readonly #options: RuntimeOptions;
  readonly #events = new Emitter<RuntimeEvents>();
  /** What ends a request, for each that waits or is under way. */
  readonly #requests = new Set<(frame: LastFrame) => void>();
  readonly #loading = new Activity(() => this.#tell());
  readonly #answering = new Activity(() => this.#tell());
  /** Trials are no work of the project's: whoever makes them sees to it that they end. */
  readonly #trying = new Activity(() => undefined);
  #phase: Phase = "off";
  #told: RuntimeState = "off";
  /** The worker that lives; its interpreter has started where `#phase` is `up` or `stopping`. */
  #link: WorkerLink | null = null;
  #booted: Promise<void> | null = null;
  #stopping: Promise<void> | null = null;
  #cookies: string | null;
  /** When the program brought an interpreter down for the last time, by performance.now(). */
  #lastCrash = -Infinity;

  constructor(options: RuntimeOptions) {
    this.#options = options;
    this.#cookies = options.cookies ?? null;
  }

  /** Whether something is under way that may hold up what comes next. */
  get occupied(): boolean {
    return this.#loading.any || this.#answering.any || this.#trying.any;
  }

  get state(): RuntimeState {
    if (this.#phase !== "up") return this.#phase;
    if (this.#loading.noticeable) return "loading";
    return this.#answering.noticeable ? "busy" : "ready";
  }

  /** What the service worker tells an interpreter that asks whether it is to stop. */
  get stopRequested(): boolean {
    return this.#phase === "stopping";
  }

  /** Call `listener` at each `event` until the function returned is called. */
  on<Name extends keyof RuntimeEvents>(event: Name, listener: (value: RuntimeEvents[Name]) => void): () => void {
    return this.#events.on(event, listener);
  }

  /** Start the interpreter unless it is on or starting. Rejects with the reason, which `failed` has told too. */
  boot(): Promise<void> {
    return (this.#booted ??= this.#start());
  }

  /**
   * Load `project` in place of what is loaded; boots first where that is still to be done. Rejects with
   * `WorkerEndedError` where the worker was ended meanwhile: nothing is loaded then.
   */
  load(project: Project): Promise<LoadOutcome> {
    return this.#load((link) => link.load(project));
  }

  /** Change files of the project that is loaded, and run it again. As `load` otherwise. */
  update(change: ProjectChange): Promise<LoadOutcome> {
    return this.#load((link) => link.update(change));
  }

  /** The application's response to a request that does not come from the preview. Rejects with `ExchangeFailed`. */
  async request(
    head: RequestHead,
    body: Uint8Array | null = null,
  ): Promise<{ head: ResponseHead; body: ReadableStream<Uint8Array<ArrayBuffer>> }> {
    const { port1, port2 } = new MessageChannel();
    const exchange = new Exchange(port1);
    void this.#dispatch(head, port2, (frame) => exchange.finish(frame));
    await exchange.send(body);
    return { head: await exchange.head, body: exchange.body };
  }

  /**
   * Load `project` beside the one that runs, with files, data, cookies and a console of its own, in place of the last one
   * there. Rejects with `WorkerEndedError` where the worker was ended meanwhile; so does `askTrial`.
   */
  loadTrial(project: Project): Promise<TrialOutcome> {
    return this.#try((link) => link.loadTrial(project));
  }

  /** What that project answers to a request. */
  askTrial(head: RequestHead, body: Uint8Array): Promise<TrialResponse> {
    return this.#try((link) => link.askTrial(head, body));
  }

  /** Accept a request of the service worker, and hand its port to the worker. */
  connect(head: RequestHead, port: MessagePort): void {
    const control = new MessageChannel();
    port.postMessage({ type: "accepted" } satisfies ResponseFrame, [control.port2]);
    void this.#dispatch(head, port, (frame) => control.port1.postMessage(frame)).then(() => control.port1.close());
  }

  /**
   * Stop what Python is doing: by an interrupt, which leaves the interpreter and its state as they are; failing that, by a
   * new worker with the same cookies. The request that Python was at is answered by an error page that says so.
   */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop().finally(() => (this.#stopping = null));
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const link = this.#link;
    if (!link || this.#phase !== "up") return;
    const loading = this.#loading.now();
    const answering = this.#answering.now();
    this.#become("stopping");
    const free = await settlesWithin(link.stop(), INTERRUPT_TIMEOUT);
    // Python has let go of the thread, and says what came of the project a few turns later.
    if (free && loading.any()) await settlesWithin(loading.over, LAST_WORD_TIMEOUT);
    if (this.#link !== link) return;
    // A project that is still being loaded waits for something that no interrupt reaches.
    if (!free || loading.any()) return this.restart();
    // What is left of the responses needs no Python, and may wait for a reader that is gone.
    answering.end();
    this.#become("up");
  }

  /**
   * Make way for newer code, which can be loaded at once when this resolves: stop what holds Python's thread, and what has
   * been loading for long. A request that merely waits goes on. Boots first where that is still to be done.
   */
  async preempt(): Promise<void> {
    await (this.#phase === "up" ? undefined : (this.#stopping ?? this.boot()));
    const link = this.#link;
    if (!link || !this.occupied) return;
    const loading = this.#loading.now();
    const free = await settlesWithin(link.ping(), NOTICEABLE);
    if (free && (await settlesWithin(loading.over, LOAD_TIMEOUT))) return;
    if (this.#link === link) await this.stop();
  }

  /** End the interpreter and start another, with the same cookies. */
  async restart(): Promise<void> {
    this.#endWorker({ type: "stopped" });
    await this.boot();
  }

  /** End the interpreter for good. */
  dispose(): void {
    this.#endWorker({ type: "failed", message: "The interpreter was ended." });
    this.#booted = Promise.reject(new RuntimeFailedError("This interpreter was ended.", "Create another."));
    this.#booted.catch(() => undefined);
    this.#become("off");
  }

  async #start(): Promise<void> {
    this.#become("booting");
    const { previewId, scope, assets, attach, worker = createWorker } = this.#options;
    const link = new WorkerLink(worker(), {
      notified: (message) => {
        if (message.type === "cookies") this.#events.emit("cookies", (this.#cookies = message.jar));
        else if (message.type === "console") this.#events.emit("console", message.entry);
        else if (message.type === "problem") this.#events.emit("problem", message);
        else if (message.type === "progress") this.#events.emit("progress", message);
      },
      crashed: (error) => this.#crashed(error),
      failed: (error) => this.#fail(error),
    });
    this.#link = link;
    let started: RuntimeEvents["started"];
    try {
      const [ready] = await Promise.all([
        link.boot({ previewId, assets: assets.href, scope: scope.href, cookies: this.#cookies }),
        attach?.(),
      ]);
      if (this.#link !== link) throw new WorkerEndedError("The worker was ended while it started.");
      started = ready;
    } catch (error) {
      // Another worker has taken this one's place: it is the one to wait for.
      if (error instanceof WorkerEndedError && this.#booted && this.#link !== link) return this.#booted;
      if (this.#link === link) this.#fail(described(error));
      throw error;
    }
    this.#become("up");
    this.#events.emit("started", started);
  }

  async #load(load: (link: WorkerLink) => Promise<LoadOutcome>): Promise<LoadOutcome> {
    // At once where the interpreter is up: a listener of `started` loads before the requests that wait are sent.
    if (this.#phase !== "up" && this.#phase !== "stopping") await this.boot();
    if (!this.#link) throw new WorkerEndedError("The interpreter was ended before it could load the project.");
    const done = this.#loading.begin();
    try {
      return await load(this.#link);
    } finally {
      done();
    }
  }

  async #try<Answer>(ask: (link: WorkerLink) => Promise<Answer>): Promise<Answer> {
    await this.boot();
    if (!this.#link) throw new WorkerEndedError("The interpreter was ended before it was asked.");
    return ask(this.#link).finally(this.#trying.begin());
  }

  /** Hand a request to the worker once it is ready, unless it was ended before by `end`. Resolves when it is over. */
  async #dispatch(head: RequestHead, port: MessagePort, end: (frame: LastFrame) => void): Promise<void> {
    this.#requests.add(end);
    try {
      if (!this.#booted) throw new Error("The interpreter is not running. Start it on the playground page.");
      await this.#booted;
      // What was to be loaded as soon as it is up goes first.
      await Promise.resolve();
      if (!this.#link || !this.#requests.has(end)) return;
      const done = this.#answering.begin();
      await this.#link.request(head, port).finally(done);
    } catch (error) {
      if (this.#requests.has(end)) end({ type: "failed", message: described(error).message });
    } finally {
      this.#requests.delete(end);
    }
  }

  /** The program has brought the interpreter down: go on with another, unless the last one did not live long either. */
  #crashed({ message }: InterpreterCrashedError): void {
    const now = performance.now();
    const again = now - this.#lastCrash > CRASH_PAUSE && this.#phase !== "booting";
    this.#lastCrash = now;
    const then = again ? "It starts again." : "It is not started again by itself.";
    this.#events.emit("console", { kind: "output", stream: "stderr", text: `${message} ${then}\n` });
    if (!again) {
      this.#fail(new RuntimeFailedError(message, "Change what has ended it, then start Python again."));
      return;
    }
    this.#endWorker({ type: "failed", message: `${message} ${then}` });
    // What goes wrong then is told by `failed`.
    this.boot().catch(() => undefined);
  }

  #fail({ message, hint }: RuntimeFailedError): void {
    this.#endWorker({ type: "failed", message });
    this.#become("failed");
    this.#events.emit("failed", { message, hint });
  }

  #endWorker(frame: LastFrame): void {
    const link = this.#link;
    this.#link = this.#booted = null;
    for (const end of this.#requests) end(frame);
    this.#requests.clear();
    link?.end();
  }

  #become(phase: Phase): void {
    this.#phase = phase;
    this.#tell();
  }

  #tell(): void {
    if (this.state === this.#told) return;
    this.#told = this.state;
    this.#events.emit("state", this.#told);
  }
}

/** What was thrown, with what to do about it where that was said. */
function described(error: unknown): RuntimeFailedError {
  if (error instanceof RuntimeFailedError) return error;
  if (!(error instanceof Error)) return new RuntimeFailedError(String(error), "");
  return new RuntimeFailedError(error.message, "hint" in error && typeof error.hint === "string" ? error.hint : "");
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
