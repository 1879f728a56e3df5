/** What stands in the preview's place while there is no page to show. */
import { h } from "./dom.js";
import { button } from "./controls.js";
import { icon } from "./icons.js";

export interface Notice {
  title: string;
  /** What it is, in a sentence or two. */
  text: string;
  /** What to do about it. */
  hint?: string;
  problem?: boolean;
  action?: { text: string; label: string; press: () => void };
}

export function notice({ title, text, hint, problem = false, action }: Notice): HTMLElement {
  return h(
    "div",
    { class: `notice ${problem ? "is-problem" : ""}`.trim(), role: problem ? "alert" : null },
    problem && h("span", { class: "notice-mark" }, icon("error")),
    h("h2", {}, title),
    h("p", {}, text),
    hint !== undefined && hint !== "" && h("p", { class: "notice-hint" }, hint),
    action && button({ ...action, class: "button-primary" }),
  );
}
