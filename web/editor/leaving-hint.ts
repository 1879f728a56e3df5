/** Tab is for the code: whoever came by keyboard is told how to leave the editor by it. */
import { h } from "../ui/dom.js";

/** The key that was last pressed, where nothing was clicked since. */
let lastKey = "";
addEventListener("keydown", ({ key }) => (lastKey = key), true);
addEventListener("pointerdown", () => (lastKey = ""), true);

/** Shown in `editor` when the focus comes into its text by Tab, until something is typed or the focus is gone. */
export function leavingHint(editor: HTMLElement): HTMLElement {
  const hint = h(
    "p",
    { class: "editor-hint", hidden: true },
    h("kbd", {}, "Esc"),
    ", then ",
    h("kbd", {}, "Tab"),
    " leaves the editor",
  );
  const hide = () => (hint.hidden = true);
  editor.addEventListener("focusin", ({ target }) => {
    if (lastKey === "Tab" && target instanceof Element && target.closest(".cm-content")) hint.hidden = false;
  });
  editor.addEventListener("focusout", hide);
  editor.addEventListener("beforeinput", hide);
  return hint;
}
