/** What the application is doing, and the one button that matters now: Run, or Stop while something runs. */
import type { RunState } from "../bridge/project-runner.js";
import { button } from "./controls.js";
import { h, shortcut } from "./dom.js";

const WORDS: Record<RunState, string> = {
  "awaiting-consent": "Not run yet",
  booting: "Starting",
  working: "Running",
  ready: "Ready",
  problem: "Error",
  stopping: "Stopping",
  failed: "Stopped",
};

export interface RunControlsEvents {
  run(): void;
  stop(): void;
}

export class RunControls {
  readonly element: HTMLElement;
  readonly #state = h("span", { class: "run-state", role: "status" });
  readonly #run: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;

  constructor(events: RunControlsEvents) {
    this.#run = button({
      text: "Run",
      icon: "run",
      label: "Run at once",
      keys: shortcut("S"),
      class: "button-primary",
      press: () => events.run(),
    });
    this.#stop = button({
      text: "Stop",
      icon: "stop",
      label: "Stop the application",
      class: "button-stop",
      press: () => events.stop(),
    });
    this.element = h("div", { class: "run-controls" }, this.#state, this.#run, this.#stop);
    this.show("booting");
  }

  show(state: RunState): void {
    this.#state.dataset.state = state;
    this.#state.textContent = WORDS[state];
    const running = state === "working" || state === "stopping";
    const hadFocus = document.activeElement === this.#run || document.activeElement === this.#stop;
    // The panel in the page's place asks then, and says what for.
    this.#run.hidden = running || state === "awaiting-consent";
    this.#stop.hidden = !running;
    this.#stop.disabled = state === "stopping";
    if (hadFocus) (running ? this.#stop : this.#run).focus();
  }
}
