/** A bar between two panes that the pointer or the arrow keys move. */
import { h } from "./dom.js";

export interface SplitterOptions {
  label: string;
  /** `vertical`: the bar stands between left and right. As ARIA has it. */
  orientation: "vertical" | "horizontal";
  /** Share of the container that the first pane takes, in per cent. */
  value: number;
  least: number;
  most: number;
  /** Called with the share while it changes, and `done` once it rests. */
  move: (value: number, done: boolean) => void;
}

const STEP = 2;

export class Splitter {
  readonly element: HTMLElement;
  readonly #options: Omit<SplitterOptions, "label" | "orientation">;
  #orientation: SplitterOptions["orientation"];
  readonly #initial: number;
  #value: number;

  /** `container` is what the share is taken of. */
  constructor(container: HTMLElement, initial: number, options: SplitterOptions) {
    this.#options = options;
    this.#initial = initial;
    this.#value = options.value;
    this.#orientation = options.orientation;
    this.element = h("div", {
      role: "separator",
      tabindex: 0,
      "aria-valuemin": options.least,
      "aria-valuemax": options.most,
    });
    this.turn(options.orientation, options.label);
    this.element.addEventListener("pointerdown", (event) => this.#drag(event, container));
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("dblclick", () => this.#set(this.#initial, true));
    this.#set(options.value, false);
  }

  /** Have the bar stand as `orientation` says, and be called `label`. */
  turn(orientation: SplitterOptions["orientation"], label: string): void {
    this.#orientation = orientation;
    this.element.className = `splitter is-${orientation}`;
    this.element.title = `${label} (arrow keys; double-click for the usual size)`;
    this.element.setAttribute("aria-label", label);
    this.element.setAttribute("aria-orientation", orientation);
  }

  #drag(down: PointerEvent, container: HTMLElement): void {
    if (down.button !== 0) return;
    down.preventDefault();
    this.element.focus();
    this.element.setPointerCapture(down.pointerId);
    // Frames would take the pointer's events for themselves.
    document.documentElement.dataset.resizing = this.#orientation;
    const vertical = this.#orientation === "vertical";
    const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(container);
    const extent = vertical
      ? container.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
      : container.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
    const before = this.#value;
    const move = (event: PointerEvent) => {
      const moved = vertical ? event.clientX - down.clientX : event.clientY - down.clientY;
      this.#set(before + (moved / extent) * 100, false);
    };
    const end = () => {
      this.element.removeEventListener("pointermove", move);
      delete document.documentElement.dataset.resizing;
      this.#set(this.#value, true);
    };
    this.element.addEventListener("pointermove", move);
    this.element.addEventListener("lostpointercapture", end, { once: true });
  }

  #key(event: KeyboardEvent): void {
    const { least, most } = this.#options;
    const [less, more] = this.#orientation === "vertical" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    const target = { [less]: this.#value - STEP, [more]: this.#value + STEP, Home: least, End: most }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.#set(target, true);
  }

  #set(value: number, done: boolean): void {
    const { least, most, move } = this.#options;
    this.#value = Math.round(Math.min(Math.max(value, least), most) * 10) / 10;
    this.element.setAttribute("aria-valuenow", String(Math.round(this.#value)));
    move(this.#value, done);
  }
}
