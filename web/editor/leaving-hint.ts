/** Tab is for the code of who writes it. Whoever passes through by Tab goes on by it, and is told how to leave later. */
import type { EditorView } from "@codemirror/view";
import { h } from "../ui/dom.js";

/** The key that was last pressed, where nothing was clicked and the page not left since. */
let lastKey = "";
const forget = () => (lastKey = "");
addEventListener("keydown", ({ key }) => (lastKey = key), true);
addEventListener("pointerdown", forget, true);
addEventListener("blur", forget);

/**
 * The hint of `view`: shown when the focus comes into its text by Tab, until something is typed or the focus is gone. Tab goes
 * on out of the text until another key is pressed in it, or the pointer.
 */
export function leavingHint(view: EditorView): HTMLElement {
  const hint = h(
    "p",
    { class: "editor-hint", hidden: true },
    h("kbd", {}, "Tab"),
    " goes on. Once you write: ",
    h("kbd", {}, "Esc"),
    ", then ",
    h("kbd", {}, "Tab"),
  );
  const pass = (passes: boolean) => {
    hint.hidden = !passes;
    view.setTabFocusMode(passes && Infinity);
  };
  view.contentDOM.addEventListener("focus", () => pass(lastKey === "Tab"));
  for (const sign of ["blur", "beforeinput", "pointerdown"]) view.contentDOM.addEventListener(sign, () => pass(false));
  return hint;
}
