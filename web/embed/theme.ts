/** Which of the two themes a document has, and when that changes. */
import { isTheme, type Theme } from "./messages.js";

/** What a document says of its theme, each null where it says nothing. */
export interface ThemeSigns {
  /** The element's own attribute. */
  attribute: string | null;
  /** `data-theme` (furo and others on body, many on html), nearest first. */
  declared: (string | null)[];
  /** Whether the system asks for dark colours. */
  prefersDark: boolean;
}

/** The first sign that names a theme; where none does, the system's. */
export const chooseTheme = ({ attribute, declared, prefersDark }: ThemeSigns): Theme =>
  [attribute, ...declared].find(isTheme) ?? (prefersDark ? "dark" : "light");

const dark = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");

/** The theme of the document around `element` now. */
export const themeOf = (element: Element): Theme =>
  chooseTheme({
    attribute: element.getAttribute("theme"),
    declared: [document.body, document.documentElement].flatMap((holder) => [
      holder.getAttribute("data-theme"),
      holder.getAttribute("data-color-mode"),
    ]),
    prefersDark: dark().matches,
  });

/** Call `changed` whenever the theme may have changed, until the returned function is called. */
export function watchTheme(element: Element, changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  const attributeFilter = ["data-theme", "data-color-mode", "theme"];
  for (const holder of [document.documentElement, document.body, element]) {
    observer.observe(holder, { attributes: true, attributeFilter });
  }
  const preference = dark();
  preference.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    preference.removeEventListener("change", changed);
  };
}
