/** What every file's editor state has, whatever its language. */
import { defaultKeymap, history, historyKeymap, indentLess } from "@codemirror/commands";
import { bracketMatching, codeFolding } from "@codemirror/language";
import { lintGutter } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  dropCursor,
  type EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
  tooltips,
} from "@codemirror/view";
import { deletePair } from "./closing.js";
import { commandKeys, type EditorActions } from "./commands.js";
import { finding } from "./find-panel.js";
import { newLine, tab } from "./indentation.js";
import { editorTheme } from "./theme.js";
import { typing } from "./typing.js";

export function setup(actions: EditorActions): Extension {
  return [
    lineNumbers(),
    lintGutter(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    codeFolding(),
    drawSelection(),
    dropCursor(),
    EditorState.allowMultipleSelections.of(true),
    bracketMatching(),
    typing,
    rectangularSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    tooltips({ tooltipSpace: overCode }),
    finding,
    keymap.of([
      ...commandKeys(actions),
      { key: "Enter", run: newLine, shift: newLine },
      { key: "Backspace", run: deletePair },
      { key: "Tab", run: tab, shift: indentLess },
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
    ]),
    editorTheme,
  ];
}

/** Where tooltips may stand: not over what is above the editor, or beside it. */
function overCode({ dom }: EditorView): { top: number; left: number; bottom: number; right: number } {
  const { top, left, right } = dom.getBoundingClientRect();
  return { top, left, bottom: innerHeight, right };
}
