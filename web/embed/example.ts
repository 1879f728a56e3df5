/** One example, running: editor and preview beside each other, a console that folds, and what can be done with it. */
import { ensureServiceWorker, NoServiceWorkerError, RuntimeClient, Switchboard } from "../bridge/index.js";
import type { LoadOutcome, Problem, Project } from "../protocol/project.js";
import { BootProgress } from "../ui/boot-progress.js";
import { CodePane } from "../ui/code-pane.js";
import { ConsolePane } from "../ui/console-pane.js";
import { button } from "../ui/controls.js";
import { h } from "../ui/dom.js";
import { plural } from "../ui/formats.js";
import { notice } from "../ui/notices.js";
import { PreviewPane } from "../ui/preview-pane.js";
import { projectToJson } from "../ui/project-json.js";
import { Runner } from "../ui/runner.js";
import { projectLink } from "./link.js";

export interface ExampleOptions {
  /** The site's root. */
  scope: URL;
  /** What the preview opens first. */
  path: string;
  /** The file to show first; null for the application's. */
  file: string | null;
  /** The reader has had enough. */
  close(): void;
}

export class Example {
  readonly element: HTMLElement;
  readonly #original: Project;
  readonly #options: ExampleOptions;
  readonly #client: RuntimeClient;
  readonly #runner: Runner;
  readonly #code: CodePane;
  readonly #preview: PreviewPane;
  readonly #console: ConsolePane;
  readonly #progress = new BootProgress();
  readonly #status = h("span", { class: "embed-status", role: "status" });
  readonly #toggle: HTMLButtonElement;
  #project: Project;
  /** The preview has shown a page of the application. */
  #shown = false;
  #started = false;

  constructor(project: Project, options: ExampleOptions) {
    this.#original = this.#project = project;
    this.#options = options;
    const session = `embed-${crypto.randomUUID()}`;
    const assets = new URL(__RUNTIME__, options.scope);
    this.#client = new RuntimeClient({ session, scope: options.scope, assets });
    new Switchboard().attach(session, this.#client);
    this.#runner = new Runner(this.#client, {
      outcome: (outcome) => this.#outcome(outcome),
      busy: (busy) => (this.#status.textContent = busy ? "Running …" : ""),
      failed: (error) => this.#broken(String(error), ""),
    });
    this.#code = new CodePane({
      change: (files, how) => this.#edit({ ...this.#project, files }, how),
      open: () => undefined,
      run: () => void (this.#started ? this.#runner.run() : this.run()),
    });
    this.#preview = new PreviewPane(options.scope, session, { loaded: () => undefined });
    this.#console = new ConsolePane(
      { paths: () => Object.keys(this.#project.files), reveal: (place) => this.#code.reveal(place) },
      (errors) => this.#count(errors),
    );
    this.#toggle = button({
      icon: "down",
      text: "Console",
      label: "Show or hide the console",
      press: () => this.#fold(),
    });
    this.#toggle.setAttribute("aria-expanded", "false");
    this.#console.element.hidden = true;
    this.element = h(
      "main",
      { class: "embed" },
      this.#code.element,
      this.#preview.element,
      this.#console.element,
      this.#actions(),
    );
    this.#listen();
    this.#code.open(project, options.file);
  }

  focusEditor(): void {
    this.#code.focus();
  }

  /** Show the code, and run it only when the reader says so here: the page around this frame cannot press the button. */
  offer(): void {
    this.#preview.clear(this.#options.path);
    this.#preview.show(
      notice({
        title: "Run this example?",
        text: "It comes from the page around it. Its code would run in your browser, on this site's account.",
        action: { text: "Run", label: "Run this example", press: () => void this.run() },
      }),
    );
  }

  /** Boot the interpreter and show the application's first response. */
  async run(): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    this.#preview.clear(this.#options.path);
    this.#preview.show(this.#progress.element);
    try {
      await ensureServiceWorker(this.#options.scope);
    } catch (error) {
      this.#started = false;
      if (!(error instanceof NoServiceWorkerError)) throw error;
      this.#broken(error.message, error.hint);
      return;
    }
    await this.#runner.open(this.#project);
  }

  #listen(): void {
    this.#client.on("progress", ({ stage, loaded, total }) => this.#progress.show(stage, loaded, total));
    this.#client.on("ready", () => this.#progress.show("app", 0, 0));
    this.#client.on("console", (entry) => this.#console.add(entry));
    this.#client.on("failed", ({ message, hint }) => this.#broken(message, hint));
  }

  #actions(): HTMLElement {
    const open = h(
      "a",
      { class: "button", href: this.#options.scope.href, target: "_blank", rel: "noopener" },
      "Open in playground",
    );
    open.title = "Open this project, with your changes, in the playground: in a new tab";
    // The link is made anew when it is about to be followed, since it holds the whole project.
    const prepare = async () => {
      open.href = await projectLink(this.#options.scope, projectToJson(this.#project));
    };
    for (const event of ["pointerenter", "focus", "touchstart"]) {
      open.addEventListener(event, () => void prepare(), { passive: true });
    }
    return h(
      "footer",
      { class: "embed-bar" },
      this.#toggle,
      this.#status,
      button({ icon: "undo", text: "Reset", label: "Bring the example's own code back", press: () => this.#reset() }),
      open,
      button({ icon: "close", text: "Close", label: "Close, and show the code again", press: () => this.#close() }),
    );
  }

  #edit(project: Project, how: "typed" | "file"): void {
    this.#project = project;
    if (!this.#started) return;
    this.#runner.edit(project);
    if (how === "file") void this.#runner.run();
  }

  #reset(): void {
    this.#project = this.#original;
    this.#code.open(this.#original, this.#code.path);
    if (this.#started) void this.#runner.open(this.#original);
  }

  #close(): void {
    this.#client.dispose();
    this.#options.close();
  }

  #outcome(outcome: LoadOutcome): void {
    if (!outcome.ok) {
      this.#problem(outcome.problem);
      return;
    }
    this.#code.setProblems([]);
    this.#preview.show(null);
    if (this.#shown) this.#preview.reload();
    else this.#preview.visit(this.#options.path);
    this.#shown = true;
  }

  #problem(problem: Problem): void {
    this.#code.setProblems([problem]);
    this.#console.addProblem(problem);
    const { place } = problem;
    this.#preview.show(
      notice({
        title: place ? `Line ${place.line} of ${place.path}` : "The application cannot be run",
        text: problem.message,
        hint: problem.hint,
        problem: true,
        ...(place && {
          action: {
            text: "Show the line",
            label: "Go to the line in the editor",
            press: () => this.#code.reveal(place),
          },
        }),
      }),
    );
  }

  /** The interpreter is gone, or never came. The code stays. */
  #broken(message: string, hint: string): void {
    this.#shown = false;
    const again = () => {
      this.#runner.forget();
      this.#started = false;
      void this.run();
    };
    this.#preview.show(
      notice({
        title: "The example stopped",
        text: message,
        hint,
        problem: true,
        action: { text: "Start again", label: "Start the interpreter again", press: again },
      }),
    );
  }

  #fold(): void {
    const open = this.#console.element.hidden;
    this.#console.element.hidden = !open;
    this.#toggle.setAttribute("aria-expanded", String(open));
  }

  #count(errors: number): void {
    this.#toggle.classList.toggle("has-errors", errors > 0);
    const text = this.#toggle.querySelector(".button-text");
    if (text) text.textContent = errors > 0 ? `Console: ${plural(errors, "error")}` : "Console";
  }
}

declare const __RUNTIME__: string;
