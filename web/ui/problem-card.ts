/**
 * What went wrong, told in one form wherever it came from: over the preview, which it dims, or folded to a strip below it.
 * The user's own lines come first, then what to do; Python's machinery is behind a fold.
 */
import type { Fix, Place, Problem, ProblemFrame } from "../protocol/project.js";
import { button, nameControl } from "./controls.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** `open`: a card over the page. `folded`: a strip below it, which opens. */
export type CardForm = "open" | "folded";

export interface ProblemCardEvents {
  /** The user wants to see the line. */
  reveal(place: Place): void;
  /** The user wants the change to be made. */
  fix(fix: Fix): void;
  /** The user wants to see the page that came of the error. */
  debug(): void;
  /** The user has folded or opened the card. */
  form(form: CardForm): void;
}

export interface ShownProblem {
  problem: Problem;
  /** It keeps nothing from running. */
  warning: boolean;
  /** The request that ended in it, as `GET /login`; empty where it was none. */
  request: string;
  /** There is a debugger for it. */
  debugger: boolean;
}

/** How many lines stand above and below the guilty one. */
const AROUND = 2;
const MAX_FRAMES = 6;

export class ProblemCard {
  readonly element = h("div", { class: "problem-layer", hidden: true });
  readonly #events: ProblemCardEvents;
  readonly #source: (path: string) => string | null;
  readonly #docs: URL;
  readonly #said = h("p", { class: "visually-hidden", role: "status" });
  #fixes: HTMLButtonElement[] = [];
  #shown: ShownProblem | null = null;
  #outdated = false;
  #form: CardForm = "open";

  /** `source` gives the text of a file of the project that has run; `docs` is the folder of the documentation. */
  constructor(source: (path: string) => string | null, docs: URL, events: ProblemCardEvents) {
    this.#source = source;
    this.#docs = docs;
    this.#events = events;
  }

  get form(): CardForm | null {
    return this.#shown && this.#form;
  }

