/**
 * Keeps the interpreter at the project that is wanted: one change at a time, the newest wins. It owns what runs, and
 * knows nothing else: the project is asked for where it is owned, and whether Python lives is the client's word.
 */
import type { LoadOutcome, Project, ProjectChange } from "../protocol/project.js";
import { changeBetween } from "../project/changes.js";
import type { RuntimeState } from "./client.js";
import { Emitter } from "./emitter.js";
import { WorkerEndedError } from "./worker-link.js";

/** How long, in milliseconds, the user has to pause before an edit runs. */
const PAUSE = 250;

/** What the runner needs of a `RuntimeClient`. */
export interface ProjectRuntime {
  readonly state: RuntimeState;
  on(event: "state" | "started", listener: () => void): () => void;
  load(project: Project): Promise<LoadOutcome>;
  update(change: ProjectChange): Promise<LoadOutcome>;
  preempt(): Promise<void>;
  restart(): Promise<void>;
}

/** `awaiting-consent`: the user has not asked for it. `working`: loading the project, or answering a request. */
export type RunState = "awaiting-consent" | "booting" | "working" | "ready" | "problem" | "stopping" | "failed";

export interface RunEvents {
  state: RunState;
  /** The newest code is being brought to the interpreter. */
  work: undefined;
  /** What came of `project`, which runs now or cannot. Its page is to be asked for anew. */
  outcome: { outcome: LoadOutcome; project: Project };
}

const STOPPED: LoadOutcome = {
  ok: false,
  problem: {
    kind: "import",
    message: "The project was stopped while it was being loaded.",
    hint: "Look for a loop or a wait at the top level of a module, then run it again.",
    traceback: "",
  },
};

export class ProjectRunner {
  readonly #runtime: ProjectRuntime;
  readonly #wanted: () => Project | null;
  readonly #events = new Emitter<RunEvents>();
  /** What the interpreter's file system holds; null where that is not known. */
  #loaded: Project | null = null;
  /** Counts the projects opened, so that what comes of an earlier one is not taken for this one's. */
  #opened = 0;
  /** What came last of the project that is open; null until there is something. */
  #result: { outcome: LoadOutcome; project: Project } | null = null;
  #told: RunState = "booting";
  #pause: ReturnType<typeof setTimeout> | undefined;
  #working: Promise<void> | null = null;
  #again = false;

  /**
   * `wanted` gives the project as the user wants it now, the same object as long as nothing in it has changed; null while
   * none may run.
   */
  constructor(runtime: ProjectRuntime, wanted: () => Project | null) {
    this.#runtime = runtime;
    this.#wanted = wanted;
    runtime.on("state", () => this.#runtimeChanged());
    runtime.on("started", () => this.#interpreterStarted());
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
        return this.#result ? "working" : "booting";
      case "ready":
        if (!this.#result) return "booting";
        return this.#result.outcome.ok ? "ready" : "problem";
    }
  }

  /** What came of the project that is open; null until it was loaded for the first time. */
  get outcome(): LoadOutcome | null {
    return this.#result?.outcome ?? null;
  }

  /** Call `listener` at each `event` until the function returned is called. */
  on<Name extends keyof RunEvents>(event: Name, listener: (value: RunEvents[Name]) => void): () => void {
    return this.#events.on(event, listener);
  }

  /** Another project is wanted than before, or none: run it from nothing. */
  open(): Promise<void> {
    clearTimeout(this.#pause);
    this.#opened += 1;
    this.#loaded = this.#result = null;
    this.#tell();
    return this.run();
  }

  /** The wanted project has changed: run it once the user pauses. */
  edited(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.run(), PAUSE);
  }

  /** Run at once what is wanted, and ask for its page anew even where nothing has changed. */
  run(): Promise<void> {
    clearTimeout(this.#pause);
    if (!this.#wanted()) return Promise.resolve();
    this.#again = true;
    // What it is at may never end.
    if (this.#working) void this.#runtime.preempt().catch(ignore);
    this.#working ??= this.#work();
    return this.#working;
  }

  /** Go on with a new interpreter, and with the project as it is wanted now. */
  async restart(): Promise<void> {
    this.#result = null;
    await this.#runtime.restart().catch(ignore);
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
    const project = this.#wanted();
    const opened = this.#opened;
    if (!project) return;
    this.#events.emit("work", undefined);
    await this.#runtime.preempt();
    const outcome = await this.#bring(project);
    // While it was on its way another project was opened, or this one went on: that one's turn is next.
    if (opened !== this.#opened || (this.#again && this.#wanted() !== project)) return;
    this.#result = { outcome, project };
    this.#tell();
    this.#events.emit("outcome", this.#result);
  }

  async #bring(project: Project): Promise<LoadOutcome> {
    const loaded = this.#loaded;
    const known = this.#result;
    const whole = !loaded || !known || loaded.app !== project.app || loaded.debug !== project.debug;
    const change = whole ? null : changeBetween(loaded.files, project.files);
    if (!whole && !change) {
      this.#loaded = project;
      return known.outcome;
    }
    try {
      const outcome = await (change ? this.#runtime.update(change) : this.#runtime.load(project));
      this.#loaded = project;
      return outcome;
    } catch (error) {
      this.#loaded = null;
      if (error instanceof WorkerEndedError) return STOPPED;
      throw error;
    }
  }

  #runtimeChanged(): void {
    // With the interpreter its file system goes.
    if (["off", "booting", "failed"].includes(this.#runtime.state)) this.#loaded = null;
    this.#tell();
  }

  /** What never finished loading is not loaded again by itself: it would hang again. */
  #interpreterStarted(): void {
    if (!this.#working && this.#result?.outcome !== STOPPED) void this.run();
  }

  #tell(): void {
    if (this.state === this.#told) return;
    this.#told = this.state;
    this.#events.emit("state", this.#told);
  }
}

function ignore(): void {
  // The client has said what went wrong.
}
