/** Short messages at the foot of the page, with at most one thing to do. They wait while the pointer or focus is on them. */
import { button } from "./controls.js";
import { h } from "./dom.js";

const SHOWN_FOR = 8000;

export interface Toast {
  text: string;
  /** Something that went wrong, rather than something done. */
  problem?: boolean;
  action?: { text: string; label: string; press: () => void };
  /** Its action is for the project that is open: it goes with that. */
  ofProject?: boolean;
}

let shelf: HTMLElement | null = null;

export function toast({ text, problem = false, action, ofProject = false }: Toast): void {
  if (!shelf) {
    shelf = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
    document.body.append(shelf);
  }
  let timer = 0;
  const item = h(
    "div",
    { class: `toast ${problem ? "is-problem" : ""}`.trim(), "data-of-project": ofProject },
    h("span", {}, text),
  );
  const dismiss = () => {
    window.clearTimeout(timer);
    item.remove();
  };
  const wait = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(dismiss, SHOWN_FOR);
  };
  if (action) {
    const act = () => {
      dismiss();
      action.press();
    };
    item.append(button({ text: action.text, label: action.label, class: "button-quiet", press: act }));
  }
  item.append(button({ icon: "close", label: "Dismiss this message", class: "button-quiet", press: dismiss }));
  for (const hold of ["pointerenter", "focusin"]) item.addEventListener(hold, () => window.clearTimeout(timer));
  for (const release of ["pointerleave", "focusout"]) item.addEventListener(release, wait);
  shelf.replaceChildren(item);
  wait();
}

/** Another project is open: nothing offers any more to change the one before it. */
export function dismissOfProject(): void {
  shelf?.querySelector("[data-of-project]")?.remove();
}