  /** Show a problem, in place of the last one; null shows none. */
  show(shown: ShownProblem | null, form: CardForm = "open"): void {
    this.#shown = shown;
    this.#outdated = false;
    this.#fixes = [];
    this.element.hidden = shown === null;
    this.#said.textContent = shown ? shown.problem.title : "";
    if (shown) this.#fill(form);
    else this.element.replaceChildren(this.#said);
  }

  /** The code is not the one any more that the problem is about: its changes no longer fit. */
  outdate(): void {
    this.#outdated = true;
    for (const fix of this.#fixes) fix.disabled = true;
  }

  #fill(form: CardForm): void {
    if (!this.#shown) return;
    this.#form = form;
    this.element.dataset.form = form;
    this.element.toggleAttribute("data-warning", this.#shown.warning);
    const inner = form === "open" ? this.#card(this.#shown) : this.#strip(this.#shown);
    this.element.replaceChildren(this.#said, inner);
    if (this.#outdated) this.outdate();
  }

  #turn(form: CardForm): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.#fill(form);
    if (hadFocus) this.element.querySelector<HTMLElement>("button")?.focus();
    this.#events.form(form);
  }

  #strip({ problem }: ShownProblem): HTMLElement {
    return h(
      "section",
      { class: "problem-strip", "aria-label": "What went wrong" },
      icon("error"),
      h("span", { class: "problem-strip-title" }, problem.title),
      problem.place && h("span", { class: "problem-strip-place mono" }, `${problem.place.path}:${problem.place.line}`),
      button({ text: "Explain", label: "Explain what went wrong", press: () => this.#turn("open") }),
    );
  }

  #card(shown: ShownProblem): HTMLElement {
    const { problem } = shown;
    const fold = button({
      icon: "down",
      label: "Fold to a strip",
      class: "problem-fold",
      press: () => this.#turn("folded"),
    });
    const said = [shown.request, problem.message].filter((part) => part !== "").join(" · ");
    return h(
      "section",
      { class: "problem-card", "aria-label": "What went wrong" },
      h("header", { class: "problem-head" }, icon("error"), h("h2", {}, problem.title), fold),
      said !== "" && h("p", { class: "problem-message mono" }, said),
      problem.hint !== "" && h("p", { class: "problem-hint" }, problem.hint),
      this.#lines(problem),
      this.#actions(shown),
      this.#way(problem),
      problem.traceback !== "" &&
        h(
          "details",
          { class: "problem-trace" },
          h("summary", {}, "Traceback, as Python prints it"),
          h("pre", { class: "mono", tabindex: 0 }, problem.traceback.trimEnd()),
        ),
    );
  }

  /** The guilty line among its neighbours. */
  #lines({ place }: Problem): HTMLElement | null {
    const text = place && this.#source(place.path);
    if (!place || typeof text !== "string") return null;
    const lines = text.split(/\r\n|\r|\n/);
    const first = Math.max(place.line - AROUND, 1);
    const rows = lines.slice(first - 1, place.line + AROUND).map((line, index) => lineRow(line, first + index, place));
    const caption = button({
      text: `${place.path}, line ${place.line}`,
      icon: "file",
      label: `Go to line ${place.line} of ${place.path}`,
      class: "problem-file",
      press: () => this.#events.reveal(place),
    });
    const code = h("div", { class: "problem-lines mono", role: "group", tabindex: 0 }, ...rows);
    code.setAttribute("aria-label", `${place.path} from line ${first}`);
    return h("div", { class: "problem-code" }, caption, code);
  }

  #actions({ problem, debugger: hasDebugger }: ShownProblem): HTMLElement {
    const { place, docs } = problem;
    this.#fixes = problem.fixes.map((fix, index) =>
      button({
        text: fix.label,
        icon: "check",
        label: `${fix.label}: make this change`,
        class: index === 0 ? "button-primary" : "",
        press: () => this.#events.fix(fix),
      }),
    );
    const more =
      docs === undefined ? null : h("a", { class: "button button-quiet", target: "_blank" }, icon("book"), "Read more");
    if (more && docs !== undefined) {
      more.href = new URL(docs, this.#docs).href;
      nameControl(more, "The documentation explains it: in a new tab");
    }
    return h(
      "div",
      { class: "problem-actions" },
      ...this.#fixes,
      place &&
        button({
          text: `Go to line ${place.line}`,
          label: `Show line ${place.line} of ${place.path} in the editor`,
          press: () => this.#events.reveal(place),
        }),
      hasDebugger &&
        button({
          text: "Open the debugger",
          label: "Show the page with the interactive debugger",
          press: () => {
            this.#turn("folded");
            this.#events.debug();
          },
        }),
      more,
    );
  }

  /** The user's own lines on the way to the guilty one. */
  #way({ frames, place }: Problem): HTMLElement | null {
    const before = frames.filter((frame, index) => index < frames.length - 1 || !sameLine(frame.place, place));
    if (before.length === 0) return null;
    const items = before.slice(-MAX_FRAMES).map((frame) => h("li", {}, this.#frame(frame)));
    return h("div", { class: "problem-way" }, h("h3", {}, "How it came there"), h("ol", {}, ...items));
  }

  #frame({ place, function: name }: ProblemFrame): HTMLElement {
    const line =
      this.#source(place.path)
        ?.split(/\r\n|\r|\n/)
        [place.line - 1]?.trim() ?? "";
    const where = `${place.path}:${place.line}${name === "<module>" || name === "template" ? "" : ` in ${name}`}`;
    const link = h(
      "button",
      { type: "button", class: "problem-frame", title: `Show line ${place.line} of ${place.path} in the editor` },
      h("span", { class: "problem-frame-place" }, where),
      h("code", { class: "mono" }, line),
    );
    link.addEventListener("click", () => this.#events.reveal(place));
    return link;
  }
}

function lineRow(line: string, number: number, place: Place): HTMLElement {
  const guilty = number === place.line;
  const code = h("code", {});
  if (guilty && place.column !== undefined && place.endColumn !== undefined) {
    const end = place.endLine === place.line ? place.endColumn - 1 : line.length;
    code.append(line.slice(0, place.column - 1), h("mark", {}, line.slice(place.column - 1, end)), line.slice(end));
  } else code.append(line);
  return h(
    "div",
    { class: "problem-line", "data-guilty": guilty },
    h("span", { class: "problem-number" }, String(number)),
    code,
  );
}

const sameLine = (one: Place, other: Place | undefined): boolean => one.path === other?.path && one.line === other.line;
