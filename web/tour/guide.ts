/** The tour as it goes: which step is open, what its check says of the user's app, and what is done. */
import type { LoadOutcome, Place, Project } from "../protocol/project.js";
import type { Visit } from "./app.js";
import { type CheckedRuntime, type CheckResult, checkStep } from "./check.js";
import { notLoaded } from "./failures.js";
import { Checker } from "./checker.js";
import { TourPanel } from "./panel.js";
import { Progress, type ProgressStorage } from "./progress.js";
import {
  type Contents,
  type Control,
  currentSlug,
  neighbours,
  projectFor,
  type Step,
  stepsOf,
  type Tour,
} from "./steps.js";

export interface GuideOptions {
  runtime: CheckedRuntime;
  /** Where the app is mounted: the preview's URL with its final slash. */
  mount: URL;
  /** The folder of the documentation. */
  docs: URL;
  /** Where progress is kept. */
  storage: ProgressStorage;
  /** The open project as it is wanted now, and what came of it when it ran; null where it has not run yet. */
  project(): Project;
  outcome(): LoadOutcome | null;
  reveal(place: Place): void;
  point(control: Control): void;
  replace(project: Project, said: string): void;
  leave(): void;
}

export class Guide {
  readonly panel: TourPanel;
  readonly #tour: Tour;
  readonly #contents: Contents;
  readonly #options: GuideOptions;
  readonly #progress: Progress;
  readonly #checker: Checker;
  #step: Step | null = null;
  #passed = false;
  #visits: Visit[] = [];

  constructor(tour: Tour, contents: Contents, options: GuideOptions) {
    this.#tour = tour;
    this.#contents = contents;
    this.#options = options;
    this.#progress = new Progress(options.storage, contents);
    this.panel = new TourPanel(contents, this.#progress, options.docs, options);
    this.#checker = new Checker(
      (slug) => this.#check(slug),
      (slug, result) => this.#told(slug, result),
    );
  }

  /** The present slug of the step that `slug` names; without one, of the step to go on with. */
  slug(slug: string | null): string {
    return currentSlug(this.#contents, slug ?? this.#progress.last ?? stepsOf(this.#contents)[0]?.slug ?? "");
  }

  /** What a step is before the user has touched it, or with what they have brought along from the step before. */
  async original(
    slug: string,
  ): Promise<{ project: Project; files?: Project["files"]; path: string; open: string | null }> {
    const step = await this.#tour.step(slug);
    const before = this.#step;
    const solved = before && this.#passed && neighbours(this.#contents, before.slug).next?.slug === step.slug;
    const at = { path: step.path, open: step.look?.path ?? null };
    if (!solved || !step.continues) return { project: step.start, ...at };
    return { project: projectFor(step, this.#options.project()), files: step.start.files, ...at };
  }

  /** The project of a step is open, or that of none. */
  async open(slug: string | null): Promise<void> {
    this.#checker.open(null);
    const step = slug === null ? null : await this.#tour.step(slug);
    // The project may have been put in place anew, by a reset or a solution.
    const again = step !== null && step.slug === this.#step?.slug;
    this.#step = step;
    this.#passed = false;
    this.#visits = [];
    if (!step) return;
    if (again) this.panel.said(null);
    else this.panel.open(step);
    this.#progress.open(step.slug);
    this.#checker.open(step.slug);
    this.#checker.ran();
  }

  edited(): void {
    this.#checker.edited();
    if (this.#step) this.panel.edited();
  }

  /** The project as it is now has run. */
  ran(): void {
    this.#checker.ran();
  }

  /** The preview has asked the app for something. */
  visited(visit: Visit): void {
    this.#visits.push(visit);
    this.#checker.ran();
  }

  async #check(slug: string): Promise<CheckResult | null> {
    const { runtime, mount } = this.#options;
    const outcome = this.#options.outcome();
    if (!outcome) return null;
    // What cannot run here cannot run beside; if it had to be stopped, it would have to be stopped again.
    if (!outcome.ok) return { passed: false, message: notLoaded(outcome.problem) };
    return checkStep(slug, { project: this.#options.project(), runtime, mount, visits: this.#visits });
  }

  #told(slug: string, result: CheckResult): void {
    if (slug !== this.#step?.slug) return;
    this.#passed = result.passed;
    if (result.passed) this.#progress.add(slug);
    this.panel.said(result);
  }
}
