/** What the application is doing, and the one button that matters now: Run, or Stop while something runs. */
import type { RunState } from "../bridge/project-runner.js";
import { button, nameControl } from "./controls.js";
import { h } from "./dom.js";
import { shortcut } from "./shortcuts.js";

const WORDS: Record<RunState, string> = {
  "awaiting-consent": "Not run yet",
  booting: "Starting",
  working: "Running",
  ready: "Ready",
  problem: "Error",
  "request-problem": "Error in the last request",
  stopping: "Stopping",
  failed: "Stopped",
};

export interface RunControlsEvents {
  run(): void;
  stop(): void;
  /** Debug mode is to be on or off. */
  debug(on: boolean): void;
}

export class RunControls {
  readonly element: HTMLElement;
  readonly #state = h("span", { class: "run-state", role: "status" });
  readonly #run: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #debug = h("input", { type: "checkbox", class: "switch", role: "switch", "aria-label": "Debug" });

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
    this.#debug.addEventListener("change", () => events.debug(this.#debug.checked));
    const debug = h("label", { class: "debug-switch" }, this.#debug, h("span", {}, "Debug"));
    nameControl(debug, "Debug mode: errors are explained over the page, and open the debugger (FLASK_DEBUG)");
    this.element = h("div", { class: "run-controls" }, this.#state, debug, this.#run, this.#stop);
    this.show("booting");
  }

  /** Whether the project is in debug mode. */
  showDebug(on: boolean): void {
    this.#debug.checked = on;
  }

  /** Lead to the switch for debug mode. */
  focusDebug(): void {
    this.#debug.focus();
  }

  show(state: RunState): void {
    this.#state.dataset.state = state;
    this.#state.textContent = WORDS[state];
    const running = state === "working" || state === "stopping";
    const hadFocus = document.activeElement === this.#run || document.activeElement === this.#stop;
    // The panel in the page's place asks then, and says what for.
    this.#run.hidden = running || state === "awaiting-consent";
    this.#stop.hidden = !running;
    // Disabled for good, it would lose the focus; to stop twice is harmless.
    this.#stop.setAttribute("aria-disabled", String(state === "stopping"));
    if (hadFocus) (running ? this.#stop : this.#run).focus();
  }
}
