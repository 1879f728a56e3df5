/** A row of the keys that a phone's keyboard hides: the signs of code, indentation and undo. Only touch screens show it. */
import { indentLess, indentMore, undo } from "@codemirror/commands";
import type { Command, EditorView } from "@codemirror/view";
import { h } from "../ui/dom.js";
import { icon, type IconName } from "../ui/icons.js";
import { type } from "./typing.js";

/** The signs, and how a screen reader says them. */
const SIGNS: Record<string, string> = {
  ":": "Colon",
  "(": "Opening parenthesis",
  ")": "Closing parenthesis",
  "[": "Opening bracket",
  "]": "Closing bracket",
  "{": "Opening brace",
  "}": "Closing brace",
  '"': "Double quote",
  "'": "Single quote",
  "=": "Equals",
  _: "Underscore",
  "<": "Less than",
  ">": "Greater than",
  "/": "Slash",
  "\\": "Backslash",
  "#": "Number sign",
  "@": "At sign",
  "%": "Percent",
};

export function symbolRow(view: EditorView): HTMLElement {
  const row = h("div", { class: "symbol-row", role: "toolbar", "aria-label": "Signs and indentation" });
  const command = (name: IconName, label: string, run: Command) => key(label, icon(name), () => void run(view));
  row.append(
    command("indent", "Indent", indentMore),
    command("dedent", "Indent less", indentLess),
    command("undo", "Undo", undo),
    ...Object.entries(SIGNS).map(([sign, label]) => key(label, sign, () => typeInto(view, sign))),
  );
  return row;
}

function key(label: string, content: Node | string, press: () => void): HTMLElement {
  const element = h("button", { type: "button", class: "symbol-key", "aria-label": label, tabindex: -1 }, content);
  // The focus stays in the text, or the phone's keyboard would go away.
  element.addEventListener("pointerdown", (event) => event.preventDefault());
  element.addEventListener("mousedown", (event) => event.preventDefault());
  element.addEventListener("click", press);
  return element;
}

function typeInto(view: EditorView, sign: string): void {
  const transactions = type(view.state, sign);
  const plain = () =>
    view.state.update(view.state.replaceSelection(sign), { userEvent: "input.type", scrollIntoView: true });
  view.dispatch(transactions.length > 0 ? transactions : [plain()]);
}
