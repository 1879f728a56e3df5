/** Questions that need an answer before anything goes on. */
import { button } from "./controls.js";
import { h } from "./dom.js";

export interface Question {
  title: string;
  /** Above the field. */
  label: string;
  value: string;
  hint?: string;
  placeholder?: string;
  /** What the button that says yes is called. */
  accept: string;
  /** Why the answer will not do, or null where it does. */
  check: (answer: string) => string | null;
  /** How much of the value is selected at first: typing replaces it. */
  select?: [from: number, to: number];
}

let count = 0;

/** Ask for one line of text. Null when the user leaves the question. */
export function ask(question: Question): Promise<string | null> {
  const id = `dialog-${++count}`;
  const input = h("input", {
    id: `${id}-field`,
    class: "field mono",
    value: question.value,
    placeholder: question.placeholder,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-note`,
  });
  const note = h("p", { id: `${id}-note`, class: "dialog-note", role: "status" }, question.hint);
  const form = h(
    "form",
    { method: "dialog", class: "dialog-body" },
    h("h2", { id: `${id}-title` }, question.title),
    h("label", { for: input.id }, question.label),
    input,
    note,
    h(
      "div",
      { class: "dialog-actions" },
      button({ text: "Cancel", label: "Leave everything as it is", keys: "Esc", press: () => dialog.close() }),
      h("button", { type: "submit", class: "button button-primary" }, question.accept),
    ),
  );
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": `${id}-title` }, form);
  return new Promise((resolve) => {
    let answer: string | null = null;
    input.addEventListener("input", () => {
      input.removeAttribute("aria-invalid");
      note.textContent = question.hint ?? "";
      note.classList.remove("is-problem");
    });
    form.addEventListener("submit", (event) => {
      const problem = question.check(input.value.trim());
      if (problem === null) {
        answer = input.value.trim();
        return;
      }
      event.preventDefault();
      input.setAttribute("aria-invalid", "true");
      note.textContent = problem;
      note.classList.add("is-problem");
      input.focus();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
    input.setSelectionRange(...(question.select ?? [0, question.value.length]));
  });
}
