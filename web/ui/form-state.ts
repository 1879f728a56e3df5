/** What a user has filled in on a page, carried over to the page that takes its place after an edit. */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const FIELDS = "input, textarea, select";

/** Put what was filled in on `from` into the fields of `to` that have the same name in the same form. */
export function carryOver(from: Document, to: Document): void {
  const targets = new Map(fields(to).map((field) => [keyOf(field, to), field]));
  for (const field of fields(from)) {
    const target = targets.get(keyOf(field, from));
    if (target?.type === field.type) fill(field, target);
  }
}

const fields = (document: Document): Field[] => [...document.querySelectorAll<Field>(FIELDS)];

/** The form's place among the forms, the field's name, and its value where several have one name. */
function keyOf(field: Field, document: Document): string {
  const form = field.form ? [...document.forms].indexOf(field.form) : -1;
  const choice = field.type === "radio" || field.type === "checkbox" ? field.value : "";
  return JSON.stringify([form, field.name || field.id, choice]);
}

/** Only what the user has changed: a new default is part of the edit. */
function fill(from: Field, to: Field): void {
  switch (from.type) {
    case "checkbox":
    case "radio": {
      const [box, target] = [from as HTMLInputElement, to as HTMLInputElement];
      if (box.checked !== box.defaultChecked) target.checked = box.checked;
      return;
    }
    case "file":
      if ((from as HTMLInputElement).files?.length) (to as HTMLInputElement).files = (from as HTMLInputElement).files;
      return;
    case "select-one":
    case "select-multiple":
      carryOptions(from as HTMLSelectElement, to as HTMLSelectElement);
      return;
    case "submit":
    case "button":
    case "reset":
    case "image":
    case "hidden":
      return;
    default: {
      const [text, target] = [from as HTMLInputElement, to as HTMLInputElement];
      if (text.value !== text.defaultValue) target.value = text.value;
    }
  }
}

function carryOptions(from: HTMLSelectElement, to: HTMLSelectElement): void {
  const options = [...from.options];
  if (options.every((option) => option.selected === option.defaultSelected)) return;
  const chosen = new Set(options.filter((option) => option.selected).map((option) => option.value));
  for (const option of to.options) option.selected = chosen.has(option.value);
}
