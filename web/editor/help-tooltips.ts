/** The tooltips that help to write are for who writes: they go when the focus does, and with the file. */
import { type Extension, StateEffect } from "@codemirror/state";
import { closeHoverTooltips, EditorView } from "@codemirror/view";

/** Have a tooltip of `view` be no wider than the editor. */
export function fitted(tooltip: HTMLElement, view: EditorView): HTMLElement {
  tooltip.style.setProperty("--editor-width", `${view.dom.clientWidth}px`);
  return tooltip;
}

/** Takes away what was shown at the cursor. */
export const leave = StateEffect.define();

/** Takes away what is shown at the cursor and what is shown under the pointer. */
export const CLOSE_HELP: readonly StateEffect<unknown>[] = [leave.of(null), closeHoverTooltips];

export const goesWithTheFocus: Extension = EditorView.focusChangeEffect.of((_state, focusing) =>
  focusing ? null : leave.of(null),
);
