/** One example: its code and its response beside each other, a console that folds, and what can be done with it. */
import { newPreviewId } from "../bridge/preview-id.js";
import type { RunState } from "../bridge/project-runner.js";
import type { Project } from "../protocol/project.js";
import { fixed } from "../project/fixes.js";
import { projectLink } from "../project/location-hash.js";
import { projectToJson } from "../project/project-json.js";
import { CodePane } from "../ui/code-pane.js";
import { button } from "../ui/controls.js";
import { h } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import { notice } from "../ui/notices.js";
import { RunView } from "../ui/run-view.js";

/** The folder of the interpreter's files, under the site's root; set by the build. */
declare const __RUNTIME__: string;

export interface ExampleOptions {
  /** The site's root. */
  scope: URL;
  /** What the preview opens first. */
  path: string;
  /** The file to show first; null for the application's. */
  file: string | null;
  /** The user has had enough. */
  close(): void;
}

export class Example {
  readonly element: HTMLElement;
  readonly #original: Project;
  readonly #options: ExampleOptions;
  readonly #view: RunView;
  readonly #code: CodePane;
  readonly #link: HTMLAnchorElement;
  #current: Project;
  /** The user has asked for it to run. */
  #trusted = false;

  constructor(project: Project, options: ExampleOptions) {
    this.#original = this.#current = project;
    this.#options = options;
    this.#link = playgroundLink(options.scope);
    const { scope } = options;
    this.#view = new RunView(
      {
        scope,
        // Each example has an interpreter of its own, and no two of a page may answer for each other.
        previewId: newPreviewId(),
        assets: new URL(__RUNTIME__, scope),
        wanted: () => (this.#trusted ? this.#project : null),
        paths: () => Object.keys(this.#project.files),
      },
      {
        state: (state) => (this.element.dataset.state = state),
        run: () => void this.#run(),
        problems: (problems) => this.#code.setProblems(problems),
        debug: (debug) => {
          this.#project = { ...this.#project, debug };
          void this.#run();
        },
        fix: (fix) => {
          this.#project = fixed(this.#project, fix);
          this.#view.showDebug(this.#project.debug);
          this.#code.sync();
          void this.#view.run();
        },
        reveal: (place) => this.#code.reveal(place),
      },
    );
    this.#code = new CodePane({
      files: () => this.#project.files,
      change: (files, how) => {
        this.#project = { ...this.#project, files };
        this.#view.edited();
        if (how === "file") void this.#view.run();
      },
      open: () => undefined,
      run: () => void this.#run(),
    });
    const panes = [this.#code.element, this.#view.preview.element, this.#view.console.element];
    this.element = h("main", { class: "embed" }, ...panes, this.#bar());
    this.element.dataset.state = "awaiting-consent" satisfies RunState;
    this.#code.open(project, options.file);
    this.#view.showDebug(project.debug);
    void this.#prepareLink();
  }

  /** The example as it is now. */
  get #project(): Project {
    return this.#current;
  }

  set #project(project: Project) {
    this.#current = project;
    void this.#prepareLink();
  }

  /** The link holds the whole project. It is made before anybody comes to it: a tap follows at once. */
  async #prepareLink(): Promise<void> {
    const project = this.#current;
    const href = await projectLink(this.#options.scope, projectToJson(project));
    if (project === this.#current) this.#link.href = href;
  }

  focusEditor(): void {
    this.#code.focus();
  }

  /** Start the interpreter, and show the application's first response. */
  run(): Promise<void> {
    this.#trusted = true;
    return this.#view.open(this.#options.path);
  }

  /** Show the code, and run it once the user says so in here, where the page around this frame cannot. */
  offer(): void {
    const action = { text: "Run", label: "Run this example", press: () => void this.run() };
    const text = "It comes from the page around it, and runs in your browser on behalf of this site.";
    void this.#view.open(this.#options.path, notice({ title: "Run this example?", text, action }));
  }

  /** Ctrl+Enter in the editor is as good as the button. */
  #run(): Promise<void> {
    return this.#trusted ? this.#view.run() : this.run();
  }

  #bar(): HTMLElement {
    return h(
      "footer",
      { class: "embed-bar" },
      button({ icon: "undo", text: "Reset", label: "Bring the example's own code back", press: () => this.#reset() }),
      this.#link,
      button({
        icon: "close",
        text: "Close",
        label: "Close, and show the code again",
        press: () => this.#options.close(),
      }),
    );
  }

  #reset(): void {
    this.#project = this.#original;
    this.#code.open(this.#original, this.#code.path);
    this.#view.showDebug(this.#original.debug);
    if (this.#trusted) void this.run();
    else this.offer();
  }
}

function playgroundLink(playground: URL): HTMLAnchorElement {
  const title = "Open this project, with your changes, in the playground: a new tab";
  const attributes = { class: "button embed-open", href: playground.href, target: "_blank", rel: "noopener", title };
  return h("a", attributes, icon("external"), h("span", { class: "button-text" }, "Open in playground"));
}
