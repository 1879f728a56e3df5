/** Documentation as the editor shows it: a signature, and what the docstring says. */
import type { Documentation } from "../protocol/language.js";
import { h } from "../ui/dom.js";

export function documentation({ signature, text }: Documentation): HTMLElement {
  const parts = [h("p", { class: "doc-signature" }, signature)];
  if (text) parts.push(h("p", { class: "doc-text" }, text));
  return h("div", { class: "doc" }, ...parts);
}
