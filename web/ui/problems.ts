/**
 * Which problem is told, and how loudly. It is told once the user pauses, and the page that the code gave before stays until
 * then: half-typed code is no mistake. With debug mode on, an error in a request is told over that page; with it off, below
 * the one that Flask shows.
 */
import type { RequestProblem } from "../bridge/project-runner.js";
import type { Fix, LoadOutcome, Place, Problem } from "../protocol/project.js";
import type { PreviewPane } from "./preview-pane.js";
import { type CardForm, ProblemCard, type ShownProblem } from "./problem-card.js";

/** How long, in milliseconds, the keys have to rest before a problem of the code is told. */
const PAUSE = 900;

export interface ProblemsOptions {
  /** The text of a file of the project. */
  source(path: string): string | null;
  /** The folder of the documentation. */
  docs: URL;
  /** Whether what runs is the project as it is now. */
  current(): boolean;
  /** Whether the project is in debug mode. */
  debug(): boolean;
  reveal(place: Place): void;
  fix(fix: Fix): void;
  /** The problems of the code as it runs now, for the editor. */
  changed(problems: Problem[]): void;
  /** What keeps the project from running has been told, or does no longer. */
  told(problem: Problem | null): void;
}

export class Problems {
  readonly #preview: PreviewPane;
  readonly #options: ProblemsOptions;
  readonly #card: ProblemCard;
  #outcome: LoadOutcome | null = null;
  #request: RequestProblem | null = null;
  #editedAt = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** What the card shows, as far as it is told from other problems. */
  #shown = "";
  /** How the user has left the card of the problem that it shows. */
  #form: CardForm | null = null;

  constructor(preview: PreviewPane, options: ProblemsOptions) {
    this.#preview = preview;
    this.#options = options;
    this.#card = new ProblemCard((path) => options.source(path), options.docs, {
      reveal: (place) => options.reveal(place),
      fix: (fix) => options.fix(fix),
      debug: () => preview.showHeld(),
      form: (form) => {
        this.#form = form;
        this.#dim();
      },
    });
    preview.addLayer(this.#card.element);
  }

  /** The code is another than what runs. */
  edited(): void {
    this.#editedAt = performance.now();
    this.#card.outdate();
    // While the user types on, what was about to be told waits.
    if (this.#waiting !== undefined) this.#tellAfterPause();
  }

  /** The user wants to know at once. */
  hurry(): void {
    this.#editedAt = 0;
  }

  loaded(outcome: LoadOutcome): void {
    this.#outcome = outcome;
    this.#mark();
    if (outcome.ok) {
      this.#stopWaiting();
      this.#options.told(null);
      // The card of an error goes when the page has come that tells otherwise.
      if (!this.#request) this.#show();
    } else this.#tellAfterPause();
  }

  requested(told: RequestProblem | null): void {
    this.#request = told;
    this.#mark();
    if (this.#outcome?.ok === false) return;
    if (told) {
      this.#preview.hold();
      this.#tellAfterPause();
    } else {
      this.#stopWaiting();
      // Where an error was told while the page after it was on its way, that page waits behind.
      this.#preview.showHeld();
      this.#show();
    }
  }

  /** Another project, or none. */
  clear(): void {
    this.#stopWaiting();
    this.#outcome = this.#request = null;
    this.#mark();
    this.#show();
  }

  #tellAfterPause(): void {
    this.#stopWaiting();
    const rest = this.#editedAt + PAUSE - performance.now();
    if (rest <= 0 || this.#editedAt === 0) this.#tell();
    else this.#waiting = setTimeout(() => this.#tell(), rest);
  }

  #stopWaiting(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
  }

  #tell(): void {
    this.#stopWaiting();
    if (this.#outcome?.ok === false) this.#options.told(this.#outcome.problem);
    else if (this.#request && !this.#hasDebugger(this.#request)) this.#preview.showHeld();
    this.#show();
  }

  #mark(): void {
    const found = this.#outcome?.ok === false ? [this.#outcome.problem] : (this.#outcome?.warnings ?? []);
    this.#options.changed(this.#request ? [this.#request.problem, ...found] : found);
  }

  #show(): void {
    const current = this.#current();
    const key = current ? keyOf(current) : "";
    if (key !== this.#shown) this.#form = null;
    this.#shown = key;
    this.#card.show(current, this.#form ?? (this.#isQuiet(current) ? "folded" : "open"));
    if (!this.#options.current()) this.#card.outdate();
    this.#dim();
  }

  #current(): ShownProblem | null {
    const outcome = this.#outcome;
    if (outcome?.ok === false) return { problem: outcome.problem, warning: false, request: "", debugger: false };
    if (this.#request) {
      const { request, problem } = this.#request;
      const told = `${request.method} ${request.path}`;
      return { problem, warning: false, request: told, debugger: this.#hasDebugger(this.#request) };
    }
    const warning = outcome?.warnings[0];
    return warning ? { problem: warning, warning: true, request: "", debugger: false } : null;
  }

  /** Whether the page that came of it is the debugger's. Every other one is the application's, and is shown. */
  #hasDebugger({ request }: RequestProblem): boolean {
    return request.status === 500 && this.#options.debug();
  }

  /** What leaves the page as Flask shows it is told below it. */
  #isQuiet(shown: ShownProblem | null): boolean {
    return shown !== null && (shown.warning || (shown.request !== "" && !this.#options.debug()));
  }

  #dim(): void {
    this.#preview.dim(this.#card.form === "open");
  }
}

const keyOf = ({ problem, request }: ShownProblem): string =>
  [request, problem.title, problem.message, problem.place?.path, problem.place?.line].join("\n");
