/** One worker of the runtime, from its creation to its end: messages out, checked messages in, answers by id. */
import { isFromRuntime } from "../protocol/guards.js";
import type { RequestHead } from "../protocol/http.js";
import type { BootOptions, FromRuntime, ToRuntime } from "../protocol/messages.js";
import type { LoadOutcome, Project, ProjectChange } from "../protocol/project.js";
import type { TrialOutcome, TrialResponse } from "../protocol/trial.js";

/** The part of a `Worker` that a link uses. */
export interface RuntimeWorker {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onmessageerror: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
}

/** The interpreter could not start, or cannot go on. `hint` says what the user can do; it may be empty. */
export class RuntimeFailedError extends Error {
  override name = "RuntimeFailedError";

  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** The page has ended the worker before it answered. */
export class WorkerEndedError extends Error {
  override name = "WorkerEndedError";
}

/** The program has ended the interpreter, or brought it down. */
export class InterpreterCrashedError extends WorkerEndedError {
  override name = "InterpreterCrashedError";
}

type Answer = Extract<FromRuntime, { id: number }>;
type RuntimeNotification = Exclude<FromRuntime, Answer | { type: "failed" | "crashed" }>;
type Ready = Extract<FromRuntime, { type: "ready" }>;

export interface LinkListener {
  notified(notification: RuntimeNotification): void;
  /** The program has brought the interpreter down; the worker is not heard of again. */
  crashed(error: InterpreterCrashedError): void;
  /** The worker has ended by itself; it is not heard of again. */
  failed(error: RuntimeFailedError): void;
}

interface Waiting {
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

export class WorkerLink {
  readonly #worker: RuntimeWorker;
  readonly #listener: LinkListener;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ready: Promise<Ready>;
  #settleReady!: { resolve: (ready: Ready) => void; reject: (error: Error) => void };
  #lastId = 0;
  #ended: Error | null = null;

  constructor(worker: RuntimeWorker, listener: LinkListener) {
    this.#worker = worker;
    this.#listener = listener;
    this.#ready = new Promise((resolve, reject) => (this.#settleReady = { resolve, reject }));
    // A worker may fail long after its boot, when nobody waits for it.
    this.#ready.catch(() => undefined);
    worker.onmessage = ({ data }: MessageEvent<unknown>) => this.#receive(data);
    worker.onmessageerror = () => this.#fail("A message from the interpreter could not be read.", "");
    worker.onerror = (event) => {
      event.preventDefault();
      // A script that could not be fetched gives an event without a message.
      const message = event.message ? `The interpreter's worker failed: ${event.message}` : "The worker did not load.";
      this.#fail(message, "Check the network connection, then reload the page.");
    };
  }

  /** Start the interpreter. Rejects with `RuntimeFailedError`, or with `WorkerEndedError` once `end()` was called. */
  boot(options: BootOptions): Promise<Ready> {
    this.#post({ type: "boot", options });
    return this.#ready;
  }

  load(project: Project): Promise<LoadOutcome> {
    return this.#outcome((id) => ({ type: "load", id, project }));
  }

  update(change: ProjectChange): Promise<LoadOutcome> {
    return this.#outcome((id) => ({ type: "update", id, change }));
  }

  /** Resolves when the worker's thread is free. */
  async ping(): Promise<void> {
    await this.#ask((id) => ({ type: "ping", id }));
  }

  /** Have the worker end every response that still comes. Resolves when its thread is free. */
  async stop(): Promise<void> {
    await this.#ask((id) => ({ type: "stop", id }));
  }

  /** Hand over a request, whose frames pass on `port`. Resolves when nothing more will pass there. */
  async request(head: RequestHead, port: MessagePort): Promise<void> {
    await this.#ask((id) => ({ type: "request", id, head }), [port]);
  }

  /** Load a project beside the one that runs. */
  async loadTrial(project: Project): Promise<TrialOutcome> {
    const answer = await this.#ask((id) => ({ type: "trial-load", id, project }));
    if (answer.type === "trial-loaded") return answer;
    throw unexpected(answer, "a project was to be loaded");
  }

  /** Ask what was loaded beside the project that runs. */
  async askTrial(head: RequestHead, body: Uint8Array): Promise<TrialResponse> {
    const answer = await this.#ask((id) => ({ type: "trial-request", id, head, body }));
    if (answer.type === "trial-response") return answer;
    throw unexpected(answer, "a request was to be answered");
  }

  /** Terminate the worker; what waits for an answer of it rejects. */
  end(error: Error = new WorkerEndedError("The interpreter was ended before it answered.")): void {
    if (this.#ended) return;
    this.#ended = error;
    this.#worker.terminate();
    this.#settleReady.reject(error);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  async #outcome(message: (id: number) => ToRuntime): Promise<LoadOutcome> {
    const answer = await this.#ask(message);
    if (answer.type === "loaded") return answer.outcome;
    throw unexpected(answer, "a project was to be loaded");
  }

  #ask(message: (id: number) => ToRuntime, transfer: Transferable[] = []): Promise<Answer> {
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (this.#ended) reject(this.#ended);
      else this.#post(message(id), transfer);
    });
  }

  #post(message: ToRuntime, transfer: Transferable[] = []): void {
    if (!this.#ended) this.#worker.postMessage(message, transfer);
  }

  #receive(message: unknown): void {
    if (this.#ended) return;
    if (!isFromRuntime(message)) {
      this.#fail("The interpreter sent a message that this page does not know.", "");
      return;
    }
    switch (message.type) {
      case "loaded":
      case "pong":
      case "served":
      case "trial-loaded":
      case "trial-response":
      case "trial-failed":
        this.#waiting.get(message.id)?.resolve(message);
        this.#waiting.delete(message.id);
        break;
      case "crashed":
        this.#crash(new InterpreterCrashedError(message.message));
        break;
      case "failed":
        this.#fail(message.message, message.hint);
        break;
      default:
        if (message.type === "ready") this.#settleReady.resolve(message);
        this.#listener.notified(message);
    }
  }

  #crash(error: InterpreterCrashedError): void {
    this.end(error);
    this.#listener.crashed(error);
  }

  #fail(message: string, hint: string): void {
    if (this.#ended) return;
    const error = new RuntimeFailedError(message, hint);
    this.end(error);
    this.#listener.failed(error);
  }
}

function unexpected(answer: Answer, where: string): Error {
  if (answer.type === "trial-failed") return new Error(answer.message);
  return new Error(`The interpreter answered ${JSON.stringify(answer.type)} where ${where}.`);
}
