/** Plays a project: boots the runtime, keeps it at the editor's state, and shows what comes of it. */
import { RuntimeClient } from "../bridge/client.js";
import { ensureServiceWorker } from "../bridge/service-worker.js";
import { Switchboard } from "../bridge/switchboard.js";
import type { ConsoleEntry } from "../protocol/messages.js";
import type { LoadOutcome, Place, Problem, Project } from "../protocol/project.js";
import { BootProgress } from "./boot-progress.js";
import { ConsolePane } from "./console-pane.js";
import { notice } from "./notices.js";
import { PreviewPane } from "./preview-pane.js";
import { Runner } from "./runner.js";

/** `held`: the reader has not asked for it. `working`: loading the project, or waiting for its response. */
export type PlayerState = "held" | "booting" | "working" | "ready" | "problem" | "stopping" | "failed";

export interface PlayerEvents {
  state?(state: PlayerState): void;
  /** The problems of the project as it runs now. An empty list takes the last ones away. */
  problems(problems: Problem[]): void;
  /** The preview shows another path. */
  path?(path: string): void;
  /** The number of errors in the console has changed. */
  errors?(count: number): void;
  /** The reader wants to see a line of a file. */
  reveal(place: Place): void;
  /** The cookie jar has changed. */
  cookies?(jar: string): void;
}

export interface PlayerOptions {
  previewId: string;
  scope: URL;
  /** The folder with the runtime's files. */
  assets: URL;
  cookies?: string | null;
  /** Paths of the project's files as they are now. */
  paths: () => Iterable<string>;
}

/** What takes no longer than this, in milliseconds, does not show as work: the bar would only flicker. */
const UNNOTICED = 250;

/** A response without content, or one that is downloaded, brings no page. This long after it none is awaited. */
const NO_PAGE = 600;

export class Player {
  readonly preview: PreviewPane;
  readonly console: ConsolePane;
  readonly #options: PlayerOptions;
  readonly #events: PlayerEvents;
  readonly #client: RuntimeClient;
  readonly #runner: Runner;
  readonly #progress = new BootProgress();
  #switchboard: Switchboard | null = null;
  #boot: Promise<boolean> | null = null;
  #booted = false;
  /** What runs, or is about to; null while nothing may. */
  #project: Project | null = null;
  #path = "/";
  #outcome: LoadOutcome | null = null;
  #state: PlayerState | null = null;
  /** Since when, by performance.now(), the response to an edit is awaited. */
  #editedAt: number | null = null;
  #noticed: ReturnType<typeof setTimeout> | undefined;
  #givenUp: ReturnType<typeof setTimeout> | undefined;
  #answered = false;

