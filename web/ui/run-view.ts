/** A project that runs, as the user sees it: its page, its console, and how far its start has come. */
import { RuntimeClient } from "../bridge/client.js";
import { ProjectRunner, type RunState } from "../bridge/project-runner.js";
import { ensureServiceWorker } from "../bridge/service-worker.js";
import { connectPreview } from "../bridge/switchboard.js";
import type { ConsoleEntry } from "../protocol/messages.js";
import type { Fix, LoadOutcome, Place, Problem, Project } from "../protocol/project.js";
import { previewUrl } from "../protocol/urls.js";
import { BootProgress } from "./boot-progress.js";
import { ConsolePane } from "./console-pane.js";
import { notice } from "./notices.js";
import { PreviewPane } from "./preview-pane.js";
import { Problems } from "./problems.js";
import { RunControls } from "./run-controls.js";

export interface RunViewEvents {
  state?(state: RunState): void;
  /** The user wants to run at once; whether that may be is their owner's to say. */
  run(): void;
  /** The problems of the project as it runs now. An empty list takes the last ones away. */
  problems(problems: Problem[]): void;
  /** The first page is there. */
  answered?(): void;
  /** The user wants debug mode on or off. */
  debug(on: boolean): void;
  /** The user wants the project changed so. */
  fix(fix: Fix): void;
  /** The preview shows another path. */
  path?(path: string): void;
  /** The number of errors in the console has changed. */
  errors?(count: number): void;
  /** The console is a strip now, or no longer. */
  folded?(folded: boolean): void;
  /** The user wants to see a line of a file. */
  reveal(place: Place): void;
  /** The cookie jar has changed. */
  cookies?(jar: string): void;
  /** The project has run, or cannot: what is known of the one before it is out of date. */
  ran?(outcome: LoadOutcome): void;
  /** The application or its server has said something. */
  said?(entry: ConsoleEntry): void;
}

export interface RunViewOptions {
  previewId: string;
  scope: URL;
  /** The folder with the runtime's files. */
  assets: URL;
  cookies?: string | null;
  /** The project as it is wanted now, or null while none may run; see `ProjectRunner`. */
  wanted: () => Project | null;
  /** Paths of the project's files as they are now. */
  paths: () => Iterable<string>;
}

/** This long after a response that should bring a page, in milliseconds, none is awaited: the browser may keep it as a file. */
const NO_PAGE = 600;

/** No Content, Reset Content, Not Modified: the browser stays where it is. */
const WITHOUT_PAGE: ReadonlySet<number> = new Set([204, 205, 304]);
const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

export class RunView {
  readonly preview: PreviewPane;
  readonly console: ConsolePane;
  readonly #events: RunViewEvents;
  readonly #client: RuntimeClient;
  /** Where the application is mounted, with its final slash. */
  readonly mount: URL;
  readonly #runner: ProjectRunner;
  readonly #controls: RunControls;
  readonly #progress = new BootProgress();
  /** Stands in the page's place until the user has agreed to run the project; null where that is not asked. */
  #consent: HTMLElement | null = null;
  /** Says why Python does not run; null unless it has failed. */
  #failure: HTMLElement | null = null;
  readonly #problems: Problems;
  /** Since when, by performance.now(), the response to an edit is awaited. */
  #editedAt: number | null = null;
  #noPage: ReturnType<typeof setTimeout> | undefined;
  /** Whether the page that stands is the error that a form has ended in, when it was sent. */
  #sent = false;
  #answered = false;

