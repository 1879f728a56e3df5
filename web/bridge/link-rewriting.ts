/**
 * Rewrites an application's absolute links to its preview.
 *
 * `<a href="/login">` means the application's own `/login`, and its application is mounted on `<scope>preview/<preview id>/`.
 * What a page fetches, the service worker takes there by itself. A navigation out of its scope it never sees: where the
 * site is hosted under a path, the links are rewritten in the page that holds them.
 */
import { parsePreviewUrl, previewUrl } from "../protocol/urls.js";

/**
 * Where `address`, found on the page `base`, leads inside the preview, or null where it is right as it is: inside a
 * preview, on another origin, not a web address at all.
 */
export function rewrittenLink(scope: URL, previewId: string, address: string, base: string): URL | null {
  if (!URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  if (url.origin !== scope.origin || parsePreviewUrl(scope, url) !== null) return null;
  const rewritten = previewUrl(scope, previewId, url.pathname + url.search);
  rewritten.hash = url.hash;
  return rewritten;
}

/**
 * Attach to the document in `frame`; call it for each document that comes there. `moved` is called when the document
 * has changed its own address, by another entry in the history or in place of the current one.
 *
 * Returns false where the frame itself had left the preview (by a script's `location = "/login"`, say), and is now on its
 * way back. A document of another origin is left alone.
 */
export function rewriteLinks(
  frame: Window,
  scope: URL,
  previewId: string,
  moved: (how: "push" | "replace") => void = () => undefined,
): boolean {
  let address: string;
  try {
    address = frame.location.href;
  } catch {
    return true;
  }
  const rewritten = rewrittenLink(scope, previewId, address, address);
  if (rewritten) {
    frame.location.replace(rewritten);
    return false;
  }
  if (parsePreviewUrl(scope, new URL(address))?.previewId === previewId && !attached.has(frame.document)) {
    attached.add(frame.document);
    const { document } = frame;
    const rewritten = (link: string) => rewrittenLink(scope, previewId, link, document.baseURI);
    attach(frame as Window & typeof globalThis, rewritten, moved);
  }
  return true;
}

const attached = new WeakSet<Document>();

function attach(
  frame: Window & typeof globalThis,
  rewritten: (address: string) => URL | null,
  moved: (how: "push" | "replace") => void,
): void {
  const rewrite = (element: Element, attribute: string, address: string) => {
    const url = rewritten(address);
    if (url) element.setAttribute(attribute, url.href);
  };

  const follow = (event: Event) => {
    const link = event.composedPath().find((node) => isLink(frame, node));
    // The application's own handlers came first, and saw the link as it was written.
    if (link && !event.defaultPrevented) rewrite(link, "href", link.href);
  };
  frame.addEventListener("click", follow);
  frame.addEventListener("auxclick", follow);

  const submit = (form: HTMLFormElement, submitter: Element | null) => {
    if (submitter?.hasAttribute("formaction")) {
      rewrite(submitter, "formaction", submitter.getAttribute("formaction") ?? "");
    } else if (form.hasAttribute("action")) {
      rewrite(form, "action", form.getAttribute("action") ?? "");
    }
  };
  frame.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && event.target instanceof frame.HTMLFormElement) submit(event.target, event.submitter);
  });

  // What a script does sends no event.
  const form = frame.HTMLFormElement.prototype as { submit: (this: HTMLFormElement) => void };
  const submitForm = form.submit;
  form.submit = function () {
    submit(this, null);
    submitForm.call(this);
  };
  const open = frame.open.bind(frame);
  frame.open = (url, ...rest) => open(url === undefined ? url : (rewritten(String(url)) ?? url), ...rest);
  for (const name of ["pushState", "replaceState"] as const) {
    const change = frame.history[name].bind(frame.history);
    frame.history[name] = (state: unknown, unused: string, url?: string | URL | null) => {
      change(state, unused, url == null ? url : (rewritten(String(url)) ?? url));
      moved(name === "pushState" ? "push" : "replace");
    };
  }
}

const isLink = (frame: Window & typeof globalThis, node: EventTarget): node is HTMLAnchorElement | HTMLAreaElement =>
  (node instanceof frame.HTMLAnchorElement || node instanceof frame.HTMLAreaElement) && node.hasAttribute("href");
