/** Buttons. Each has a tooltip that names it; one without words has the same as its label. */
import { h, setAttribute } from "./dom.js";
import { icon, type IconName } from "./icons.js";

export interface ButtonOptions {
  /** Shown as words; left out, the button is its icon. */
  text?: string;
  icon?: IconName;
  /** What it does, for the tooltip: `Reload the page`. */
  label: string;
  /** Keys that do the same: `Ctrl+S`. */
  keys?: string;
  class?: string;
  press: () => void;
}

export function button(options: ButtonOptions): HTMLButtonElement {
  const element = h(
    "button",
    {
      type: "button",
      class: `button ${options.text === undefined ? "button-icon" : ""} ${options.class ?? ""}`.trim(),
    },
    options.icon && icon(options.icon),
    options.text !== undefined && h("span", { class: "button-text" }, options.text),
  );
  nameControl(element, options.label, options.keys);
  if (options.text === undefined) element.setAttribute("aria-label", options.label);
  element.addEventListener("click", options.press);
  return element;
}

/** Set a control's tooltip, with the keys that do the same. */
export function nameControl(element: HTMLElement, label: string, keys?: string): void {
  element.title = keys === undefined ? label : `${label} (${keys})`;
  setAttribute(element, "aria-keyshortcuts", keys?.replace("Ctrl", "Control").replace("⌘", "Meta+"));
}

/** Arrow keys, Home and End move the focus among `items()`; `along` says which arrows. Used by tab lists and menus. */
export function arrowKeys(
  container: HTMLElement,
  along: "horizontal" | "vertical",
  items: () => HTMLElement[],
  moved?: (item: HTMLElement) => void,
): void {
  const [previous, next] = along === "horizontal" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
  container.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const target = {
      [previous]: at < 0 ? all.length - 1 : (at - 1 + all.length) % all.length,
      [next]: (at + 1) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    const item = target === undefined ? undefined : all[target];
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    item.focus();
    moved?.(item);
  });
}
