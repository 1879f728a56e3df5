/** Everything that the editor does at a key, in one table: the keys follow from it, and so do the page's lists of them. */
import { startCompletion } from "@codemirror/autocomplete";
import {
  copyLineDown,
  copyLineUp,
  cursorMatchingBracket,
  deleteLine,
  indentLess,
  indentMore,
  moveLineDown,
  moveLineUp,
  redo,
  selectParentSyntax,
  toggleComment,
  undo,
} from "@codemirror/commands";
import { foldCode, unfoldCode } from "@codemirror/language";
import { nextDiagnostic, previousDiagnostic } from "@codemirror/lint";
import { findNext, findPrevious, selectNextOccurrence, selectSelectionMatches } from "@codemirror/search";
import type { EditorView, KeyBinding } from "@codemirror/view";
import { openFind, openReplace } from "./find-panel.js";

/** What only the editor's owner can do. */
export interface EditorActions {
  /** Run the project at once. */
  run: () => void;
  /** Bring the file into Python's usual form. */
  format: () => void;
  toggleWrap: () => void;
  /** Make the text larger by so many pixels. */
  resize: (steps: number) => void;
}

export const COMMAND_GROUPS = ["Writing", "Finding", "Lines", "View"] as const;

export interface EditorCommand {
  readonly name: string;
  /** As a menu has it: `Find and replace`. */
  readonly title: string;
  readonly group: (typeof COMMAND_GROUPS)[number];
  /** In CodeMirror's notation, `Mod` for Control or Command: `Mod-f`. Left out: by the menu alone. */
  readonly keys?: string;
  /** Other keys on Apple's systems. */
  readonly mac?: string;
  /** Gives false where there was nothing to do, and the key may mean something else. */
  readonly does: (view: EditorView, actions: EditorActions) => boolean;
}

const act =
  (what: (actions: EditorActions) => void): EditorCommand["does"] =>
  (_view, actions) => {
    what(actions);
    return true;
  };

export const EDITOR_COMMANDS: readonly EditorCommand[] = [
  { name: "run", title: "Run at once", group: "Writing", keys: "Mod-s", does: act(({ run }) => run()) },
  {
    name: "format",
    title: "Format the file",
    group: "Writing",
    keys: "Shift-Alt-f",
    does: act(({ format }) => format()),
  },
  { name: "complete", title: "Show completions", group: "Writing", keys: "Ctrl-Space", does: startCompletion },
  { name: "comment", title: "Comment or uncomment", group: "Writing", keys: "Mod-/", does: toggleComment },
  { name: "undo", title: "Undo", group: "Writing", keys: "Mod-z", does: undo },
  { name: "redo", title: "Redo", group: "Writing", keys: "Mod-y", mac: "Mod-Shift-z", does: redo },

  { name: "find", title: "Find", group: "Finding", keys: "Mod-f", does: openFind },
  { name: "replace", title: "Find and replace", group: "Finding", keys: "Mod-h", mac: "Mod-Alt-f", does: openReplace },
  { name: "find-next", title: "Next match", group: "Finding", keys: "F3", does: findNext },
  { name: "find-previous", title: "Previous match", group: "Finding", keys: "Shift-F3", does: findPrevious },
  { name: "next-problem", title: "Next problem", group: "Finding", keys: "F8", does: nextDiagnostic },
  { name: "previous-problem", title: "Previous problem", group: "Finding", keys: "Shift-F8", does: previousDiagnostic },
  {
    name: "matching-bracket",
    title: "Matching bracket",
    group: "Finding",
    keys: "Shift-Mod-\\",
    does: cursorMatchingBracket,
  },
  {
    name: "select-next",
    title: "Select the next such word",
    group: "Finding",
    keys: "Mod-d",
    does: selectNextOccurrence,
  },
  {
    name: "select-all",
    title: "Select every such word",
    group: "Finding",
    keys: "Mod-Shift-l",
    does: selectSelectionMatches,
  },
  { name: "select-more", title: "Select what is around", group: "Finding", keys: "Mod-i", does: selectParentSyntax },

  { name: "indent", title: "Indent", group: "Lines", keys: "Mod-]", does: indentMore },
  { name: "dedent", title: "Indent less", group: "Lines", keys: "Mod-[", does: indentLess },
  { name: "move-up", title: "Move up", group: "Lines", keys: "Alt-ArrowUp", does: moveLineUp },
  { name: "move-down", title: "Move down", group: "Lines", keys: "Alt-ArrowDown", does: moveLineDown },
  { name: "copy-up", title: "Copy up", group: "Lines", keys: "Shift-Alt-ArrowUp", does: copyLineUp },
  { name: "copy-down", title: "Copy down", group: "Lines", keys: "Shift-Alt-ArrowDown", does: copyLineDown },
  { name: "delete-line", title: "Delete", group: "Lines", keys: "Shift-Mod-k", does: deleteLine },
  { name: "fold", title: "Fold", group: "Lines", keys: "Ctrl-Shift-[", mac: "Cmd-Alt-[", does: foldCode },
  { name: "unfold", title: "Unfold", group: "Lines", keys: "Ctrl-Shift-]", mac: "Cmd-Alt-]", does: unfoldCode },

  { name: "wrap", title: "Wrap long lines", group: "View", keys: "Alt-z", does: act(({ toggleWrap }) => toggleWrap()) },
  { name: "larger", title: "Larger text", group: "View", does: act(({ resize }) => resize(1)) },
  { name: "smaller", title: "Smaller text", group: "View", does: act(({ resize }) => resize(-1)) },
];

/** What the keys for typing do besides; they are no commands, and a list of keys has them all the same. */
export const TYPING_KEYS: readonly { title: string; keys: string }[] = [
  { title: "Take the completion", keys: "Tab" },
  { title: "New line, whatever is offered", keys: "Enter" },
  { title: "Documentation of the name at the cursor", keys: "Shift-F1" },
  { title: "Close the list, a hint or the find panel", keys: "Escape" },
  { title: "Leave the editor", keys: "Escape Tab" },
];

/** The keys of the table, for the editor that `actions` belong to. */
export const commandKeys = (actions: EditorActions): KeyBinding[] => [
  ...EDITOR_COMMANDS.flatMap(({ keys, mac, does }) =>
    keys === undefined
      ? []
      : [
          {
            key: keys,
            ...(mac !== undefined && { mac }),
            run: (view: EditorView) => does(view, actions),
            preventDefault: true,
          },
        ],
  ),
  { key: "Mod-Enter", run: (view) => act(({ run }) => run())(view, actions), preventDefault: true },
];

const NAMES: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc", Mod: "Ctrl" };
const APPLE_NAMES: Record<string, string> = { ...NAMES, Mod: "⌘", Cmd: "⌘", Shift: "⇧", Alt: "⌥", Ctrl: "⌃" };

/** The keys of a command as the user's keyboard has them: `Shift+Alt+F`, `⇧⌥F`; a space parts keys pressed in turn. */
export function writtenKeys({ keys = "", mac }: { keys?: string; mac?: string }, apple: boolean): string {
  const names = apple ? APPLE_NAMES : NAMES;
  return ((apple && mac) || keys)
    .split(" ")
    .map((stroke) =>
      stroke
        .split(/-(?!$)/)
        .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
        .join(apple ? "" : "+"),
    )
    .join(" ");
}
