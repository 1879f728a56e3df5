/**
 * Keeps the interpreter at the project that is wanted: one change at a time, the newest wins. It owns what runs, and
 * knows nothing else: the project is asked for where it is owned, and whether Python lives is the client's word.
 */
import type { AnsweredRequest } from "../protocol/messages.js";
import {
  crashedWhileLoading,
  type LoadOutcome,
  type Problem,
  type Project,
  type ProjectChange,
  STOPPED_WHILE_LOADING,
} from "../protocol/project.js";
import { changeBetween, sameSettings } from "../project/changes.js";
import type { RuntimeState } from "./client.js";
import { Emitter } from "./emitter.js";
import { InterpreterCrashedError, WorkerEndedError } from "./worker-link.js";

/** How long, in milliseconds, the user has to pause before an edit runs. */
const EDIT_DEBOUNCE = 250;

/** What the runner needs of a `RuntimeClient`. */
export interface ProjectRuntime {
  readonly state: RuntimeState;
  readonly occupied: boolean;
  on(event: "state" | "started", listener: () => void): () => void;
  on(event: "problem", listener: (told: RequestProblem) => void): () => void;
  load(project: Project): Promise<LoadOutcome>;
  update(change: ProjectChange): Promise<LoadOutcome>;
  preempt(): Promise<void>;
  restart(): Promise<void>;
}

/**
 * `awaiting-consent`: there is none that the user has asked for. `working`: loading the project, or answering a request.
 * `problem`: it cannot run. `request-problem`: it runs, and the last page that was asked for ended in an error.
 */
export type RunState =
  "awaiting-consent" | "booting" | "working" | "ready" | "problem" | "request-problem" | "stopping" | "failed";

/** What a request has ended in. */
export interface RequestProblem {
  request: AnsweredRequest;
  problem: Problem;
}

export interface RunEvents {
  state: RunState;
  /** The newest code is being brought to the interpreter. */
  work: undefined;
  /** What came of the wanted project, which runs now or cannot. Its page is to be asked for anew. */
  outcome: LoadOutcome;
  /** The last page that was asked for ended in an error; null: another has come since. */
  request: RequestProblem | null;
}

export class ProjectRunner {
  readonly #runtime: ProjectRuntime;
  readonly #wanted: () => Project | null;
  readonly #events = new Emitter<RunEvents>();
  /** What the interpreter's file system holds; null where that is not known. */
  #loaded: Project | null = null;
  /** What came last of the project that is open; null until there is something. */
  #result: { outcome: LoadOutcome; project: Project } | null = null;
  /** Whether its modules never ran to their end, and no other interpreter is to try them by itself. */
  #unfinished = false;
  /** What the last request for a page ended in; null where that was a page. */
  #request: RequestProblem | null = null;
  /** Its page has not come yet. */
  #requestIsNew = false;
  /** Grows whenever what is under way no longer counts: its project is not open any more, or its interpreter is gone. */
  #epoch = 0;
  #told: RunState = "booting";
  #debounce: ReturnType<typeof setTimeout> | undefined;
  #working: Promise<void> | null = null;
  #again = false;
  /** The page need not be asked for anew where nothing has changed. */
  #quiet = false;

