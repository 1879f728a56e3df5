/** Keeps the runtime at the editor's state: one change at a time, the newest wins, each followed by its response. */
import type { LoadOutcome, Project, ProjectChange } from "../protocol/project.js";
import { changeBetween } from "./changes.js";

/** How long the reader has to pause before an edit runs. */
const PAUSE = 250;

/** What the runner needs of the runtime. */
export interface ProjectRuntime {
  load(project: Project): Promise<LoadOutcome>;
  update(change: ProjectChange): Promise<LoadOutcome>;
}

export interface RunnerEvents {
  /** The runtime has the project now, or says why it cannot run it. The page is to be asked for anew. */
  outcome(outcome: LoadOutcome, project: Project): void;
  /** Work begins or is over. */
  busy(busy: boolean): void;
  /** The runtime broke off. */
  failed(error: unknown): void;
}

export class Runner {
  readonly #runtime: ProjectRuntime;
  readonly #events: RunnerEvents;
  #wanted: Project | null = null;
  /** What the runtime holds; null where that is not known. */
  #loaded: Project | null = null;
  #outcome: LoadOutcome | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #working: Promise<void> | null = null;
  #again = false;

  constructor(runtime: ProjectRuntime, events: RunnerEvents) {
    this.#runtime = runtime;
    this.#events = events;
  }

  /** Run another project, from nothing. */
  open(project: Project): Promise<void> {
    this.#loaded = null;
    this.#wanted = project;
    return this.run();
  }

  /** Go on with the project that the runtime may hold already. */
  resume(project: Project): Promise<void> {
    this.#wanted = project;
    return this.run();
  }

  /** The project is different now: run it once the reader pauses. */
  edit(project: Project): void {
    this.#wanted = project;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), PAUSE);
  }

  /** Run at once what there is. */
  run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#again = true;
    this.#working ??= this.#work();
    return this.#working;
  }

  /** The runtime holds nothing any more: the next run loads the whole project. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#loaded = null;
  }

  async #work(): Promise<void> {
    this.#events.busy(true);
    try {
      while (this.#again) {
        this.#again = false;
        await this.#once();
      }
    } catch (error) {
      this.#loaded = null;
      this.#events.failed(error);
    } finally {
      this.#working = null;
      this.#events.busy(false);
    }
  }

  async #once(): Promise<void> {
    const project = this.#wanted;
    if (!project) return;
    const outcome = await this.#bring(project);
    this.#loaded = project;
    this.#outcome = outcome;
    // While it was on its way the reader opened another project: that one's turn is next, and this has no place left.
    if (this.#wanted === project || !this.#again) this.#events.outcome(outcome, project);
  }

  #bring(project: Project): Promise<LoadOutcome> {
    const held = this.#loaded;
    if (!held || !this.#outcome || held.app !== project.app || held.debug !== project.debug) {
      return this.#runtime.load(project);
    }
    const change = changeBetween(held.files, project.files);
    return change ? this.#runtime.update(change) : Promise.resolve(this.#outcome);
  }
}