  constructor(options: RunViewOptions, events: RunViewEvents) {
    this.#events = events;
    const { previewId, scope, assets, cookies = null } = options;
    this.mount = previewUrl(scope, previewId, "/");
    this.preview = new PreviewPane(scope, previewId, {
      arrived: (path) => this.#arrived(path),
      moved: (path) => events.path?.(path),
      recorded: () => {
        performance.measure("playground:recorded", { start: 0, end: performance.now() });
        this.#cover();
      },
    });
    this.console = new ConsolePane(
      {
        paths: options.paths,
        reveal: (place) => events.reveal(place),
        visit: (path) => this.preview.visit(path),
      },
      { errors: (count) => events.errors?.(count), folded: (folded) => events.folded?.(folded) },
    );
    this.#problems = new Problems(this.preview, {
      source: (path) => textOf(options.wanted(), path),
      docs: new URL("docs/", scope),
      current: () => this.#runner.current,
      debug: () => options.wanted()?.debug ?? false,
      reveal: (place) => events.reveal(place),
      fix: (fix) => events.fix(fix),
      changed: (problems) => events.problems(problems),
      told: (problem) => this.console.showProblem(problem),
    });
    let connected = false;
    const attach = async () => {
      await ensureServiceWorker(scope);
      if (!connected) connectPreview(previewId, this.#client);
      connected = true;
    };
    this.#client = new RuntimeClient({ previewId, scope, assets, cookies, attach });
    this.#client.on("console", (entry) => this.#said(entry));
    this.#client.on("cookies", (jar) => events.cookies?.(jar));
    this.#client.on("progress", ({ stage, loaded, total }) => this.#progress.show(stage, loaded, total));
    this.#client.on("started", () => this.#progress.show("app", 0, 0));
    this.#client.on("failed", ({ message, hint }) => this.#failed(message, hint));
    this.#runner = new ProjectRunner(this.#client, options.wanted);
    this.#controls = new RunControls({
      run: () => events.run(),
      stop: () => void this.stop(),
      debug: (on) => events.debug(on),
    });
    this.preview.addControls(this.#controls.element);
    this.preview.bar.append(this.#progress.line);
    this.#runner.on("state", (state) => {
      this.#controls.show(state);
      this.#cover();
      events.state?.(state);
    });
    this.#runner.on("work", () => this.#working());
    this.#runner.on("outcome", (outcome) => this.#loaded(outcome));
    this.#runner.on("request", (told) => {
      if (told) this.#sent = !["GET", "HEAD"].includes(told.request.method);
      this.#problems.requested(told);
    });
  }

  /** The interpreter, for who asks the project on their own. */
  get runtime(): RuntimeClient {
    return this.#client;
  }

  /** What came of the project that is open; null until it was loaded for the first time. */
  get outcome(): LoadOutcome | null {
    return this.#runner.outcome;
  }

  /** Whether a form ended in an error when it was sent: with the next run it stands there again. */
  get sent(): boolean {
    return this.#sent;
  }

  get state(): RunState {
    return this.#runner.state;
  }

  /** Start the interpreter, before a project needs it. Failing that, the notice in the preview says why. */
  async boot(): Promise<void> {
    const start = performance.now();
    try {
      await this.#client.boot();
      performance.measure("playground:boot", { start, end: performance.now() });
    } catch {
      // The client has said so.
    }
  }

  /** Another project is wanted now: run it and show `path` of it. Where it may not run yet, `consent` stands in its place. */
  async open(path: string, consent: HTMLElement | null = null): Promise<void> {
    this.#consent = consent;
    this.#clear(path);
    await this.#runner.open();
  }

  /** While Python boots, show the page that the open project was recorded with. */
  showRecorded(page: string): void {
    if (this.state === "booting") this.preview.showRecorded(page);
  }

  /** Show whether the project is in debug mode. */
  showDebug(on: boolean): void {
    this.#controls.showDebug(on);
  }

  /** Lead to the switch for debug mode. */
  focusDebug(): void {
    this.#controls.focusDebug();
  }

  /** The wanted project has changed: run it once the user pauses. */
  edited(): void {
    this.#problems.edited();
    this.#runner.edited();
  }

  /** Run at once. */
  run(): Promise<void> {
    this.#problems.hurry();
    return this.#runner.run();
  }

  /** Stop what Python is doing. */
  async stop(): Promise<void> {
    await this.#client.stop().catch(() => undefined);
  }

  /** Go on with a new interpreter, the project as it is now, and the page that is shown. */
  async restart(): Promise<void> {
    if (this.state === "awaiting-consent") return;
    this.#clear(this.preview.path);
    await this.#runner.restart();
  }

  #clear(path: string): void {
    this.#problems.clear();
    this.#editedAt = null;
    this.#sent = false;
    clearTimeout(this.#noPage);
    this.preview.clear(path);
    this.#cover();
    this.console.clear();
  }

  /** What stands in the page's place follows from the state, and from whether there is a page. */
  #cover(): void {
    const state = this.#runner.state;
    this.#progress.line.hidden = state !== "booting" || !this.preview.shown;
    if (state === "awaiting-consent") this.preview.cover(this.#consent);
    else if (state === "failed") this.preview.cover(this.#failure);
    else this.preview.cover(this.preview.shown || state === "problem" ? null : this.#progress.element);
  }

  #working(): void {
    if (this.#runner.outcome) this.#editedAt ??= performance.now();
    clearTimeout(this.#noPage);
  }

  #loaded(outcome: LoadOutcome): void {
    this.#problems.loaded(outcome);
    // While the code cannot run, the last page that it gave stays.
    // Nobody has asked by GET for what a form is sent to.
    if (outcome.ok && this.#sent) this.preview.reloadForm();
    else if (outcome.ok) this.preview.reload();
    this.#events.ran?.(outcome);
  }

  #arrived(path: string | null): void {
    clearTimeout(this.#noPage);
    this.#runner.arrived(path);
    this.#sent &&= this.#runner.request !== null;
    this.#cover();
    const end = performance.now();
    if (!this.#answered) performance.measure("playground:first-response", { start: 0, end });
    if (!this.#answered) this.#events.answered?.();
    this.#answered = true;
    if (this.#editedAt !== null) performance.measure("playground:run", { start: this.#editedAt, end });
    this.#editedAt = null;
    if (path !== null) this.#events.path?.(path);
  }

  #said(entry: ConsoleEntry): void {
    this.console.add(entry);
    this.#events.said?.(entry);
    if (entry.kind !== "access" || !entry.document || isRedirect(entry.status)) return;
    clearTimeout(this.#noPage);
    if (entry.download !== undefined || WITHOUT_PAGE.has(entry.status)) this.#giveUp("none");
    else this.#noPage = setTimeout(() => this.#giveUp("doubtful"), NO_PAGE);
  }

  #giveUp(outlook: "doubtful" | "none"): void {
    this.preview.giveUp(outlook);
    this.#cover();
    this.#editedAt = null;
  }

  #failed(message: string, hint: string): void {
    const press = () => void this.restart();
    const action = { text: "Start again", label: "Start Python again", press };
    this.#failure = notice({ title: "Python is not running", text: message, hint, problem: true, action });
    this.#cover();
  }
}

function textOf(project: Project | null, path: string): string | null {
  const content = project?.files[path];
  return typeof content === "string" ? content : null;
}