  /**
   * `wanted` gives the project as the user wants it now, the same object as long as nothing in it has changed; null while
   * none may run.
   */
  constructor(runtime: ProjectRuntime, wanted: () => Project | null) {
    this.#runtime = runtime;
    this.#wanted = wanted;
    runtime.on("state", () => this.#runtimeChanged());
    runtime.on("started", () => this.#interpreterStarted());
    runtime.on("problem", (told) => this.#failedToAnswer(told));
  }

  get state(): RunState {
    if (!this.#wanted()) return "awaiting-consent";
    switch (this.#runtime.state) {
      case "off":
      case "booting":
        return "booting";
      case "failed":
      case "stopping":
        return this.#runtime.state;
      case "loading":
      case "busy":
        return "working";
      case "ready":
        if (!this.#result) return "booting";
        if (!this.#result.outcome.ok) return "problem";
        return this.#request ? "request-problem" : "ready";
    }
  }

  /** What came of the project that is open; null until it was loaded for the first time. */
  get outcome(): LoadOutcome | null {
    return this.#result?.outcome ?? null;
  }

  /** Whether what came last came of the project as it is wanted now. */
  get current(): boolean {
    return this.#result !== null && this.#result.project === this.#wanted();
  }

  /** What the last request for a page ended in; null where that was a page. */
  get request(): RequestProblem | null {
    return this.#request;
  }

  /** A page of the application has come to stand in the preview: `path` with its query, or null for another's page. */
  arrived(path: string | null): void {
    const expected = this.#requestIsNew && this.#request?.request.path === path?.replace(/#.*$/, "");
    this.#requestIsNew = false;
    if (!expected) this.#tellRequest(null);
  }

  /** Call `listener` at each `event` until the function returned is called. */
  on<Name extends keyof RunEvents>(event: Name, listener: (value: RunEvents[Name]) => void): () => void {
    return this.#events.on(event, listener);
  }

  /** Another project is wanted than before, or none: run it from nothing. */
  open(): Promise<void> {
    this.#epoch += 1;
    this.#loaded = this.#result = null;
    this.#tellRequest(null);
    this.#tell();
    return this.run();
  }

  /** The wanted project has changed: run it once the user pauses. */
  edited(): void {
    clearTimeout(this.#debounce);
    this.#debounce = setTimeout(() => void this.#bringNewest(), EDIT_DEBOUNCE);
  }

  /** Run at once what is wanted, and ask for its page anew even where nothing has changed. What failed is tried again. */
  run(): Promise<void> {
    if (this.#result?.outcome.ok === false) this.#loaded = null;
    return this.#bringNewest();
  }

  /** Go on with a new interpreter, and with the project as it is wanted now. */
  async restart(): Promise<void> {
    this.#epoch += 1;
    this.#result = null;
    this.#tellRequest(null);
    this.#again = this.#working !== null;
    await this.#runtime.restart().catch(ignore);
  }

  #bringNewest({ quiet = false } = {}): Promise<void> {
    clearTimeout(this.#debounce);
    if (!this.#wanted()) return Promise.resolve();
    this.#again = true;
    this.#quiet = quiet;
    // What it is at may never end.
    if (this.#working) void this.#runtime.preempt().catch(ignore);
    this.#working ??= this.#work();
    return this.#working;
  }

  async #work(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      // What went wrong the client has said. Whoever has asked to run meanwhile gets another try.
      await this.#once().catch(ignore);
    }
    this.#working = null;
    this.#tell();
  }

  async #once(): Promise<void> {
    const epoch = this.#epoch;
    this.#events.emit("work", undefined);
    // The runtime itself has failed in this interpreter: what the program did to it is still there.
    if (isInternal(this.#result?.outcome)) await this.#runtime.restart();
    if (this.#runtime.occupied) await this.#runtime.preempt();
    const project = this.#wanted();
    if (!project) return;
    const outcome = await this.#bring(project);
    // While it was on its way another project was opened, or this one went on: that one's turn is next.
    if (epoch !== this.#epoch || (this.#again && this.#wanted() !== project)) return;
    const silent = this.#quiet && outcome.ok && this.#result?.project === project;
    this.#result = { outcome, project };
    this.#requestIsNew = false;
    if (!outcome.ok) this.#tellRequest(null);
    this.#tell();
    if (!silent) this.#events.emit("outcome", outcome);
  }

  async #bring(project: Project): Promise<LoadOutcome> {
    const loaded = this.#loaded;
    const known = this.#result;
    const whole = !loaded || !known || !sameSettings(loaded, project);
    const change = whole ? null : changeBetween(loaded.files, project.files);
    if (!whole && !change) {
      this.#loaded = project;
      return known.outcome;
    }
    this.#unfinished = false;
    try {
      const outcome = await (change ? this.#runtime.update(change) : this.#runtime.load(project));
      this.#loaded = project;
      return outcome;
    } catch (error) {
      this.#loaded = null;
      this.#unfinished = error instanceof WorkerEndedError;
      if (error instanceof InterpreterCrashedError) return crashedWhileLoading(error.message);
      if (error instanceof WorkerEndedError) return STOPPED_WHILE_LOADING;
      throw error;
    }
  }

  #runtimeChanged(): void {
    // With the interpreter its file system goes.
    if (["off", "booting", "failed"].includes(this.#runtime.state)) this.#loaded = null;
    this.#tell();
  }

  /**
   * Nobody has asked for another interpreter: the page that stands is left as it is, for its request may have been what held
   * Python. What never finished loading is not loaded again by itself, for the same reason.
   */
  #interpreterStarted(): void {
    if (this.#working || (this.#result && this.#unfinished)) return;
    void this.#bringNewest({ quiet: true });
  }

  #failedToAnswer(told: RequestProblem): void {
    if (!told.request.document || !this.#result?.outcome.ok) return;
    this.#requestIsNew = true;
    this.#tellRequest(told);
  }

  #tellRequest(told: RequestProblem | null): void {
    if (told === this.#request) return;
    this.#request = told;
    this.#events.emit("request", told);
    this.#tell();
  }

  #tell(): void {
    if (this.state === this.#told) return;
    this.#told = this.state;
    this.#events.emit("state", this.#told);
  }
}

const isInternal = (outcome: LoadOutcome | undefined): boolean =>
  outcome?.ok === false && outcome.problem.kind === "internal";

function ignore(): void {
  // The client has said what went wrong.
}