  constructor(options: PlayerOptions, events: PlayerEvents) {
    this.#options = options;
    this.#events = events;
    const { previewId, scope, assets, cookies = null } = options;
    this.preview = new PreviewPane(scope, previewId, {
      leaving: () => this.#await(),
      loaded: (path) => this.#shown(path),
    });
    this.console = new ConsolePane(
      {
        paths: options.paths,
        reveal: (place) => events.reveal(place),
        visit: (path) => this.preview.visit(path),
      },
      (count) => events.errors?.(count),
    );
    this.#client = new RuntimeClient({ previewId, scope, assets, cookies });
    this.#client.on("console", (entry) => this.#said(entry));
    this.#client.on("cookies", (jar) => events.cookies?.(jar));
    this.#client.on("progress", ({ stage, loaded, total }) => this.#progress.show(stage, loaded, total));
    this.#client.on("failed", ({ message, hint }) => this.#fail(message, hint));
    this.#runner = new Runner(this.#client, {
      busy: (busy) => {
        if (busy) this.#await();
      },
      outcome: (outcome, project) => this.#came(outcome, project),
      failed: (error) => this.#fail(...described(error)),
    });
  }

  /** Start the interpreter, before a project needs it. Gives whether it stands. */
  boot(): Promise<boolean> {
    this.#boot ??= this.#start();
    return this.#boot;
  }

  /** Run `project` and show `path` of it. */
  async open(project: Project, path: string): Promise<void> {
    this.#put(project, path);
    this.#project = project;
    if (this.#booted) this.#progress.show("app", 0, 0);
    else this.#become("booting");
    this.preview.show(this.#progress.element);
    if (await this.boot()) await this.#runner.open(this.#project);
  }

  /** Show `project` without running it: `panel` stands where its page would. */
  hold(project: Project, path: string, panel: HTMLElement): void {
    this.#put(project, path);
    this.#runner.forget();
    this.#project = null;
    this.preview.show(panel);
    this.#become("held");
  }

  /** The reader has changed the project that is open. */
  edit(project: Project): void {
    if (!this.#project) return;
    this.#project = project;
    if (this.#outcome) this.#runner.edit(project);
  }

  /** Run at once. */
  async run(): Promise<void> {
    if (this.#state === "failed") await this.restart();
    else if (this.#project && this.#outcome) await this.#runner.run();
  }

  /** Stop what Python is doing. */
  async stop(): Promise<void> {
    this.#become("stopping");
    await this.#client.stop();
    if (this.#state === "stopping") this.#settle();
  }

  /** Go on with a new interpreter, the project as it is now, and the page that is shown. */
  async restart(): Promise<void> {
    const project = this.#project;
    if (!project) return;
    // A client that restarts loads its project by itself, unless that was what it could not do.
    if (problemOf(this.#outcome)) this.#runner.forget();
    if (this.#booted) void this.#client.restart().catch(() => undefined);
    this.#boot = null;
    this.#booted = false;
    this.#put(project, this.preview.path);
    this.#become("booting");
    this.preview.show(this.#progress.element);
    if (await this.boot()) await this.#runner.resume(project);
  }

  /** Another project stands here now; of the last one nothing is left. */
  #put(project: Project, path: string): void {
    this.#project = project;
    this.#path = path;
    this.#outcome = null;
    this.#editedAt = null;
    this.preview.clear(path);
    this.console.clear();
    this.#events.problems([]);
  }

  async #start(): Promise<boolean> {
    const start = performance.now();
    try {
      await Promise.all([this.#relay(), this.#client.boot()]);
    } catch (error) {
      this.#fail(...described(error));
      return false;
    }
    performance.measure("playground:boot", { start, end: performance.now() });
    this.#booted = true;
    this.#progress.show("app", 0, 0);
    return true;
  }

  async #relay(): Promise<void> {
    await ensureServiceWorker(this.#options.scope);
    this.#switchboard ??= new Switchboard();
    this.#switchboard.attach(this.#options.previewId, this.#client);
  }

  #came(outcome: LoadOutcome, project: Project): void {
    const first = this.#outcome === null;
    const last = problemOf(this.#outcome);
    const problem = problemOf(outcome);
    this.#outcome = outcome;
    if (problem && problem.traceback + problem.message !== (last?.traceback ?? "") + (last?.message ?? "")) {
      this.console.addProblem(problem);
    }
    this.#events.problems(problem ? [problem] : []);
    if (first) this.preview.visit(this.#path);
    else this.preview.reload();
    // Edited while it was being loaded for the first time.
    if (this.#project && this.#project !== project) this.#runner.edit(this.#project);
  }

  #shown(path: string | null): void {
    this.preview.show(null);
    const end = performance.now();
    if (!this.#answered) performance.measure("playground:first-response", { start: 0, end });
    this.#answered = true;
    if (this.#editedAt !== null) performance.measure("playground:run", { start: this.#editedAt, end });
    if (path !== null) this.#events.path?.(path);
    this.#settle();
  }

  #said(entry: ConsoleEntry): void {
    this.console.add(entry);
    if (entry.kind !== "access") return;
    clearTimeout(this.#givenUp);
    this.#givenUp = setTimeout(() => {
      if (this.#outcome) this.preview.show(null);
      this.preview.giveUp();
      if (this.#state === "working") this.#settle();
    }, NO_PAGE);
  }

  /** A response is awaited. */
  #await(): void {
    if (this.#outcome) this.#editedAt ??= performance.now();
    clearTimeout(this.#noticed);
    clearTimeout(this.#givenUp);
    if (this.#booted) this.#noticed = setTimeout(() => this.#become("working"), UNNOTICED);
  }

  /** Nothing is awaited any more. */
  #settle(): void {
    clearTimeout(this.#noticed);
    clearTimeout(this.#givenUp);
    this.#editedAt = null;
    if (this.#project) this.#become(problemOf(this.#outcome) ? "problem" : "ready");
  }

  #fail(message: string, hint: string): void {
    clearTimeout(this.#noticed);
    this.#boot = null;
    this.#booted = false;
    if (!this.#project) return;
    const press = () => void this.restart();
    const action = { text: "Start again", label: "Start Python again", press };
    this.preview.show(notice({ title: "Python is not running", text: message, hint, problem: true, action }));
    this.#become("failed");
  }

  #become(state: PlayerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#events.state?.(state);
  }
}

const problemOf = (outcome: LoadOutcome | null): Problem | null => (outcome && !outcome.ok ? outcome.problem : null);

/** Message and hint of what was thrown. */
function described(error: unknown): [message: string, hint: string] {
  if (!(error instanceof Error)) return [String(error), ""];
  return [error.message, "hint" in error && typeof error.hint === "string" ? error.hint : ""];
}
