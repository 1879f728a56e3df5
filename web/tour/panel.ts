/** The tour beside the editor: a step's text, its task, what its check says, and the ways on. */
import type { Place, Project } from "../protocol/project.js";
import { button } from "../ui/controls.js";
import { h, setAttribute } from "../ui/dom.js";
import { icon } from "../ui/icons.js";
import type { CheckResult } from "./check.js";
import { ContentsMenu, stepAddress } from "./contents-menu.js";
import type { Progress } from "./progress.js";
import { comparison, sameProject } from "./solution.js";
import { type Contents, type Control, neighbours, type Step, type StepEntry } from "./steps.js";
import { TextNodes } from "./text-nodes.js";

export interface PanelEvents {
  /** The project as it is now. */
  project(): Project;
  /** Show the line of which a step speaks. */
  reveal(place: Place): void;
  /** Give the focus to a control of the page. */
  point(control: Control): void;
  /** Put the step's start, or its solution, in the place of the user's files. */
  replace(project: Project, said: string): void;
  /** Leave the tour. */
  leave(): void;
}

/** On a phone either the step or the code is in sight. */
type View = "step" | "code";

const VIEWS: Record<View, string> = { step: "Step", code: "Code" };

const UNCHECKED = "Your app is checked each time it has run.";

export class TourPanel {
  readonly element: HTMLElement;
  readonly #events: PanelEvents;
  readonly #contents: Contents;
  readonly #text: TextNodes;
  readonly #menu: ContentsMenu;
  readonly #chapter: HTMLButtonElement;
  readonly #count = h("span", { class: "tour-count" });
  readonly #done = h("div", { class: "tour-progress", "aria-hidden": "true" }, h("div"));
  readonly #views = new Map<View, HTMLButtonElement>();
  readonly #result = h("div", { class: "tour-result", role: "status" });
  readonly #body = h("div", { class: "tour-body", tabindex: -1 });
  readonly #foot = h("nav", { class: "tour-foot", "aria-label": "Steps of the tour" });
  readonly #progress: Progress;
  #solution: HTMLElement | null = null;
  #step: Step | null = null;

