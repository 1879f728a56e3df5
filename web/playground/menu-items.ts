/** Lines of a menu. The arrow keys find them by `data-item`. */
import { h } from "../ui/dom.js";
import { icon, type IconName } from "../ui/icons.js";

export function menuItem(name: IconName | null, text: string, press: () => void, note = ""): HTMLButtonElement {
  const item = h(
    "button",
    { type: "button", class: "menu-item", "data-item": true },
    name ? icon(name) : h("span", { class: "icon" }),
    h("span", { class: "menu-text" }, text),
    note !== "" && h("span", { class: "menu-note" }, note),
  );
  item.addEventListener("click", press);
  return item;
}

export function menuSwitch(
  text: string,
  note: string,
  checked: boolean,
  change: (checked: boolean) => void,
): HTMLElement {
  const box = h("input", { type: "checkbox", role: "switch", class: "switch" });
  box.checked = checked;
  box.addEventListener("change", () => change(box.checked));
  return h(
    "label",
    { class: "menu-item" },
    h("span", { class: "icon" }),
    h("span", { class: "menu-text" }, text, h("span", { class: "menu-description" }, note)),
    box,
  );
}
