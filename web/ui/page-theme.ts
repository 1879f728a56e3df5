/** Pages without a style of their own follow the theme: a browser would show them black on white in the dark. */

/** Give `document`, in `frame`, the theme of the page around, where nothing in it says how it looks. */
export function darkenUnstyled(frame: HTMLIFrameElement, document: Document): void {
  const scheme = isUnstyled(document) ? themeOf(frame) : "";
  frame.style.colorScheme = scheme;
  frame.classList.toggle("is-dark", scheme === "dark");
  if (scheme !== "") document.documentElement.style.colorScheme = scheme;
}

const isUnstyled = (document: Document): boolean =>
  document.styleSheets.length === 0 &&
  document.querySelector('link[rel~="stylesheet"], [style], [bgcolor], [text], font, meta[name="color-scheme"]') ===
    null;

function themeOf(element: Element): "light" | "dark" {
  const { theme } = element.ownerDocument.documentElement.dataset;
  if (theme === "light" || theme === "dark") return theme;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
