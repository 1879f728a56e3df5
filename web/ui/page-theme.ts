/**
 * Pages without a style of their own follow the theme: a browser would show them black on white in the dark. So do those that
 * say that they look well in both.
 */

/** Those that leave the theme open, as they came. */
const open = new WeakSet<Document>();

/** Give `document`, in `frame`, the theme of the page around, where it leaves that open. */
export function followTheme(frame: HTMLIFrameElement, document: Document): void {
  if (isUnstyled(document) || knowsBoth(document)) open.add(document);
  const scheme = open.has(document) ? themeOf(frame) : "";
  frame.style.colorScheme = scheme;
  frame.classList.toggle("is-dark", scheme === "dark");
  if (scheme !== "") document.documentElement.style.colorScheme = scheme;
}

/** Call `act` whenever the theme of this page changes. */
export function whenThemeChanges(act: () => void): void {
  new MutationObserver(act).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
}

const isUnstyled = (document: Document): boolean =>
  document.styleSheets.length === 0 &&
  document.querySelector('link[rel~="stylesheet"], [style], [bgcolor], [text], font, meta[name="color-scheme"]') ===
    null;

function knowsBoth(document: Document): boolean {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content ?? "";
  const style = document.defaultView?.getComputedStyle(document.documentElement).colorScheme ?? "";
  return ["light", "dark"].every((scheme) => `${meta} ${style}`.split(/\s+/).includes(scheme));
}

function themeOf(element: Element): "light" | "dark" {
  const { theme } = element.ownerDocument.documentElement.dataset;
  if (theme === "light" || theme === "dark") return theme;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