  /** `docs` is the folder of the documentation. */
  constructor(contents: Contents, progress: Progress, docs: URL, events: PanelEvents) {
    this.#contents = contents;
    this.#progress = progress;
    this.#events = events;
    this.#text = new TextNodes(docs);
    this.#chapter = button({
      text: "",
      label: "Contents of the tour",
      class: "tour-chapter button-quiet",
      press: nothing,
    });
    this.#chapter.append(icon("down"));
    this.#menu = new ContentsMenu(this.#chapter, contents, progress);
    const views = (Object.keys(VIEWS) as View[]).map((view) => {
      const control = button({ text: VIEWS[view], label: `Show the ${view}`, press: () => this.show(view) });
      this.#views.set(view, control);
      return control;
    });
    this.element = h(
      "section",
      { class: "tour pane", "aria-label": "Tour" },
      h(
        "header",
        { class: "tour-bar" },
        this.#chapter,
        this.#count,
        h("div", { class: "segments tour-views", role: "group", "aria-label": "What is shown" }, ...views),
        button({ icon: "close", label: "Leave the tour", press: () => events.leave() }),
      ),
      this.#done,
      this.#body,
      // In sight wherever one reads: whether the task is done.
      this.#result,
      this.#foot,
    );
  }

  /** On a phone: have the step or the code in sight. Where there is room, both are. */
  show(view: View): void {
    this.element.dataset.view = view;
    for (const [name, control] of this.#views) control.setAttribute("aria-pressed", String(name === view));
  }

  /** Show a step from its beginning; nothing is known yet of what the user's app does. */
  open(step: Step): void {
    this.#step = step;
    this.#solution = null;
    this.#menu.current = step.slug;
    const heading = h("h2", { class: "tour-title", tabindex: -1 }, step.title);
    this.#body.replaceChildren(
      h("div", { class: "tour-text" }, heading, ...this.#text.blocks(step.text)),
      this.#task(step),
      this.#help(step),
    );
    this.#body.scrollTop = 0;
    this.#chapter.querySelector(".button-text")?.replaceChildren(step.chapter);
    this.show("step");
    this.said(null);
    // There reading goes on for whoever has followed a link.
    heading.focus({ preventScroll: true });
  }

  /** The user is changing the project: what the check has said may not hold any more. */
  edited(): void {
    this.#result.classList.add("is-old");
  }

  /** What the check has come to; null where it has not been made. */
  said(result: CheckResult | null): void {
    const step = this.#step;
    if (!step) return;
    const state = result === null ? "unknown" : result.passed ? "passed" : "open";
    this.#result.classList.remove("is-old");
    // Said once: the same words again are no news to who listens.
    const key = `${step.slug} ${state} ${result?.message ?? ""}`;
    if (this.#result.dataset.said !== key) {
      this.#result.dataset.said = key;
      this.#result.dataset.state = state;
      this.#result.replaceChildren(...this.#resultNodes(step, result));
    }
    this.#ways(step, state === "passed");
    this.#compare(step);
  }

  #resultNodes(step: Step, result: CheckResult | null): Node[] {
    const mark = h("span", { class: "done-mark" }, result?.passed && icon("check"));
    if (result === null) return [mark, h("p", {}, UNCHECKED)];
    if (!result.passed) return [mark, h("p", {}, ...this.#text.line(result.message))];
    const { next } = neighbours(this.#contents, step.slug);
    const on = next
      ? h(
          "a",
          { class: "button button-primary", href: stepAddress(next) },
          h("span", { class: "button-text" }, `Next: ${next.title}`),
          icon("forward"),
        )
      : h("p", {}, "That was the last step. The site is yours.");
    return [mark, h("div", {}, h("p", { class: "tour-done" }, "That is right."), on)];
  }

  #task(step: Step): HTMLElement {
    return h(
      "section",
      { class: "tour-task", "aria-label": "Task" },
      h("h3", {}, "Your turn"),
      h("p", {}, ...this.#text.line(step.task.replaceAll(/\s*\n\s*/g, " "))),
      this.#look(step),
    );
  }

  /** A way to the line, or to the control, that the task is about. */
  #look({ look, control }: Step): HTMLElement | null {
    const chip = (text: string, label: string, lead: () => void) =>
      button({
        ...{ text, label, icon: "target", class: "tour-look" },
        press: () => {
          this.show("code");
          lead();
        },
      });
    if (control) {
      return chip("Debug, above the preview", "Go to the Debug switch above the preview", () =>
        this.#events.point(control),
      );
    }
    return (
      look && chip(`${look.path}, line ${look.line}`, "Show this line in the editor", () => this.#events.reveal(look))
    );
  }

  #help(step: Step): HTMLElement {
    const again = button({
      text: "Start over",
      icon: "undo",
      label: "Begin this step again, with its own files",
      class: "button-quiet",
      press: () => this.#events.replace(step.start, "The step begins again."),
    });
    const shown = button({
      text: "Show a solution",
      icon: "eye",
      label: "Show a solution of this step",
      class: "button-quiet",
      press: () => this.#toggleSolution(step, shown),
    });
    shown.setAttribute("aria-expanded", "false");
    return h(
      "div",
      { class: "tour-help" },
      h("details", { class: "tour-hint" }, h("summary", {}, "Hint"), ...this.#text.blocks(step.hint)),
      h("div", { class: "tour-actions" }, shown, again),
    );
  }

  #toggleSolution(step: Step, control: HTMLButtonElement): void {
    const open = this.#solution === null;
    this.#solution?.remove();
    this.#solution = open ? h("section", { class: "tour-solution", "aria-label": "A solution" }) : null;
    if (this.#solution) control.parentElement?.after(this.#solution);
    control.setAttribute("aria-expanded", String(open));
    control.querySelector(".button-text")?.replaceChildren(open ? "Hide the solution" : "Show a solution");
    this.#compare(step);
    this.#solution?.scrollIntoView({ block: "nearest" });
  }

  /** Set the solution, where it is shown, beside what the user has now. */
  #compare(step: Step): void {
    if (!this.#solution) return;
    const own = this.#events.project();
    this.#solution.replaceChildren(
      h("p", { class: "tour-solution-note" }, "One of many ways, as what it changes in your files:"),
      ...comparison(own, step.solution),
    );
    if (sameProject(own, step.solution)) return;
    this.#solution.append(
      button({
        text: "Put it into the editor",
        label: "Put the solution in the place of your files",
        press: () => this.#events.replace(step.solution, "The solution is in the editor."),
      }),
    );
  }

  #ways(step: Step, passed: boolean): void {
    const { previous, next } = neighbours(this.#contents, step.slug);
    const { done, total } = this.#progress.count;
    const chapter = this.#contents.chapters.find(({ title }) => title === step.chapter);
    const at = (chapter?.steps.findIndex(({ slug }) => slug === step.slug) ?? 0) + 1;
    this.#count.textContent = `${at} of ${chapter?.steps.length ?? 1}`;
    (this.#done.firstElementChild as HTMLElement).style.width = `${(100 * done) / total}%`;
    const focused = this.#foot.contains(document.activeElement) ? document.activeElement?.className : null;
    this.#foot.replaceChildren(way("Previous", previous, "back"), way(passed ? "Next" : "Skip", next, "forward"));
    if (focused !== null && focused !== undefined)
      this.#foot.querySelector<HTMLElement>(`a[class="${focused}"]`)?.focus();
  }
}

function way(text: string, step: StepEntry | null, name: "back" | "forward"): HTMLElement {
  const link = h(
    "a",
    { class: `button button-quiet tour-${name}`, title: step?.title ?? null },
    name === "back" && icon(name),
    h("span", { class: "button-text" }, text),
    name === "forward" && icon(name),
  );
  setAttribute(link, "href", step && stepAddress(step));
  if (step === null) {
    link.setAttribute("role", "link");
    link.setAttribute("aria-disabled", "true");
  }
  return link;
}

function nothing(): void {
  // Its popover opens by itself.
}
